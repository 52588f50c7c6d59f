#pragma once
#include "policy/rulebook.h"

#include <chrono>
#include <string_view>

namespace kith::policy {

/// How long a copy of one kind of information may be kept: the shortest of the entries that match, else what
/// is usual. An entry that names something the rulebook does not have may have meant any: it matches. Never
/// negative. Pure.
std::chrono::seconds keep_for(const Rulebook& rulebook, const record::SourceId& source,
                              const record::CategoryId& category, std::string_view purpose);

}  // namespace kith::policy
