#include "connectors/sandbox/days.h"
#include "connectors/sandbox/northshire.h"
#include "connectors/sandbox/settings_file.h"
#include "record/identifiers.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <regex>
#include <set>

using namespace kith;
using namespace kith::sandbox;

namespace {

const Northshire& northshire() {
    static const Northshire kMade = make_northshire(1, 60);
    return kMade;
}

PersonIndex index_of(std::string_view slug) {
    const Person* person = northshire().find(slug);
    BOOST_TEST_REQUIRE((person != nullptr));
    return northshire().index_of(*person);
}

bool has_tie(std::string_view of, std::string_view kind, std::string_view to) {
    return std::ranges::any_of(northshire().kinships, [&](const Kinship& tie) {
        return tie.of == index_of(of) && tie.kind == kind && tie.to == index_of(to);
    });
}

/// Everything that the seed decides, as one text.
std::string everything(const Northshire& n) {
    std::string text = people_csv(n);
    for (const auto& contact : n.written.contacts)
        text += contact.source + contact.reference + contact.from + contact.reason + contact.clinician;
    for (const auto& episode : n.written.episodes)
        text += episode.reference + episode.referred + episode.closed;
    for (const auto& concern : n.written.concerns) text += concern.noticed + concern.words;
    for (const auto& line : n.written.police_incidents) text += line.reference + line.occurred;
    for (const auto& year : n.written.school_years) text += std::to_string(year.attendance);
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sandbox_population_tests)

BOOST_AUTO_TEST_CASE(the_same_seed_gives_the_same_people_to_the_last_byte) {
    BOOST_TEST((everything(make_northshire(7, 60)) == everything(make_northshire(7, 60))));
}

BOOST_AUTO_TEST_CASE(another_seed_gives_other_people_and_the_same_fixtures) {
    const Northshire one = make_northshire(1, 60), other = make_northshire(2, 60);
    BOOST_TEST((everything(one) != everything(other)));
    for (std::size_t i = 0; one.families[i].is_fixture; ++i)
        BOOST_TEST(one.families[i].slug == other.families[i].slug);
}

BOOST_AUTO_TEST_CASE(there_are_at_least_forty_families_whatever_is_asked_for) {
    BOOST_TEST(make_northshire(1, 0).families.size() >= 40u);
    BOOST_TEST(make_northshire(1, 3).families.size() >= 40u);
    BOOST_TEST(make_northshire(1, 60).families.size() == 60u);
    BOOST_TEST(make_northshire(1, 200).families.size() == 200u);
}

BOOST_AUTO_TEST_CASE(fixture_families_come_first) {
    const auto& families = northshire().families;
    const auto first_ordinary =
        std::ranges::find_if(families, [](const Family& family) { return !family.is_fixture; });
    BOOST_TEST(families.front().slug == "pellow");
    BOOST_TEST(
        std::none_of(first_ordinary, families.end(), [](const Family& family) { return family.is_fixture; }));
    BOOST_TEST((families.end() - first_ordinary) >= 10);
}

BOOST_AUTO_TEST_CASE(nhs_numbers_are_of_the_test_range_good_and_nobodys_twice) {
    std::set<std::string> seen;
    for (const auto& person : make_northshire(3, 400).people) {
        std::vector<std::string> numbers = person.old_nhs_numbers;
        if (!person.nhs_number.empty()) numbers.push_back(person.nhs_number);
        for (const auto& number : numbers) {
            BOOST_TEST(number.starts_with("999"));
            BOOST_TEST(record::NhsNumber::parse(number).has_value());
            BOOST_TEST(seen.insert(number).second);
        }
    }
}

BOOST_AUTO_TEST_CASE(pupil_numbers_have_good_check_letters_and_are_unique) {
    std::set<std::string> seen;
    for (const auto& person : make_northshire(3, 400).people) {
        if (person.upn.empty()) continue;
        BOOST_TEST(record::Upn::parse(person.upn).has_value());
        BOOST_TEST(seen.insert(person.upn).second);
    }
    BOOST_TEST(seen.size() > 100u);
}

BOOST_AUTO_TEST_CASE(telephone_numbers_are_kept_for_drama) {
    const std::regex drama("07700 900[0-9]{3}|01632 960[0-9]{3}");
    for (const auto& person : northshire().people)
        if (!person.phone.empty()) BOOST_TEST(std::regex_match(person.phone, drama));
    for (const auto& school : northshire().schools) BOOST_TEST(std::regex_match(school.phone, drama));
    for (const auto& practice : northshire().practices) BOOST_TEST(std::regex_match(practice.phone, drama));
}

BOOST_AUTO_TEST_CASE(postcodes_are_invented) {
    const std::regex invented("NS[1-9] [1-9][A-Z]{2}|WM[1-6] [1-9][A-Z]{2}|FH2 3LD");
    for (const auto& place : northshire().places)
        BOOST_TEST(std::regex_match(place.postcode, invented), place.postcode);
}

BOOST_AUTO_TEST_CASE(names_come_from_many_communities) {
    std::set<std::string> groups;
    for (const auto& person : make_northshire(1, 200).people) groups.insert(person.ethnicity);
    BOOST_TEST(groups.size() >= 15u);
}

BOOST_AUTO_TEST_CASE(nobody_is_a_parent_before_sixteen_or_shares_a_birthday_by_accident) {
    const Northshire n = make_northshire(5, 300);
    for (const auto& tie : n.kinships) {
        if (tie.kind != "mother" && tie.kind != "father") continue;
        const Person &child = n.people[tie.of], &parent = n.people[tie.to];
        if (child.born.empty()) continue;
        BOOST_TEST((day_of(child.born) - day_of(parent.born)).count() > 16 * 365, child.slug);
    }
}

BOOST_AUTO_TEST_CASE(maisie_pellow_is_the_child_of_the_pictures) {
    const Person& maisie = *northshire().find("pellow.maisie");
    BOOST_TEST(maisie.nhs_number == "9990004838");
    BOOST_TEST(maisie.born == "2017-02-14");
    BOOST_TEST(age_today(maisie.born) == 9);
    BOOST_TEST(northshire().home_of(index_of("pellow.maisie"))->postcode == "NS4 7QT");
    BOOST_TEST(has_tie("pellow.maisie", "mother", "pellow.kerry"));
    BOOST_TEST(has_tie("pellow.maisie", "father", "pellow.paul"));
    BOOST_TEST(has_tie("pellow.maisie", "grandparent", "pellow.jean"));
    BOOST_TEST(has_tie("pellow.kerry", "partner", "pellow.dean"));
    BOOST_TEST(has_tie("pellow.maisie", "sibling", "pellow.alfie"));
    BOOST_TEST(northshire().home_of(index_of("pellow.paul"))->postcode.starts_with("WM"));
}

BOOST_AUTO_TEST_CASE(dean_hart_has_two_children_in_the_other_council) {
    for (const auto* child : {"hart.tyler", "hart.lexi"}) {
        BOOST_TEST(has_tie(child, "father", "pellow.dean"));
        BOOST_TEST(northshire().home_of(index_of(child))->postcode.starts_with("WM"));
    }
}

BOOST_AUTO_TEST_CASE(one_injury_is_told_by_six_agencies_with_three_days_SW_7) {
    std::map<std::string, std::string> days;  // by source
    const auto& w = northshire().written;
    const auto note = [&](std::string source, const std::string& slug, const std::string& moment) {
        if (slug == "pellow.forearm") days[std::move(source)] = moment.substr(0, 10);
    };
    for (const auto& each : w.contacts) note(each.source, each.incident, each.from);
    for (const auto& each : w.police_incidents) note("police-incidents", each.incident, each.occurred);
    for (const auto& each : w.concerns) note("safeguarding-files", each.incident, each.noticed);
    for (const auto& each : w.episodes) note(each.source, each.incident, each.referred);
    BOOST_TEST(days.size() == 6u);
    std::set<std::string> distinct;
    for (const auto& [source, day] : days) distinct.insert(day);
    BOOST_TEST((distinct == std::set<std::string>{"2026-11-14", "2026-11-15", "2026-11-16"}));
}

BOOST_AUTO_TEST_CASE(the_pellows_moved_soon_after_each_referral) {
    int moves = 0;
    for (const auto& home : northshire().find("pellow.maisie")->homes)
        moves += std::ranges::any_of(northshire().written.episodes, [&](const CareEpisode& episode) {
            if (episode.person != index_of("pellow.maisie") || episode.referred > home.from) return false;
            return (day_of(home.from) - day_of(episode.referred)).count() <= 31;
        });
    BOOST_TEST(moves >= 3);
}

BOOST_AUTO_TEST_CASE(twins_share_surname_birth_date_and_address_SW_11) {
    const Person &one = *northshire().find("twins.taiwo"), &other = *northshire().find("twins.kehinde");
    BOOST_TEST(one.family == other.family);
    BOOST_TEST(one.born == other.born);
    BOOST_TEST(
        (northshire().home_of(index_of("twins.taiwo")) == northshire().home_of(index_of("twins.kehinde"))));
    BOOST_TEST(one.nhs_number != other.nhs_number);
    BOOST_TEST(one.given != other.given);
}

BOOST_AUTO_TEST_CASE(an_unborn_child_has_a_due_date_a_plan_and_no_number) {
    const Person& baby = *northshire().find("unborn.baby");
    BOOST_TEST(baby.born.empty());
    BOOST_TEST(baby.expected == "2027-02-18");
    BOOST_TEST(baby.nhs_number.empty());
    BOOST_TEST(baby.is_child());
    BOOST_TEST(std::ranges::any_of(northshire().written.episodes, [](const CareEpisode& e) {
        return e.person == index_of("unborn.baby") && !e.protection_plans.empty();
    }));
}

BOOST_AUTO_TEST_CASE(the_father_of_one_child_is_known_to_nobody_FD_5) {
    BOOST_TEST(std::ranges::none_of(northshire().kinships, [](const Kinship& tie) {
        return tie.of == index_of("unknown.child") && tie.kind == "father";
    }));
}

BOOST_AUTO_TEST_CASE(the_half_siblings_live_in_two_councils) {
    BOOST_TEST(has_tie("half.reece", "half_sibling", "half.casey"));
    BOOST_TEST(northshire().home_of(index_of("half.reece"))->postcode.starts_with("NS"));
    BOOST_TEST(northshire().home_of(index_of("half.casey"))->postcode.starts_with("WM"));
}

BOOST_AUTO_TEST_CASE(a_looked_after_child_lives_far_away) {
    BOOST_TEST(northshire().home_of(index_of("far.child"))->town == "Farholt");
}

BOOST_AUTO_TEST_CASE(one_child_has_a_hundred_and_twenty_hospital_encounters) {
    const auto person = index_of("many.child");
    BOOST_TEST(std::ranges::count_if(northshire().written.contacts, [&](const HealthContact& c) {
                   return c.person == person && c.source == "hospitals";
               }) == 120);
}

BOOST_AUTO_TEST_CASE(nothing_is_dated_after_today_but_what_is_planned) {
    const Northshire n = make_northshire(9, 300);
    for (const auto& contact : n.written.contacts)
        BOOST_TEST(contact.from.substr(0, 10) <= kToday, contact.reference);
    for (const auto& concern : n.written.concerns) BOOST_TEST(concern.noticed <= kToday, concern.reference);
    for (const auto& episode : n.written.episodes) {
        BOOST_TEST(episode.referred <= kToday);
        for (const auto& plan : episode.protection_plans) BOOST_TEST(plan.from <= kToday);
    }
    for (const auto& appointment : n.written.appointments)
        if (appointment.status != "booked")
            BOOST_TEST(appointment.at.substr(0, 10) <= kToday, appointment.reference);
}

BOOST_AUTO_TEST_CASE(references_are_unique_within_a_source) {
    std::set<std::string> seen;
    for (const auto& contact : northshire().written.contacts)
        BOOST_TEST(seen.insert(contact.source + contact.reference).second);
    for (const auto& line : northshire().written.police_incidents)
        BOOST_TEST(seen.insert(line.reference).second);
    for (const auto& concern : northshire().written.concerns)
        BOOST_TEST(seen.insert(concern.reference).second);
    for (const auto& episode : northshire().written.episodes)
        BOOST_TEST(seen.insert(episode.reference).second);
}

BOOST_AUTO_TEST_SUITE_END()
