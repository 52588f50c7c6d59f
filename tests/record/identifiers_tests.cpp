#include "record/identifiers.h"

#include <boost/test/unit_test.hpp>

using namespace kith::record;

BOOST_AUTO_TEST_SUITE(record_identifiers_tests)

BOOST_AUTO_TEST_CASE(nhs_numbers_whose_check_digit_holds_are_read) {
    for (const char* good : {"9000000009", "9449306613", "9691292211", "9912003888"})
        BOOST_TEST(NhsNumber::parse(good).has_value(), good);
}

BOOST_AUTO_TEST_CASE(trap_6_published_numbers_that_fail_the_arithmetic_are_refused) {
    for (const char* bad : {"9999999991", "9912003890", "5647382910", "9989453456", "91000000009", "",
                            "900000000", "90000000O9", "900000000 "})
        BOOST_TEST(!NhsNumber::parse(bad).has_value(), bad);
}

BOOST_AUTO_TEST_CASE(groups_are_read_and_written_as_people_say_them) {
    const auto number = NhsNumber::parse(" 944 930 6613 ");
    BOOST_TEST_REQUIRE(number.has_value());
    BOOST_TEST(number->digits() == "9449306613");
    BOOST_TEST(number->spaced() == "944 930 6613");
    BOOST_TEST(NhsNumber::parse("944-930-6613")->digits() == "9449306613");
}

BOOST_AUTO_TEST_CASE(a_refused_number_is_not_repeated_in_the_error) {
    BOOST_TEST(NhsNumber::parse("9999999991").error().detail.find("999") == std::string::npos);
    BOOST_TEST(Upn::parse("A850728973744").error().detail.find("8507") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(upns_permanent_and_temporary_are_checked_by_their_letter) {
    const auto permanent = Upn::parse("R201100018042");
    BOOST_TEST_REQUIRE(permanent.has_value());
    BOOST_TEST(!permanent->is_temporary());
    const auto temporary = Upn::parse("t20110001804v");
    BOOST_TEST_REQUIRE(temporary.has_value());
    BOOST_TEST(temporary->is_temporary());
    BOOST_TEST(temporary->text() == "T20110001804V");
    for (const char* bad :
         {"A850728973744", "ABC0123456789", "I201100018042", "R20110001804I", "R2011000180"})
        BOOST_TEST(!Upn::parse(bad).has_value(), bad);
}

BOOST_AUTO_TEST_CASE(an_identifier_keeps_its_text_even_when_it_is_wrong) {
    const Identifier wrong = identifier("nhs_number", " 9999999991 ", "pds");
    BOOST_TEST(wrong.value == "9999999991");
    BOOST_TEST((wrong.state == IdentifierState::invalid));
    BOOST_TEST(wrong.issuer == "pds");
    BOOST_TEST((identifier("upn", "T20110001804V").state == IdentifierState::temporary));
    BOOST_TEST((identifier("nhs_number", "944 930 6613").value == "9449306613"));
    BOOST_TEST((identifier("la_child_id", "Child1234", "207").state == IdentifierState::valid));
}

BOOST_AUTO_TEST_SUITE_END()
