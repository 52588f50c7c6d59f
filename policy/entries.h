#pragma once
#include "policy/rulebook.h"

#include <map>
#include <string>
#include <utility>

// Private to this room: a rulebook as a list of short texts, so that two can be laid side by side.
namespace kith::policy {

/// (list, id) to what it says. Lists whose order means nothing give the same text in any order; wording
/// counts.
using Entries = std::map<std::pair<std::string, std::string>, std::string>;
Entries entries_of(const Rulebook& rulebook);

}  // namespace kith::policy
