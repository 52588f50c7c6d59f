#include "federate/breaker.h"
#include "world.h"

#include <boost/test/unit_test.hpp>

using namespace kith::federate_tests;
using kith::federate::Breaker;
using kith::ports::HttpFailure;

namespace {

const Breaker::Ticks kStart{std::chrono::hours{1}};

Breaker after_failures(int count) {
    Breaker breaker(5, 30s);
    for (int i = 0; i < count; ++i) breaker.failed(kStart);
    return breaker;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(federate_breaker_tests)

BOOST_AUTO_TEST_CASE(five_failures_in_a_row_open_it_and_four_do_not) {
    BOOST_TEST(!after_failures(4).is_resting(kStart));
    BOOST_TEST(after_failures(5).is_resting(kStart));
}

BOOST_AUTO_TEST_CASE(an_answer_in_between_starts_the_count_again) {
    auto breaker = after_failures(4);
    breaker.succeeded();
    for (int i = 0; i < 4; ++i) breaker.failed(kStart);
    BOOST_TEST(!breaker.is_resting(kStart));
}

BOOST_AUTO_TEST_CASE(it_rests_for_thirty_seconds_and_then_probes) {
    const auto breaker = after_failures(5);
    BOOST_TEST(breaker.is_resting(kStart + 29999ms));
    BOOST_TEST(!breaker.is_probing(kStart + 29999ms));
    BOOST_TEST(!breaker.is_resting(kStart + 30000ms));
    BOOST_TEST(breaker.is_probing(kStart + 30000ms));
}

BOOST_AUTO_TEST_CASE(a_probe_that_fails_opens_it_again_and_one_that_answers_closes_it) {
    auto breaker = after_failures(5);
    breaker.failed(kStart + 31s);
    BOOST_TEST(breaker.is_resting(kStart + 60s));
    breaker.succeeded();
    BOOST_TEST(!breaker.is_resting(kStart + 60s));
    BOOST_TEST(!breaker.is_probing(kStart + 60s));
}

BOOST_AUTO_TEST_CASE(failures_that_arrive_during_the_rest_do_not_make_it_longer) {
    auto breaker = after_failures(5);
    breaker.failed(kStart + 10s);
    BOOST_TEST(breaker.is_probing(kStart + 30s));
}

BOOST_AUTO_TEST_CASE(a_resting_source_settles_at_once_saying_so_and_until_when) {
    World world({"a", "b"}, 9);
    world.manners.retries = 0;
    world.network.on("a", {ScriptedAnswer::failing(HttpFailure::connect)});
    world.network.on("b", {records("r1")});
    world.fetch();
    const size_t sent = world.network.sent_to("a");
    BOOST_TEST(sent == 8u);  // twice four; the ninth was not sent any more
    const auto before = world.now();
    const auto again = world.fetch();
    BOOST_TEST(world.network.sent_to("a") == sent);
    BOOST_TEST(state_of(at(again, "a")) == "unreachable");
    BOOST_TEST(at(again, "a").cell.detail == "resting after repeated failures until 22 Nov 2026, 09:41");
    BOOST_TEST(at(again, "a").took.count() == 0);
    BOOST_TEST(state_of(at(again, "b")) == "records_held");
    BOOST_TEST((world.now() - before < 1s));
}

BOOST_AUTO_TEST_CASE(after_the_rest_one_probe_goes_first_and_the_others_follow_if_it_answers) {
    World world({"a"}, 5);
    world.manners.retries = 0;
    bool is_up = false;
    world.network.on("a", [&](const auto&) {
        return is_up ? records("r1") : ScriptedAnswer::failing(HttpFailure::connect);
    });
    world.fetch();
    world.clock.pass(30s);
    is_up = true;
    const size_t before = world.network.sent.size();
    const auto outcomes = world.fetch();
    for (const auto& outcome : outcomes) BOOST_TEST(state_of(outcome) == "records_held");
    const auto& sent = world.network.sent;
    BOOST_TEST_REQUIRE(sent.size() == before + 5);
    BOOST_TEST((sent[before + 1].at - sent[before].at == 10ms));  // the others waited for the probe
    BOOST_TEST((sent[before + 2].at == sent[before + 1].at));
}

BOOST_AUTO_TEST_CASE(after_the_rest_one_probe_that_fails_sends_everybody_back_to_rest) {
    World world({"a"}, 5);
    world.manners.retries = 0;
    world.network.on("a", {ScriptedAnswer::failing(HttpFailure::dropped)});
    world.fetch();
    world.clock.pass(30s);
    const size_t before = world.network.sent.size();
    const auto outcomes = world.fetch();
    BOOST_TEST(world.network.sent.size() == before + 1);
    for (const auto& outcome : outcomes) BOOST_TEST(state_of(outcome) == "unreachable");
}

BOOST_AUTO_TEST_SUITE_END()
