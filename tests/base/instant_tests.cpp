#include "base/instant.h"

#include <boost/test/unit_test.hpp>

using namespace kith::base;

BOOST_AUTO_TEST_SUITE(base_instant_tests)

BOOST_AUTO_TEST_CASE(an_instant_prints_in_utc_with_three_decimals_and_reads_back) {
    const auto read = parse_instant("2026-11-22T09:41:07.25Z");
    BOOST_TEST_REQUIRE(read.has_value());
    BOOST_TEST(to_iso(*read) == "2026-11-22T09:41:07.250Z");
}

BOOST_AUTO_TEST_CASE(zones_are_taken_off) {
    for (const char* same : {"2026-06-01T10:00:00+01:00", "2026-06-01T09:00:00Z", "2026-06-01T09:00Z",
                             "2026-06-01T04:00:00.0009-0500", "2026-06-01 09:00:00Z"}) {
        const auto read = parse_instant(same);
        BOOST_TEST_REQUIRE(read.has_value(), same);
        BOOST_TEST(to_iso(*read) == "2026-06-01T09:00:00.000Z");
    }
}

BOOST_AUTO_TEST_CASE(what_is_no_instant_is_refused_without_repeating_it) {
    for (const char* bad :
         {"", "2026-11-22", "2026-11-22T09:41:07", "2026-02-30T00:00:00Z", "2026-11-22T24:00:00Z",
          "2026-11-22T09:41:07Zx", "2026-11-22T09:61:00Z", "yesterday at nine o'clock"}) {
        const auto read = parse_instant(bad);
        BOOST_TEST(!read.has_value(), bad);
        if (!read) BOOST_TEST(read.error().detail.find("2026") == std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(united_kingdom_clocks_change_on_the_last_sundays_of_march_and_october) {
    const auto offset = [](const char* at) { return uk_offset_minutes(*parse_instant(at)); };
    BOOST_TEST(offset("2026-03-29T00:59:59Z") == 0);
    BOOST_TEST(offset("2026-03-29T01:00:00Z") == 60);
    BOOST_TEST(offset("2026-10-25T00:59:59Z") == 60);
    BOOST_TEST(offset("2026-10-25T01:00:00Z") == 0);
    BOOST_TEST(uk_time(*parse_instant("2026-07-01T23:30:00Z")) == "2 Jul 2026, 00:30");
    BOOST_TEST(uk_time(*parse_instant("2026-11-22T09:41:07Z")) == "22 Nov 2026, 09:41");
}

BOOST_AUTO_TEST_SUITE_END()
