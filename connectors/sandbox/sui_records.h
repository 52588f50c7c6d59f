#pragma once
#include "connectors/sandbox/cabinet.h"

#include <string>
#include <vector>

namespace kith::sandbox {

/// One record of a custodian: what Find points at and Fetch gives.
struct SuiRecord {
    std::string id;
    std::string type;  ///< "education.details"
    PersonIndex person = 0;
};

std::vector<SuiRecord> sui_records_of(const Cabinet& cabinet, PersonIndex person);
/// The whole envelope as JSON text.
std::string sui_envelope(const Cabinet& cabinet, const SuiRecord& record);

}  // namespace kith::sandbox
