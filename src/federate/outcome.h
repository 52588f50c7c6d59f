#pragma once
#include "federate/fetch.h"
#include "federate/talk.h"

#include <string>

namespace kith::federate {

/// How a finished conversation settles its cell: the reply checked to be this source's and about this person,
/// every fact stamped with its origin, cut to the permit, and counted. A reply that is a hole comes back
/// without records, except a partial one.
Outcome settle(const policy::Permit& permit, Talk& talk, base::Instant now);

/// A cell that was never asked, or of which nothing can be said but why.
Outcome without_answer(const Ask& ask, bool is_required, record::LedgerState state, std::string detail);

}  // namespace kith::federate
