#include "connectors/sandbox/builder.h"
#include "connectors/sandbox/days.h"

// Families whose place in the care system is the point.
namespace kith::sandbox {
namespace {

void add_half_sibling(Builder& b) {
    b.begin_family("half-sibling", "a boy whose half-sister was on a plan in the neighbouring council", true);
    const auto home = b.place("5 Kiln Court", "Saltmere", "NS2 9AF");
    const auto away = b.place("61 Beech Avenue", "Westmoor", "WM1 5LB");
    const auto reece = b.add({.slug = "half.reece",
                              .given = "Reece",
                              .family = "Nolan",
                              .born = "2019-02-02",
                              .sex = 'M',
                              .ethnicity = "MWBC",
                              .nhs_number = nhs_number_from(2000),
                              .upn = make_upn(kNorthshireCode, "2031", 2023, 15),
                              .school = kSaltmerePrimary,
                              .practice = kSaltmereSurgery});
    const auto casey = b.add({.slug = "half.casey",
                              .given = "Casey",
                              .family = "Doyle",
                              .born = "2014-06-18",
                              .sex = 'F',
                              .ethnicity = "WBRI",
                              .nhs_number = nhs_number_from(2010),
                              .upn = make_upn(kWestmoorCode, "4102", 2018, 16),
                              .school = kWestmoorAcademy,
                              .practice = kWestmoorPractice});
    const auto father = b.add({.slug = "half.father",
                               .given = "Lee",
                               .family = "Nolan",
                               .other_names = {{"Lee", "Doyle", "old"}},
                               .born = "1985-09-27",
                               .sex = 'M',
                               .ethnicity = "WBRI",
                               .nhs_number = nhs_number_from(2020),
                               .practice = kSaltmereSurgery,
                               .phone = mobile_number(601)});
    const auto mother = b.add({.slug = "half.mother",
                               .given = "Shanice",
                               .family = "Bartley",
                               .born = "1993-04-04",
                               .sex = 'F',
                               .ethnicity = "BCRB",
                               .nhs_number = nhs_number_from(2030),
                               .practice = kSaltmereSurgery,
                               .phone = mobile_number(602)});
    for (const PersonIndex person : {reece, father, mother}) b.lives(person, home, "2019-02-02");
    b.lives(casey, away, "2014-06-18");
    b.kin(reece, "father", father);
    b.kin(reece, "mother", mother);
    b.kin(casey, "father", father);
    b.kin_both(reece, "half_sibling", casey);
    auto& westmoor = b.episode("westmoor-care", casey, "2016-10-03", "6");
    westmoor.protection_plans = {{.from = "2016-11-08", .until = "2018-01-30"}};
    westmoor.closed = "2018-03-01";
    westmoor.closure_reason = "RC7";
    b.written().police_incidents.push_back(
        {.reference = "WM-20161002-0210",
         .occurred = stamp("2016-10-02", "23:40"),
         .reported = stamp("2016-10-02", "23:52"),
         .kind = "assault",
         .grade = "immediate",
         .summary = "Adult male arrested after assault at former partner's address. Child asleep.",
         .place = away,
         .parties = {{father, "suspect"}, {casey, "child present"}},
         .officer_role = "response officer"});
    b.contact("gp", reece, "consultation", "2026-10-01", "Faltering growth").clinician = "Dr P. Achebe";
    b.written().school_years.push_back(
        {.person = reece, .starts = 2026, .attendance = 88, .unauthorised = 5});
}

void add_unborn(Builder& b) {
    b.begin_family("unborn", "an unborn child with an expected date, on a plan under the mother's record",
                   true);
    const auto home = b.place("Flat 2, 70 Priory Gardens", "Northbridge", "NS1 4TY");
    const auto mother = b.add({.slug = "unborn.mother",
                               .given = "Chantelle",
                               .family = "Reid",
                               .born = "2004-11-30",
                               .sex = 'F',
                               .ethnicity = "MWBC",
                               .nhs_number = nhs_number_from(2100),
                               .practice = kHarrowEndHealthCentre,
                               .phone = mobile_number(611)});
    const auto baby = b.add({.slug = "unborn.baby",
                             .given = "Unborn",
                             .family = "Reid",
                             .expected = "2027-02-18",
                             .sex = 'U',
                             .ethnicity = "NOBT"});
    b.lives(mother, home, "2025-12-01");
    b.lives(baby, home, "2026-06-01");
    b.kin(baby, "mother", mother);
    auto& episode = b.episode("northshire-care", baby, "2026-08-12", "3F");
    episode.section_47 = {{.from = "2026-09-01", .until = "2026-10-06", .conference = "2026-10-06"}};
    episode.protection_plans = {{.from = "2026-10-06"}};
    episode.workers = {{"NS-0390", {.from = "2026-08-14"}}};
    b.contact("hospitals", mother, "outpatient", stamp("2026-08-11", "13:00"), "Antenatal booking, late")
        .narrative = "Declined to name the father.";
    b.appointment("hospitals", mother, "noshow", stamp("2026-10-22", "09:15"), "Antenatal scan").comment =
        "Did not attend.";
    b.appointment("hospitals", mother, "booked", stamp("2026-12-03", "09:15"), "Antenatal scan");
}

void add_father_unknown(Builder& b) {
    b.begin_family("father-unknown", "a child whose father no agency names", true);
    const auto home = b.place("22 Tollgate Road", "Thornley", "NS8 3RE");
    const auto child = b.add({.slug = "unknown.child",
                              .given = "Ellie-Mae",
                              .family = "Tranter",
                              .born = "2020-09-14",
                              .sex = 'F',
                              .ethnicity = "WBRI",
                              .nhs_number = nhs_number_from(2200),
                              .upn = make_upn(kNorthshireCode, "2014", 2024, 19),
                              .school = kMillfieldsPrimary,
                              .practice = kThornleySurgery});
    const auto mother = b.add({.slug = "unknown.mother",
                               .given = "Jade",
                               .family = "Tranter",
                               .born = "2001-05-03",
                               .sex = 'F',
                               .ethnicity = "WBRI",
                               .nhs_number = nhs_number_from(2210),
                               .practice = kThornleySurgery,
                               .phone = mobile_number(621)});
    for (const PersonIndex person : {child, mother}) b.lives(person, home, "2020-09-14");
    b.kin(child, "mother", mother);
    b.episode("northshire-care", child, "2026-05-11", "3B").assessments = {
        {.from = "2026-05-13", .until = "2026-07-03", .factors = {"1B"}}};
    b.contact("gp", child, "home", "2026-05-08",
              "Health visitor: three different men at the address in two months")
        .role = "health visitor";
    b.written().school_years.push_back(
        {.person = child, .starts = 2026, .attendance = 90, .unauthorised = 3});
}

void add_placed_far_away(Builder& b) {
    b.begin_family("placed-far", "a looked-after boy placed ninety miles away", true);
    const auto home = b.place("18 Chapel Street", "Penny Cross", "NS6 4AL");
    const auto foster = b.place("The Old Forge", "Farholt", "FH2 3LD");
    const auto child = b.add({.slug = "far.child",
                              .given = "Jayden",
                              .family = "Campbell",
                              .born = "2011-01-26",
                              .sex = 'M',
                              .ethnicity = "BCRB",
                              .nhs_number = nhs_number_from(2300),
                              .upn = make_upn(kNorthshireCode, "4006", 2015, 20),
                              .school = kThornleyAcademy,
                              .practice = kThornleySurgery});
    const auto mother = b.add({.slug = "far.mother",
                               .given = "Renée",
                               .family = "Campbell",
                               .born = "1987-12-19",
                               .sex = 'F',
                               .ethnicity = "BCRB",
                               .nhs_number = nhs_number_from(2310),
                               .practice = kThornleySurgery,
                               .phone = mobile_number(631)});
    b.lives(child, home, "2011-01-26", "2025-07-04");
    b.lives(child, foster, "2025-07-04");
    b.lives(mother, home, "2010-02-01");
    b.kin(child, "mother", mother);
    auto& episode = b.episode("northshire-care", child, "2025-06-16", "6");
    episode.section_47 = {{.from = "2025-06-17", .until = "2025-07-01"}};
    episode.placements = {{.from = "2025-07-04",
                           .until = "2025-11-28",
                           .type = "U1",
                           .postcode = "NS7 2HB",
                           .end_reason = "X1",
                           .change_reason = "CREQB"},
                          {.from = "2025-11-28", .type = "U4", .postcode = "FH2 3LD", .start_reason = "P"}};
    episode.workers = {{"NS-0222", {.from = "2025-06-17"}}};
    b.written().orders.push_back({.children = {child},
                                  .reference = b.reference("FC"),
                                  .code = "C33",
                                  .title = "Interim care order",
                                  .made = "2025-07-04",
                                  .until = "2026-01-16",
                                  .court = "Family Court at Northbridge",
                                  .parties = {"Northshire Council"}});
    b.written().orders.push_back({.children = {child},
                                  .reference = b.reference("FC"),
                                  .code = "C32A",
                                  .title = "Care order",
                                  .made = "2026-01-16",
                                  .until = "2029-01-25",
                                  .court = "Family Court at Northbridge",
                                  .parties = {"Northshire Council"},
                                  .is_confidential = true});
    b.written().police_views.push_back({.person = child,
                                        .reference = "POL-2300-P",
                                        .known_to = {"Police", "Youth justice service (YJS)"},
                                        .missing = {{"2026-02-03", true}, {"2026-08-19", std::nullopt}},
                                        .criminal_exploitation = true,
                                        .gangs = false});
    b.peculiar("gp", child).place = home;
}

/// Answers are none everywhere: newly arrived, number allotted, not yet on any system.
void add_quiet_child(Builder& b) {
    b.begin_family("quiet", "an ordinary child, newly arrived, of whom no source holds anything yet", true);
    const auto home = b.place("11 Meadow Bank", "Eastwick", "NS7 1LE");
    const auto child = b.add({.slug = "quiet.child",
                              .given = "Ivy",
                              .family = "Gosling",
                              .born = "2022-08-30",
                              .sex = 'F',
                              .ethnicity = "WBRI",
                              .nhs_number = nhs_number_from(2400)});
    b.out().people[child].is_on_pds = false;
    b.lives(child, home, "2026-11-10");
}

void add_newborn_without_number(Builder& b) {
    b.begin_family("newborn",
                   "a newborn of three days with no NHS number yet; one given in error was invalidated",
                   true);
    b.out().invalidated_nhs_numbers.push_back(nhs_number_from(2520));
    b.numbers().take_nhs(nhs_number_from(2520));
    const auto home = b.place("33 Station Road", "Kingsholt", "NS3 8PE");
    const auto mother = b.add({.slug = "newborn.mother",
                               .given = "Andreea",
                               .family = "Munteanu",
                               .born = "1998-03-21",
                               .sex = 'F',
                               .ethnicity = "WEEU",
                               .language = "ro",
                               .nhs_number = nhs_number_from(2500),
                               .practice = kMillfieldsPractice,
                               .phone = mobile_number(641)});
    const auto baby = b.add({.slug = "newborn.baby",
                             .given = "Baby",
                             .family = "Munteanu",
                             .born = "2026-11-19",
                             .sex = 'M',
                             .ethnicity = "WEEU"});
    for (const PersonIndex person : {mother, baby})
        b.lives(person, home, person == baby ? "2026-11-19" : "2024-06-01");
    b.kin(baby, "mother", mother);
    auto& delivery =
        b.contact("hospitals", mother, "inpatient", stamp("2026-11-18", "22:10"), "Delivery, boy");
    delivery.until = stamp("2026-11-20", "11:00");
    delivery.narrative = "Discharged on day two.";
    b.episode("northshire-care", baby, "2026-11-20", "3F");
}

void add_special_guardianship(Builder& b) {
    b.begin_family("guardianship", "a boy who lives with his grandmother under a special guardianship order",
                   true);
    const auto home = b.place("14 Weavers Row", "Harrow End", "NS5 9GU");
    const auto child = b.add({.slug = "guardianship.child",
                              .given = "Theo",
                              .family = "Francis",
                              .born = "2016-12-01",
                              .sex = 'M',
                              .ethnicity = "BCRB",
                              .nhs_number = nhs_number_from(2600),
                              .upn = make_upn(kNorthshireCode, "3302", 2021, 30),
                              .school = kStBridesPrimary,
                              .practice = kHarrowEndHealthCentre});
    const auto grandmother = b.add({.slug = "guardianship.grandmother",
                                    .given = "Merle",
                                    .family = "Francis",
                                    .born = "1957-07-12",
                                    .sex = 'F',
                                    .ethnicity = "BCRB",
                                    .nhs_number = nhs_number_from(2610),
                                    .practice = kHarrowEndHealthCentre,
                                    .phone = landline_number(651)});
    for (const PersonIndex person : {child, grandmother}) b.lives(person, home, "2019-05-20");
    b.kin(child, "grandparent", grandmother);
    b.kin(child, "guardian", grandmother, "2020-02-14");
    auto& episode = b.episode("northshire-care", child, "2019-03-04", "6");
    episode.closed = "2020-02-20";
    episode.closure_reason = "RC4";
    episode.placements = {{.from = "2019-03-08",
                           .until = "2020-02-14",
                           .type = "U1",
                           .postcode = "NS5 9GU",
                           .end_reason = "E46"}};
    b.written().orders.push_back({.children = {child},
                                  .reference = b.reference("FC"),
                                  .code = "C43A",
                                  .title = "Special guardianship order",
                                  .made = "2020-02-14",
                                  .until = "2034-11-30",
                                  .court = "Family Court at Northbridge"});
    b.written().school_years.push_back({.person = child, .starts = 2026, .attendance = 98});
}

void add_missing_teenager(Builder& b) {
    b.begin_family(
        "missing",
        "a fifteen-year-old reported missing again and again; the council counts fewer times than the police",
        true);
    const auto home = b.place("52 Heron Way", "Thornley", "NS8 6JB");
    const auto child = b.add({.slug = "missing.child",
                              .given = "Kai",
                              .family = "Palmer-Reid",
                              .born = "2011-06-06",
                              .sex = 'M',
                              .ethnicity = "MWBC",
                              .nhs_number = nhs_number_from(2700),
                              .upn = make_upn(kNorthshireCode, "4006", 2015, 44),
                              .school = kThornleyAcademy,
                              .practice = kThornleySurgery});
    const auto mother = b.add({.slug = "missing.mother",
                               .given = "Natalie",
                               .family = "Palmer-Reid",
                               .born = "1984-10-10",
                               .sex = 'F',
                               .ethnicity = "WBRI",
                               .nhs_number = nhs_number_from(2710),
                               .practice = kThornleySurgery,
                               .phone = mobile_number(661)});
    for (const PersonIndex person : {child, mother}) b.lives(person, home, "2012-04-02");
    b.kin(child, "mother", mother);
    b.written().police_views.push_back({.person = child,
                                        .reference = "POL-2700-P",
                                        .known_to = {"Police"},
                                        .police_protection = "2026-09-20",
                                        .missing = {{"2026-03-07", true},
                                                    {"2026-05-29", false},
                                                    {"2026-07-18", std::nullopt},
                                                    {"2026-09-19", true},
                                                    {"2026-10-31", std::nullopt}},
                                        .sexual_exploitation = false,
                                        .criminal_exploitation = true,
                                        .gangs = true,
                                        .statuses = {"Open to exploitation team"}});
    auto& episode = b.episode("northshire-care", child, "2026-07-20", "6");
    episode.assessments = {{.from = "2026-07-22", .until = "2026-09-16", .factors = {"22A", "23A", "13A"}}};
    episode.in_need_plans = {{.from = "2026-09-16"}};
    episode.workers = {{"NS-0288", {.from = "2026-07-22"}}};
    b.written().school_years.push_back(
        {.person = child, .starts = 2026, .attendance = 42.5, .unauthorised = 38, .suspensions = 2});
    b.written().concerns.push_back({.person = child,
                                    .reference = b.reference("SG"),
                                    .noticed = "2026-10-05",
                                    .recorded = stamp("2026-10-05", "08:55"),
                                    .category = "exploitation",
                                    .words = "Two phones, new trainers, collected by an unknown car.",
                                    .author = "Head of year",
                                    .action = "Police told.",
                                    .is_urgent = true});
}

}  // namespace

void add_care_fixtures(Builder& b) {
    add_half_sibling(b);
    add_unborn(b);
    add_father_unknown(b);
    add_placed_far_away(b);
    add_quiet_child(b);
    add_newborn_without_number(b);
    add_special_guardianship(b);
    add_missing_teenager(b);
}

}  // namespace kith::sandbox
