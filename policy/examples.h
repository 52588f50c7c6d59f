#pragma once
#include "base/expected.h"
#include "policy/rulebook.h"

#include <optional>

// Private to this room.
namespace kith::policy {

/// The first example that comes out otherwise than the rulebook says it must: which, by its number in the
/// file and its own words, what was expected and what came out. Examples are asked at the moment the rulebook
/// comes into force.
std::optional<base::Error> failing_example(const Rulebook& rulebook);

}  // namespace kith::policy
