#pragma once
#include "base/id.h"

namespace kith::record {

using SourceId = base::Id<struct SourceTag>;      ///< one system of one agency, as the rulebook names it: "constabulary"
using PersonId = base::Id<struct PersonTag>;      ///< one line of the roster: "subject", "p1", "p2", ...
using CategoryId = base::Id<struct CategoryTag>;  ///< a kind of information, as the rulebook names it: "attendance"
using PermitId = base::Id<struct PermitTag>;      ///< the decision under which something was fetched

}  // namespace kith::record
