#pragma once
#include "base/instant.h"

#include <chrono>
#include <cstdint>
#include <optional>

/// Whether the log has been seen by anybody else lately. Pure.
namespace kith::central {

/// What is not witnessed yet, by the workstation's clock.
struct Witness {
    std::uint64_t entries = 0;              ///< written here and not acknowledged there
    std::optional<base::Instant> oldest{};  ///< time of the first of them; empty when there are none
};

enum class Leave {
    any,             ///< ask as policy permits
    emergency_only,  ///< too long alone: only emergency access until the log has been shipped
};

/// TRUST.md 3: unwitnessed for 72 h offline, then no new enquiry until synced, emergencies excepted.
/// `unwitnessed` is the rulebook's limit. A first entry from the future (the clock was set back by more than
/// `unwitnessed`) counts as too long: nobody can tell how long it has been.
Leave may_ask(const Witness& witness, std::chrono::hours unwitnessed, base::Instant now);

/// How long the oldest entry has waited; nothing when there is none, or when it lies in the future.
std::chrono::milliseconds waiting(const Witness& witness, base::Instant now);

/// TRUST.md G3: while the database can be reached at most 100 entries or 60 s may stand unwitnessed before it
/// must be said.
bool is_late(const Witness& witness, base::Instant now);

}  // namespace kith::central
