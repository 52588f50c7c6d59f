#pragma once
#include "policy/decide.h"

#include <vector>

// Private to this room: what the rules come to, cell by cell.
namespace kith::policy {

/// One decision under way: what every cell of it shares. Its role and purpose are in the rulebook.
struct Case {
    const Rulebook& rulebook;
    const Request& request;
    base::Instant now;
    record::PartialDate today;
    bool has_consent;  ///< given, or overridden with a listed reason
    /// Set when the request rests on emergency access that nothing speaks against.
    std::optional<base::Instant> emergency_until;
};

/// One for every person x source, in the order that Permit::grants() promises.
std::vector<CellGrant> grants_for(const Case& c);

}  // namespace kith::policy
