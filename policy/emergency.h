#pragma once
#include "policy/decide.h"

#include <vector>

// Private to this room: emergency access (AU-9, P22).
namespace kith::policy {

/// Everything that is wrong with the emergency that a request claims; nothing when it claims none.
void check_emergency(const Rulebook& rulebook, const Request& request, base::Instant now,
                     std::vector<Refusal::Reason>& reasons);

/// Whether an emergency may open this kind of information. A list that names something the rulebook does not
/// have opens only what it names for certain.
bool emergency_opens(const EmergencyRules& rules, const record::SourceId& source,
                     const record::CategoryId& category);

/// When an emergency that began then is over, whatever the rulebook says: thirty minutes at most.
base::Instant emergency_ends(const EmergencyRules& rules, base::Instant began);

}  // namespace kith::policy
