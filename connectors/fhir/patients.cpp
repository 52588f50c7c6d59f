#include "connectors/fhir/patients.h"

#include "connectors/fhir/asked.h"
#include "connectors/fhir/elements.h"
#include "connectors/fhir/person.h"

#include <algorithm>
#include <array>

namespace kith::fhir {
namespace {

constexpr std::string_view kUnnamed = "Patient";  ///< the ref of somebody who is only known by the number

bool is_contained(json::Value reference) {
    return target_of(reference).starts_with('#');
}

bool says_who(const record::PersonRecord& person) {
    return !person.names.empty() || person.born;
}

bool says_the_same(const record::PersonRecord& a, const record::PersonRecord& b) {
    return a.names == b.names && a.born == b.born;
}

bool contradicts(const record::PersonRecord& a, const record::PersonRecord& b) {
    record::RosterPerson as_asked;
    as_asked.names = a.names;
    as_asked.born = a.born;
    return compare(as_asked, b, {}).agreement == Agreement::contradicts;
}

}  // namespace

bool is_supporting(std::string_view type) {
    static constexpr std::array<std::string_view, 8> kTypes{
        "Patient",  "Practitioner",     "PractitionerRole",  "Organization",
        "Location", "OperationOutcome", "HealthcareService", "Provenance"};
    return std::ranges::find(kTypes, type) != kTypes.end();
}

json::Value Patients::subject_of(json::Value resource) const {
    if (!resource["subject"].is_missing()) return resource["subject"];
    if (!resource["patient"].is_missing()) return resource["patient"];
    for (const auto participant : each(resource["participant"])) {
        const auto actor = participant["actor"];
        if (target_of(actor).starts_with("Patient/") ||
            index_.resolve(actor, resource)["resourceType"].text() == "Patient")
            return actor;
    }
    return {};
}

std::string Patients::number_of(json::Value subject, json::Value within) const {
    const auto patient = index_.resolve(subject, within);
    const std::string held = identifier_value(patient["identifier"], kNhsNumberSystem);
    return held.empty() ? identifier_value(subject["identifier"], kNhsNumberSystem) : held;
}

bool Patients::is_of_another_number(json::Value resource) const {
    if (number_.empty()) return false;
    const auto differs = [this](const std::string& number) { return !number.empty() && number != number_; };
    if (resource["resourceType"].text() == "Patient")
        return differs(identifier_value(resource["identifier"], kNhsNumberSystem));
    if (is_supporting(resource["resourceType"].text())) return false;
    const auto subject = subject_of(resource);
    return differs(identifier_value(subject["identifier"], kNhsNumberSystem)) ||
           differs(number_of(subject, resource));
}

/// What the Patient meant is called among people(); empty where the record names nobody but by number.
std::string Patients::ref_of(json::Value subject, json::Value within) const {
    const auto patient = index_.resolve(subject, within);
    if (!is_contained(subject))
        return patient.is_missing() ? target_of(subject) : "Patient/" + shown(patient["id"]);
    // A contained Patient has no id of its own outside its record: it is whoever says the same.
    const auto person = read_patient(patient);
    const auto same = std::ranges::find_if(
        patients_, [&](const Person& known) { return says_the_same(known.record, person); });
    return same == patients_.end() ? "" : same->record.ref;
}

bool Patients::is_known(const std::string& ref) const {
    return std::ranges::any_of(people(), [&](const Person& person) { return person.record.ref == ref; });
}

/// False if the same id was given to somebody else before.
bool Patients::take_patient(json::Value patient) {
    auto person = read_patient(patient);
    const auto known = std::ranges::find(
        patients_, person.ref, [](const Person& one) -> const std::string& { return one.record.ref; });
    if (known != patients_.end()) return !contradicts(known->record, person);
    patients_.push_back({std::move(person), patient});
    return true;
}

void Patients::take_contained(json::Value resource) {
    const auto subject = subject_of(resource);
    if (!is_contained(subject) || !ref_of(subject, resource).empty()) return;
    const auto patient = index_.resolve(subject, resource);
    auto person = read_patient(patient);
    if (!says_who(person)) return;
    person.ref =
        std::string(resource["resourceType"].text()) + "/" + shown(resource["id"]) + target_of(subject);
    patients_.push_back({std::move(person), patient});
}

/// What the records themselves say of their subject. Those that give no more than the number are about the
/// one whom the others refer to.
void Patients::take_referred(json::Value resource) {
    const auto subject = subject_of(resource);
    const std::string number = number_of(subject, resource);
    if (!number_.empty() && number.empty()) return;
    const std::string target = is_contained(subject) ? "" : target_of(subject);
    const std::string ref = target.empty() ? std::string(kUnnamed) : target;
    for (auto& known : referred_) {
        if (known.record.ref == ref || target.empty()) return;
        if (known.record.ref != kUnnamed) continue;
        known.record.ref = known.record.origin.reference = ref;
        return;
    }
    record::PersonRecord person;
    person.ref = person.origin.reference = ref;
    if (!number.empty()) person.identifiers.push_back(record::identifier("nhs_number", number));
    if (auto display = shown(subject["display"]); !display.empty()) person.names.push_back({.text = display});
    referred_.push_back({std::move(person), {}});
}

std::string Patients::take(const std::vector<Entry>& entries) {
    for (const auto& entry : entries)
        if (is_of_another_number(entry.resource)) return "the answer holds records of another NHS number";
    for (const auto& entry : entries)
        if (entry.type() == "Patient" && !take_patient(entry.resource))
            return "the answer gives one id to two people";
    for (const auto& entry : entries)
        if (!is_supporting(entry.type())) take_contained(entry.resource);
    for (const auto& entry : entries)
        if (!is_supporting(entry.type())) take_referred(entry.resource);
    return {};
}

Patients::Owner Patients::owner_of(json::Value resource) const {
    const auto subject = subject_of(resource);
    if (!number_.empty() && number_of(subject, resource).empty()) return {};
    const std::string ref = ref_of(subject, resource);
    if (is_known(ref)) return {ref, false};
    if (people().size() != 1) return {};
    return {people().front().record.ref, !ref.empty()};
}

}  // namespace kith::fhir
