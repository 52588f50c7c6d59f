#include "net/pace.h"

#include <boost/test/unit_test.hpp>

using kith::net::Limits;
using kith::net::Pace;
using namespace std::chrono_literals;

namespace {

const Pace::Ticks kStart{std::chrono::hours{1}};

bool has_run_out(Pace& pace, std::chrono::milliseconds after) {
    return pace.check(kStart + after).has_value();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(net_pace_tests)

BOOST_AUTO_TEST_CASE(an_answer_must_begin_within_three_seconds) {
    const Limits limits;
    Pace pace(limits, kStart, 8000ms);
    BOOST_TEST(!has_run_out(pace, 2999ms));
    BOOST_TEST((pace.next_due() == kStart + 3000ms));
    BOOST_TEST(has_run_out(pace, 3000ms));
    BOOST_TEST(has_run_out(pace, 3001ms));
}

BOOST_AUTO_TEST_CASE(a_shorter_time_of_the_caller_comes_first) {
    const Limits limits;
    Pace pace(limits, kStart, 1200ms);
    BOOST_TEST((pace.next_due() == kStart + 1200ms));
    BOOST_TEST(!has_run_out(pace, 1199ms));
    BOOST_TEST(has_run_out(pace, 1200ms));
}

BOOST_AUTO_TEST_CASE(the_whole_time_bounds_an_answer_that_keeps_coming) {
    const Limits limits;
    Pace pace(limits, kStart, 8000ms);
    pace.headers_complete(kStart + 100ms);
    for (auto at = 1000ms; at < 8000ms; at += 1000ms) {
        pace.bytes(100'000, kStart + at);
        BOOST_TEST(!has_run_out(pace, at));
    }
    BOOST_TEST(!has_run_out(pace, 7999ms));
    BOOST_TEST(has_run_out(pace, 8000ms));
}

BOOST_AUTO_TEST_CASE(an_answer_may_fall_silent_for_less_than_two_seconds) {
    const Limits limits;
    Pace pace(limits, kStart, 8000ms);
    pace.headers_complete(kStart + 500ms);
    pace.bytes(5000, kStart + 1000ms);
    BOOST_TEST((pace.next_due() == kStart + 3000ms));
    BOOST_TEST(!has_run_out(pace, 2999ms));
    BOOST_TEST(has_run_out(pace, 3000ms));
}

// A drip that never falls silent still has to make one kibibyte a second over five seconds.
BOOST_AUTO_TEST_CASE(a_body_slower_than_a_kibibyte_a_second_is_given_up) {
    const auto after_five_seconds = [](size_t bytes) {
        const Limits limits;
        Pace pace(limits, kStart, 60'000ms);
        pace.headers_complete(kStart);
        for (int second = 1; second < 5; ++second) pace.bytes(1, kStart + std::chrono::seconds{second});
        pace.bytes(bytes - 4, kStart + 4900ms);
        return has_run_out(pace, 5000ms);
    };
    BOOST_TEST(after_five_seconds(5119));
    BOOST_TEST(!after_five_seconds(5120));
    BOOST_TEST(!after_five_seconds(5121));
}

BOOST_AUTO_TEST_CASE(each_five_seconds_are_judged_by_themselves) {
    const Limits limits;
    Pace pace(limits, kStart, 60'000ms);
    pace.headers_complete(kStart);
    pace.bytes(1'000'000, kStart + 4900ms);
    BOOST_TEST(!has_run_out(pace, 5000ms));
    for (auto at = 6000ms; at < 10'000ms; at += 1000ms) pace.bytes(10, kStart + at);
    BOOST_TEST(!has_run_out(pace, 9999ms - 1500ms));
    pace.bytes(10, kStart + 9999ms);
    BOOST_TEST(has_run_out(pace, 10'000ms));
}

BOOST_AUTO_TEST_SUITE_END()
