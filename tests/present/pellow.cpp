#include "pellow.h"

#include <map>

namespace kith::pellow {
namespace {

using record::Event;
using record::LedgerState;
using record::PartialDate;
using record::PersonRecord;
using record::Reply;
using record::When;

PartialDate date(const char* iso) {
    return *PartialDate::parse_iso(iso);
}

record::Origin origin(const char* source, const char* reference) {
    return {record::SourceId(source), reference, now() - std::chrono::minutes{3},
            record::PermitId("K-2026-7731")};
}

record::PersonName name(const char* given, const char* family, record::NameUse use = record::NameUse::usual) {
    record::PersonName out;
    out.given = given;
    out.family = family;
    out.use = use;
    return out;
}

record::Address address(const char* line, const char* postcode, const char* from,
                        const char* until = nullptr) {
    record::Address out;
    out.lines = {line, "Northbridge"};
    out.postcode = postcode;
    out.use = "home";
    out.period.from = date(from);
    if (until) out.period.to = date(until);
    return out;
}

struct ReplyBuilder {
    Reply reply;

    ReplyBuilder(const char* source, const char* person) {
        reply.source = record::SourceId(source);
        reply.person = record::PersonId(person);
        reply.state = LedgerState::records_held;
        reply.as_of = now() - std::chrono::hours{5};
    }
    const char* source() const { return reply.source.text().c_str(); }

