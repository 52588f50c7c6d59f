#pragma once
#include "chronology/chronology.h"

namespace kith::chronology {

/// Accounts of one incident by several sources, found by rules that can be read out: same main person;
/// different sources; either one incident reference, or dates at most two days apart and the same subject (an
/// injury, violence at home, going missing) where no two postcodes differ, or the same day and postcode.
/// Fills Entry::group too. Work is bounded for every entry, so that a thousand entries on one day do not
/// multiply.
std::vector<Group> find_incidents(std::vector<Entry>& entries, const std::set<std::string>& ungrouped);

}  // namespace kith::chronology
