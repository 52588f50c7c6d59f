#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace kith::base {

/// Without white space at either end (ASCII white space and U+00A0, which agencies' exports are full of).
std::string_view trim(std::string_view text);
/// ASCII letters only; other bytes stay as they are.
std::string lower_ascii(std::string_view text);
std::string upper_ascii(std::string_view text);
/// Parts between `separator`, empty ones kept.
std::vector<std::string> split(std::string_view text, char separator);
std::string join(const std::vector<std::string>& parts, std::string_view between);
bool contains_ignoring_case(std::string_view text, std::string_view part);
/// Whether the bytes are well-formed UTF-8 without NUL.
bool is_utf8(std::string_view bytes);
/// Well-formed UTF-8 of the same text: ill-formed bytes are read as Windows-1252, as old exports mean them.
std::string to_utf8(std::string_view bytes);
/// Removes control characters and Unicode direction overrides, which a hostile source uses to disguise text.
/// Line feeds become spaces unless `keep_lines`.
std::string printable(std::string_view text, bool keep_lines = false);
/// Number of single-character edits between two short words (for "did you mean").
size_t edit_distance(std::string_view a, std::string_view b);
/// "1 record", "2 records".
std::string counted(size_t n, std::string_view one, std::string_view many);

}  // namespace kith::base
