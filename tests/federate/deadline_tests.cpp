#include "world.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>

// P16: deadline arithmetic. The scripted network moves the clock, so every time here is exact.

using namespace kith::federate_tests;
using kith::ports::HttpFailure;

namespace {

/// A source that does something at random, for as long as it likes.
ScriptedAnswer at_random(std::mt19937& random) {
    const auto time = std::chrono::milliseconds(random() % 5000);
    switch (random() % 6) {
        case 0:
            return records("r").taking(time);
        case 1:
            return ScriptedAnswer::failing(HttpFailure::connect).taking(time);
        case 2:
            return ScriptedAnswer::failing(HttpFailure::dropped).taking(time);
        case 3:
            return ScriptedAnswer::with_status(503)
                .saying("retry-after", std::to_string(random() % 12))
                .taking(time);
        case 4:
            return ScriptedAnswer::with_status(429).taking(time);
        default:
            return records("r").taking(20s);
    }
}

/// Takes every request and never says what became of it.
class MuteTransport final : public kith::ports::Transport {
public:
    explicit MuteTransport(kith::support::FakeClock& clock) : clock_(clock) {}
    void start(std::uint64_t id, const kith::record::SourceId&, const kith::ports::HttpRequest&,
               std::chrono::milliseconds) override {
        started.push_back(id);
    }
    std::vector<kith::ports::Exchange> poll(std::chrono::milliseconds wait) override {
        clock_.pass(wait);
        return {};
    }
    void cancel(std::uint64_t id) override { cancelled.push_back(id); }
    void wake() override {}
    void warm(const std::vector<kith::record::SourceId>&) override {}
    std::vector<std::uint64_t> started, cancelled;

private:
    kith::support::FakeClock& clock_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(federate_deadline_tests)

BOOST_AUTO_TEST_CASE(a_source_that_never_answers_settles_at_the_deadline) {
    World world({"a"}, 6);
    const auto outcomes = world.fetch();
    BOOST_TEST(world.now().count() == 8000);
    BOOST_TEST(told(at(outcomes, "a")).starts_with("a/subject unreachable 0:  (timed_out"));
    BOOST_TEST(told(at(outcomes, "a", "p5")) == "a/p5 unreachable 0:  (its turn did not come within 8 s)");
}

BOOST_AUTO_TEST_CASE(a_retry_never_outlives_the_deadline) {
    World world({"a"});
    world.manners.deadlines[kith::record::SourceId("a")] = 2500ms;
    world.connector("a").pages = 2;
    // The second page is asked for with little time left; its retry must not outlive the deadline.
    world.network.on("a", {records("r1").taking(2400ms), ScriptedAnswer::with_status(503).taking(99ms)});
    const auto outcomes = world.fetch();
    BOOST_TEST((world.now() <= 2500ms));
    BOOST_TEST(at(outcomes, "a").cell.tries <= 2);
}

BOOST_AUTO_TEST_CASE(a_transport_that_never_reports_is_cut_off_at_the_deadline) {
    World world({"a", "b"}, 2);
    MuteTransport mute(world.clock);
    kith::federate::Engine engine(mute, world.clock, world.entropy, world.engine().connectors());
    const auto permit = permit_for(world.roster, world.sources);
    const auto logged = world.audit.append({});
    const auto outcomes =
        engine.fetch(permit, *logged, kith::federate::plan(permit, engine.connectors()), {}, {});
    BOOST_TEST(world.now().count() == 8000);
    BOOST_TEST(outcomes.size() == 4u);
    for (const auto& outcome : outcomes) BOOST_TEST(outcome.cell.detail == "no answer within 8 s");
    std::sort(mute.cancelled.begin(), mute.cancelled.end());
    BOOST_TEST(mute.cancelled == mute.started, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_source_may_have_a_deadline_of_its_own) {
    World world({"a", "b"});
    world.manners.deadlines[kith::record::SourceId("a")] = 2500ms;
    const auto outcomes = world.fetch();
    BOOST_TEST(at(outcomes, "a").took.count() == 2500);
    BOOST_TEST(at(outcomes, "b").took.count() == 8000);
}

BOOST_AUTO_TEST_CASE(an_answer_at_the_deadline_counts_and_one_after_it_does_not) {
    const auto answering_after = [](std::chrono::milliseconds time) {
        World world({"a"});
        world.network.on("a", {records("r").taking(time)});
        return state_of(at(world.fetch(), "a"));
    };
    BOOST_TEST(answering_after(7999ms) == "records_held");
    BOOST_TEST(answering_after(8000ms) == "records_held");
    BOOST_TEST(answering_after(8001ms) == "unreachable");
}

// FD-7: received pages are kept and shown as partial.
BOOST_AUTO_TEST_CASE(what_had_come_by_the_deadline_is_kept_as_partial) {
    World world({"a"});
    world.connector("a").pages = 3;
    world.network.on("a", {records("r1,r2").taking(3000ms), records("r3").taking(6000ms)});
    BOOST_TEST(told(at(world.fetch(), "a")) ==
               "a/subject partial 2: r1,r2 (missing from page 2 of 3; timed_out)");
}

BOOST_AUTO_TEST_CASE(P16_setting_the_wall_clock_moves_no_deadline) {
    World world({"a"});
    world.network.at(1s, [&] { world.clock.set_wall(world.clock.now() + std::chrono::hours{24}); });
    world.network.at(2s, [&] { world.clock.set_wall(world.clock.now() - std::chrono::hours{48}); });
    world.fetch();
    BOOST_TEST(world.now().count() == 8000);
}

BOOST_AUTO_TEST_CASE(
    P16_for_any_pattern_of_failures_no_attempt_outlives_its_deadline_and_retries_keep_to_their_budget) {
    for (unsigned seed = 0; seed < 400; ++seed) {
        std::mt19937 random(seed);
        World world({"a", "b", "c"}, 1 + random() % 6);
        world.connector("b").wants_token = random() % 2;
        world.connector("c").pages = 1 + static_cast<int>(random() % 3);
        for (const auto& name : world.sources)
            world.network.on(name, [&](const auto&) { return at_random(random); });
        const auto began = world.clock.ticks();
        const auto outcomes = world.fetch();
        BOOST_TEST_REQUIRE(outcomes.size() == 3 * world.roster.size());
        BOOST_TEST_REQUIRE((world.now() <= 8000ms));
        std::map<std::string, size_t> asked;
        size_t retries = 0;
        for (const auto& sent : world.network.sent) {
            BOOST_TEST_REQUIRE((sent.time_left > 0ms));
            BOOST_TEST_REQUIRE((sent.at + sent.time_left == began + 8000ms));
            if (sent.request.path != "/token")
                retries += asked[sent.source.text() + sent.request.path]++ ? 1 : 0;
        }
        BOOST_TEST_REQUIRE(retries <= std::max<size_t>(1, world.network.sent.size() / 10));
        for (const auto& outcome : outcomes) BOOST_TEST_REQUIRE(outcome.cell.tries <= 2);
    }
}

BOOST_AUTO_TEST_SUITE_END()
