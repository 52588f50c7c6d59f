#include "connectors/sandbox/builder.h"
#include "connectors/sandbox/days.h"

// Families that are hard to tell apart, or whose numbers and names do not behave.
namespace kith::sandbox {
namespace {

/// Same surname, birth date and address; the hospital has their cards crossed over.
void add_twins(Builder& b) {
    b.begin_family("twins",
                   "twins with one surname, birth date and address; the hospital has swapped their records",
                   true);
    const auto home = b.place("27 Larkspur Close", "Harrow End", "NS5 2LS");
    const auto mother = b.add({.slug = "twins.mother",
                               .given = "Folashade",
                               .family = "Adeyinka",
                               .born = "1990-10-02",
                               .sex = 'F',
                               .ethnicity = "BNGN",
                               .language = "yo",
                               .nhs_number = nhs_number_from(1000),
                               .practice = kHarrowEndHealthCentre,
                               .phone = mobile_number(501)});
    const auto taiwo = b.add({.slug = "twins.taiwo",
                              .given = "Taiwo",
                              .family = "Adeyinka",
                              .born = "2016-04-17",
                              .sex = 'F',
                              .ethnicity = "BNGN",
                              .language = "yo",
                              .nhs_number = nhs_number_from(1010),
                              .upn = make_upn(kNorthshireCode, "3302", 2020, 61),
                              .school = kStBridesPrimary,
                              .practice = kHarrowEndHealthCentre});
    const auto kehinde = b.add({.slug = "twins.kehinde",
                                .given = "Kehinde",
                                .family = "Adeyinka",
                                .born = "2016-04-17",
                                .sex = 'F',
                                .ethnicity = "BNGN",
                                .language = "yo",
                                .nhs_number = nhs_number_from(1020),
                                .upn = make_upn(kNorthshireCode, "3302", 2020, 62),
                                .school = kStBridesPrimary,
                                .practice = kHarrowEndHealthCentre});
    for (const PersonIndex person : {mother, taiwo, kehinde}) b.lives(person, home, "2016-04-17");
    for (const PersonIndex child : {taiwo, kehinde}) b.kin(child, "mother", mother);
    b.kin_both(taiwo, "twin", kehinde);
    b.peculiar("hospitals", taiwo).nhs_number = b.out().people[kehinde].nhs_number;
    b.peculiar("hospitals", kehinde).nhs_number = b.out().people[taiwo].nhs_number;
    b.contact("hospitals", taiwo, "emergency", stamp("2025-08-03", "15:20"), "Asthma attack").location =
        "Emergency Department, Northbridge Royal";
    b.contact("hospitals", kehinde, "emergency", stamp("2026-02-21", "10:05"), "Broken finger").location =
        "Emergency Department, Northbridge Royal";
    b.contact("gp", taiwo, "consultation", "2026-01-12", "Asthma review").clinician = "Dr T. Nowak";
    for (const PersonIndex child : {taiwo, kehinde}) {
        b.written().school_years.push_back({.person = child, .starts = 2026, .attendance = 96});
        b.episode("northshire-care", child, "2025-01-14", "2A").no_further_action = true;
    }
}

/// One child; every agency spells her differently and one knows her by another name.
void add_aliases(Builder& b) {
    b.begin_family("aliases", "one child with an alias and three spellings of her name", true);
    const auto home = b.place("3 Albion Terrace", "Marsh Lane", "NS9 4WD");
    const auto child =
        b.add({.slug = "aliases.child",
               .given = "Yasmeen",
               .family = "Al-Haddad",
               .other_names = {{"Jasmine", "Hadley", "nickname"}, {"Yasmeen", "bint Karim", "old"}},
               .born = "2013-09-08",
               .sex = 'F',
               .ethnicity = "OARA",
               .language = "ar",
               .nhs_number = nhs_number_from(1100),
               .upn = make_upn(kNorthshireCode, "4011", 2018, 77),
               .school = kKingsholtHigh,
               .practice = kMillfieldsPractice});
    const auto father = b.add({.slug = "aliases.father",
                               .given = "Karim",
                               .family = "Al-Haddad",
                               .born = "1984-01-01",
                               .sex = 'M',
                               .ethnicity = "OARA",
                               .language = "ar",
                               .nhs_number = nhs_number_from(1110),
                               .practice = kMillfieldsPractice,
                               .phone = mobile_number(511)});
    for (const PersonIndex person : {child, father}) b.lives(person, home, "2021-03-05");
    b.kin(child, "father", father);
    b.peculiar("hospitals", child).given = "Yasmin";
    b.peculiar("hospitals", child).family = "Alhaddad";
    auto& school = b.peculiar("school", child);
    school.given = "Jasmin";
    school.family = "Al Hadad";
    auto& council = b.peculiar("northshire-care", child);
    council.given = "Jasmine";
    council.family = "Hadley";
    council.holds_no_upn = true;
    b.contact("hospitals", child, "emergency", stamp("2026-03-14", "22:50"),
              "Overdose of paracetamol tablets")
        .narrative = "Says the row was about a phone. Mental health team saw her.";
    b.contact("gp", child, "consultation", "2026-03-20", "Follow-up after overdose").clinician =
        "Dr S. Mukherjee";
    b.episode("northshire-care", child, "2026-03-15", "3E").assessments = {
        {.from = "2026-03-17", .until = "2026-05-01", .factors = {"4A", "12A"}}};
    b.written().school_years.push_back(
        {.person = child, .starts = 2026, .attendance = 81, .unauthorised = 6});
    b.written().concerns.push_back({.person = child,
                                    .reference = b.reference("SG"),
                                    .noticed = "2026-03-12",
                                    .recorded = stamp("2026-03-12", "14:30"),
                                    .category = "emotional wellbeing",
                                    .words = "Crying in tutor time.",
                                    .childs_words = "At home I am called something else.",
                                    .author = "Form tutor",
                                    .action = "Counsellor offered."});
}

/// Replaced NHS number: demographics answer with the new one; the hospital still files under the old one.
void add_superseded(Builder& b) {
    b.begin_family("superseded",
                   "a child whose NHS number was replaced; the hospital still files under the old one", true);
    const auto home = b.place("16 Orchard Rise", "Eastwick", "NS7 6PA");
    const auto child = b.add({.slug = "superseded.child",
                              .given = "Leo",
                              .family = "Whitlock",
                              .born = "2018-11-23",
                              .sex = 'M',
                              .ethnicity = "WBRI",
                              .nhs_number = nhs_number_from(1200),
                              .old_nhs_numbers = {nhs_number_from(1210)},
                              .upn = make_upn(kNorthshireCode, "2031", 2023, 91),
                              .school = kSaltmerePrimary,
                              .practice = kSaltmereSurgery});
    const auto mother = b.add({.slug = "superseded.mother",
                               .given = "Hollie",
                               .family = "Whitlock",
                               .born = "1994-06-15",
                               .sex = 'F',
                               .ethnicity = "WBRI",
                               .nhs_number = nhs_number_from(1220),
                               .practice = kSaltmereSurgery,
                               .phone = mobile_number(521)});
    for (const PersonIndex person : {child, mother}) b.lives(person, home, "2018-11-23");
    b.kin(child, "mother", mother);
    b.peculiar("hospitals", child).nhs_number = b.out().people[child].old_nhs_numbers.front();
    b.contact("hospitals", child, "emergency", stamp("2023-06-02", "12:40"), "Fall from climbing frame")
        .location = "Emergency Department, Northbridge Royal";
    b.contact("gp", child, "consultation", "2024-02-08", "Ear infection").clinician = "Dr P. Achebe";
    b.written().school_years.push_back({.person = child, .starts = 2026, .attendance = 97});
}

/// Two boys of two families; one practice registered both under the number of one of them.
void add_shared_number(Builder& b) {
    const auto first_home = b.place("40 Foundry Street", "Northbridge", "NS1 8GD");
    const auto second_home = b.place("9 Station Road", "Kingsholt", "NS3 3EJ");
    b.begin_family("shared-number", "two boys filed under one NHS number at the GP practice", true);
    const auto first = b.add({.slug = "shared.hamza",
                              .given = "Hamza",
                              .family = "Hussain",
                              .born = "2015-07-21",
                              .sex = 'M',
                              .ethnicity = "APKN",
                              .language = "ur",
                              .nhs_number = nhs_number_from(1300),
                              .upn = make_upn(kNorthshireCode, "2014", 2020, 40),
                              .school = kMillfieldsPrimary,
                              .practice = kThornleySurgery});
    const auto mother = b.add({.slug = "shared.mother",
                               .given = "Maryam",
                               .family = "Hussain",
                               .born = "1988-02-11",
                               .sex = 'F',
                               .ethnicity = "APKN",
                               .language = "ur",
                               .nhs_number = nhs_number_from(1310),
                               .practice = kThornleySurgery,
                               .phone = mobile_number(531)});
    b.begin_family("shared-number-2", "the other boy of the shared NHS number", true);
    const auto second = b.add({.slug = "shared.hamzah",
                               .given = "Hamzah",
                               .family = "Hussein",
                               .born = "2015-12-07",
                               .sex = 'M',
                               .ethnicity = "BSOM",
                               .language = "so",
                               .nhs_number = nhs_number_from(1320),
                               .upn = make_upn(kNorthshireCode, "2031", 2020, 41),
                               .school = kSaltmerePrimary,
                               .practice = kThornleySurgery});
    for (const PersonIndex person : {first, mother}) b.lives(person, first_home, "2014-01-06");
    b.lives(second, second_home, "2019-08-19");
    b.kin(first, "mother", mother);
    b.peculiar("gp", second).nhs_number = b.out().people[first].nhs_number;
    b.contact("gp", first, "consultation", "2026-05-06", "Eczema").clinician = "Dr M. Qureshi";
    b.contact("gp", second, "consultation", "2026-06-17", "Limping, cause not found").clinician =
        "Dr M. Qureshi";
    for (const PersonIndex child : {first, second})
        b.written().school_years.push_back({.person = child, .starts = 2026, .attendance = 95});
}

/// Demographics say that he exists and withhold where; their related persons come back empty, which is not
/// the same as none.
void add_restricted(Builder& b) {
    b.begin_family("restricted", "a child whose whereabouts NHS demographics withhold", true);
    const auto refuge = b.place("Care of Northshire Council", "Northbridge", "NS1 1AA");
    const auto child = b.add({.slug = "restricted.child",
                              .given = "Szymon",
                              .family = "Kowalczyk",
                              .born = "2014-03-29",
                              .sex = 'M',
                              .ethnicity = "WEEU",
                              .language = "pl",
                              .nhs_number = nhs_number_from(1400),
                              .upn = make_upn(kNorthshireCode, "7003", 2018, 12),
                              .school = kEastwickSchool,
                              .is_restricted = true});
    const auto mother = b.add({.slug = "restricted.mother",
                               .given = "Oliwia",
                               .family = "Kowalczyk",
                               .born = "1989-08-08",
                               .sex = 'F',
                               .ethnicity = "WEEU",
                               .language = "pl",
                               .nhs_number = nhs_number_from(1410),
                               .is_restricted = true});
    for (const PersonIndex person : {child, mother}) b.lives(person, refuge, "2025-10-01");
    b.kin(child, "mother", mother);
    b.episode("northshire-care", child, "2025-09-30", "6").in_need_plans = {{.from = "2025-10-20"}};
    b.written().orders.push_back({.children = {child},
                                  .reference = b.reference("FC"),
                                  .code = "FL404A",
                                  .title = "Non-molestation order",
                                  .made = "2025-10-09",
                                  .until = "2027-10-08",
                                  .court = "Family Court at Northbridge",
                                  .is_confidential = true});
}

}  // namespace

void add_identity_fixtures(Builder& b) {
    add_twins(b);
    add_aliases(b);
    add_superseded(b);
    add_shared_number(b);
    add_restricted(b);
}

}  // namespace kith::sandbox
