#pragma once
#include "json/value.h"
#include "record/person.h"

#include <string>
#include <string_view>

namespace kith::fhir {

/// HumanName with its use and period; the prefix and suffix are details of the person, not part of the name.
record::PersonName read_name(json::Value name);
/// Address with every line it has: text, line, city, district, state, country.
record::Address read_address(json::Value address);

/// The parts that Patient, RelatedPerson and a patient's contact share: names, identifiers, sex, birth,
/// addresses, telecom, languages. What has no field of its own becomes a detail; what is wrong becomes a
/// quality remark.
void read_common(json::Value person, record::PersonRecord& into);

/// Whether a resource's security labels say that its source withholds something: R, V (v3-Confidentiality) or
/// REDACTED.
bool is_restricted(json::Value resource);
/// The label in the source's words ("restricted"); empty where there is none.
std::string restriction_words(json::Value resource);

/// A Patient. Its ref and origin reference are "Patient/<id>".
record::PersonRecord read_patient(json::Value patient);

/// Whether the record shows this NHS number as its own, good or not.
bool has_nhs_number(const record::PersonRecord& person, std::string_view digits);

}  // namespace kith::fhir
