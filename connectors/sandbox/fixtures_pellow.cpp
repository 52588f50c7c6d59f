#include "connectors/sandbox/builder.h"
#include "connectors/sandbox/days.h"

// The family of the design pictures. One injury of 14 November 2026 is told by six agencies with three
// different days; addresses change soon after referrals; the GP and the school hold different addresses; the
// mother's partner has two children in the neighbouring council; Westmoor holds two children who may be
// Maisie.
namespace kith::sandbox {
namespace {

struct Pellows {
    PersonIndex maisie, alfie, kerry, dean, jean, paul;
    PersonIndex stacey, tyler, lexi;
    PersonIndex cousin;
    std::size_t fell_side, penny_cross, thornley, saltmere, millfields;
};

constexpr std::string_view kForearm = "pellow.forearm";

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

/// One injury. True day: Saturday 14 November 2026.
void add_forearm(Builder& b, const Pellows& p) {
    b.incident(std::string(kForearm), "2026-11-14",
               "forearm of a child injured during an argument between adults at home",
               {p.maisie, p.kerry, p.dean, p.alfie});
    b.written().police_incidents.push_back(
        {.reference = "NC-20261114-0912",
         .occurred = stamp("2026-11-14", "21:40"),
         .reported = stamp("2026-11-14", "21:52"),
         .kind = "domestic",
         .grade = "immediate",
         .summary = "Neighbour heard shouting and a child crying. Two children present. Girl holding her "
                    "left forearm; mother said she had fallen.",
         .place = p.millfields,
         .parties = {{p.kerry, "victim"},
                     {p.dean, "suspect"},
                     {p.maisie, "child present"},
                     {p.alfie, "child present"}},
         .officer_role = "response officer",
         .features = {"injury"},
         .other_references = {{"ambulance", "CAD-20261114-441"}},
         .incident = std::string(kForearm)});
    auto& crew = b.contact("ambulance", p.maisie, "ambulance", stamp("2026-11-14", "22:07"),
                           "Forearm injury, child, police on scene");
    crew.narrative =
        "Left forearm swollen and tender. Adult male answered for the child. Mother declined conveyance and "
        "said she would see her own doctor.";
    crew.clinician = "Paramedic crew NB42";
    crew.role = "paramedic";
    crew.location = "12 Mill Lane, NS4 7QT";
    crew.reference = "CAD-20261114-441";
    crew.shared_reference = "NC-20261114-0912";
    crew.incident = kForearm;
    auto& emergency = b.contact("hospitals", p.maisie, "emergency", stamp("2026-11-16", "18:40"),
                                "Forearm injury, explanation changed");
    emergency.until = stamp("2026-11-16", "22:15");
    emergency.narrative =
        "Undisplaced fracture of left radius, said to be from today. First told as a fall from a trampoline, "
        "then as a door. Injury looks about two days old. Social care rung.";
    emergency.clinician = "Dr H. Lindqvist";
    emergency.role = "emergency physician";
    emergency.location = "Emergency Department, Northbridge Royal";
    emergency.shared_reference = "NC-20261114-0912";
    emergency.incident = kForearm;
    // The practice keyed the discharge letter by the day it guessed, a Sunday.
    auto& letter =
        b.contact("gp", p.maisie, "letter", "2026-11-15", "Letter from emergency department: forearm injury");
    letter.narrative =
        "Attended emergency department with forearm injury. Practice to review home circumstances.";
    letter.clinician = "Dr P. Achebe";
    letter.role = "general practitioner";
    letter.incident = kForearm;
    b.written().concerns.push_back({.person = p.maisie,
                                    .reference = b.reference("SG"),
                                    .noticed = "2026-11-16",
                                    .recorded = stamp("2026-11-16", "09:25"),
                                    .category = "injury",
                                    .words = "Holding left arm, would not take coat off. Said it happened on "
                                             "Saturday night, then said it was the trampoline.",
                                    .childs_words = "Dean shut the door and my arm was in it.",
                                    .author = "Class teacher",
                                    .action = "Safeguarding lead rang social care; mother not reachable.",
                                    .other_reference = "NC-20261114-0912",
                                    .is_urgent = true,
                                    .incident = std::string(kForearm)});
}

void add_hospital_history(Builder& b, const Pellows& p) {
    struct Visit {
        std::string_view setting, date, clock, reason;
    };
    constexpr Visit kVisits[] = {
        {"inpatient", "2017-02-14", "03:12", "Birth, well baby"},
        {"emergency", "2018-09-21", "23:05", "Fever and rash"},
        {"emergency", "2019-11-08", "19:20", "Bump to head, unwitnessed fall"},
        {"outpatient", "2020-01-22", "10:00", "Community paediatrics: growth"},
        {"emergency", "2021-07-30", "16:45", "Scald to hand"},
        {"outpatient", "2022-02-09", "09:30", "Hearing clinic"},
        {"emergency", "2024-12-01", "17:10", "Swallowed button, advice given"},
        {"emergency", "2025-02-17", "08:50", "Bruise to cheek; child quiet"},
        {"outpatient", "2025-05-19", "14:00", "Child protection medical"},
        {"emergency", "2026-01-17", "20:35", "Wrist sprain"},
        {"outpatient", "2026-03-24", "11:20", "Community paediatrics: weight"},
        {"emergency", "2026-09-09", "18:05", "Headache after fall on stairs"},
    };
    for (const auto& visit : kVisits) {
        auto& contact = b.contact("hospitals", p.maisie, visit.setting, stamp(visit.date, visit.clock),
                                  std::string(visit.reason));
        contact.location = visit.setting == "emergency" ? "Emergency Department, Northbridge Royal"
                                                        : "Children's Centre, Northbridge Royal";
    }
    auto& left = b.contact("hospitals", p.maisie, "emergency", stamp("2026-10-28", "21:14"),
                           "Did not wait to be seen");
    left.narrative = "Brought by adult male, abdominal pain. Left before being seen; two calls not answered.";
    left.location = "Emergency Department, Northbridge Royal";
    b.appointment("hospitals", p.maisie, "noshow", stamp("2026-05-12", "09:40"), "Community paediatrics")
        .comment = "Was not brought. Letter sent.";
    b.appointment("hospitals", p.maisie, "noshow", stamp("2026-10-06", "10:20"), "Community paediatrics")
        .comment = "Was not brought, second time.";
    b.appointment("hospitals", p.maisie, "booked", stamp("2026-12-01", "09:00"), "Fracture clinic");
    b.written().flags.push_back({"hospitals", p.maisie, b.reference("FLG"), "836881000000105",
                                 "Child is cause for safeguarding concern", "2025-05-19",
                                 "Named nurse, safeguarding"});
    auto& mother =
        b.contact("hospitals", p.kerry, "emergency", stamp("2026-06-20", "23:48"), "Facial injury");
    mother.narrative = "Says she walked into a cupboard door. Declined to be seen alone.";
    mother.location = "Emergency Department, Northbridge Royal";
}

void add_practice_history(Builder& b, const Pellows& p) {
    struct Consultation {
        std::string_view date, reason, narrative;
    };
    constexpr Consultation kConsultations[] = {
        {"2024-04-11", "New patient check", "Moved from Westmoor. Records requested."},
        {"2024-10-02", "Cough", "Chest clear."},
        {"2025-03-05", "Sleep", "Wakes at night. Mother tired."},
        {"2025-11-19", "Vaccination", "Given."},
        {"2026-04-14", "Weight", "25th centile, was 50th a year ago."},
    };
    for (const auto& each : kConsultations) {
        auto& contact =
            b.contact("gp", p.maisie, "consultation", std::string(each.date), std::string(each.reason));
        contact.narrative = each.narrative;
        contact.clinician = "Dr P. Achebe";
        contact.role = "general practitioner";
        contact.location = "Saltmere Surgery";
    }
    auto& moved = b.contact("gp", p.maisie, "letter", "2026-09-30", "Address change: NS2 to NS4 7QT");
    moved.clinician = "Practice office";
    moved.role = "administrator";
    b.written().flags.push_back({"gp", p.maisie, b.reference("FLG"), "342191000000101",
                                 "Subject to child protection plan", "2025-06-12", "Dr P. Achebe"});
    auto& mother = b.contact("gp", p.kerry, "consultation", "2026-07-02", "Low mood");
    mother.narrative = "Tearful. Partner present throughout.";
    mother.clinician = "Dr P. Achebe";
    mother.role = "general practitioner";
    auto& visitor = b.contact("gp", p.alfie, "home", "2021-09-14", "Health visitor: developmental review");
    visitor.clinician = "J. Farrow";
    visitor.role = "health visitor";
}

void add_police_and_school(Builder& b, const Pellows& p) {
    b.incident("pellow.february", "2025-02-16", "argument between adults at home, a child hurt on the cheek",
               {p.kerry, p.dean, p.maisie});
    b.written().police_incidents.push_back({.reference = "NC-20250216-0338",
                                            .occurred = stamp("2025-02-16", "19:05"),
                                            .reported = stamp("2025-02-16", "19:20"),
                                            .kind = "domestic",
                                            .grade = "priority",
                                            .summary = "Verbal argument reported by grandmother. Children "
                                                       "spoken to. Partner asked to leave for the night.",
                                            .place = p.penny_cross,
                                            .parties = {{p.kerry, "victim"},
                                                        {p.dean, "suspect"},
                                                        {p.maisie, "child present"},
                                                        {p.alfie, "child present"},
                                                        {p.jean, "reporting person"}},
                                            .officer_role = "response officer",
                                            .features = {"injury"},
                                            .incident = "pellow.february"});
    auto& crew = b.contact("ambulance", p.maisie, "ambulance", stamp("2025-02-16", "19:41"),
                           "Child with bruise to cheek, police on scene");
    crew.shared_reference = "NC-20250216-0338";
    crew.incident = "pellow.february";
    b.written().police_incidents.push_back(
        {.reference = "NC-20260620-0770",
         .occurred = "2026-06-20",
         .reported = stamp("2026-06-21", "00:10"),
         .kind = "concern for safety",
         .grade = "priority",
         .summary =
             "Hospital reported adult female with facial injury. She did not wish to make a statement.",
         .place = p.saltmere,
         .parties = {{p.kerry, "victim"}},
         .officer_role = "response officer"});
    b.written().police_views.push_back({.person = p.maisie,
                                        .reference = "POL-4838-P",
                                        .marker = "Adult male at address may be hostile to visiting staff",
                                        .known_to = {"Police"},
                                        .statuses = {"Named in two domestic incidents"}});
    const struct {
        int starts;
        double attendance, unauthorised;
        int moves;
    } years[] = {{2026, 71, 14.5, 0}, {2025, 94, 1.2, 1}, {2024, 95.5, 0.6, 1}};
    for (const auto& year : years)
        b.written().school_years.push_back({.person = p.maisie,
                                            .starts = year.starts,
                                            .attendance = year.attendance,
                                            .unauthorised = year.unauthorised,
                                            .moves = year.moves});
    b.written().school_years.push_back(
        {.person = p.alfie, .starts = 2026, .attendance = 83, .unauthorised = 8});
}

void add_school_concerns(Builder& b, const Pellows& p) {
    auto& files = b.written().concerns;
    files.push_back({.person = p.maisie,
                     .reference = b.reference("SG"),
                     .noticed = "2026-09-11",
                     .recorded = stamp("2026-09-11", "15:40"),
                     .category = "neglect",
                     .words = "Hungry, wearing the same clothes since Monday.",
                     .author = "Teaching assistant",
                     .action = "Breakfast club offered."});
    files.push_back({.person = p.maisie,
                     .reference = b.reference("SG"),
                     .noticed = "2026-11-02",
                     .recorded = stamp("2026-11-02", "11:10"),
                     .category = "disclosure",
                     .words = "Seen alone in the library.",
                     .childs_words = "I don't like it when Dean is there.",
                     .author = "H. Osei",
                     .action = "Shared with social worker."});
    files.push_back({.person = p.maisie,
                     .reference = b.reference("SG"),
                     .noticed = "2026-11-19",
                     .recorded = stamp("2026-11-19", "16:05"),
                     .category = "attendance",
                     .words = "Unexplained absence, three days.",
                     .author = "School office",
                     .action = "Home visit asked for."});
    files.push_back({.person = p.alfie,
                     .reference = b.reference("SG"),
                     .noticed = "2026-10-15",
                     .recorded = stamp("2026-10-15", "09:10"),
                     .category = "behaviour",
                     .words = "Hid under the table when the door banged.",
                     .author = "Class teacher",
                     .action = "Watching brief."});
    // The school has not been told of the last move: its address disagrees with the GP's.
    // It lists the grandmother and neither adult of the household.
    for (const PersonIndex child : {p.maisie, p.alfie}) {
        b.peculiar("school", child).place = p.saltmere;
        b.peculiar("school", child).lists = {p.jean};
    }
}

void add_tenancies(Builder& b, const Pellows& p) {
    b.written().tenancies.push_back({.reference = "T-66120",
                                     .place = p.saltmere,
                                     .tenants = {p.kerry},
                                     .household = {p.maisie, p.alfie},
                                     .from = "2026-01-30",
                                     .until = "2026-09-06",
                                     .rent_arrears_pounds = 640,
                                     .antisocial_reports = 2,
                                     .is_notice_served = true});
    b.written().tenancies.push_back({.reference = "T-66874",
                                     .place = p.millfields,
                                     .tenants = {p.kerry, p.dean},
                                     .household = {p.maisie, p.alfie},
                                     .from = "2026-09-07",
                                     .rent_arrears_pounds = 215,
                                     .antisocial_reports = 1});
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
    add_forearm(b, p);
    add_hospital_history(b, p);
    add_practice_history(b, p);
    add_police_and_school(b, p);
    add_school_concerns(b, p);
    add_tenancies(b, p);
}

}  // namespace kith::sandbox
