#pragma once
#include "base/expected.h"
#include "policy/decide.h"
#include "ports/audit_sink.h"
#include "ports/clock.h"
#include "ports/entropy.h"
#include "ports/key_store.h"
#include "record/reply.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kith::cache {

/// What a person may know of a kept copy without opening it.
struct Item {
    std::string id;  ///< ours, random
    std::string purpose, case_ref, user;
    record::SourceId source;
    record::PersonId person;
    std::string subject;  ///< keyed token of whom it is about; never a name or number
    base::Instant fetched_at{}, expires_at{};
    /// Why it goes then: "retention", "lease", "emergency", "rulebook" (shortened by a later one).
    std::string expires_by;
    std::string rulebook_hash, permit;
};

/// A copy that was still good: the reply, and what it was kept under.
struct Held {
    Item item;
    record::Reply reply;
};

/// One destruction, for the access log and the retention report.
struct Purge {
    std::string reason;  ///< "expired", "retention_shortened", "purpose_withdrawn", "agreement_withdrawn",
                         ///< "clock_untrusted", "key_lost", "rulebook_changed", "asked", "damaged",
                         ///< "old_copy" (an older copy of the file was put back), "no_room"
    std::vector<Item> items;
};

/// The sealed, expiring store of replies: FORMAT.md in this folder gives bytes and reasons. Desk thread only;
/// several programs may open one file. Every opening, destruction and loss is logged through `audit` by the
/// shelf itself, before a copy is handed out and after a copy is gone. Losing the keys empties it and blocks
/// nothing.
class Shelf {
public:
    struct Place {
        std::string path;  ///< the SQLite file; its folder is made if missing, readable by its owner only
        std::string user;  ///< the person signed in: another person's copies do not open
        std::string workstation;
        /// Beyond it the copies that go soonest go at once. TRUST.md 3, limits.
        std::int64_t most_bytes = std::int64_t{256} << 20;
    };
    /// A longer answer is not kept: too_large says so. TRUST.md 3, limits.
    static constexpr size_t kLongestReply = size_t{1} << 20;
    struct World {
        ports::KeyStore& keys;
        ports::AuditSink& audit;
        ports::Clock& clock;
        ports::Entropy& entropy;
    };
    /// Opens or makes it, and destroys at once whatever is past its time or cannot be trusted. A damaged file
    /// is emptied and that is logged; only an unusable folder fails.
    static base::Expected<std::unique_ptr<Shelf>> open(const Place& place, const World& world);
    ~Shelf();

    /// Keeps a reply, already cut, for as long as the permit's grant says; an earlier copy of the same
    /// question goes. Keeps nothing (and returns no item) when the grant says 0 or obliges never to keep,
    /// when a protected address is in it, for states other than records_held, none_held, candidates and
    /// partial, for somebody whom nothing identifies, for another user than Place's, and after the lease.
    /// Counted from the first receipt: as long as a copy of this question lives, another answer to it goes
    /// when the first one would have gone. Fails with denied or unavailable (the keys cannot be had just
    /// now), too_large, or as the disk does; then nothing is kept, and an enquiry goes on without.
    base::Expected<std::optional<Item>> keep(const policy::Permit& permit, const record::RosterPerson& person,
                                             const record::Reply& reply);
    /// Copies that this permit may open: same person, purpose, case and user, source granted, not expired,
    /// cut again by the permit. Each opening is logged before it is returned; when the log cannot be written
    /// nothing is. `only`: when not empty, just these person x source cells.
    using Cell = std::pair<record::PersonId, record::SourceId>;
    base::Expected<std::vector<Held>> find(const policy::Permit& permit, const std::vector<Cell>& only = {});
    /// Everything kept that still may be, soonest to go first. Opens no copy.
    std::vector<Item> list();
    /// Destroys what is past its time by the earliest of three clocks, and what today's rulebook would not
    /// have kept or not as long. Returns what went; it is logged already.
    base::Expected<std::vector<Purge>> sweep(const policy::Rulebook& rulebook);
    /// Destroys all copies about one subject, or all of one purpose and case, at most one flush of the
    /// shelf's own whatever their number; the key store hears of it at the next call, at the latest when the
    /// shelf is closed.
    base::Expected<Purge> forget_subject(const std::string& subject_token);
    base::Expected<Purge> forget_case(const std::string& purpose, const std::string& case_ref);
    base::Expected<Purge> empty(const std::string& reason);
    /// Why nothing opens and nothing is kept just now: the key store is locked or away. Empty: all is well.
    /// Every call tries again.
    std::optional<base::Error> why_closed() const;
    /// When the partnership was last heard from: the lease of copies runs from here. Until it has been heard
    /// from once, as on a workstation by itself, there is no lease. An earlier moment than the last, or one
    /// that is not yet, changes nothing.
    base::Expected<void> note_contact(base::Instant when);
    /// The next moment at which something expires, for a timer.
    std::optional<base::Instant> next_expiry();

    /// A statement of what was destroyed since `from`, by which rule, with counts and the log entries that
    /// prove it; JSON of schema/certificate.json. Names nobody.
    base::Expected<std::string> certificate(base::Instant from);
    /// The keyed token that items about this subject carry.
    std::string subject_token(const record::RosterPerson& person) const;

private:
    struct Impl;
    explicit Shelf(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace kith::cache
