#pragma once
#include "base/id.h"

namespace kith::record {

/// One system of one agency, as the rulebook names it: "constabulary".
using SourceId = base::Id<struct SourceTag>;
/// One line of the roster: "subject", "p1", "p2", ...
using PersonId = base::Id<struct PersonTag>;
/// A kind of information, as the rulebook names it: "school_attendance".
using CategoryId = base::Id<struct CategoryTag>;
/// The decision under which something was fetched.
using PermitId = base::Id<struct PermitTag>;

}  // namespace kith::record
