#include "connectors/fhir/bundle.h"
#include "connectors/fhir/clinical.h"
#include "connectors/fhir/consent.h"
#include "connectors/fhir/demographics.h"
#include "connectors/fhir/elements.h"
#include "connectors/fhir/fhir.h"
#include "connectors/fhir/outcome.h"
#include "connectors/fhir/person.h"
#include "connectors/fhir/relations.h"
#include "connectors/fhir/xml.h"

#include <algorithm>
#include <array>

namespace kith::fhir {
namespace {

using record::LedgerState;
using record::Reply;

base::Error not_of_this_kind() {
    return base::fail(base::Fault::invalid_input, "the message is not of this kind");
}

base::Expected<Reply> read_patient_message(json::Value message) {
    if (message["resourceType"].text() != "Patient") return not_of_this_kind();
    Reply reply;
    auto person = read_patient(message);
    reply.subject_ref = person.ref;
    reply.state = person.is_restricted ? LedgerState::withheld : LedgerState::records_held;
    if (person.is_restricted) reply.detail = "the source withholds part of this record";
    reply.people.push_back(std::move(person));
    read_registration(message, reply.subject_ref, {}, reply);
    read_contacts(message, reply.subject_ref, reply);
    return reply;
}

base::Expected<Reply> read_search_message(json::Value message) {
    const auto type = message["resourceType"].text();
    if (type != "Bundle" && type != "Patient") return not_of_this_kind();
    Reply reply;
    reply.state = read_hits(message, reply) > 0 ? LedgerState::candidates : LedgerState::none_held;
    if (reply.state == LedgerState::none_held) reply.detail = "the search found none";
    return reply;
}

/// The patient of a saved RelatedPerson is known only by what these say of them.
std::string adopt_patient_of(json::Value related, Reply& into) {
    record::PersonRecord person;
    const auto patient = related["patient"];
    const std::string number = identifier_value(patient["identifier"], kNhsNumberSystem);
    const std::string target = target_of(patient);
    person.ref = person.origin.reference = !target.empty()  ? target
                                           : number.empty() ? "Patient"
                                                            : "Patient/" + number;
    if (!number.empty()) person.identifiers.push_back(record::identifier("nhs_number", number));
    if (auto display = shown(patient["display"]); !display.empty()) person.names.push_back({.text = display});
    into.subject_ref = person.ref;
    into.people.push_back(std::move(person));
    return number;
}

base::Expected<Reply> read_related_message(json::Value message) {
    Reply reply;
    const auto entries = entries_of(message);
    const auto related = std::ranges::find_if(entries, [](const Entry& entry) {
        return entry.type() == "RelatedPerson" || entry.type() == "Consent";
    });
    if (related == entries.end()) {
        if (message["resourceType"].text() != "Bundle") return not_of_this_kind();
        reply.detail = "the message lists no related people; of a restricted patient that means withheld";
        return reply;
    }
    const std::string number = adopt_patient_of(related->resource, reply);
    read_related_people(message, reply.subject_ref, number, reply);
    for (const auto& entry : entries)
        if (entry.type() == "Consent") read_consent(entry.resource, reply.subject_ref, reply);
    reply.state = LedgerState::records_held;
    return reply;
}

base::Expected<Reply> read_outcome_message(json::Value message) {
    if (message["resourceType"].text() != "OperationOutcome") return not_of_this_kind();
    const Verdict verdict = read_outcome(message, 0);
    Reply reply;
    reply.state = verdict.state;
    reply.detail = verdict.detail;
    return reply;
}

/// Of several people nobody can say which is meant, where nobody was asked about.
void settle_saved(const ClinicalReader& reader, Reply& reply) {
    const bool is_empty =
        reply.events.empty() && reply.ties.empty() && reply.contacts.empty() && reply.people.empty();
    const auto people = reader.people();
    if (is_empty) {
        reply.detail = "the message holds none";
    } else if (people.size() > 1) {
        reply.state = LedgerState::candidates;
        reply.detail = "the message is about " + std::to_string(people.size()) + " people";
    } else {
        reply.state = LedgerState::records_held;
        reply.subject_ref = people.empty() ? "" : people.front();
    }
}

base::Expected<Reply> read_clinical_message(json::Value message) {
    if (message["resourceType"].text().empty()) return not_of_this_kind();
    Reply reply;
    ClinicalReader reader(reply, "");
    if (const auto why = reader.read(message); !why.empty())
        return base::fail(base::Fault::invalid_input, why);
    reader.note_what_was_left();
    if (reader.unidentified() > 0) reply.notices.push_back(set_aside_words(reader.unidentified()));
    settle_saved(reader, reply);
    return reply;
}

using ReadOne = base::Expected<Reply> (*)(json::Value);
constexpr std::array<std::pair<std::string_view, ReadOne>, 6> kReaders{{
    {"fhir.pds.patient", read_patient_message},
    {"fhir.pds.search", read_search_message},
    {"fhir.pds.related_person", read_related_message},
    {"fhir.operation_outcome", read_outcome_message},
    {"fhir.records", read_clinical_message},
    {"fhir.cpis", read_clinical_message},
}};

}  // namespace

std::vector<std::string> readable_kinds() {
    std::vector<std::string> kinds;
    for (const auto& [kind, read] : kReaders) kinds.emplace_back(kind);
    return kinds;
}

base::Expected<record::Reply> read_message(std::string_view kind, std::string_view bytes) {
    const auto reader = std::ranges::find(kReaders, kind, [](const auto& one) { return one.first; });
    if (reader == kReaders.end())
        return base::fail(base::Fault::invalid_input, "no such kind of FHIR message");
    const auto document = parse_message(bytes);
    if (!document) return document.error();
    const auto root = document->root();
    // A question may have been answered by an outcome, of whatever kind the answer should have been.
    if (root["resourceType"].text() == "OperationOutcome") return read_outcome_message(root);
    return reader->second(root);
}

}  // namespace kith::fhir
