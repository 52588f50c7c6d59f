#include "connectors/sandbox/sui_records.h"

#include "connectors/sandbox/numbers.h"
#include "json/writer.h"

#include <algorithm>
#include <optional>

namespace kith::sandbox {
namespace {

void write_place(json::Writer& w, std::string_view key, const Place* place) {
    w.key(key);
    if (place == nullptr) {
        w.null();
        return;
    }
    w.object()
        .member("line1", place->line)
        .key("line2")
        .null()
        .member("townOrCity", place->town)
        .key("county")
        .null()
        .member("postcode", place->postcode)
        .end();
}

void write_years(json::Writer& w, const std::vector<SchoolYear>& years) {
    w.key("yearlyEducationAttendances").array();
    for (const auto& year : years) {
        w.object()
            .member("academicTermYearStart", year.starts)
            .member("academicTermYearEnd", year.starts + 1);
        w.key("attendancePercentage")
            .real(year.attendance)
            .key("unauthorisedAbsencePercentage")
            .real(year.unauthorised);
        w.member("suspensions", year.suspensions)
            .member("exclusions", year.exclusions)
            .member("schoolMovesNonTransitional", year.moves);
        w.key("schoolsAverageAttendance").real(94.6).end();
    }
    w.end();
}

void write_education(json::Writer& w, const Cabinet& cabinet, const Knowledge& known) {
    const auto& n = cabinet.northshire();
    const School& school = n.schools[*n.people[known.card->person].school];
    w.object().member("educationSettingName", school.name);
    write_place(w, "educationSettingAddress", &school.place);
    w.member("educationSettingTelephone", school.phone).key("educationActiveStatusesAndPlans").array().end();
    write_years(w, known.school_years);
    w.end();
}

std::string relationship_to(const Northshire& n, PersonIndex child, PersonIndex other) {
    for (const auto& tie : n.kinships)
        if (tie.of == child && tie.to == other) {
            if (tie.kind == "mother") return "Mother";
            if (tie.kind == "father") return "Father";
            if (tie.kind == "guardian") return "Guardian";
            if (tie.kind == "grandparent") return "Grandparent";
        }
    return "Family friend";
}

void write_related(json::Writer& w, const Northshire& n, const Card& card) {
    w.key("relatedPeople");
    if (card.lists.empty()) {
        w.null();
        return;
    }
    w.array();
    for (const PersonIndex other : card.lists) {
        const Person& person = n.people[other];
        w.object()
            .member("relationshipToTheChild", relationship_to(n, card.person, other))
            .member("name", person.given + " " + person.family);
        w.key("dob").null().key("risk").array().end().end();
    }
    w.end();
}

void write_personal(json::Writer& w, const Cabinet& cabinet, const Card& card) {
    const Northshire& n = cabinet.northshire();
    const Person& person = n.people[card.person];
    w.object()
        .member("firstName", card.given)
        .member("lastName", card.family)
        .member("dateOfBirth", card.born);
    write_place(w, "address", card.place);
    w.key("namesOfIndividualsResidingAtMainAddress").null();
    w.member("birthAssignedSex", card.sex == 'F'   ? "Female"
                                 : card.sex == 'M' ? "Male"
                                                   : "Unknown")
        .key("pronouns")
        .null();
    w.member("ethnicity", person.ethnicity)
        .member("firstLanguage", person.language == "en" ? "English" : "Other than English");
    w.member("designatedLocalAuthority", n.schools[*person.school].local_authority_name)
        .member("englishAsAdditionalLanguage", person.language != "en");
    for (const auto* need : {"braille", "signLanguage", "makaton", "interpreter"}) w.key(need).null();
    write_related(w, n, card);
    w.end();
}

void write_tri_state(json::Writer& w, std::string_view name, const std::optional<bool>& said) {
    w.key(name);
    said ? w.boolean(*said) : w.null();
}

void write_missing(json::Writer& w, const PoliceView& view) {
    w.key("missingEpisodes").array();
    for (const auto& episode : view.missing) {
        w.object().member("date", episode.date);
        write_tri_state(w, "returnedHomeInterviewAttended", episode.return_interview);
        w.end();
    }
    w.end();
}

void write_texts(json::Writer& w, std::string_view name, const std::vector<std::string>& texts) {
    w.key(name).array();
    for (const auto& text : texts) w.string(text);
    w.end();
}

void write_text_or_null(json::Writer& w, std::string_view name, const std::string& text) {
    w.key(name);
    text.empty() ? w.null() : w.string(text);
}

void write_crime(json::Writer& w, const PoliceView& view) {
    w.object();
    write_text_or_null(w, "policeMarkerDetails", view.marker);
    write_texts(w, "servicesKnownTo", view.known_to);
    write_text_or_null(w, "lastPoliceProtectionPowerEvent", view.police_protection);
    write_missing(w, view);
    write_tri_state(w, "riskSexualExploitation", view.sexual_exploitation);
    write_tri_state(w, "riskCriminalExploitation", view.criminal_exploitation);
    write_tri_state(w, "riskRadicalisation", view.radicalisation);
    write_tri_state(w, "riskModernSlaveryAndTrafficking", view.modern_slavery);
    write_tri_state(w, "riskGangsAndYouthViolence", view.gangs);
    w.key("crimeActiveStatusesAndPlans").array();
    for (const auto& status : view.statuses) w.object().member("status", status).key("plan").null().end();
    w.end().end();
}

void write_contact(json::Writer& w, const Cabinet& cabinet, PersonIndex person) {
    const bool is_school = cabinet.source() == "school";
    const auto& n = cabinet.northshire();
    w.key("contactDetails").array().object();
    w.member("name", is_school ? n.schools[*n.people[person].school].safeguarding_lead
                               : "Northshire Constabulary MASH desk");
    w.member("description",
             is_school ? "Designated safeguarding lead" : "Records and safeguarding enquiries");
    w.member("telephone", is_school ? n.schools[*n.people[person].school].phone : landline_number(101));
    w.member("email", is_school ? "safeguarding@school.northshire.example"
                                : "mash.desk@constabulary.northshire.example")
        .end()
        .end();
}

}  // namespace

std::vector<SuiRecord> sui_records_of(const Cabinet& cabinet, PersonIndex person) {
    const Knowledge* known = cabinet.of(person);
    if (known == nullptr) return {};
    const std::string& id = known->card->local_id;
    if (cabinet.source() == "school")
        return {{"ATT-" + id, "education.details", person}, {"PER-" + id, "personal.details", person}};
    std::vector<SuiRecord> records;
    for (const auto& view : known->police_views)
        records.push_back({view.reference, "crime-justice.details", person});
    return records;
}

std::string sui_envelope(const Cabinet& cabinet, const SuiRecord& record) {
    const Knowledge& known = *cabinet.of(record.person);
    json::Writer w;
    w.object()
        .member("recordId", record.id)
        .member("personId", known.card->nhs_number)
        .member("recordType", record.type)
        .member("version", "1");
    w.member("schemaUri", "https://schemas.example.gov.uk/sui/" + record.type + ".v1.json")
        .member("systemId", cabinet.source() == "school" ? "EDUCATION-SYSTEM-01" : "POLICE-SYSTEM-01");
    write_contact(w, cabinet, record.person);
    w.key("recordLink").array().end().key("payload");
    if (record.type == "education.details") write_education(w, cabinet, known);
    if (record.type == "personal.details") write_personal(w, cabinet, *known.card);
    if (record.type == "crime-justice.details") {
        const auto view = std::find_if(known.police_views.begin(), known.police_views.end(),
                                       [&](const PoliceView& v) { return v.reference == record.id; });
        write_crime(w, *view);
    }
    w.end();
    return w.text();
}

}  // namespace kith::sandbox
