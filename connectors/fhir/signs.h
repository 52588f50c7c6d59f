#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace kith::fhir {

/// Tags for repeats and patterns that the words of a health record show: "injury", "head_injury", "burn",
/// "did_not_wait", "explanation_changed", "not_brought", "self_harm", "overdose", "domestic_abuse",
/// "neglect", "sexual_abuse", "delay_in_seeking_help". A phrase that is denied right before ("no bruising",
/// "denies self-harm") is not counted. Sorted, each once.
std::vector<std::string> signs_in(std::string_view words);

}  // namespace kith::fhir
