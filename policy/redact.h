#pragma once
#include "policy/rulebook.h"
#include "policy/sight.h"
#include "record/reply.h"

#include <map>
#include <string>
#include <string_view>

namespace kith::policy {

/// What an audience may see. A mark that the rulebook does not have is withheld, and said to be.
Sight sight_of(const Rulebook& rulebook, const Audience& audience);
/// What users of a role may see at their own screen: as the audience that names it; none names it: nothing
/// marked.
Sight sight_of(const Rulebook& rulebook, std::string_view role);

struct Redacted {
    record::Reply reply;
    /// How many facts were withheld, by mark, each fact once. Marks that are silent are not in it.
    std::map<std::string, size_t> withheld;
};

/// The reply without what its reader may not see, before any view is made of it (TRUST.md P8, P12, C21).
/// - A person, entry or tie with a mark that is not seen goes, and what speaks of a person who went goes too.
/// Where the
///   mark tells, `detail` says how many and whom to ring; where it is silent there is nothing, not even in
///   the count.
/// - "protected_address" and "placement_address" are marks of an address: the address goes and the fact
/// stays.
/// - An address that is protected goes for every reader, wherever in the reply it is repeated; that there is
/// one stays.
/// - When nothing is left, the state is withheld, or none_held if all that went is silent.
/// Pure, idempotent; commutes with filtering and sorting of entries.
Redacted redact(const Sight& sight, record::Reply reply);
Redacted redact(const Rulebook& rulebook, const Audience& audience, record::Reply reply);

/// Only the silent part of it: what must be gone before anything is counted.
record::Reply without_silent(const Sight& sight, record::Reply reply);

}  // namespace kith::policy
