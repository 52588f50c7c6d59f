#include "federate/retry.h"
#include "world.h"

#include <boost/test/unit_test.hpp>

using namespace kith::federate_tests;
using kith::federate::RetryBudget;
using kith::ports::Exchange;
using kith::ports::HttpAnswer;
using kith::ports::HttpFailure;

namespace {

/// How often a source is asked that first does this and then answers.
size_t times_asked(const ScriptedAnswer& first, bool is_repeatable = true) {
    World world({"a"});
    world.connector("a").is_repeatable = is_repeatable;
    world.network.on("a", {first, records("r1")});
    world.fetch();
    return world.network.sent.size();
}

HttpAnswer saying_retry_after(const std::string& value) {
    return {503, {{"retry-after", value}}, {}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(federate_retry_tests)

BOOST_AUTO_TEST_CASE(what_may_pass_is_asked_once_more) {
    for (const int status : {408, 429, 502, 503, 504})
        BOOST_TEST(times_asked(ScriptedAnswer::with_status(status)) == 2u, status);
    BOOST_TEST(times_asked(ScriptedAnswer::failing(HttpFailure::connect)) == 2u);
    BOOST_TEST(times_asked(ScriptedAnswer::failing(HttpFailure::dropped)) == 2u);
    BOOST_TEST(times_asked(ScriptedAnswer::failing(HttpFailure::timed_out)) == 2u);
}

BOOST_AUTO_TEST_CASE(what_would_end_the_same_way_is_not_asked_again) {
    for (const int status : {200, 400, 401, 403, 404, 409, 410, 422, 500, 501})
        BOOST_TEST(times_asked(ScriptedAnswer::with_status(status)) == 1u, status);
    for (const auto failure :
         {HttpFailure::tls, HttpFailure::too_large, HttpFailure::redirect, HttpFailure::protocol})
        BOOST_TEST(times_asked(ScriptedAnswer::failing(failure)) == 1u);
    BOOST_TEST(times_asked(ScriptedAnswer::failing(HttpFailure::dropped, 1)) ==
               1u);  // in the middle of an answer
}

BOOST_AUTO_TEST_CASE(what_is_not_repeatable_is_never_repeated) {
    BOOST_TEST(times_asked(ScriptedAnswer::with_status(503), false) == 1u);
    BOOST_TEST(times_asked(ScriptedAnswer::failing(HttpFailure::connect), false) == 1u);
}

BOOST_AUTO_TEST_CASE(a_second_failure_is_final_and_the_cell_says_how_often) {
    World world({"a"});
    world.network.on("a", {ScriptedAnswer::failing(HttpFailure::connect)});
    const auto outcomes = world.fetch();
    BOOST_TEST(world.network.sent.size() == 2u);
    BOOST_TEST(at(outcomes, "a").cell.tries == 2);
    BOOST_TEST(at(outcomes, "a").cell.detail == "connect; tried 2 times");
}

BOOST_AUTO_TEST_CASE(a_retry_repeats_the_same_question) {
    World world({"a"});
    world.network.on("a", {ScriptedAnswer::with_status(503), records("r1")});
    const auto outcomes = world.fetch();
    BOOST_TEST_REQUIRE(world.network.sent.size() == 2u);
    BOOST_TEST(world.network.sent[0].request.path == world.network.sent[1].request.path);
    BOOST_TEST(state_of(at(outcomes, "a")) == "records_held");
    BOOST_TEST(at(outcomes, "a").cell.tries == 2);
}

BOOST_AUTO_TEST_CASE(each_page_may_be_asked_once_more) {
    World world({"a"});
    world.connector("a").pages = 2;
    world.manners.retry_budget = 1.0;
    world.network.on("a", {ScriptedAnswer::with_status(503), records("r1"), ScriptedAnswer::with_status(503),
                           records("r2")});
    BOOST_TEST(told(at(world.fetch(), "a")) == "a/subject records_held 2: r1,r2 ()");
}

BOOST_AUTO_TEST_CASE(retry_after_is_read_as_seconds_or_as_a_date) {
    const kith::support::FakeClock clock;  // 22 Nov 2026, 09:41:00
    const auto wait = [&](const std::string& value) {
        return kith::federate::retry_after(saying_retry_after(value), clock.now());
    };
    BOOST_TEST((wait("2") == 2000ms));
    BOOST_TEST((wait(" 0 ") == 0ms));
    BOOST_TEST((wait("Sun, 22 Nov 2026 09:41:05 GMT") == 5000ms));
    BOOST_TEST((wait("Sun, 22 Nov 2026 09:40:00 GMT") == 0ms));  // past: at once, never negative
    for (const char* odd :
         {"", "soon", "-1", "1.5", "99999999999999", "Sun, 31 Feb 2026 09:41:05 GMT", "2026-11-22T09:41:05Z"})
        BOOST_TEST(!wait(odd).has_value(), odd);
}

BOOST_AUTO_TEST_CASE(retry_after_is_honoured_up_to_the_deadline) {
    for (const int seconds : {1, 5, 7}) {
        World world({"a"});
        world.network.on(
            "a",
            {ScriptedAnswer::with_status(429).saying("retry-after", std::to_string(seconds)), records("r1")});
        BOOST_TEST(state_of(at(world.fetch(), "a")) == "records_held");
        BOOST_TEST_REQUIRE(world.network.sent.size() == 2u);
        BOOST_TEST(
            (world.network.sent[1].at - world.network.sent[0].at >= std::chrono::seconds(seconds) + 10ms));
    }
}

BOOST_AUTO_TEST_CASE(a_wait_past_the_deadline_is_not_begun) {
    World world({"a"});
    world.network.on("a", {ScriptedAnswer::with_status(503).saying("retry-after", "8"), records("r1")});
    const auto outcomes = world.fetch();
    BOOST_TEST(world.network.sent.size() == 1u);
    BOOST_TEST(at(outcomes, "a").cell.detail == "the source answered 503");
    BOOST_TEST(world.now().count() == 10);  // settled at once, not at the deadline
}

BOOST_AUTO_TEST_CASE(jitter_lies_between_nothing_and_its_ceiling) {
    kith::support::SeededEntropy entropy;
    auto least = 1000ms, most = 0ms;
    for (int i = 0; i < 2000; ++i) {
        const auto drawn = kith::federate::full_jitter(entropy, 1000ms);
        BOOST_TEST_REQUIRE((drawn >= 0ms && drawn < 1000ms));
        least = std::min(least, drawn);
        most = std::max(most, drawn);
    }
    BOOST_TEST((least < 50ms));
    BOOST_TEST((most > 950ms));
    BOOST_TEST((kith::federate::full_jitter(entropy, 0ms) == 0ms));
}

BOOST_AUTO_TEST_CASE(the_budget_is_a_tenth_of_the_last_minutes_requests_and_never_less_than_one) {
    const RetryBudget::Ticks start{std::chrono::hours{1}};
    const auto granted_after = [&](int requests) {
        RetryBudget budget(0.10);
        for (int i = 0; i < requests; ++i) budget.note_request(start);
        int granted = 0;
        while (granted < 100 && budget.take(start)) ++granted;
        return granted;
    };
    BOOST_TEST(granted_after(0) == 1);
    BOOST_TEST(granted_after(10) == 1);
    BOOST_TEST(granted_after(19) == 1);
    BOOST_TEST(granted_after(20) == 2);
    BOOST_TEST(granted_after(21) == 2);
    BOOST_TEST(granted_after(100) == 10);
}

BOOST_AUTO_TEST_CASE(the_budget_comes_back_after_a_minute) {
    const RetryBudget::Ticks start{std::chrono::hours{1}};
    RetryBudget budget(0.10);
    BOOST_TEST(budget.take(start));
    BOOST_TEST(!budget.take(start + 59999ms));
    BOOST_TEST(budget.take(start + 60s));
}

BOOST_AUTO_TEST_CASE(a_partnership_in_trouble_is_not_asked_twice_as_hard) {
    std::vector<std::string> names;
    for (char letter = 'a'; letter <= 't'; ++letter) names.emplace_back(1, letter);
    World world(names);
    for (const auto& name : names) world.network.on(name, {ScriptedAnswer::with_status(503)});
    world.fetch();
    BOOST_TEST(world.network.sent.size() == 22u);  // twenty questions, and a tenth of them again
}

BOOST_AUTO_TEST_SUITE_END()
