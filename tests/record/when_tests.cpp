#include "record/when.h"

#include <boost/test/unit_test.hpp>

using namespace kith;
using namespace kith::record;

namespace {

PartialDate date(std::string_view iso) {
    return *PartialDate::parse_iso(iso);
}
When when(std::string_view iso) {
    return When::parse_iso(iso);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(record_when_tests)

BOOST_AUTO_TEST_CASE(precision_is_what_was_said_and_no_more) {
    BOOST_TEST((when("2026-11-16T18:40:00Z").precision() == Precision::instant));
    BOOST_TEST((when("2026-11-16").precision() == Precision::day));
    BOOST_TEST((when("2026-11").precision() == Precision::month));
    BOOST_TEST((when("2026").precision() == Precision::year));
    BOOST_TEST((When{}.precision() == Precision::unknown));
}

BOOST_AUTO_TEST_CASE(words_are_for_reading_aloud) {
    BOOST_TEST(when("2026-11-16T18:40:00Z").words() == "16 Nov 2026, 18:40");
    BOOST_TEST(when("2026-07-16T18:40:00Z").words() == "16 Jul 2026, 19:40");
    BOOST_TEST(when("2026-11").words() == "Nov 2026");
    BOOST_TEST(When::span(date("2025-06-12"), std::nullopt).words() == "12 Jun 2025 to now");
    BOOST_TEST(When::span(date("2025-06"), date("2025-08-03")).words() == "Jun 2025 to 3 Aug 2025");
    BOOST_TEST(When{}.words() == "date not given");
}

BOOST_AUTO_TEST_CASE(iso_goes_there_and_back) {
    for (const char* iso :
         {"2026-11-16T18:40:00.000Z", "2026-11-16", "2026-11", "2026", "2025-06-12/..", "2025-06/2025-08-03"})
        BOOST_TEST(when(iso).iso() == iso);
    BOOST_TEST(When{}.iso().empty());
    for (const char* bad : {"", "/", "../2025", "2025-06-12/soon", "soon", "2025/2026/2027"})
        BOOST_TEST(!when(bad).is_known(), bad);
}

BOOST_AUTO_TEST_CASE(a_span_means_every_day_between_its_ends) {
    const When span = When::span(date("2025-06"), date("2025-08-03"));
    BOOST_TEST(span.is_span());
    BOOST_TEST(span.first_day() == date("2025-06-01").first_day());
    BOOST_TEST(span.last_day() == date("2025-08-03").first_day());
    BOOST_TEST(When::span(date("2025"), std::nullopt).last_day() == date("2200-12-31").first_day());
}

BOOST_AUTO_TEST_CASE(trap_14_a_span_that_ends_before_it_starts_keeps_its_start) {
    const When backwards = When::span(date("2028-01-10"), date("2020-05-01"));
    BOOST_TEST(backwards.first_day() == date("2028-01-10").first_day());
    BOOST_TEST(backwards.last_day() == backwards.first_day());
    BOOST_TEST(backwards.iso() == "2028-01-10/2020-05-01");
}

BOOST_AUTO_TEST_CASE(a_day_sorts_before_what_happened_on_it_in_summer_too) {
    BOOST_TEST(when("2026-07-02").sort_key() <= when("2026-07-01T23:00:00Z").sort_key());
    BOOST_TEST(when("2026-07-02").sort_key() > when("2026-07-01T22:59:59Z").sort_key());
    BOOST_TEST(when("2026").sort_key() == when("2026-01-01").sort_key());
    BOOST_TEST(when("1970-01-01").sort_key() == 0);
}

BOOST_AUTO_TEST_CASE(fhir_times_keep_their_moment_or_only_their_day) {
    BOOST_TEST(When::parse_fhir("2026-07-01T23:30:00+00:00").start().iso() == "2026-07-02");
    BOOST_TEST((When::parse_fhir("2026-07-01T23:30:00").precision() == Precision::day));
    BOOST_TEST(!When::parse_fhir("yesterday").is_known());
    BOOST_TEST(!When::parse_fhir("0001-01-01T00:00:00Z").is_known());
}

BOOST_AUTO_TEST_CASE(sw_4_midnight_on_the_first_of_january_is_possibly_default) {
    BOOST_TEST(when("1970-01-01T00:00:00Z").is_possibly_default());
    BOOST_TEST(when("2026-01-01").is_possibly_default());
    BOOST_TEST(!when("2026-01-01T03:12:00Z").is_possibly_default());
    BOOST_TEST(!when("2026-01-02T00:00:00Z").is_possibly_default());
    BOOST_TEST(!When{}.is_possibly_default());
}

BOOST_AUTO_TEST_CASE(a_period_may_contain_whatever_could_touch_it) {
    const Period period{date("2024-08"), date("2025")};
    BOOST_TEST(period.may_contain(when("2024-08-31")));
    BOOST_TEST(period.may_contain(when("2024")));
    BOOST_TEST(period.may_contain(When::span(date("2020"), std::nullopt)));
    BOOST_TEST(period.may_contain(When{}));
    BOOST_TEST(!period.may_contain(when("2024-07-31")));
    BOOST_TEST(!period.may_contain(when("2026-01-01")));
    BOOST_TEST((Period{}.may_contain(when("1900"))));
}

BOOST_AUTO_TEST_CASE(a_period_says_itself_in_words) {
    BOOST_TEST((Period{date("2024-08"), std::nullopt}.words() == "Aug 2024 to now"));
    BOOST_TEST((Period{date("2024-08"), date("2025")}.words() == "Aug 2024 to 2025"));
    BOOST_TEST((Period{std::nullopt, date("2025")}.words() == "until 2025"));
    BOOST_TEST(Period{}.words() == "any time");
}

BOOST_AUTO_TEST_SUITE_END()
