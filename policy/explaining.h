#pragma once
#include "policy/compiled.h"
#include "policy/explain.h"

// Private to this room: for whoever explains thousands of questions about one rulebook.
namespace kith::policy {

/// As explain(), with the rulebook's rules made ready by the caller, once.
Explanation explain_with(const Compiled& rules, const Rulebook& rulebook, const Question& question,
                         base::Instant at);

}  // namespace kith::policy
