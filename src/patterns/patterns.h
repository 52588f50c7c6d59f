#pragma once
#include "chronology/chronology.h"
#include "link/resolve.h"
#include "record/reply.h"

#include <string>
#include <vector>

namespace kith::patterns {

/// A fixed, published rule that held, with what made it hold. Never a score.
struct Finding {
    std::string rule;       ///< "P-01"
    std::string rule_text;  ///< "Three or more emergency attendances within 90 days"
    std::string words;      ///< "3 emergency attendances in 90 days (12 Aug to 16 Nov 2026)"
    std::string identity;   ///< whom it is about
    std::vector<std::string> entries;           ///< Entry::id of the evidence
    std::vector<record::SourceId> sources;      ///< whose facts they are, sorted
};

/// Runs every rule. Pure.
std::vector<Finding> find(const chronology::Chronology& chronology, const link::Identities& identities,
                          const std::vector<record::Reply>& replies, const record::PartialDate& today);

}  // namespace kith::patterns
