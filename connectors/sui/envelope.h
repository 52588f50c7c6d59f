#pragma once
#include "connectors/sui/filing.h"
#include "json/value.h"

#include <string>

namespace kith::sui {

/// What wraps every record: {recordId, personId, recordType, version, schemaUri, contactDetails, recordLink,
/// payload}.
struct Envelope {
    std::string record_id, person_id, record_type;
    json::Value payload;

    /// Whether it is an envelope at all.
    bool is_whole() const {
        return !record_id.empty() && !person_id.empty() && !record_type.empty() && payload.is_object();
    }
};
Envelope open_envelope(json::Value root);

/// Files the envelope's record: its person's number, its contacts, and its payload by type.
void file_record(json::Value root, const Envelope& envelope, Filing& filing);

}  // namespace kith::sui
