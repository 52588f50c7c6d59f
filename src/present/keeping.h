#pragma once
#include "present/child_view.h"

#include <string>

namespace kith::present {

/// What is left until then: "3 h 20 min", "4 min", "less than a minute"; "no time" once it has come.
std::string time_left(base::Instant until, base::Instant now);

/// "A sealed copy is kept until 14:05 today, 3 h 20 min from now; then it is destroyed." Empty when no copy
/// is kept.
std::string kept_words(const record::Cell& cell, base::Instant now);

/// How many copies are kept of this enquiry and when the first goes, counted down; an empty chip when none
/// is.
Chip kept_chip(const ChildView& view);
/// How long emergency access lasts yet; an empty chip under ordinary access.
Chip emergency_chip(const ChildView& view);

}  // namespace kith::present
