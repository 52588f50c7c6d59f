#pragma once
#include "connectors/sandbox/desk.h"
#include "connectors/sandbox/knowledge.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::sandbox {

inline constexpr std::string_view kNhsNumberSystem = "https://fhir.nhs.uk/Id/nhs-number";
inline constexpr std::string_view kOdsSystem = "https://fhir.nhs.uk/Id/ods-organization-code";
inline constexpr std::string_view kSnomed = "http://snomed.info/sct";
inline constexpr std::string_view kFhirJson = "application/fhir+json";

/// "coding": [{system, code, display}] of the object being written.
void write_coding(json::Writer& w, std::string_view system, std::string_view code, std::string_view display);
/// "period": {start, end}; an empty side is left out.
void write_period(json::Writer& w, std::string_view from, std::string_view until);
/// {"system", "value"} as a value.
void write_identifier(json::Writer& w, std::string_view system, std::string_view value);
/// {"line", "postalCode", "use", "period"} as a value.
void write_address(json::Writer& w, const Place& place, std::string_view from, std::string_view until);
/// "name" of a card as one usual name, with the other names that the truth gives.
void write_names(json::Writer& w, const Card& card, const std::vector<Name>& other_names);
std::string_view fhir_gender(char sex);

/// An OperationOutcome with a Spine code: 404 RESOURCE_NOT_FOUND, 400 INVALID_SEARCH_DATA and so on.
Answer outcome(int status, std::string_view severity, std::string_view issue, std::string_view code,
               std::string_view display, std::string_view diagnostics = {});

/// "https://fhir.nhs.uk/Id/nhs-number|9990004838" -> "9990004838"; empty when it is of another system.
std::string number_of_token(std::string_view token);

}  // namespace kith::sandbox
