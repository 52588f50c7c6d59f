#include "world.h"

#include <boost/test/unit_test.hpp>

using namespace kith::federate_tests;
using kith::federate::Outcome;
using kith::ports::HttpFailure;
using kith::record::SourceId;

namespace {

/// Hands back, with every poll, an exchange nobody waits for any more.
class CarelessTransport final : public kith::ports::Transport {
public:
    explicit CarelessTransport(kith::support::ScriptedTransport& real) : real_(real) {}
    void start(std::uint64_t id, const SourceId& source, const kith::ports::HttpRequest& request,
               std::chrono::milliseconds time_left) override {
        real_.start(id, source, request, time_left);
    }
    std::vector<kith::ports::Exchange> poll(std::chrono::milliseconds wait) override {
        auto settled = real_.poll(wait);
        kith::ports::Exchange late;
        late.id = 1'000'000;
        late.answer = {200, {}, "somebody-elses-record"};
        settled.insert(settled.begin(), late);
        return settled;
    }
    void cancel(std::uint64_t id) override { real_.cancel(id); }
    void wake() override { real_.wake(); }
    void warm(const std::vector<SourceId>& sources) override { real_.warm(sources); }

private:
    kith::support::ScriptedTransport& real_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(federate_fetch_tests)

BOOST_AUTO_TEST_CASE(every_planned_cell_settles_once_and_is_told_in_the_order_of_arrival) {
    World world({"a", "b", "c"});
    world.network.on("a", {records("r1,r2").taking(300ms)});
    world.network.on("b", {records("r3").taking(100ms)});
    world.network.on("c", {ScriptedAnswer::with_status(404).taking(200ms)});
    const auto outcomes = world.fetch();
    BOOST_TEST_REQUIRE(world.heard.size() == 3u);
    BOOST_TEST(told(world.heard[0]) == "b/subject records_held 1: r3 ()");
    BOOST_TEST(told(world.heard[1]) == "c/subject none_held 0:  ()");
    BOOST_TEST(told(world.heard[2]) == "a/subject records_held 2: r1,r2 ()");
    BOOST_TEST(world.heard[2].took.count() == 300);
    BOOST_TEST_REQUIRE(outcomes.size() == 3u);
    for (size_t i = 0; i < 3; ++i) BOOST_TEST(told(outcomes[i]) == told(world.heard[i]));
}

BOOST_AUTO_TEST_CASE(all_sources_are_asked_at_once) {
    World world({"a", "b", "c", "d", "e"});
    for (const auto& name : world.sources) world.network.on(name, {records("r").taking(200ms)});
    world.fetch();
    for (const auto& sent : world.network.sent) BOOST_TEST((sent.at == world.network.sent.front().at));
    BOOST_TEST(world.now().count() == 200);
}

// The bulkhead: the times of the healthy are exactly what they are without the others.
BOOST_AUTO_TEST_CASE(a_stuck_a_dead_and_a_lying_source_delay_and_empty_nobody) {
    const auto times = [](bool with_trouble) {
        World world({"healthy", "stuck", "dead", "lying"}, 6);
        world.network.on("healthy", {records("r").taking(70ms)});
        const auto fine = records("r").taking(70ms);
        if (!with_trouble) world.network.on("stuck", {fine});
        world.network.on("dead", {with_trouble ? ScriptedAnswer::failing(HttpFailure::connect) : fine});
        world.network.on("lying",
                         {with_trouble ? ScriptedAnswer::failing(HttpFailure::too_large, 5000) : fine});
        world.fetch();
        std::vector<std::string> healthy;
        for (const auto& outcome : world.heard)
            if (outcome.cell.source.text() == "healthy")
                healthy.push_back(told(outcome) + std::to_string(outcome.took.count()));
        return healthy;
    };
    BOOST_TEST(times(true) == times(false), boost::test_tools::per_element());
    BOOST_TEST(times(true).size() == 6u);
}

BOOST_AUTO_TEST_CASE(four_are_under_way_at_a_source_and_the_rest_wait_their_turn) {
    World world({"a"}, 9);
    world.network.on("a", {records("r").taking(100ms)});
    world.fetch();
    BOOST_TEST(world.network.most_under_way[SourceId("a")] == 4u);
    BOOST_TEST(world.now().count() == 300);
}

BOOST_AUTO_TEST_CASE(everybodys_first_question_goes_before_anybodys_second) {
    World world({"a", "b"}, 2);
    for (const auto& name : world.sources) world.network.on(name, {records("r")});
    world.fetch();
    std::string order;
    for (const auto& sent : world.network.sent) order += sent.source.text();
    BOOST_TEST(order == "abab");
}

BOOST_AUTO_TEST_CASE(the_source_that_was_slowest_last_time_goes_first) {
    World world({"a", "b", "c"});
    world.network.on("a", {records("r").taking(10ms)});
    world.network.on("b", {records("r").taking(900ms)});
    world.network.on("c", {records("r").taking(200ms)});
    world.fetch();
    world.network.sent.clear();
    world.fetch();
    std::string order;
    for (const auto& sent : world.network.sent) order += sent.source.text();
    BOOST_TEST(order == "bca");
    world.engine().warm();
    BOOST_TEST_REQUIRE(world.network.warmed.size() == 3u);
    BOOST_TEST(world.network.warmed[0].text() == "b");
}

BOOST_AUTO_TEST_CASE(stopping_cancels_everything_at_once_and_leaves_every_cell_awaiting) {
    World world({"a", "b", "c"}, 6);
    world.network.on("b", {records("r").taking(50ms)});
    world.connector("c").wants_token = true;
    std::stop_source stop;
    world.network.at(70ms, [&] { stop.request_stop(); });
    const auto outcomes = world.fetch(stop.get_token());
    BOOST_TEST(world.now().count() == 70);
    BOOST_TEST(outcomes.size() == 18u);
    size_t awaiting = 0;
    for (const auto& outcome : outcomes)
        if (state_of(outcome) == "awaiting") {
            ++awaiting;
            BOOST_TEST(outcome.cell.detail == "cancelled");
            BOOST_TEST(outcome.reply.events.empty());
        }
    BOOST_TEST(awaiting == 14u);  // b had answered about four
    for (const auto& name : world.sources) BOOST_TEST(world.network.under_way(SourceId(name)) == 0u);
}

BOOST_AUTO_TEST_CASE(nothing_is_sent_when_it_was_stopped_before_it_began) {
    World world({"a"});
    std::stop_source stop;
    stop.request_stop();
    const auto outcomes = world.fetch(stop.get_token());
    BOOST_TEST(world.network.sent.empty());
    BOOST_TEST(state_of(at(outcomes, "a")) == "awaiting");
}

// No permit, no question: a plan that goes beyond the permit sends nothing.
BOOST_AUTO_TEST_CASE(a_cell_that_the_permit_does_not_grant_is_never_sent) {
    World world({"a", "b"}, 2);
    world.network.on("a", {records("r")});
    world.network.on("b", {records("r")});
    const auto narrow = permit_for({world.roster[0]}, {"a"});
    const auto wide =
        kith::federate::plan(permit_for(world.roster, world.sources), world.engine().connectors());
    const auto logged = world.audit.append({});
    const auto outcomes = world.engine().fetch(narrow, *logged, wide, {}, {});
    BOOST_TEST(world.network.sent.size() == 1u);
    BOOST_TEST(outcomes.size() == 4u);
    BOOST_TEST(state_of(at(outcomes, "a")) == "records_held");
    BOOST_TEST(state_of(at(outcomes, "b")) == "not_asked");
    BOOST_TEST(state_of(at(outcomes, "a", "p1")) == "not_asked");
}

BOOST_AUTO_TEST_CASE(each_query_has_a_number_of_its_own_and_the_enquiry_one_for_all) {
    World world({"a"}, 3);
    std::vector<kith::federate::Ask> asks;
    struct Listening final : kith::federate::Connector {
        explicit Listening(std::vector<kith::federate::Ask>& heard) : heard_(heard) {}
        std::string cannot_ask(const kith::record::RosterPerson&) const override { return {}; }
        std::unique_ptr<kith::federate::Conversation> open(const kith::federate::Ask& ask) const override {
            heard_.push_back(ask);
            return plain_.open(ask);
        }
        std::vector<kith::federate::Ask>& heard_;
        PlainConnector plain_;
    };
    kith::federate::Engine engine(world.network, world.clock, world.entropy,
                                  {{SourceId("a"), std::make_shared<Listening>(asks)}});
    const auto permit = permit_for(world.roster, world.sources);
    const auto logged = world.audit.append({});
    engine.fetch(permit, *logged, kith::federate::plan(permit, engine.connectors()), std::stop_token{}, {});
    BOOST_TEST_REQUIRE(asks.size() == 3u);
    BOOST_TEST(asks[0].request_id != asks[1].request_id);
    BOOST_TEST(asks[0].request_id.size() == 36u);
    BOOST_TEST(asks[0].correlation_id == asks[2].correlation_id);
    BOOST_TEST((asks[0].now == world.clock.now() - world.now()));
    BOOST_TEST(asks[0].time_left.count() == 8000);
}

BOOST_AUTO_TEST_CASE(an_answer_nobody_waits_for_is_dropped) {
    World world({"a"});
    world.network.on("a", {records("r1").taking(30ms)});
    CarelessTransport careless(world.network);
    kith::federate::Engine engine(careless, world.clock, world.entropy, world.engine().connectors());
    const auto permit = permit_for(world.roster, world.sources);
    const auto logged = world.audit.append({});
    const auto outcomes =
        engine.fetch(permit, *logged, kith::federate::plan(permit, engine.connectors()), {}, {});
    BOOST_TEST_REQUIRE(outcomes.size() == 1u);
    BOOST_TEST(told(outcomes[0]) == "a/subject records_held 1: r1 ()");
}

BOOST_AUTO_TEST_CASE(more_people_than_may_wait_are_told_so) {
    World world({"a"}, 9);
    world.manners.waiting_per_source = 6;
    world.network.on("a", {records("r")});
    const auto outcomes = world.fetch();
    BOOST_TEST(outcomes.size() == 9u);
    BOOST_TEST(state_of(at(outcomes, "a", "p5")) == "records_held");
    BOOST_TEST(told(at(outcomes, "a", "p6")) ==
               "a/p6 unreachable 0:  (too many people wait for this source)");
}

BOOST_AUTO_TEST_CASE(an_empty_plan_ends_at_once) {
    World world({"a"});
    world.connector("a").cannot = "needs an NHS number";
    BOOST_TEST(world.fetch().empty());
    BOOST_TEST(world.network.polls == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