    PersonRecord& person(const char* ref, const char* given, const char* family, const char* born,
                         record::Sex sex, const char* nhs = nullptr) {
        PersonRecord out;
        out.origin = origin(source(), ref);
        out.ref = ref;
        out.names = {name(given, family)};
        if (born) out.born = date(born);
        out.sex = sex;
        if (nhs) out.identifiers = {record::identifier("nhs_number", nhs)};
        reply.people.push_back(out);
        return reply.people.back();
    }
    PersonRecord& maisie(const char* ref) {
        reply.subject_ref = ref;
        return person(ref, "Maisie Rose", "Pellow", "2017-02-14", record::Sex::female, "9990004838");
    }
    Event& event(const char* reference, const char* category, const char* kind, const char* title,
                 When when) {
        Event out;
        out.origin = origin(source(), reference);
        out.category = record::CategoryId(category);
        out.kind = kind;
        out.title = title;
        out.occurred = when;
        out.about = {reply.subject_ref};
        reply.events.push_back(out);
        return reply.events.back();
    }
    void tie(const char* from, const char* kind, const char* to, bool to_person, When since,
             const char* words) {
        record::Tie out;
        out.origin = origin(source(), (std::string("tie-") + from + "-" + kind + "-" + to).c_str());
        out.from = from;
        out.kind = kind;
        out.to = to;
        out.to_person = to_person;
        out.since = since;
        out.words = words;
        reply.ties.push_back(out);
    }
};

When day(const char* iso) {
    return When::on(date(iso));
}
When since(const char* iso) {
    return When::span(date(iso), std::nullopt);
}
When at(const char* iso) {
    return When::at(*base::parse_instant(iso));
}

Reply pds() {
    ReplyBuilder b("pds", "subject");
    auto& maisie = b.maisie("9990004838");
    maisie.names.push_back(name("Maisie", "Hart", record::NameUse::alias));
    maisie.addresses = {address("12 Mill Lane", "NS4 7QT", "2026-09-01"),
                        address("3 Quay Street", "NS2 1AB", "2024-03-01", "2026-08-31")};
    maisie.gp_practice = "Northbridge Surgery";
    maisie.identifiers.front().state = record::IdentifierState::verified;
    b.person("RP1", "Kerry", "Pellow", "1991-05-02", record::Sex::female, "9990004846").addresses = {
        address("12 Mill Lane", "NS4 7QT", "2026-09-01")};
    b.person("RP2", "Paul", "Pellow", "1986-01-20", record::Sex::male, "9990004870");
    b.tie("9990004838", "mother", "RP1", true, since("2017-02-14"), "Mother, as registered at birth");
    b.tie("9990004838", "father", "RP2", true, since("2017-02-14"), "Father, as registered at birth");
    b.tie("9990004838", "registered_gp", "Northbridge Surgery", false, since("2024-04-02"),
          "Registered patient");
    b.event("PDS-A1", "address", "address_change", "Address change: NS2 to NS4 7QT", day("2026-09-30"));
    return b.reply;
}

/// Routine contacts over the years, so that the drawing is as busy as a real one.
void routine(ReplyBuilder& b, const char* category, const char* kind, const char* title, int first_year,
             int count, int salt) {
    for (int i = 0; i < count; ++i) {
        const int spread = (2026 - first_year) * 12 + 9;
        const int month = first_year * 12 + (i * spread / count + (i * salt) % 5) % spread;
        const auto when = PartialDate::of_day(month / 12, month % 12 + 1, 1 + (i * 7 + salt) % 28);
        const std::string reference =
            std::string(kind) + "-" + std::to_string(salt) + "-" + std::to_string(i);
        b.event(reference.c_str(), category, kind, title, When::on(*when)).significant = i % 9 == 4;
    }
}

Reply hospitals() {
    ReplyBuilder b("hospitals", "subject");
    b.maisie("PAT-77").addresses = {address("12 Mill Lane", "NS4 7QT", "2026-09-04")};
    routine(b, "health_attendance", "outpatient", "Outpatient clinic attended", 2017, 16, 3);
    auto& injury = b.event("Encounter/ED-3317", "health_attendance", "ed_attendance",
                           "Attended emergency department: forearm injury, explanation changed",
                           at("2026-11-16T18:40:00Z"));
    injury.significant = true;
    injury.text =
        "Bruising to left forearm, two explanations given: a fall from a scooter, then a door. Safeguarding "
        "lead "
        "informed before discharge.";
    injury.author_role = "emergency department doctor";
    injury.postcode = "NS4 7QT";
    injury.tags = {"injury"};
    injury.recorded = at("2026-11-16T21:05:00Z");
    injury.details = {{"Discharged to", "mother"}, {"Triage category", "3"}};
    auto& left = b.event("Encounter/ED-3290", "health_attendance", "not_attended", "Did not wait to be seen",
                         at("2026-10-28T20:10:00Z"));
    left.tags = {"did_not_wait"};
    b.event("Encounter/ED-3201", "health_attendance", "ed_attendance",
            "Attended emergency department: scald to hand", day("2026-09-02"));
    return b.reply;
}

Reply ambulance() {
    ReplyBuilder b("ambulance", "subject");
    b.maisie("AMB-9").addresses = {address("12 Mill Lane", "NS4 7QT", "2026-09-04")};
    auto& injury = b.event("CAD-88121", "health_attendance", "ambulance_attendance",
                           "Ambulance attended: child with arm injury", day("2026-11-16"));
    injury.tags = {"injury"};
    injury.postcode = "NS4 7QT";
    return b.reply;
}

Reply northshire_care() {
    ReplyBuilder b("northshire-care", "subject");
    b.maisie("NSC-10482").addresses = {address("12 Mill Lane", "NS4 7QT", "2026-09-01")};
    b.person("NSC-20111", "Alfie", "Pellow", "2020-06-09", record::Sex::male, "9990004862");
    b.person("NSC-20112", "Kerry", "Pellow", "1991-05-02", record::Sex::female, "9990004846");
    b.person("NSC-20113", "Jean", "Pellow", nullptr, record::Sex::female);
    b.person("NSC-20114", "Dean", "Hart", "1988-08-03", record::Sex::male, "9990004854");
    b.reply.people[1].addresses = {address("12 Mill Lane", "NS4 7QT", "2026-09-01")};
    b.reply.people[2].addresses = {address("12 Mill Lane", "NS4 7QT", "2026-09-01")};
    b.reply.people[4].addresses = {address("12 Mill Lane", "NS4 7QT", "2026-09-01")};
    b.tie("NSC-10482", "mother", "NSC-20112", true, since("2017-02-14"), "Mother, main carer");
    b.tie("NSC-10482", "sibling", "NSC-20111", true, since("2020-06-09"), "Brother, same household");
    b.tie("NSC-20111", "mother", "NSC-20112", true, since("2020-06-09"), "Mother");
    b.tie("NSC-20112", "mother", "NSC-20113", true, {}, "Maternal grandmother of the children");
    b.tie("NSC-20112", "partner", "NSC-20114", true, since("2026-05"),
          "Partner, living in the home since September");
    b.tie("NSC-10482", "social_worker", "R. Singh", false, since("2025-06-12"), "Allocated social worker");
    routine(b, "social_care_episode", "visit", "Home visit by social worker", 2018, 26, 5);
    auto& visit =
        b.event("CN-5512", "social_care_episode", "visit",
                "Home visit: seen alone. \u201cI don't like it when Dean is there.\u201d", day("2026-11-02"));
    visit.voice = record::Voice::childs_words;
    visit.author_role = "social worker";
    b.event("CN-5480", "social_care_episode", "core_group", "Core group meeting", day("2026-10-11"));
    auto& plan = b.event("PLAN-2", "child_protection_plan", "plan_child_protection",
                         "Child protection plan (neglect)", since("2025-06-12"));
    plan.significant = true;
    b.event("PLAN-1", "child_protection_plan", "plan_child_in_need", "Child in need plan",
            When::span(date("2020-01-15"), date("2021-11-30")));
    b.event("CN-0001", "social_care_episode", "referral", "Referral from nursery: hungry",
            When::on(date("2019")))
        .significant = true;
    b.event("CN-OLD", "social_care_episode", "contact", "Health visitor's note without a date", {});
    return b.reply;
}

Reply cpis() {
    ReplyBuilder b("cpis", "subject");
    b.maisie("CP-991");
    b.event("CT-1", "child_protection_plan", "plan_child_protection", "Child protection plan",
            since("2025-06-12"))
        .handling = {{"restricted", "For those with a direct care role"}};
    return b.reply;
}

Reply westmoor() {
    ReplyBuilder b("westmoor-care", "subject");
    b.reply.state = LedgerState::candidates;
    auto& one = b.person("WM-3301", "Maisie", "Pelow", "2017-02-14", record::Sex::female);
    one.addresses = {address("8 Fell View", "WM1 2CD", "2018-01-01", "2024-02-28")};
    b.person("WM-4410", "Maisy", "Pellow", "2017-04-12", record::Sex::female).addresses = {
        address("41 High Fell Road", "WM3 9ZZ", "2019-06-01")};
    return b.reply;
}

Reply constabulary() {
    ReplyBuilder b("constabulary", "subject");
    b.maisie("POL-1").addresses = {address("12 Mill Lane", "NS4 7QT", "2026-11-14")};
    b.person("POL-2", "Dean", "Hart", "1988-08-03", record::Sex::male, "9990004854");
    routine(b, "police_incident", "incident", "Incident attended at the address", 2018, 8, 11);
    auto& incident = b.event("OIS-4471", "police_incident", "incident",
                             "Domestic incident at NS4 7QT, children present", at("2026-11-14T22:15:00Z"));
    incident.significant = true;
    incident.tags = {"domestic_abuse"};
    incident.postcode = "NS4 7QT";
    incident.handling = {{"police_intelligence", "Not to be disclosed to the family"}};
    incident.about = {"POL-1", "POL-2"};
    auto& intelligence =
        b.event("INT-31", "police_intelligence", "intelligence",
                "Report that an adult of the household sells from the address", day("2026-08-21"));
    intelligence.voice = record::Voice::allegation;
    return b.reply;
}

Reply school() {
    ReplyBuilder b("school", "subject");
    auto& maisie = b.maisie("MIS-204");
    maisie.addresses = {address("3 Quay Street", "NS2 1AB", "2024-03-01")};
    maisie.school = "Mill Lane Primary";
    b.tie("MIS-204", "attends_school", "Mill Lane Primary", false, since("2024-03-04"), "On roll");
    routine(b, "school_attendance", "absence", "Absence without a reason given", 2021, 34, 7);
    b.event("ATT-2026", "school_attendance", "attendance_year", "Attendance 71% this term, was 94%",
            When::span(date("2026-09-01"), date("2026-11-20")));
    b.event("ATT-2025", "school_attendance", "attendance_year", "Attendance 94% over the year",
            When::span(date("2025-09-01"), date("2026-07-20")));
    b.event("ABS-91", "school_attendance", "absence", "Unexplained absence, 3 days", day("2026-11-19"));
    return b.reply;
}

Reply safeguarding_files() {
    ReplyBuilder b("safeguarding-files", "subject");
    b.maisie("SG-17");
    auto& concern = b.event("SG-17-4", "school_concern", "school_concern",
                            "Concern logged: hungry, wearing same clothes", day("2026-09-12"));
    concern.significant = true;
    concern.voice = record::Voice::opinion;
    concern.author_role = "designated safeguarding lead";
    return b.reply;
}

Reply family_court() {
    ReplyBuilder b("family-court", "subject");
    b.reply.state = LedgerState::none_held;
    return b.reply;
}

Reply of_dean() {
    ReplyBuilder b("constabulary", "p2");
    b.reply.subject_ref = "POL-9";
    b.person("POL-9", "Dean", "Hart", "1988-08-03", record::Sex::male, "9990004854");
    b.event("OIS-1180", "police_incident", "incident", "Arrested for assault, no further action",
            day("2018-04-07"))
        .significant = true;
    return b.reply;
}

record::RosterPerson line(const char* id, const char* relation, const char* given, const char* family,
                          const char* born, record::Sex sex, const char* nhs = "") {
    record::RosterPerson out;
    out.id = record::PersonId(id);
    out.relation = relation;
    if (given) out.names = {name(given, family)};
    if (born) out.born = date(born);
    out.sex = sex;
    out.nhs_number = nhs;
    return out;
}

LedgerState state_of_other(const std::string& person, const std::string& source) {
    static const std::map<std::string, LedgerState> kAdults{
        {"pds", LedgerState::records_held},
        {"constabulary", LedgerState::none_held},
        {"northshire-care", LedgerState::none_held},
        {"police-incidents", LedgerState::neither_confirm_nor_deny},
        {"hospitals", LedgerState::withheld}};
    if (person == "p2" && source == "constabulary") return LedgerState::records_held;
    if (person == "p2" && source == "pds") return LedgerState::too_many;
    if (person == "p3" && source == "school") return LedgerState::records_held;
    if (person == "p3" && source == "gp") return LedgerState::overdue;
    const auto found = kAdults.find(source);
    return found == kAdults.end() ? LedgerState::not_asked : found->second;
}

std::string detail_of(LedgerState state) {
    switch (state) {
        case LedgerState::none_held:
            return "Northshire; 2008 to now; by NHS number, name and birth date";
        case LedgerState::not_asked:
            return "No agreement covers this purpose for this person";
        case LedgerState::unreachable:
            return "No answer within 8 seconds";
        case LedgerState::neither_confirm_nor_deny:
            return "The source answers no such question about adults";
        case LedgerState::partial:
            return "Page 2 of 3 did not come";
        default:
            return {};
    }
}

record::Cell cell_of(const char* person, const policy::Source& source, LedgerState state) {
    record::Cell cell{
        .person = record::PersonId(person), .source = source.id, .state = state, .detail = detail_of(state)};
    cell.tries = state == LedgerState::not_asked ? 0 : state == LedgerState::unreachable ? 2 : 1;
    if (state == LedgerState::records_held || state == LedgerState::partial)
        cell.as_of = now() - std::chrono::hours{5};
    for (const auto& reply : replies())
        if (reply->source == source.id && reply->person.text() == person)
            cell.count = state == LedgerState::candidates ? reply->people.size() : reply->record_count();
    return cell;
}

LedgerState state_of_child(const std::string& source) {
    if (source == "westmoor-care") return LedgerState::candidates;
    if (source == "gp") return LedgerState::unreachable;
    if (source == "family-court") return LedgerState::none_held;
    if (source == "housing") return LedgerState::not_asked;
    if (source == "police-incidents") return LedgerState::partial;
    return LedgerState::records_held;
}

}  // namespace

base::Instant now() {
    return *base::parse_instant("2026-11-22T09:41:00Z");
}

std::vector<policy::Source> sources() {
    const auto make = [](const char* id, const char* full, const char* brief, char agency,
                         const char* phone) {
        policy::Source source;
        source.id = record::SourceId(id);
        source.name = full;
        source.short_name = brief;
        source.agency = agency;
        source.area = "Northshire";
        source.contact_name = "Duty desk";
        source.contact_phone = phone;
        source.contact_hours = "weekdays 8 to 18";
        return source;
    };
    return {make("pds", "Demographics (PDS)", "PDS", 'H', "0808 157 0101"),
            make("hospitals", "Northshire Hospitals", "Hospitals", 'H', "01632 960101"),
            make("ambulance", "Northshire Ambulance", "Ambulance", 'H', "01632 960102"),
            make("gp", "GP record summary", "GP", 'H', "01632 960103"),
            make("northshire-care", "Northshire social care", "Northshire", 'S', "01632 960104"),
            make("westmoor-care", "Westmoor social care", "Westmoor", 'S', "01632 960105"),
            make("cpis", "CP-IS (national)", "CP-IS", 'S', "0808 157 0106"),
            make("constabulary", "Northshire Constabulary", "Constabulary", 'P', "01632 960107"),
            make("police-incidents", "Constabulary incident log", "Incident log", 'P', "01632 960108"),
            make("school", "School MIS", "School MIS", 'E', "01632 960109"),
            make("safeguarding-files", "School safeguarding files", "Safeguarding", 'E', "01632 960110"),
            make("family-court", "Family court orders", "Family court", 'J', "01632 960111"),
            make("housing", "Northshire Homes", "Housing", 'O', "01632 960112")};
}

std::vector<record::RosterPerson> roster() {
    auto father = line("p4", "father", "Paul", "Pellow", "1986-01-20", record::Sex::male, "9990004870");
    father.ticked = false;
    return {
        line("subject", "subject", "Maisie Rose", "Pellow", "2017-02-14", record::Sex::female, "9990004838"),
        line("p1", "mother", "Kerry", "Pellow", "1991-05-02", record::Sex::female, "9990004846"),
        line("p2", "mothers_partner", "Dean", "Hart", "1988-08-03", record::Sex::male, "9990004854"),
        line("p3", "sibling", "Alfie", "Pellow", "2020-06-09", record::Sex::male, "9990004862"), father};
}

std::vector<std::shared_ptr<const Reply>> replies() {
    std::vector<std::shared_ptr<const Reply>> out;
    for (auto& reply : {ambulance(), constabulary(), of_dean(), cpis(), family_court(), hospitals(),
                        northshire_care(), pds(), safeguarding_files(), school(), westmoor()})
        out.push_back(std::make_shared<const Reply>(reply));
    return out;
}

std::vector<record::Cell> ledger() {
    std::vector<record::Cell> cells;
    for (const auto& person : roster())
        for (const auto& source : sources()) {
            const std::string& id = person.id.text();
            const auto state = id == "subject" ? state_of_child(source.id.text())
                               : person.ticked ? state_of_other(id, source.id.text())
                                               : LedgerState::not_asked;
            cells.push_back(cell_of(id.c_str(), source, state));
        }
    return cells;
}

policy::Request request() {
    policy::Request out;
    out.user = {"a.okafor", "A. Okafor", "mash_worker", "Northshire Council"};
    out.purpose = "SECTION_47";
    out.case_ref = "NC-2026-10482";
    out.reason = "School reports unexplained bruising";
    out.roster = roster();
    return out;
}

std::shared_ptr<const enquiry::Picture> picture(std::uint64_t number) {
    return std::make_shared<const enquiry::Picture>(
        enquiry::build(number, now(), roster(), ledger(), replies(), {}, sources()));
}

present::ChildView finished() {
    auto view = present::asked(1, request(), "Section 47",
                               std::make_shared<const present::SourceBook>(sources()), now());
    view = present::reduce(std::move(view),
                           enquiry::Began{.number = 1,
                                          .ledger = ledger(),
                                          .permit = "K-2026-7731",
                                          .lawful_basis = "Children Act 1989 s.47; UK GDPR 6(1)(e)"});
    int took = 200;
    for (const auto& cell : ledger())
        if (cell.tries > 0)
            view = present::reduce(std::move(view),
                                   enquiry::CellSettled{1, cell, std::chrono::milliseconds(took += 90)});
    return present::reduce(std::move(view), enquiry::Finished{1, picture(1)});
}

present::ChildView asking() {
    auto view = present::asked(1, request(), "Section 47",
                               std::make_shared<const present::SourceBook>(sources()), now());
    auto pending = ledger();
    for (auto& cell : pending)
        if (cell.tries > 0) {
            cell = {.person = cell.person, .source = cell.source};
        }
    view = present::reduce(std::move(view), enquiry::Began{.number = 1, .ledger = pending});
    int settled = 0;
    for (const auto& cell : ledger())
        if (cell.tries > 0 && settled++ % 3 == 0)
            view = present::reduce(std::move(view),
                                   enquiry::CellSettled{1, cell, std::chrono::milliseconds(600)});
    return present::reduce(std::move(view), enquiry::PictureGrew{1, picture(1)});
}

std::shared_ptr<const enquiry::Picture> crowded(size_t count) {
    auto out = std::make_shared<enquiry::Picture>(*picture());
    const link::Identity* child = out->identities.of_person(record::PersonId("subject"));
    const auto all = sources();
    out->chronology = {};
    for (size_t i = 0; i < count; ++i) {
        auto event = std::make_shared<record::Event>();
        event->origin = {all[i % all.size()].id, "R-" + std::to_string(i), now(), {}};
        event->title = "Contact " + std::to_string(i);
        const auto ms = now().time_since_epoch() - std::chrono::hours{24} * 3500 * (count - i) / count;
        event->occurred =
            When::at(base::Instant{std::chrono::duration_cast<std::chrono::milliseconds>(ms)});
        event->significant = i % 100 == 50;
        out->chronology.entries.emplace_back("e-" + std::to_string(i), std::move(event), std::vector{child->id});
    }
    return out;
}

}  // namespace kith::pellow
