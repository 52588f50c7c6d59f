#pragma once
#include "base/expected.h"
#include "policy/decide.h"
#include "ports/audit_sink.h"
#include "ports/clock.h"
#include "ports/entropy.h"
#include "ports/key_store.h"
#include "record/reply.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kith::cache {

/// What a person may know of a kept copy without opening it.
struct Item {
    std::string id;        ///< ours, random
    std::string purpose, case_ref, user;
    record::SourceId source;
    record::PersonId person;
    std::string subject;   ///< keyed token of whom it is about; never a name or number
    base::Instant fetched_at{}, expires_at{};
    /// Why it goes then: "retention", "lease", "emergency", "rulebook".
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
                         ///< "clock_untrusted", "key_lost", "rulebook_changed", "asked", "damaged"
    std::vector<Item> items;
};

/// The sealed, expiring store of replies: FORMAT.md in this folder gives bytes and reasons. Desk thread only; several programs
/// may open one file. Every opening, destruction and loss is logged through `audit` by the shelf itself, before a copy is
/// handed out and after a copy is gone. Losing the keys empties it and blocks nothing.
class Shelf {
public:
    struct Place {
        std::string path;  ///< the SQLite file; its folder is made if missing, readable by its owner only
        std::string user;  ///< the person signed in: another person's copies do not open
        std::string workstation;
    };
    struct World {
        ports::KeyStore& keys;
        ports::AuditSink& audit;
        ports::Clock& clock;
        ports::Entropy& entropy;
    };
    /// Opens or makes it, and destroys at once whatever is past its time or cannot be trusted. A damaged file is emptied and
    /// that is logged; only an unusable folder fails.
    static base::Expected<std::unique_ptr<Shelf>> open(const Place& place, const World& world);
    ~Shelf();

    /// Keeps a reply, already cut, for as long as the permit's grant says; an earlier copy of the same question goes. Keeps
    /// nothing (and returns no item) when the grant says 0, for protected addresses, and for states that are no answer.
    base::Expected<std::optional<Item>> keep(const policy::Permit& permit, const record::RosterPerson& person,
                                             const record::Reply& reply);
    /// Copies that this permit may open: same person, purpose, case and user, source granted, not expired, cut again by the
    /// permit. Each opening is logged before it is returned; when the log cannot be written nothing is. `only`: when not
    /// empty, just these person x source cells.
    using Cell = std::pair<record::PersonId, record::SourceId>;
    base::Expected<std::vector<Held>> find(const policy::Permit& permit, const std::vector<Cell>& only = {});
    /// Everything kept, soonest to go first. Opens no copy.
    std::vector<Item> list();
    /// Destroys what is past its time by the earliest of three clocks, and what today's rulebook would not have kept or not
    /// as long. Returns what went; it is logged already.
    base::Expected<std::vector<Purge>> sweep(const policy::Rulebook& rulebook);
    /// Destroys all copies about one subject, or all of one purpose and case, at most one flush whatever their number.
    base::Expected<Purge> forget_subject(const std::string& subject_token);
    base::Expected<Purge> forget_case(const std::string& purpose, const std::string& case_ref);
    base::Expected<Purge> empty(const std::string& reason);
    /// When the partnership was last heard from: the lease of copies runs from here.
    base::Expected<void> note_contact(base::Instant when);
    /// The next moment at which something expires, for a timer.
    std::optional<base::Instant> next_expiry();

    /// A statement of what was destroyed since `from`, by which rule, with counts and the log entries that prove it; JSON of
    /// schema/certificate.json. Names nobody.
    base::Expected<std::string> certificate(base::Instant from);
    /// The keyed token that items about this subject carry.
    std::string subject_token(const record::RosterPerson& person) const;

private:
    struct Impl;
    explicit Shelf(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace kith::cache
