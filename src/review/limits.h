#pragma once
#include "policy/rulebook.h"
#include "review/register.h"

namespace kith::review {

/// What one user has done of late, by the log and by nothing else: another window, another program or a
/// restart changes nothing (P21).
struct Usage {
    int children_last_hour = 0;        ///< different children whose records were asked for
    int children_last_day = 0;         ///< in 24 hours
    int searches_without_opening = 0;  ///< in an hour, nothing of them opened
};
/// Counts up to and with `now`. Of a Register that holds at least the last 24 hours.
Usage usage_of(const Register& log, std::string_view user, base::Instant now);
/// The same of entries in any order, such as the last ones of a workstation's log.
Usage usage_of(const std::vector<LogLine>& entries, std::string_view user, base::Instant now);

/// A limit that one more enquiry about another child would go beyond: then a supervisor is told.
struct Reached {
    std::string rule;  ///< "many_children" or "searches_only", as in signal_rules()
    std::string why;   ///< the sentence, with both numbers
};
std::vector<Reached> reached(const Usage& usage, const policy::Limits& limits);

}  // namespace kith::review
