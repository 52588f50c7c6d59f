#pragma once
#include "policy/decide.h"

#include <vector>

// Private to this room: what a second person must agree to (P25).
namespace kith::policy {

/// The rules that want a second person before this user may be shown content of that kind. One that names
/// something the rulebook does not have may have meant it, and speaks.
std::vector<const ApprovalRule*> approvals_for(const Rulebook& rulebook, const Request& request,
                                               const record::SourceId& source,
                                               const record::CategoryId& category);

/// The same for everything that the grants show the content of, each rule once.
std::vector<const ApprovalRule*> approvals_for(const Rulebook& rulebook, const Request& request,
                                               const std::vector<CellGrant>& grants);

/// Why the approval that the request carries, or its lack, does not satisfy these rules; empty when it does.
std::vector<Refusal::Reason> approval_objections(const Rulebook& rulebook, const Request& request,
                                                 const std::vector<const ApprovalRule*>& wanted,
                                                 base::Instant now);

}  // namespace kith::policy
