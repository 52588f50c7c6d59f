#include "link/compare.h"
#include "link/fold.h"
#include "link/resolve.h"
#include "link/short_id.h"
#include "support/builders.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace kith;
using link::DateFinding;
using link::NameFinding;
using support::date;
using support::PersonBuilder;

namespace {

link::NamesFinding names(const std::string& given_a, const std::string& family_a, const std::string& given_b,
                         const std::string& family_b) {
    return link::compare_names(link::profile_of(PersonBuilder("a", "1").named(given_a, family_a).person),
                               link::profile_of(PersonBuilder("b", "1").named(given_b, family_b).person));
}

DateFinding dates(const std::string& a, const std::string& b) {
    return link::compare_dates(std::vector{date(a)}, std::vector{date(b)}).finding;
}

const link::Evidence* find(const std::vector<link::Evidence>& evidence, const std::string& field) {
    const auto at = std::find_if(evidence.begin(), evidence.end(),
                                 [&](const link::Evidence& e) { return e.field == field; });
    return at == evidence.end() ? nullptr : &*at;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(link_compare_tests)

BOOST_AUTO_TEST_CASE(folding_takes_off_case_accents_apostrophes_and_hyphens) {
    BOOST_TEST(link::fold("Ó Briain-ŁOŚ") == "o briain los");
    BOOST_TEST(link::fold("O'Neill") == "oneill");
    BOOST_TEST(link::fold("O\u2019Neill") == link::fold("O'Neill"));
    BOOST_TEST(link::fold("  Straße ") == "strasse");
    BOOST_TEST(link::fold("Şahin ışık") == "sahin isik");
    BOOST_TEST(link::fold("") == "");
}

BOOST_AUTO_TEST_CASE(other_scripts_fold_to_latin_letters) {
    BOOST_TEST(link::fold("Иванов") == "ivanov");
    BOOST_TEST(link::fold("Γεωργία").find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(spellings_of_one_sound_share_a_skeleton) {
    BOOST_TEST(link::skeleton("mohammed") == link::skeleton("muhammad"));
    BOOST_TEST(link::skeleton("yusuf") == link::skeleton("youssef"));
    BOOST_TEST(link::skeleton("sophie") == link::skeleton("sofie"));
    BOOST_TEST(link::skeleton("maisie") != link::skeleton("daisy"));
}

BOOST_AUTO_TEST_CASE(names_agree_by_order_part_and_initial) {
    BOOST_TEST((names("Maisie Rose", "Pellow", "MAISIE", "PELLOW").given == NameFinding::same));
    BOOST_TEST((names("Maisie", "Pellow-Hart", "Maisie", "Hart Pellow").family == NameFinding::part));
    BOOST_TEST((names("Maisie", "Pellow-Hart", "Maisie", "Hart").family == NameFinding::part));
    BOOST_TEST((names("M", "Pellow", "Maisie", "Pellow").given == NameFinding::initial));
    BOOST_TEST((names("Rose", "Pellow", "Maisie Rose", "Pellow").given == NameFinding::part));
    BOOST_TEST((names("Anne-Marie", "Hart", "Annemarie", "Hart").given == NameFinding::same));
    BOOST_TEST(names("Hussein", "Amina", "Amina", "Hussein").is_swapped);
}

BOOST_AUTO_TEST_CASE(another_spelling_is_near_and_another_name_differs) {
    BOOST_TEST((names("Mohammed", "Ali", "Muhammad", "Ali").given == NameFinding::spelling));
    BOOST_TEST((names("Danny", "Hart", "Daniel", "Hart").given == NameFinding::spelling));
    BOOST_TEST((names("Alfie", "Pellow", "Alfred", "Pellow").given == NameFinding::spelling));
    BOOST_TEST((names("Maisie", "Pellow", "Daisy", "Pellow").given == NameFinding::differs));
    BOOST_TEST((names("Olivia", "Pellow", "Alivia", "Pellow").given == NameFinding::differs));
    BOOST_TEST((names("Ella Rose", "Pellow", "Ava Rose", "Pellow").given == NameFinding::differs));
}

BOOST_AUTO_TEST_CASE(any_listed_name_counts) {
    const auto a = link::profile_of(PersonBuilder("a", "1")
                                        .named("Maisie", "Pellow")
                                        .named("Maisie", "Hart", record::NameUse::known_as)
                                        .person);
    const auto b = link::profile_of(PersonBuilder("b", "1").named("Maisie", "Hart").person);
    BOOST_TEST((link::compare_names(a, b).family == NameFinding::same));
}

BOOST_AUTO_TEST_CASE(a_name_given_as_one_text_is_split) {
    record::PersonRecord person = PersonBuilder("a", "1");
    person.names.push_back({.text = "PELLOW, Maisie Rose"});
    const auto b = link::profile_of(PersonBuilder("b", "1").named("Maisie", "Pellow").person);
    const auto found = link::compare_names(link::profile_of(person), b);
    BOOST_TEST((found.given == NameFinding::same && found.family == NameFinding::same));
}

BOOST_AUTO_TEST_CASE(stand_ins_for_a_name_are_no_name) {
    for (const std::string stand_in : {"Baby", "Baby of Kerry", "Unborn", "Twin 1", "Not Known", "UKN"}) {
        const auto found = names(stand_in, "Pellow", "Maisie", "Pellow");
        BOOST_TEST((found.given == NameFinding::missing), stand_in);
    }
}

BOOST_AUTO_TEST_CASE(dates_are_told_apart_by_how_they_differ) {
    BOOST_TEST((dates("2017-02-14", "2017-02-14") == DateFinding::same));
    BOOST_TEST((dates("2017-02-14", "2017-02") == DateFinding::compatible));
    BOOST_TEST((dates("2017", "2017-02-14") == DateFinding::compatible));
    BOOST_TEST((dates("2017-03-04", "2017-04-03") == DateFinding::swapped));
    BOOST_TEST((dates("2017-02-14", "2016-02-14") == DateFinding::slip));
    BOOST_TEST((dates("2017-02-14", "2017-02-15") == DateFinding::slip));
    BOOST_TEST((dates("2017-09-25", "2017-01-01") == DateFinding::stand_in));
    BOOST_TEST((dates("2017-02-14", "2018-05-30") == DateFinding::near_years));
    BOOST_TEST((dates("2017-02-14", "1991-05-30") == DateFinding::far));
}

BOOST_AUTO_TEST_CASE(SW_14_the_specific_disagreement_is_named) {
    const record::PersonRecord a = PersonBuilder("a", "1").named("Maisie", "Pellow").born("2017-03-04");
    const record::PersonRecord b = PersonBuilder("b", "1").named("Pellow", "Maisie").born("2017-04-03");
    const auto evidence = link::compare(a, b);
    BOOST_TEST_REQUIRE(find(evidence, "date of birth"));
    BOOST_TEST(find(evidence, "date of birth")->words ==
               "day and month exchanged: 4 Mar 2017 against 3 Apr 2017");
    BOOST_TEST_REQUIRE(find(evidence, "name order"));
    BOOST_TEST((find(evidence, "name order")->finding == link::Evidence::Finding::near));
}

BOOST_AUTO_TEST_CASE(a_protected_address_never_enters_the_evidence) {
    record::PersonRecord a = PersonBuilder("a", "1").named("Kerry", "Pellow").at("1 Refuge Way", "NS9 9ZZ");
    a.addresses[0].is_protected = true;
    const record::PersonRecord b =
        PersonBuilder("b", "1").named("Kerry", "Pellow").at("1 Refuge Way", "NS9 9ZZ");
    const auto evidence = link::compare(a, b);
    BOOST_TEST_REQUIRE(find(evidence, "address"));
    BOOST_TEST((find(evidence, "address")->finding == link::Evidence::Finding::missing));
    for (const auto& e : evidence) BOOST_TEST(e.words.find("NS9") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_speaks_against_comes_first) {
    auto evidence = link::compare(PersonBuilder("a", "1").named("Maisie", "Pellow").born("2017-02-14").person,
                                  PersonBuilder("b", "1").named("Daisy", "Pellow").born("2017-02-14").person);
    link::put_counter_evidence_first(evidence);
    BOOST_TEST(evidence.front().field == "given name");
    BOOST_TEST((evidence.front().finding == link::Evidence::Finding::differs));
}

BOOST_AUTO_TEST_CASE(short_ids_depend_on_the_text_alone) {
    BOOST_TEST(link::short_id("e-", "a|b") == link::short_id("e-", "a|b"));
    BOOST_TEST(link::short_id("e-", "a|b") != link::short_id("e-", "a|c"));
    BOOST_TEST(link::short_id("e-", "").size() == 14u);
}

BOOST_AUTO_TEST_SUITE_END()
