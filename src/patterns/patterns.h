#pragma once
#include "chronology/chronology.h"
#include "link/resolve.h"
#include "record/reply.h"

#include <string>
#include <vector>

namespace kith::patterns {

/// A fixed, published rule that held, with what made it hold. Never a score.
struct Finding {
    std::string rule;                       ///< "P-01"
    std::string rule_text;                  ///< "Three or more emergency attendances within 90 days"
    std::string words;                      ///< "3 emergency attendances in 90 days (12 Aug to 16 Nov 2026)"
    std::string identity;                   ///< whom it is about
    std::vector<std::string> entries;       ///< Entry::id of the evidence
    std::vector<record::Origin> origins;    ///< of all the evidence, entries and records alike, sorted
    std::vector<record::SourceId> sources;  ///< whose facts they are, sorted
};

/// A rule as it is published.
struct Rule {
    std::string id;
    std::string text;
};
const std::vector<Rule>& rules();

/// Runs every rule over every identity. Pure. `names`: of sources, for the sentences.
std::vector<Finding> find(const chronology::Chronology& chronology, const link::Identities& identities,
                          const link::Replies& replies, const record::PartialDate& today,
                          const wording::SourceNames& names = {});

}  // namespace kith::patterns
