#pragma once
#include "json/value.h"
#include "record/when.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The data types of FHIR R4 that every resource is made of. A message that came as XML holds a single element
// where JSON has an array of one, and texts where JSON has numbers and booleans: reading through these
// functions hides the difference.
namespace kith::fhir {

inline constexpr std::string_view kNhsNumberSystem = "https://fhir.nhs.uk/Id/nhs-number";
inline constexpr std::string_view kOdsCodeSystem = "https://fhir.nhs.uk/Id/ods-organization-code";

/// Elements of an array; a single element as a list of one; nothing for what is absent.
std::vector<json::Value> each(json::Value value);
/// The first of each(); missing if there is none.
json::Value first(json::Value value);

/// A primitive as plain text, fit to be shown: without control characters and direction overrides.
std::string shown(json::Value primitive);
std::optional<bool> yes_or_no(json::Value primitive);

/// A CodeableConcept or Coding in words: its text, else a display, else a code; empty if it says nothing.
std::string words_of(json::Value concept_or_coding);
/// Everything a list of CodeableConcepts says: texts and displays, each once, joined by "; ".
std::string all_words_of(json::Value concepts);
/// Whether any coding of any of the concepts has one of these codes.
bool has_code(json::Value concepts, std::initializer_list<std::string_view> codes);
/// The first code of the concepts in a code system whose address ends so; empty if none.
std::string code_in(json::Value concepts, std::string_view system_ending);

/// What a Reference points to, as "Type/id" (a full address is cut to its last two parts) or "#id"; empty if
/// it only names.
std::string target_of(json::Value reference);
/// A Reference in words: its display, else its identifier's value; empty if neither.
std::string words_of_reference(json::Value reference);
/// The value of an Identifier of a system among `identifiers` (one or many); empty if none.
std::string identifier_value(json::Value identifiers, std::string_view system);

/// A date or date-time. A midnight is only a date: systems write it when they have no time.
record::When when(json::Value date_or_instant);
record::When when(std::string_view date_or_instant);
/// The date of a date or date-time, as precisely as it was said.
std::optional<record::PartialDate> day(json::Value date_or_instant);
record::Period period(json::Value of);
/// A Period as the span of a tie or plan; unknown when it has no start.
record::When span(json::Value of);
/// A date as people write it, or the text itself where it is no date.
std::string date_words(json::Value date_or_instant);

/// The extension of `element` whose address ends in `name`; missing if there is none.
json::Value extension(json::Value element, std::string_view name);
/// The value[x] of an extension.
json::Value value_of_extension(json::Value extension);

}  // namespace kith::fhir
