#include "record/doubt.h"

#include <boost/test/unit_test.hpp>

using namespace kith::record;

namespace {

const PartialDate kToday = *PartialDate::parse_iso("2026-11-22");

std::vector<std::string> doubts_about(std::string_view when, bool planned = false) {
    Event event;
    event.occurred = When::parse_iso(when);
    event.planned = planned;
    note_doubtful_times(event, kToday);
    return event.quality;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(record_doubt_tests)

BOOST_AUTO_TEST_CASE(trap_14_future_dates_and_ends_before_starts_are_noted) {
    BOOST_TEST(doubts_about("2026-11-22").empty());
    BOOST_TEST(doubts_about("2028-03-01").size() == 1);
    BOOST_TEST(doubts_about("2028-03-01", true).empty());
    BOOST_TEST(doubts_about("2020-05-03/2019-02-04").front() == "ends before it starts");
    BOOST_TEST(doubts_about("2020-05-03/2035-02-04").empty());
    BOOST_TEST(doubts_about("").empty());
}

BOOST_AUTO_TEST_CASE(sw_4_the_first_of_january_is_noted) {
    BOOST_TEST(doubts_about("2020-01-01").size() == 1);
    BOOST_TEST(doubts_about("2020").empty());
    PersonRecord person;
    person.born = *PartialDate::parse_iso("1970-01-01");
    person.died = When::parse_iso("1969");
    note_doubtful_dates(person, kToday);
    BOOST_TEST(person.quality.size() == 2);
}

BOOST_AUTO_TEST_CASE(trap_6_numbers_that_fail_their_check_are_noted_and_kept) {
    PersonRecord person;
    person.identifiers = {identifier("nhs_number", "9999999991"), identifier("upn", "ABC0123456789"),
                          identifier("nhs_number", "9449306613")};
    note_doubtful_numbers(person);
    BOOST_TEST(person.quality.size() == 2);
    BOOST_TEST(person.identifiers.size() == 3);
}

BOOST_AUTO_TEST_SUITE_END()
