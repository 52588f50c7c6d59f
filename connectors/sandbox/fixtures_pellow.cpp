#include "connectors/sandbox/builder.h"
#include "connectors/sandbox/days.h"
#include "connectors/sandbox/pellow.h"

// The family of the design pictures: who they are, where they lived and what two councils did. Addresses
// change soon after referrals; the mother's partner has two children in the neighbouring council; Westmoor
// holds two children who may be Maisie.
namespace kith::sandbox {
namespace {

void add_household(Builder& b, Pellows& p) {
    b.begin_family("pellow",
                   "one injury told by six agencies; plan since June 2025; moved after referrals; Westmoor "
                   "holds two possible children",
                   true);
    p.maisie = b.add({.slug = "pellow.maisie",
                      .given = "Maisie Rose",
                      .family = "Pellow",
                      .other_names = {{"Maisie", "Hart", "nickname"}},
                      .born = "2017-02-14",
                      .sex = 'F',
                      .ethnicity = "WBRI",
                      .nhs_number = nhs_number_from(483),
                      .upn = make_upn(kWestmoorCode, "2102", 2021, 114),
                      .school = kMillfieldsPrimary,
                      .practice = kSaltmereSurgery});
    p.kerry = b.add({.slug = "pellow.kerry",
                     .given = "Kerry",
                     .family = "Pellow",
                     .other_names = {{"Kerry", "Trewin", "maiden"}},
                     .born = "1991-06-03",
                     .sex = 'F',
                     .ethnicity = "WBRI",
                     .nhs_number = nhs_number_from(500),
                     .practice = kSaltmereSurgery,
                     .phone = mobile_number(481)});
    p.dean = b.add({.slug = "pellow.dean",
                    .given = "Dean",
                    .family = "Hart",
                    .born = "1988-08-03",
                    .sex = 'M',
                    .ethnicity = "WBRI",
                    .nhs_number = nhs_number_from(510),
                    .practice = kWestmoorPractice,
                    .phone = mobile_number(482)});
    p.alfie = b.add({.slug = "pellow.alfie",
                     .given = "Alfie",
                     .family = "Pellow",
                     .born = "2020-06-27",
                     .sex = 'M',
                     .ethnicity = "WBRI",
                     .nhs_number = nhs_number_from(520),
                     .upn = make_upn(kNorthshireCode, "2014", 2024, 221),
                     .school = kMillfieldsPrimary,
                     .practice = kSaltmereSurgery});
    p.jean = b.add({.slug = "pellow.jean",
                    .given = "Jean",
                    .family = "Pellow",
                    .born = "1958-01-30",
                    .sex = 'F',
                    .ethnicity = "WBRI",
                    .nhs_number = nhs_number_from(530),
                    .practice = kMillfieldsPractice,
                    .phone = landline_number(483)});
    p.paul = b.add({.slug = "pellow.paul",
                    .given = "Paul",
                    .family = "Pellow",
                    .born = "1986-08-30",
                    .sex = 'M',
                    .ethnicity = "WBRI",
                    .nhs_number = nhs_number_from(540),
                    .practice = kWestmoorPractice,
                    .phone = mobile_number(484)});
    b.kin(p.maisie, "mother", p.kerry);
    b.kin(p.maisie, "father", p.paul);
    b.kin(p.maisie, "grandparent", p.jean);
    b.kin(p.maisie, "step_parent", p.dean, "2024-05");
    b.kin(p.alfie, "mother", p.kerry);
    b.kin(p.alfie, "father", p.paul);
    b.kin(p.alfie, "grandparent", p.jean);
    b.kin(p.paul, "mother", p.jean);
    b.kin_both(p.maisie, "sibling", p.alfie);
    b.kin_both(p.kerry, "partner", p.dean, "2024-05");
    b.kin_both(p.kerry, "ex_partner", p.paul, "2015", "2023-10");
}

void add_homes(Builder& b, Pellows& p) {
    p.fell_side = b.place("7 Fell Side", "High Fell", "WM3 4RD");
    p.penny_cross = b.place("31 Quarry Road", "Penny Cross", "NS6 2HB");
    p.thornley = b.place("Flat 5, 12 Heron Way", "Thornley", "NS8 1DW");
    p.saltmere = b.place("8 Canal View", "Saltmere", "NS2 5LN");
    p.millfields = b.place("12 Mill Lane", "Northbridge", "NS4 7QT");
    for (const PersonIndex child_or_mother : {p.maisie, p.alfie, p.kerry}) {
        b.lives(child_or_mother, p.fell_side, child_or_mother == p.alfie ? "2020-06-27" : "2017-02-14",
                "2024-03-15");
        b.lives(child_or_mother, p.penny_cross, "2024-03-15", "2025-03-10");
        b.lives(child_or_mother, p.thornley, "2025-03-10", "2026-01-30");
        b.lives(child_or_mother, p.saltmere, "2026-01-30", "2026-09-07");
        b.lives(child_or_mother, p.millfields, "2026-09-07");
    }
    b.lives(p.dean, p.millfields, "2026-09-07");
    b.lives(p.paul, b.place("44 Chapel Street", "Westmoor", "WM1 3JD"), "2023-10-20");
    b.lives(p.jean, b.place("3 Priory Gardens", "Northbridge", "NS4 6BT"), "1994-04-01");
}

void add_deans_other_children(Builder& b, Pellows& p) {
    b.begin_family("hart-westmoor",
                   "half-siblings in the neighbouring council, reached through the mother's partner", true);
    const auto home = b.place("19 Weavers Row", "Coldbrook", "WM2 6NA");
    p.stacey = b.add({.slug = "hart.stacey",
                      .given = "Stacey",
                      .family = "Bright",
                      .born = "1989-12-05",
                      .sex = 'F',
                      .ethnicity = "WBRI",
                      .nhs_number = nhs_number_from(550),
                      .practice = kWestmoorPractice,
                      .phone = mobile_number(485)});
    p.tyler = b.add({.slug = "hart.tyler",
                     .given = "Tyler",
                     .family = "Hart",
                     .born = "2012-05-30",
                     .sex = 'M',
                     .ethnicity = "WBRI",
                     .nhs_number = nhs_number_from(560),
                     .upn = make_upn(kWestmoorCode, "2102", 2016, 301),
                     .school = kWestmoorAcademy,
                     .practice = kWestmoorPractice});
    p.lexi = b.add({.slug = "hart.lexi",
                    .given = "Lexi",
                    .family = "Hart",
                    .born = "2014-10-03",
                    .sex = 'F',
                    .ethnicity = "WBRI",
                    .nhs_number = nhs_number_from(570),
                    .upn = make_upn(kWestmoorCode, "2102", 2019, 302),
                    .school = kHighFellPrimary,
                    .practice = kWestmoorPractice});
    for (const PersonIndex person : {p.stacey, p.tyler, p.lexi}) b.lives(person, home, "2015-02-01");
    for (const PersonIndex child : {p.tyler, p.lexi}) {
        b.kin(child, "mother", p.stacey);
        b.kin(child, "father", p.dean);
        auto& episode = b.episode("westmoor-care", child, "2018-05-14", "6");
        episode.closed = "2019-04-30";
        episode.closure_reason = "RC7";
        episode.section_47 = {{.from = "2018-05-16", .until = "2018-06-05", .conference = "2018-06-05"}};
        episode.protection_plans = {{.from = "2018-06-05", .until = "2019-04-12"}};
        episode.workers = {{"WM-0088", {.from = "2018-05-14", .until = "2019-04-30"}}};
    }
    b.kin_both(p.tyler, "sibling", p.lexi);
    b.kin_both(p.stacey, "ex_partner", p.dean, "2010", "2018-06");
    b.written().police_incidents.push_back(
        {.reference = "WM-20180512-0447",
         .occurred = stamp("2018-05-12", "20:15"),
         .reported = stamp("2018-05-12", "20:31"),
         .kind = "domestic",
         .grade = "immediate",
         .summary = "Argument between former partners; two children upstairs. One adult left the address.",
         .place = home,
         .parties = {{p.stacey, "victim"},
                     {p.dean, "suspect"},
                     {p.tyler, "child present"},
                     {p.lexi, "child present"}},
         .officer_role = "response officer"});
}

/// Not Maisie: a cousin in Westmoor, two days older, so that Westmoor has two possible children to choose
/// from.
void add_cousin(Builder& b, Pellows& p) {
    b.begin_family("pellow-westmoor", "a cousin whose name and birth date are nearly those of Maisie Pellow",
                   true);
    const auto home = b.place("2 Meadow Bank", "High Fell", "WM3 7TA");
    p.cousin = b.add({.slug = "pellow.cousin",
                      .given = "Maisie Ann",
                      .family = "Pellow",
                      .born = "2017-02-12",
                      .sex = 'F',
                      .ethnicity = "WBRI",
                      .nhs_number = nhs_number_from(580),
                      .upn = make_upn(kWestmoorCode, "2102", 2021, 118),
                      .school = kHighFellPrimary,
                      .practice = kWestmoorPractice});
    const auto craig = b.add({.slug = "pellow.craig",
                              .given = "Craig",
                              .family = "Pellow",
                              .born = "1987-07-07",
                              .sex = 'M',
                              .ethnicity = "WBRI",
                              .nhs_number = nhs_number_from(590),
                              .practice = kWestmoorPractice});
    for (const PersonIndex person : {p.cousin, craig}) b.lives(person, home, "2016-11-01");
    b.kin(p.cousin, "father", craig);
    b.kin(p.cousin, "grandparent", p.jean);
    b.kin(craig, "mother", p.jean);
    b.kin_both(craig, "sibling", p.paul);
    auto& episode = b.episode("westmoor-care", p.cousin, "2022-03-02", "3B");
    episode.closed = "2022-04-19";
    episode.closure_reason = "RC8";
    episode.assessments = {{.from = "2022-03-04", .until = "2022-04-14", .factors = {"8B"}}};
}

void add_westmoor_history(Builder& b, const Pellows& p) {
    auto& known_as = b.peculiar("westmoor-care", p.maisie);
    known_as.given = "Maisie";
    known_as.family = "Trewin";
    known_as.place = p.fell_side;
    known_as.holds_no_upn = true;
    auto& first = b.episode("westmoor-care", p.maisie, "2019-11-11", "3E");
    first.closed = "2021-03-26";
    first.closure_reason = "RC7";
    first.assessments = {{.from = "2019-11-13", .until = "2020-01-09", .factors = {"3B", "8E"}}};
    first.section_47 = {{.from = "2019-11-12", .until = "2020-01-14", .conference = "2020-01-14"}};
    first.protection_plans = {{.from = "2020-01-14", .until = "2020-11-24"}};
    first.workers = {{"WM-0112", {.from = "2019-11-13", .until = "2021-03-26"}}};
    auto& second = b.episode("westmoor-care", p.maisie, "2023-10-09", "6");
    second.closed = "2024-03-22";
    second.closure_reason = "RC5";
    second.assessments = {{.from = "2023-10-11", .until = "2023-11-30", .factors = {"3A", "3B"}}};
    second.in_need_plans = {{.from = "2023-12-01", .until = "2024-03-22"}};
    second.workers = {{"WM-0131", {.from = "2023-10-11", .until = "2024-03-22"}}};
}

void add_northshire_care(Builder& b, const Pellows& p) {
    for (const PersonIndex child : {p.maisie, p.alfie}) {
        auto& school = b.episode("northshire-care", child, "2024-06-04", "2A");
        school.assessments = {{.from = "2024-06-06", .until = "2024-08-02", .factors = {"3B", "16A"}}};
        school.workers = {{"NS-0302", {.from = "2024-06-06", .until = "2024-08-09"}}};
        school.closed = "2024-08-09";
        school.closure_reason = "RC8";

        auto& open = b.episode("northshire-care", child, "2025-02-18", "6");
        open.assessments = {{.from = "2025-02-20", .until = "2025-04-15", .factors = {"3B", "3C", "4B"}}};
        open.in_need_plans = {{.from = "2025-04-15", .until = "2025-06-12"}};
        open.section_47 = {{.from = "2025-05-20", .until = "2025-06-10", .conference = "2025-06-10"},
                           {.from = "2026-08-25", .until = "2026-09-11"}};
        open.protection_plans = {{.from = "2025-06-12"}};
        open.workers = {{"NS-0317", {.from = "2025-02-20", .until = "2026-03-31"}},
                        {"NS-0417", {.from = "2026-04-01"}}};
        open.incident = "pellow.february";

        b.episode("northshire-care", child, "2026-01-19", "1B").no_further_action = true;
        b.episode("northshire-care", child, "2026-08-24", "2A").no_further_action = true;
    }
    // The council dates the injury by the day the hospital rang.
    auto& referral = b.episode("northshire-care", p.maisie, "2026-11-16", "3E");
    referral.section_47 = {{.from = "2026-11-17"}};
    referral.workers = {{"NS-0417", {.from = "2026-11-17"}}};
    referral.incident = kForearm;
}

}  // namespace

void add_pellow_family(Builder& b) {
    Pellows p{};
    add_household(b, p);
    add_homes(b, p);
    add_deans_other_children(b, p);
    add_cousin(b, p);
    add_westmoor_history(b, p);
    add_northshire_care(b, p);
    tell_of_pellows(b, p);
}

}  // namespace kith::sandbox
