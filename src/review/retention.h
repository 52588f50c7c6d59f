#pragma once
#include "review/register.h"

namespace kith::review {

/// A kept copy, as its shelf lists it: plain values, so that this room need not know the shelf.
struct ShelfCopy {
    std::string id, source, purpose, case_ref;
    base::Instant kept_at{}, until{};
    std::string until_by;             ///< what ends it: "retention", "lease", "emergency", "rulebook"
    std::string hold_owner;           ///< not empty: a legal hold, and whose
    std::optional<base::Instant> hold_review;
};

/// What exists, why and until when; what was destroyed, by which rule (AU-14).
struct RetentionReport {
    std::vector<ShelfCopy> live;                 ///< soonest to go first, without holds
    std::optional<base::Instant> next_expiry;
    struct Purged {
        std::uint64_t place = 0;                 ///< the log entry that proves it: the certificate's reference
        base::Instant at{};
        std::string reason;                      ///< "expired", ...
        std::string certificate;                 ///< where the entry names one
        std::uint64_t copies = 0;
    };
    std::vector<Purged> purged;                  ///< newest first
    std::uint64_t copies_purged = 0, copies_kept = 0;  ///< by the log, in the time looked at
    struct Hold {
        ShelfCopy copy;
        bool is_review_due = false;              ///< or nobody has set a day
    };
    std::vector<Hold> holds;
    /// Past their time and still there: there should be none.
    std::vector<ShelfCopy> overdue;
};
/// Pure. Purges are `copies_purged` and `shelf_emptied` entries between the two times, their facts holding "reason", "count" or
/// "items", and "certificate" where there is one.
RetentionReport retention_report(const Register& log, const std::vector<ShelfCopy>& copies, base::Instant from, base::Instant now);

}  // namespace kith::review
