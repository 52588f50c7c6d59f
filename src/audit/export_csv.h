#pragma once
#include "base/expected.h"

#include <string>
#include <string_view>

namespace kith::audit {

/// Entries as comma-separated values after RFC 4180, for a spreadsheet. A field that a spreadsheet would take
/// for a formula (one that begins with = + - @, a tab or a carriage return) begins with an apostrophe
/// instead. Names nobody: the subject is its token.
std::string csv_header();
/// One line for an entry. Fails with corrupt when the leaf cannot be read.
base::Expected<std::string> csv_line(std::string_view leaf_json, std::string_view leaf_hash);
/// One field, guarded and quoted as need be.
std::string csv_field(std::string_view text);

}  // namespace kith::audit
