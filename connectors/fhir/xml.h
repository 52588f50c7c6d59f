#pragma once
#include "base/expected.h"
#include "json/value.h"

#include <string_view>

namespace kith::fhir {

/// A FHIR message, JSON or XML by its first character, as one kind of tree. XML is turned into the JSON that
/// says the same (FHIR R4 "XML and JSON representation"), except that an element that appears once is never
/// an array of one and every primitive is a text. Limits and strictness are those of json::parse; no entity
/// of the message's own is expanded.
base::Expected<json::Document> parse_message(std::string_view bytes);

}  // namespace kith::fhir
