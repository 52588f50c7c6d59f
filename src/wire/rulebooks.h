#pragma once
#include "base/expected.h"
#include "policy/rulebook_memory.h"
#include "ports/clock.h"
#include "wire/settings.h"

#include <optional>
#include <string>

namespace kith::wire {

/// The rulebook in force, and what came of the file that was offered.
struct RulebookInForce {
    policy::Rulebook rulebook;
    std::string bytes;                   ///< of the one in force
    std::string previous_bytes;          ///< of the one before it, when this opening took in a new one
    std::vector<std::string> signers;    ///< names of the authority's keys that signed it
    bool is_new = false;                 ///< taken in just now
    std::optional<base::Error> refused;  ///< why the offered file was not taken; the last good one rules
};

/// Looks at the file that settings name and at what this workstation remembers, takes in what may be taken,
/// and stores that before anybody decides by it (P27). Fails, with a sentence, when nothing may rule. Desk
/// thread.
base::Expected<RulebookInForce> open_rulebook(const Settings& settings, const ports::Clock& clock);

/// The authority's keys as settings give them. Fails with invalid_input for a key that is none.
base::Expected<policy::Authority> authority_of(const Settings& settings);

}  // namespace kith::wire
