#pragma once
#include "record/when.h"
#include "review/assess.h"

#include <map>

namespace kith::review {

/// One emergency access (AU-9). What the log must hold of it: `emergency_began` with {"code"} in its facts
/// and the asker's words sealed beside it; `emergency_ended` of the same enquiry; `emergency_reviewed` with
/// {"chain","entry","outcome"} naming the entry that began it.
struct Emergency {
    std::uint64_t place = 0;  ///< of emergency_began
    std::string user, role, team, agency;
    std::string subject;  ///< token
    std::string code;     ///< policy::EmergencyCode::id
    base::Instant began{};
    std::optional<base::Instant> ended;   ///< empty: still running, or never said to have ended
    record::PartialDate review_due;       ///< the next working day after it began
    std::optional<std::uint64_t> review;  ///< place of the review; one by the person themself counts as none
    std::string outcome;                  ///< "justified", "not_justified", "referred"; empty: none yet
    bool is_overdue = false;              ///< unreviewed after the day it was due
};

/// How often a team reaches for it. A session is a day on which somebody of the team used the program.
struct TeamRate {
    std::string team;  ///< empty: staff of no list
    std::uint64_t emergencies = 0, sessions = 0;
    double per_hundred() const {
        return sessions ? 100.0 * static_cast<double>(emergencies) / static_cast<double>(sessions) : 0;
    }
};

struct EmergencyQueue {
    std::vector<Emergency> all;  ///< overdue first, then unreviewed, then the rest; newest first within each
    std::uint64_t unreviewed = 0, overdue = 0;
    std::vector<TeamRate> teams;  ///< highest rate first
    std::uint64_t with_other_reason = 0;
    /// More than a tenth gave "other" as the code: the codes do not fit, or are not used.
    bool other_is_a_finding = false;
    /// Whom an overdue review goes to now; empty when none is overdue.
    std::vector<std::string> escalate_to;
};
/// Pure.
EmergencyQueue emergency_queue(const Register& log, const Work& work, const policy::Rulebook& rulebook,
                               base::Instant now);

/// A user's own count and what came of each (AU-10): newest first, nobody else's.
std::vector<Emergency> own_emergencies(const EmergencyQueue& queue, std::string_view user);

}  // namespace kith::review
