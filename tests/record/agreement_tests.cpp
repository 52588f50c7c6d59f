#include "record/agreement.h"

#include <boost/test/unit_test.hpp>

using namespace kith::record;

namespace {

RosterPerson asked(std::string given, std::string family, std::string_view born) {
    RosterPerson person;
    person.names = {{.given = std::move(given), .family = std::move(family)}};
    if (auto date = PartialDate::parse_iso(born)) person.born = *date;
    return person;
}

PersonRecord told(std::string given, std::string family, std::string_view born) {
    PersonRecord person;
    person.names = {{.given = std::move(given), .family = std::move(family)}};
    if (auto date = PartialDate::parse_iso(born)) person.born = *date;
    return person;
}

Agreement with_number(Agreement agreement, Compared number) {
    agreement.number = number;
    return agreement;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(record_agreement_tests)

BOOST_AUTO_TEST_CASE(fd_8_a_number_with_agreeing_name_and_birth_date_is_certain) {
    const auto same = compare_demographics(asked("Zoë Ann", "O'Brien-Łoś", "2017-02-14"),
                                           told("ZOE", "obrien łoś", "2017-02-14"));
    BOOST_TEST((same.family == Compared::agree));
    BOOST_TEST(!same.is_certain());
    BOOST_TEST(with_number(same, Compared::agree).is_certain());
    BOOST_TEST(!with_number(same, Compared::differ).is_certain());
    BOOST_TEST(with_number(same, Compared::differ).is_somebody_else());
}

BOOST_AUTO_TEST_CASE(sw_11_a_twin_under_the_same_number_is_not_certain) {
    const auto twin =
        compare_demographics(asked("Amy", "Vale", "2019-03-02"), told("Beth", "Vale", "2019-03-02"));
    BOOST_TEST(!with_number(twin, Compared::agree).is_certain());
    BOOST_TEST(!twin.is_somebody_else());
    BOOST_TEST(twin.words() == "the family name agrees, the first name differs, the birth date agrees");
}

BOOST_AUTO_TEST_CASE(another_name_and_another_birth_date_is_somebody_else) {
    const auto other =
        compare_demographics(asked("Amy", "Vale", "2019-03-02"), told("Tom", "Hart", "2001-01-09"));
    BOOST_TEST(with_number(other, Compared::agree).is_somebody_else());
}

BOOST_AUTO_TEST_CASE(what_is_not_said_does_not_differ) {
    const auto empty = compare_demographics(asked("Amy", "Vale", "2019-03-02"), PersonRecord{});
    BOOST_TEST(!empty.any_differs());
    BOOST_TEST(empty.words() == "nothing to compare");
    BOOST_TEST(with_number(empty, Compared::agree).is_certain());
}

BOOST_AUTO_TEST_CASE(any_of_the_names_may_agree_and_whole_names_are_looked_into) {
    PersonRecord person = told("Maisie", "Hart", "2017");
    person.names.push_back({.text = "Maisie Rose Pellow"});
    const auto agreement = compare_demographics(asked("Maisie Rose", "Pellow", "2017-02-14"), person);
    BOOST_TEST((agreement.family == Compared::agree));
    BOOST_TEST((agreement.given == Compared::agree));
    BOOST_TEST((agreement.born == Compared::agree));
}

BOOST_AUTO_TEST_CASE(numbers_compare_without_spaces_or_case) {
    BOOST_TEST((compare_numbers("944 930 6613", "9449306613") == Compared::agree));
    BOOST_TEST((compare_numbers("ncp-1", "NCP-1") == Compared::agree));
    BOOST_TEST((compare_numbers("", "9449306613") == Compared::not_said));
    BOOST_TEST((compare_numbers("9000000009", "9449306613") == Compared::differ));
}

BOOST_AUTO_TEST_SUITE_END()
