#pragma once
#include "policy/decide.h"

#include <vector>

// Private to this room: why a request cannot even be weighed.
namespace kith::policy {

/// Everything that is missing or wrong with the request, or with the rulebook at that time; empty when the
/// rules may be asked. All at once, so that a person mends it in one go.
std::vector<Refusal::Reason> objections(const Rulebook& rulebook, const Request& request, base::Instant now);

/// Whether a listed reason and words of one's own stand in for consent (FD-2).
bool has_override(const Rulebook& rulebook, const Request& request);

}  // namespace kith::policy
