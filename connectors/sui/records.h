#pragma once
#include "connectors/sui/filing.h"
#include "json/value.h"

#include <string>
#include <string_view>
#include <vector>

namespace kith::sui {

// One reader for each record type of the pilot, each from its payload into the filing. Earlier and later
// shapes of the pilot are both read: members were renamed, never re-used with another meaning.

void read_personal(json::Value payload, Filing& filing);
void read_childrens_services(json::Value payload, Filing& filing);
void read_education(json::Value payload, Filing& filing);
void read_health(json::Value payload, Filing& filing);
void read_crime(json::Value payload, Filing& filing);
/// A record type that the pilot may add: every value is kept as a detail under its member's name.
void read_other(std::string_view record_type, json::Value payload, Filing& filing);
/// The flat answers of the pilot's first stubs, made after three products (Arbor, Niche, SystmOne).
void read_vendor(json::Value answer, Filing& filing);

/// Reads a payload by its type.
void read_payload(std::string_view record_type, json::Value payload, Filing& filing);

/// The five record types.
const std::vector<std::string>& record_types();
/// Which categories of information a record type may answer.
const std::vector<std::string>& categories_of(std::string_view record_type);

/// "{status, plan}" pairs, as the pilot lists them for every service: "SEND: Education, Health and Care (EHC)
/// plan".
std::vector<std::pair<std::string, std::string>> statuses_and_plans(json::Value list);

/// What relationshipToTheChild and its like mean as a tie.
std::string tie_kind_of(std::string_view relationship);

}  // namespace kith::sui
