#include "record/when.h"

#include <boost/test/unit_test.hpp>

using namespace kith;
using namespace kith::record;

namespace {

std::string read(std::string_view text, int latest_year = 2026) {
    const auto date = PartialDate::parse_any(text, latest_year);
    return date ? date->iso() : "unreadable";
}

PartialDate day(std::string_view iso) {
    return *PartialDate::parse_iso(iso);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(record_date_tests)

BOOST_AUTO_TEST_CASE(trap_10_every_form_that_agencies_send_is_read) {
    BOOST_TEST(read("2008-09-20") == "2008-09-20");
    BOOST_TEST(read("20/09/2008") == "2008-09-20");
    BOOST_TEST(read("20080920") == "2008-09-20");
    BOOST_TEST(read("1/7/80") == "1980-07-01");
    BOOST_TEST(read("1/7/80", 2099) == "2080-07-01");
    BOOST_TEST(read("2017") == "2017");
    BOOST_TEST(read("2017-02") == "2017-02");
    BOOST_TEST(read("14 Feb 2017") == "2017-02-14");
    BOOST_TEST(read("14 february 2017") == "2017-02-14");
    BOOST_TEST(read("Feb 2017") == "2017-02");
    BOOST_TEST(read("02/2017") == "2017-02");
    BOOST_TEST(read(" 14-02-2017 ") == "2017-02-14");
    BOOST_TEST(read("14.02.2017") == "2017-02-14");
    BOOST_TEST(read("2017-02-14T00:00:00") == "2017-02-14");
    BOOST_TEST(read("14/02/2017 00:00") == "2017-02-14");
}

BOOST_AUTO_TEST_CASE(the_day_comes_before_the_month) {
    BOOST_TEST(read("03/04/2015") == "2015-04-03");
}

BOOST_AUTO_TEST_CASE(what_is_not_a_date_is_not_guessed_at) {
    for (const char* text :
         {"", "None", "31/02/2017", "2017-13", "2017-02-30", "13/13/2017", "1849", "2201", "20170230",
          "14 Smarch 2017", "1/2/3/4", "2017-2-14", "-", "99999999", "14 Feb 2017 or so"})
        BOOST_TEST(read(text) == "unreadable", text);
}

BOOST_AUTO_TEST_CASE(sw_4_a_partial_date_never_prints_a_day) {
    BOOST_TEST(day("2017").words() == "2017");
    BOOST_TEST(day("2017-02").words() == "Feb 2017");
    BOOST_TEST(day("2017-02-04").words() == "4 Feb 2017");
    BOOST_TEST(day("2017").last_day() - day("2017").first_day() == 364);
    BOOST_TEST(day("2016-02").last_day() == day("2016-02-29").first_day());
}

BOOST_AUTO_TEST_CASE(sw_4_the_first_of_january_is_possibly_default) {
    BOOST_TEST(day("2001-01-01").is_possibly_default());
    BOOST_TEST(day("1970-01-01").is_possibly_default());
    BOOST_TEST(!day("1970-01-02").is_possibly_default());
    BOOST_TEST(!day("2001-01").is_possibly_default());
    BOOST_TEST(!day("2001").is_possibly_default());
}

BOOST_AUTO_TEST_CASE(the_united_kingdom_day_of_an_instant_minds_summer_time) {
    BOOST_TEST(uk_day(*base::parse_instant("2026-07-01T23:30:00Z")).iso() == "2026-07-02");
    BOOST_TEST(uk_day(*base::parse_instant("2026-12-01T23:30:00Z")).iso() == "2026-12-01");
}

BOOST_AUTO_TEST_CASE(day_numbers_go_there_and_back) {
    for (int number : {-40000, -1, 0, 1, 20779}) BOOST_TEST(from_day_number(number).first_day() == number);
    BOOST_TEST(from_day_number(0).iso() == "1970-01-01");
    BOOST_TEST(from_day_number(2'000'000'000).iso() == "2200-12-31");
    BOOST_TEST(from_day_number(-2'000'000'000).iso() == "1850-01-01");
}

BOOST_AUTO_TEST_CASE(an_age_is_given_only_when_it_is_sure) {
    BOOST_TEST((age_on(day("2017-02-14"), day("2026-11-22")) == 9));
    BOOST_TEST((age_on(day("2017-02-14"), day("2026-02-13")) == 8));
    BOOST_TEST((age_on(day("2017-02-14"), day("2026-02-14")) == 9));
    BOOST_TEST((age_on(day("2017"), day("2026-11-22")) == std::nullopt));
    BOOST_TEST((age_on(day("2017"), day("2026-12-31")) == 9));
    BOOST_TEST((age_on(day("2017-02"), day("2026-11-22")) == 9));
    BOOST_TEST((age_on(day("2027-01-01"), day("2026-11-22")) == std::nullopt));
    BOOST_TEST((age_on(day("2016-02-29"), day("2026-02-28")) == 9));
    BOOST_TEST((age_on(day("2016-02-29"), day("2026-03-01")) == 10));
}

BOOST_AUTO_TEST_SUITE_END()
