#pragma once
#include "json/value.h"
#include "record/when.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kith::record {

// How readers of sources' JSON take single values, so that doubtful ones are treated alike everywhere.

/// Text on one line without control characters; of numbers and flags, their text.
std::string said(json::Value value);
/// The same with its line breaks.
std::string said_at_length(json::Value value);
/// Each element of a list that says something.
std::vector<std::string> all_said(json::Value list);

/// Whether a flag is set: true, 1, "true", "yes", "y". Anything else, silence included, is not.
bool is_set(json::Value value);
/// "yes", "no", "not stated" for null and missing alike (silence about a risk is not its absence), or the
/// words given
/// ("Don't know").
std::string tri_state(json::Value value);

using Details = std::vector<std::pair<std::string, std::string>>;
/// Adds the detail unless there is nothing to add.
void add_detail(Details& details, std::string_view label, std::string value);

/// The date, or unknown. A text that is no date ("None") becomes a note that names `label` and stays, as it
/// was written, as a detail.
When read_date(json::Value value, std::string_view label, std::vector<std::string>& quality,
               Details& details);

}  // namespace kith::record
