#include "connectors/fhir/clinical.h"

#include "base/text.h"
#include "connectors/fhir/asked.h"
#include "connectors/fhir/care_team.h"
#include "connectors/fhir/demographics.h"
#include "connectors/fhir/elements.h"
#include "connectors/fhir/health_common.h"
#include "connectors/fhir/health_events.h"
#include "connectors/fhir/relations.h"

#include <algorithm>

namespace kith::fhir {
namespace {

std::string counted_type(const std::string& type, size_t count) {
    return std::to_string(count) + " " + base::printable(type.substr(0, 40));
}

}  // namespace

std::string set_aside_words(size_t records) {
    return base::counted(records, "record", "records") + " set aside that did not say whose " +
           (records == 1 ? "it is" : "they are");
}

bool ClinicalReader::has_new_people() const {
    return !std::ranges::equal(patients_.people(), people_, {},
                               [](const Patients::Person& person) { return person.record.ref; });
}

std::string ClinicalReader::read(json::Value message) {
    messages_.push_back(entries_of(message));
    const auto& entries = messages_.back();
    index_.add(entries);
    if (auto why = patients_.take(entries); !why.empty()) return why;
    if (!reply_.as_of) reply_.as_of = as_of(message);
    if (has_new_people())
        start_again();
    else
        read_records(entries);
    keep_each_once(reply_);
    return {};
}

/// Somebody who comes with a later page may be the one whom an earlier one spoke of.
void ClinicalReader::start_again() {
    reply_.people.clear();
    reply_.events.clear();
    reply_.ties.clear();
    reply_.contacts.clear();
    people_.clear();
    unread_.clear();
    unidentified_ = withdrawn_ = 0;
    for (const auto& person : patients_.people()) {
        people_.push_back(person.record.ref);
        reply_.people.push_back(person.record);
        read_registration(person.resource, person.record.ref, index_, reply_);
        read_contacts(person.resource, person.record.ref, reply_);
    }
    for (const auto& entries : messages_) read_records(entries);
}

void ClinicalReader::read_records(const std::vector<Entry>& entries) {
    for (const auto& entry : entries) read_resource(entry.resource);
}

void ClinicalReader::read_resource(json::Value resource) {
    if (is_supporting(resource["resourceType"].text())) return;
    if (is_withdrawn(resource)) {
        ++withdrawn_;
        return;
    }
    const auto owner = patients_.owner_of(resource);
    if (owner.ref.empty())
        ++unidentified_;
    else
        read_owned(resource, owner);
}

void ClinicalReader::read_owned(json::Value resource, const Patients::Owner& owner) {
    const size_t before = reply_.events.size();
    read_known(resource, resource["resourceType"].text(), owner.ref);
    if (!owner.is_by_number_alone) return;
    for (size_t i = before; i < reply_.events.size(); ++i)
        reply_.events[i].quality.emplace_back(
            "refers to a patient record that did not come with it; only the number says whose it is");
}

void ClinicalReader::read_known(json::Value resource, std::string_view type, const std::string& about) {
    if (type == "Encounter") return read_encounter(resource, about, index_, reply_);
    if (type == "Appointment") return read_appointment(resource, about, index_, reply_);
    if (type == "Flag") return read_flag(resource, about, index_, reply_);
    if (type == "Condition") return read_condition(resource, about, index_, reply_);
    if (type == "Immunization") return read_immunization(resource, about, index_, reply_);
    if (type == "CarePlan" && is_protection(resource)) return read_protection(resource, about, reply_);
    if (type == "CareTeam") {
        read_duty_contacts(resource, reply_);
        if (is_protection(resource)) return read_protection(resource, about, reply_);
        return read_team(resource, about, index_, reply_);
    }
    ++unread_[std::string(type)];
}

std::string ClinicalReader::recognise(const record::RosterPerson& asked, base::Instant now) {
    std::vector<const record::PersonRecord*> filed;
    for (const auto& person : patients_.people()) filed.push_back(&person.record);
    const auto recognised = fhir::recognise(asked, filed, now);
    reply_.subject_ref = recognised.ref;
    return recognised.doubt;
}

void ClinicalReader::note_shared_number() {
    if (people_.size() < 2) return;
    const std::string many = people_.size() == 2 ? "two" : std::to_string(people_.size());
    reply_.notices.push_back(many + " people are filed under one NHS number at this source: tell the source");
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
