#include "connectors/sandbox/cabinet.h"
#include "connectors/sandbox/knowledge.h"
#include "connectors/sandbox/sources.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>

using namespace kith::sandbox;

namespace {

const Northshire& northshire() {
    static const Northshire kMade = make_northshire(1, 60);
    return kMade;
}

PersonIndex index_of(std::string_view slug) {
    return northshire().index_of(*northshire().find(slug));
}

Card card_at(std::string_view source, std::string_view slug) {
    const auto held = card(northshire(), source, index_of(slug));
    BOOST_TEST_REQUIRE(held.has_value());
    return *held;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sandbox_knowledge_tests)

BOOST_AUTO_TEST_CASE(of_the_quiet_child_no_source_holds_anything) {
    for (const auto& source : source_ids())
        BOOST_TEST(!card(northshire(), source, index_of("quiet.child")).has_value(), source);
}

BOOST_AUTO_TEST_CASE(the_hospital_has_the_twins_cards_crossed_over) {
    BOOST_TEST(card_at("hospitals", "twins.taiwo").nhs_number ==
               northshire().find("twins.kehinde")->nhs_number);
    BOOST_TEST(card_at("hospitals", "twins.kehinde").nhs_number ==
               northshire().find("twins.taiwo")->nhs_number);
    BOOST_TEST(card_at("pds", "twins.taiwo").nhs_number == northshire().find("twins.taiwo")->nhs_number);
}

BOOST_AUTO_TEST_CASE(one_name_has_three_spellings_and_an_alias_SW_10) {
    std::set<std::string> spellings;
    for (const auto* source : {"pds", "hospitals", "school"})
        spellings.insert(card_at(source, "aliases.child").given);
    BOOST_TEST(spellings.size() == 3u);
    BOOST_TEST(card_at("northshire-care", "aliases.child").family == "Hadley");
}

BOOST_AUTO_TEST_CASE(the_hospital_files_under_the_number_that_was_replaced) {
    const Person& child = *northshire().find("superseded.child");
    BOOST_TEST(card_at("hospitals", "superseded.child").nhs_number == child.old_nhs_numbers.front());
    BOOST_TEST(card_at("gp", "superseded.child").nhs_number == child.nhs_number);
}

BOOST_AUTO_TEST_CASE(two_boys_share_one_number_at_the_practice_and_nowhere_else_SW_12) {
    const std::string number = northshire().find("shared.hamza")->nhs_number;
    BOOST_TEST(Cabinet(northshire(), "gp").filed_under(number).size() == 2u);
    BOOST_TEST(Cabinet(northshire(), "pds").filed_under(number).size() == 1u);
    BOOST_TEST(Cabinet(northshire(), "school").filed_under(number).size() == 1u);
}

BOOST_AUTO_TEST_CASE(practice_and_school_hold_different_addresses_of_maisie_FD_12) {
    BOOST_TEST(card_at("gp", "pellow.maisie").place->postcode == "NS4 7QT");
    BOOST_TEST(card_at("school", "pellow.maisie").place->postcode == "NS2 5LN");
}

BOOST_AUTO_TEST_CASE(the_school_lists_neither_adult_of_maisies_household) {
    const auto listed = card_at("school", "pellow.maisie").lists;
    BOOST_TEST((listed == std::vector<PersonIndex>{index_of("pellow.jean")}));
}

BOOST_AUTO_TEST_CASE(westmoor_has_two_children_who_may_be_maisie) {
    const Cabinet westmoor(northshire(), "westmoor-care");
    const auto found = westmoor.resembling({"Maisie Rose", "Pellow", "2017-02-14", "NS4 7QT"});
    BOOST_TEST(found.size() == 2u);
    BOOST_TEST(std::ranges::count(found, index_of("pellow.maisie")) == 1);
    BOOST_TEST(std::ranges::count(found, index_of("pellow.cousin")) == 1);
    BOOST_TEST(card_at("westmoor-care", "pellow.maisie").upn.empty());
}

BOOST_AUTO_TEST_CASE(every_agency_knows_only_a_part) {
    for (const auto& source : source_ids()) {
        const Cabinet cabinet(northshire(), source);
        std::size_t held = 0;
        for (PersonIndex person = 0; person < northshire().people.size(); ++person)
            held += cabinet.of(person) != nullptr;
        if (source == "cpis") continue;  // it files plans, not people
        BOOST_TEST(held > 3u, source);
        BOOST_TEST(held < northshire().people.size(), source);
    }
}

BOOST_AUTO_TEST_CASE(knowledge_is_the_same_each_time_it_is_looked_up) {
    const Northshire again = make_northshire(1, 60);
    for (const auto& source : source_ids())
        for (PersonIndex person = 0; person < again.people.size(); ++person) {
            const auto one = card(northshire(), source, person), other = card(again, source, person);
            BOOST_TEST_REQUIRE(one.has_value() == other.has_value());
            if (one)
                BOOST_TEST((one->given + one->family + one->born + one->nhs_number ==
                            other->given + other->family + other->born + other->nhs_number));
        }
}

BOOST_AUTO_TEST_CASE(agencies_make_mistakes_of_their_own_and_demographics_make_none) {
    const Northshire n = make_northshire(1, 300);
    std::size_t wrong_at_school = 0, wrong_at_pds = 0;
    for (PersonIndex person = 0; person < n.people.size(); ++person) {
        const auto differs = [&](const std::optional<Card>& held) {
            return held && (held->given != n.people[person].given || held->born != n.people[person].born);
        };
        wrong_at_school += differs(card(n, "school", person));
        wrong_at_pds += differs(card(n, "pds", person));
    }
    BOOST_TEST(wrong_at_school > 0u);
    BOOST_TEST(wrong_at_pds == 0u);
}

BOOST_AUTO_TEST_CASE(systems_without_accents_lose_them) {
    const Northshire n = make_northshire(1, 300);
    for (PersonIndex person = 0; person < n.people.size(); ++person)
        if (const auto held = card(n, "hospitals", person))
            for (const unsigned char byte : held->given + held->family)
                BOOST_TEST_REQUIRE(byte < 0x80, held->given + " " + held->family);
}

BOOST_AUTO_TEST_SUITE_END()
