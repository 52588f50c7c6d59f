#include "connectors/sui/envelope.h"

#include "connectors/sui/records.h"

#include <algorithm>

namespace kith::sui {
namespace {

void file_number(const std::string& person_id, record::PersonRecord& person) {
    auto number = record::identifier("nhs_number", person_id);
    // Custodians outside the pilot's NHS matching send an opaque id in the same member.
    const bool looks_like_one =
        std::all_of(person_id.begin(), person_id.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!looks_like_one) number = record::identifier("sui_person_id", person_id);
    if (std::find(person.identifiers.begin(), person.identifiers.end(), number) == person.identifiers.end())
        person.identifiers.push_back(std::move(number));
}

void file_contacts(json::Value root, Filing& filing) {
    for (json::Value one : root["contactDetails"])
        filing.add_contact({.name = said(one["name"]),
                            .role = said(one["description"]),
                            .phone = said(one["telephone"]),
                            .email = said(one["email"]),
                            .address = said(one["address"])});
    // The interface description says recordLinks, the stubs send recordLink.
    for (const char* list : {"recordLink", "recordLinks"})
        for (json::Value one : root[list])
            filing.add_contact({.name = said(one["title"]),
                                .role = "where the record can be opened",
                                .address = said(one["url"])});
}

}  // namespace

Envelope open_envelope(json::Value root) {
    return {said(root["recordId"]), said(root["personId"]), said(root["recordType"]), root["payload"]};
}

void file_record(json::Value root, const Envelope& envelope, Filing& filing) {
    filing.begin_record(envelope.record_id);
    auto& person = filing.subject();
    if (person.origin.reference.empty()) person.origin.reference = envelope.record_id;
    file_number(envelope.person_id, person);
    if (std::string system = said(root["systemId"]); !system.empty()) {
        const std::pair<std::string, std::string> detail{"Held in the system", std::move(system)};
        if (std::find(person.details.begin(), person.details.end(), detail) == person.details.end())
            person.details.push_back(detail);
    }
    file_contacts(root, filing);
    read_payload(envelope.record_type, envelope.payload, filing);
}

}  // namespace kith::sui
