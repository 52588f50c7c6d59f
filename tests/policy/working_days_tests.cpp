#include "builders.h"
#include "policy/working_days.h"

#include <boost/test/unit_test.hpp>

#include <set>

using namespace kith;
using namespace kith::policy_tests;
using record::PartialDate;

namespace {

using namespace std::chrono_literals;

PartialDate day(const char* iso) {
    return *PartialDate::parse_iso(iso);
}

std::string next(const char* iso) {
    return policy::next_working_day(day(iso), shipped().bank_holidays).iso();
}

std::string later(const char* from, std::chrono::minutes time) {
    return base::to_iso(policy::add_working_time(*base::parse_instant(from), time, shipped().bank_holidays));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(policy_working_days_tests)

BOOST_AUTO_TEST_CASE(weekends_and_bank_holidays_are_not_working_days) {
    BOOST_TEST(policy::is_working_day(day("2026-11-20"), shipped().bank_holidays));
    BOOST_TEST(!policy::is_working_day(day("2026-11-21"), shipped().bank_holidays));
    BOOST_TEST(!policy::is_working_day(day("2026-11-22"), shipped().bank_holidays));
    BOOST_TEST(!policy::is_working_day(day("2027-03-26"), shipped().bank_holidays));
    BOOST_TEST(policy::is_working_day(day("2027-03-26"), {}));
    BOOST_TEST(!policy::is_working_day(day("1969-12-28"), {}),
               "the last Sunday before the count of days begins");
}

BOOST_AUTO_TEST_CASE(the_next_working_day_steps_over_a_long_weekend) {
    BOOST_TEST(next("2026-11-20") == "2026-11-23");
    BOOST_TEST(next("2026-11-22") == "2026-11-23");
    BOOST_TEST(next("2026-11-23") == "2026-11-24");
    BOOST_TEST(next("2026-04-02") == "2026-04-07");
    BOOST_TEST(next("2026-12-24") == "2026-12-29");
    BOOST_TEST(next("2027-12-24") == "2027-12-29");
    BOOST_TEST(next("2027-12-31") == "2028-01-04");
}

BOOST_AUTO_TEST_CASE(each_year_of_the_shipped_bank_holidays_has_eight_none_at_a_weekend) {
    std::map<int, int> a_year;
    for (const auto& holiday : shipped().bank_holidays) {
        ++a_year[holiday.year()];
        BOOST_TEST(policy::is_working_day(holiday, {}), holiday.iso());
    }
    BOOST_TEST(a_year.size() == 3u);
    for (const auto& [year, count] : a_year) BOOST_TEST(count == 8, year);
}

BOOST_AUTO_TEST_CASE(working_time_passes_only_at_work) {
    // Friday 15:00, three hours: one on Monday.
    BOOST_TEST(later("2026-11-20T15:00:00Z", 180min) == "2026-11-23T10:00:00.000Z");
    BOOST_TEST(later("2026-11-20T15:00:00Z", 120min) == "2026-11-20T17:00:00.000Z");
    BOOST_TEST(later("2026-11-20T17:00:00Z", 1min) == "2026-11-23T09:01:00.000Z");
    BOOST_TEST(later("2026-11-20T17:00:00Z", 0min) == "2026-11-20T17:00:00.000Z");
    BOOST_TEST(later("2026-11-22T03:00:00Z", 0min) == "2026-11-23T09:00:00.000Z");
    BOOST_TEST(later("2026-11-23T03:00:00Z", 60min) == "2026-11-23T10:00:00.000Z");
    BOOST_TEST(later("2026-12-24T16:00:00Z", 120min) == "2026-12-29T10:00:00.000Z");
    BOOST_TEST(later("2026-11-23T09:00:00Z", 8min * 60 * 5) == "2026-11-27T17:00:00.000Z");
}

BOOST_AUTO_TEST_CASE(working_time_follows_the_clock_on_the_wall_across_summer_time) {
    // Clocks go forward on Sunday 28 March 2027; that weekend is Easter.
    BOOST_TEST(later("2027-03-25T16:00:00Z", 120min) == "2027-03-30T09:00:00.000Z");
    // And back on Sunday 25 October 2026.
    BOOST_TEST(later("2026-10-23T15:00:00Z", 120min) == "2026-10-26T10:00:00.000Z");
}

BOOST_AUTO_TEST_CASE(a_time_on_the_wall_is_one_moment_even_when_it_comes_twice_or_not_at_all) {
    const auto moment = [](const char* iso, int minutes) {
        return base::to_iso(policy::uk_moment(day(iso), minutes));
    };
    BOOST_TEST(moment("2026-11-22", 9 * 60) == "2026-11-22T09:00:00.000Z");
    BOOST_TEST(moment("2026-07-01", 9 * 60) == "2026-07-01T08:00:00.000Z");
    BOOST_TEST(moment("2026-10-25", 90) == "2026-10-25T00:30:00.000Z");
    BOOST_TEST(moment("2026-10-25", 121) == "2026-10-25T02:01:00.000Z");
    BOOST_TEST(moment("2027-03-28", 30) == "2027-03-28T00:30:00.000Z");
    BOOST_TEST(moment("2027-03-28", 90) == "2027-03-28T01:30:00.000Z");
    BOOST_TEST(moment("2027-03-28", 150) == "2027-03-28T01:30:00.000Z");
}

BOOST_AUTO_TEST_CASE(the_calendar_ends_without_going_round_for_ever) {
    const auto far = *base::parse_instant("2200-12-31T12:00:00Z");
    BOOST_TEST((policy::add_working_time(far, 100'000min, {}) < far + std::chrono::hours(24 * 3)));
}

BOOST_AUTO_TEST_SUITE_END()
