#pragma once
#include <algorithm>
#include <vector>

// Private to this room: what a list of names in a rulebook means.
namespace kith::policy {

template <typename Names, typename Value>
bool holds(const Names& list, const Value& value) {
    return std::ranges::find(list, value) != list.end();
}

/// For whatever takes away: an empty list means all, and one that does not hold a value but does hold a name
/// nobody knows may have meant it.
template <typename Name, typename Value, typename IsKnown>
bool may_mean(const std::vector<Name>& list, const Value& value, const IsKnown& is_known) {
    return list.empty() || holds(list, value) || !std::ranges::all_of(list, is_known);
}

}  // namespace kith::policy
