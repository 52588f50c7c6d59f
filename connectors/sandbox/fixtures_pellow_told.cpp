#include "connectors/sandbox/builder.h"
#include "connectors/sandbox/days.h"
#include "connectors/sandbox/pellow.h"

// One injury of 14 November 2026 is told by six agencies with three different days; the GP and the school
// hold different addresses; the child's own words stand in the school's files.
namespace kith::sandbox {
namespace {

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
    crew.location = "12 Mill Lane, Northbridge";
    crew.postcode = "NS4 7QT";
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
    auto& birth =
        b.contact("hospitals", p.maisie, "inpatient", stamp("2017-02-14", "03:12"), "Birth, well baby");
    birth.until = stamp("2017-02-15", "14:30");
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
    crew.location = "31 Quarry Road, Penny Cross";
    crew.postcode = "NS6 2HB";
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

void tell_of_pellows(Builder& b, const Pellows& p) {
    add_forearm(b, p);
    add_hospital_history(b, p);
    add_practice_history(b, p);
    add_police_and_school(b, p);
    add_school_concerns(b, p);
    add_tenancies(b, p);
}

}  // namespace kith::sandbox
