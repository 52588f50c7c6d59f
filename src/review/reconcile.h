#pragma once
#include "review/assess.h"

namespace kith::review {

/// One line of a source's own access list.
struct SourceLine {
    std::uint64_t row = 0;  ///< of the file, the heading being row 1
    base::Instant at{};
    std::string user;          ///< or the organisation, as the source names whoever asked; may be empty
    std::string subject;       ///< token of the number in it; empty when it has none
};
/// Reads CSV with a heading: "time" (RFC 3339 with zone), "user" or "organisation", "subject" or "nhs_number", in any order;
/// other columns are passed over. At most a million rows. Fails with invalid_input and the row, never its content.
base::Expected<std::vector<SourceLine>> read_source_list(std::string_view csv, const TokenOf& token_of);

struct Reconciliation {
    struct Match {
        std::uint64_t place = 0;  ///< our entry
        std::uint64_t row = 0;    ///< their row
        bool is_beside = false;   ///< about somebody asked about beside the subject, whom our entry does not name
    };
    std::vector<Match> matched;
    std::vector<std::uint64_t> ours_only;    ///< places
    std::vector<std::uint64_t> theirs_only;  ///< rows
    /// By how much their clock seems to be ahead of ours: 0, or a whole hour when theirs is not on UTC.
    std::chrono::minutes clock_ahead{0};
};
struct ReconcileOrder {
    std::string source;                       ///< which source's list it is
    std::chrono::seconds tolerance{120};      ///< of clocks and of slow answers
    std::string organisation;                 ///< how they may call us, beside our users' names
};
/// Pure. Each question of ours and each row of theirs is used once at most: rows in order of time, each with the earliest
/// question about the same person, by the same asker as far as the row says, that is near enough and still free. Only entries between the first and the last row, a tolerance either side, take part.
Reconciliation reconcile(const Register& log, const std::vector<SourceLine>& theirs, const ReconcileOrder& order);

}  // namespace kith::review
