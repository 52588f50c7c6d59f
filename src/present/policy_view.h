#pragma once
#include "policy/differences.h"
#include "policy/explain.h"
#include "present/line.h"

#include <string>
#include <vector>

namespace kith::present {

/// What the Policy screen asks of the rulebook.
struct PolicyChoice {
    std::string role, purpose;
    policy::PersonKind about = policy::PersonKind::subject_child;
    bool has_consent = false;
    bool operator==(const PolicyChoice&) const = default;
};

/// One source as this role may use it for this purpose.
struct PolicyRow {
    record::SourceId source;
    char agency = 'O';
    std::string name, may_see, how_far, conditions, kept;
    Mood mood = Mood::neutral;
    bool operator==(const PolicyRow&) const = default;
};
/// In rulebook order. Pure.
std::vector<PolicyRow> policy_rows(const policy::Rulebook& rulebook, const PolicyChoice& choice,
                                   base::Instant at);
/// "Of 13 sources: 9 content, 2 existence only, 2 nothing".
std::string policy_totals(const std::vector<PolicyRow>& rows);
std::string as_text(const PolicyRow& row);

/// Why it is so: category by category, the sentence, the rules and agreements behind it.
Lines why_lines(const policy::Rulebook& rulebook, const PolicyChoice& choice, const record::SourceId& source,
                base::Instant at);

/// Who signed the rulebook in force, by the file beside it.
struct Signers {
    std::vector<std::string> names;
    size_t needed = 0;    ///< how many different ones must sign
    std::string trouble;  ///< why that could not be told; empty: it could
};
/// Which rulebook is in force: version, serial, validity, signers, agreements, retention, emergencies,
/// limits.
Lines in_force_lines(const policy::Rulebook& rulebook, const Signers& signers, base::Instant now);

/// What changed between two rulebooks, who gains first.
Lines change_lines(const policy::Rulebook& before, const policy::Rulebook& after, base::Instant at);

/// "4 hours", "30 days", "not at all".
std::string duration_words(std::chrono::seconds time);

}  // namespace kith::present
