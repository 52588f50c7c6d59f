#include "connectors/fhir/clinical.h"

#include "base/text.h"
#include "connectors/fhir/care_team.h"
#include "connectors/fhir/demographics.h"
#include "connectors/fhir/elements.h"
#include "connectors/fhir/health_common.h"
#include "connectors/fhir/health_events.h"
#include "connectors/fhir/person.h"
#include "connectors/fhir/relations.h"

#include <algorithm>
#include <array>

namespace kith::fhir {
namespace {

/// Resources that others point to; they say nothing about the person on their own.
bool is_supporting(std::string_view type) {
    static constexpr std::array<std::string_view, 8> kTypes{
        "Patient",  "Practitioner",     "PractitionerRole",  "Organization",
        "Location", "OperationOutcome", "HealthcareService", "Provenance"};
    return std::ranges::find(kTypes, type) != kTypes.end();
}

/// Where a resource says whom it is about.
json::Value subject_of(json::Value resource) {
    if (!resource["subject"].is_missing()) return resource["subject"];
    if (!resource["patient"].is_missing()) return resource["patient"];
    for (const auto participant : each(resource["participant"]))
        if (target_of(participant["actor"]).starts_with("Patient/")) return participant["actor"];
    return {};
}

std::string counted_type(const std::string& type, size_t count) {
    return std::to_string(count) + " " + base::printable(type.substr(0, 40));
}

}  // namespace

std::string ClinicalReader::number_of(json::Value subject, json::Value within) const {
    const auto patient = index_.resolve(subject, within);
    const std::string held = identifier_value(patient["identifier"], kNhsNumberSystem);
    return held.empty() ? identifier_value(subject["identifier"], kNhsNumberSystem) : held;
}

ClinicalReader::Whose ClinicalReader::whose(json::Value resource) const {
    const auto subject = subject_of(resource);
    if (number_.empty()) return Whose::asked;
    const std::string number = number_of(subject, resource);
    const std::string named = identifier_value(subject["identifier"], kNhsNumberSystem);
    if (!named.empty() && named != number_) return Whose::somebody_else;
    if (number.empty()) return Whose::unsaid;
    return number == number_ ? Whose::asked : Whose::somebody_else;
}

bool ClinicalReader::is_about_one_person(const std::vector<Entry>& entries) const {
    if (number_.empty()) return true;
    return std::ranges::all_of(entries, [&](const Entry& entry) {
        if (is_supporting(entry.type()) && entry.type() != "Patient") return true;
        if (entry.type() != "Patient") return whose(entry.resource) != Whose::somebody_else;
        const std::string number = identifier_value(entry.resource["identifier"], kNhsNumberSystem);
        return number.empty() || number == number_;
    });
}

void ClinicalReader::adopt(record::PersonRecord person) {
    subject_ref_ = person.ref;
    reply_.people.push_back(std::move(person));
}

/// The Patient that came along, or what the records themselves say of their subject.
void ClinicalReader::read_subject(const std::vector<Entry>& entries) {
    for (const auto& entry : entries) {
        if (!subject_ref_.empty() || entry.type() != "Patient") continue;
        adopt(read_patient(entry.resource));
        read_registration(entry.resource, subject_ref_, index_, reply_);
        read_contacts(entry.resource, subject_ref_, reply_);
    }
    for (const auto& entry : entries) {
        const auto subject = subject_of(entry.resource);
        if (!subject_ref_.empty() || is_supporting(entry.type()) || whose(entry.resource) != Whose::asked)
            continue;
        record::PersonRecord person;
        person.ref = person.origin.reference = target_of(subject).empty() ? "Patient" : target_of(subject);
        const std::string number = number_of(subject, entry.resource);
        if (!number.empty()) person.identifiers.push_back(record::identifier("nhs_number", number));
        if (auto display = shown(subject["display"]); !display.empty())
            person.names.push_back({.text = display});
        adopt(std::move(person));
    }
}

bool ClinicalReader::read(json::Value message) {
    const auto entries = entries_of(message);
    index_.add(entries);
    if (!is_about_one_person(entries)) return false;
    read_subject(entries);
    if (!reply_.as_of) reply_.as_of = as_of(message);
    for (const auto& entry : entries) read_resource(entry.resource);
    keep_each_once(reply_);
    return true;
}

void ClinicalReader::read_resource(json::Value resource) {
    const auto type = resource["resourceType"].text();
    if (is_supporting(type)) return;
    if (is_withdrawn(resource)) {
        ++withdrawn_;
    } else if (whose(resource) == Whose::unsaid) {
        ++unidentified_;
    } else {
        read_known(resource, type);
    }
}

void ClinicalReader::read_known(json::Value resource, std::string_view type) {
    if (type == "Encounter") return read_encounter(resource, subject_ref_, index_, reply_);
    if (type == "Appointment") return read_appointment(resource, subject_ref_, index_, reply_);
    if (type == "Flag") return read_flag(resource, subject_ref_, index_, reply_);
    if (type == "Condition") return read_condition(resource, subject_ref_, index_, reply_);
    if (type == "Immunization") return read_immunization(resource, subject_ref_, index_, reply_);
    if (type == "CarePlan" && is_protection(resource)) return read_protection(resource, subject_ref_, reply_);
    if (type == "CareTeam") {
        read_duty_contacts(resource, reply_);
        if (is_protection(resource)) return read_protection(resource, subject_ref_, reply_);
        return read_team(resource, subject_ref_, index_, reply_);
    }
    ++unread_[std::string(type)];
}

void ClinicalReader::note_what_was_left() {
    if (withdrawn_ > 0)
        reply_.notices.push_back(base::counted(withdrawn_, "record", "records") +
                                 " left out: the source has marked them as entered in error");
    for (const auto& [type, count] : unread_)
        reply_.notices.push_back(counted_type(type, count) +
                                 " received and not read: of a kind that is not understood here");
}

}  // namespace kith::fhir
