#include "family.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace kith;
using namespace kith::chronology_tests;
using support::PersonBuilder;
using support::ReplyBuilder;

namespace {

std::vector<chronology::Conflict> conflicts(const std::vector<record::PersonRecord>& records) {
    link::Replies replies;
    for (const auto& record : records)
        replies.push_back(ReplyBuilder(record.origin.source.text(), "subject").subject(record));
    return chronology::conflicts(replies, link::resolve(roster(), replies, {}),
                                 {{record::SourceId("gp"), "GP"}, {record::SourceId("school"), "School"}});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(chronology_conflicts_tests)

BOOST_AUTO_TEST_CASE(FD_12_two_addresses_are_a_conflict_with_both_sources_and_dates) {
    const auto found = conflicts({maisie("gp").at("3 High Street", "NS2 1AA", "2020-01-01"),
                                  maisie("school").at("12 Mill Lane", "NS4 7QT", "2026-09-01")});
    BOOST_TEST_REQUIRE(found.size() == 1u);
    BOOST_TEST(found[0].field == "address");
    BOOST_TEST(found[0].words == "GP and School give different addresses");
    BOOST_TEST_REQUIRE(found[0].sides.size() == 2u);
    BOOST_TEST(found[0].sides[0].value == "3 High Street, NS2 1AA");
    BOOST_TEST(found[0].sides[1].since.words() == "1 Sep 2026");
    BOOST_TEST(found[0].sides[1].origin.source.text() == "school");
}

BOOST_AUTO_TEST_CASE(case_spacing_and_abbreviations_are_no_conflict) {
    BOOST_TEST(
        conflicts({maisie("gp").at("12 MILL LN", "ns47qt"), maisie("school").at("12 Mill Lane", "NS4 7QT")})
            .empty());
    BOOST_TEST(conflicts({maisie("gp").at("Rose Cottage, High Street", ""),
                          maisie("school").at("ROSE COTTAGE HIGH ST", "")})
                   .empty());
    BOOST_TEST(conflicts({PersonBuilder("gp", "child")
                              .named("MAISIE ROSE", "PELLOW")
                              .born("2017-02")
                              .nhs(maisies_number()),
                          maisie("school")})
                   .empty());
}

BOOST_AUTO_TEST_CASE(a_former_address_is_no_conflict) {
    BOOST_TEST(conflicts({maisie("gp")
                              .at("3 High Street", "NS2 1AA", "2019-01-01", "2020-01-01")
                              .at("12 Mill Lane", "NS4 7QT"),
                          maisie("school").at("12 Mill Lane", "NS4 7QT")})
                   .empty());
}

BOOST_AUTO_TEST_CASE(a_protected_address_neither_conflicts_nor_shows) {
    record::PersonRecord hidden = maisie("gp").at("1 Refuge Way", "NS9 9ZZ");
    hidden.addresses[0].is_protected = true;
    for (const auto& conflict : conflicts({hidden, maisie("school").at("12 Mill Lane", "NS4 7QT"),
                                           maisie("housing").at("3 High Street", "NS2 1AA")}))
        for (const auto& side : conflict.sides) {
            BOOST_TEST(side.value.find("Refuge") == std::string::npos);
            BOOST_TEST(side.origin.source.text() != "gp");
        }
}

BOOST_AUTO_TEST_CASE(different_spellings_of_the_name_are_a_conflict_and_known_aliases_are_not) {
    const auto spelt = conflicts(
        {PersonBuilder("gp", "child").named("Maysie", "Pellow").born("2017-02-14").nhs(maisies_number()),
         maisie("school")});
    BOOST_TEST_REQUIRE(spelt.size() == 1u);
    BOOST_TEST(spelt[0].field == "given name");
    BOOST_TEST(conflicts({maisie("gp").named("Maisie", "Hart", record::NameUse::known_as),
                          PersonBuilder("school", "child")
                              .named("Maisie", "Hart")
                              .born("2017-02-14")
                              .nhs(maisies_number())})
                   .empty());
}

BOOST_AUTO_TEST_CASE(sex_gp_and_school_conflict_but_a_code_is_not_compared_with_a_name) {
    record::PersonRecord a = maisie("gp").sex(record::Sex::female),
                         b = maisie("school").sex(record::Sex::male);
    a.gp_practice = "Mill Lane Surgery";
    b.gp_practice = "Station Road Surgery";
    a.school = "123456";
    b.school = "Mill Lane Primary";
    const auto found = conflicts({a, b});
    BOOST_TEST_REQUIRE(found.size() == 2u);
    BOOST_TEST(found[0].field == "sex");
    BOOST_TEST(found[1].field == "GP practice");
}

BOOST_AUTO_TEST_CASE(a_birth_date_a_person_has_settled_over_is_still_a_conflict) {
    const record::PersonRecord a = maisie("gp");
    const record::PersonRecord b =
        PersonBuilder("school", "child").named("Maisie", "Pellow").born("2017-04-12");
    const link::Replies replies{ReplyBuilder("gp", "subject").subject(a),
                                ReplyBuilder("school", "subject").subject(b)};
    const auto found = chronology::conflicts(
        replies,
        link::resolve(roster(), replies,
                      {{.record = link::key_of(b), .person = record::PersonId("subject"), .is_same = true}}));
    BOOST_TEST_REQUIRE(found.size() == 1u);
    BOOST_TEST(found[0].field == "date of birth");
    BOOST_TEST(found[0].sides[0].value == "14 Feb 2017");
}

BOOST_AUTO_TEST_CASE(different_carers_are_a_conflict_by_who_they_are) {
    const auto says = [](const std::string& source, const std::string& given) {
        return answer(source)
            .with(PersonBuilder(source, "carer").named(given, "Trent").person)
            .tie("child", "carer", "carer");
    };
    const auto run = [](const link::Replies& replies) {
        return chronology::conflicts(replies, link::resolve(roster(), replies, {}));
    };
    const auto found = run({says("gp", "Jean"), says("school", "Moira")});
    BOOST_TEST_REQUIRE(found.size() == 1u);
    BOOST_TEST(found[0].field == "carer");
    BOOST_TEST(run({says("gp", "Jean"), says("school", "JEAN")}).empty());
}

BOOST_AUTO_TEST_CASE(one_source_alone_never_conflicts) {
    BOOST_TEST(
        conflicts({maisie("gp").at("3 High Street", "NS2 1AA").at("12 Mill Lane", "NS4 7QT")}).empty());
}

BOOST_AUTO_TEST_SUITE_END()
