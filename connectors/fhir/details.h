#pragma once
#include "json/value.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kith::fhir {

using Details = std::vector<std::pair<std::string, std::string>>;  ///< label, value

/// Adds a line unless the value is empty or the same was said a little before.
void add_detail(Details& details, std::string label, std::string value);

/// Any FHIR value in words: a coded concept, reference, period, address, timing, quantity, annotation or
/// primitive; for a type of its own all the texts in it, so that nothing that was said is lost.
std::string value_words(json::Value value);

/// Every extension of an element, known or not, as lines: "death notification: Formal - death notice
/// received". Those whose address ends in one of `except` are read elsewhere.
void add_extensions(Details& details, json::Value element, const std::vector<std::string_view>& except = {});

}  // namespace kith::fhir
