#pragma once
#include "auth/sign_in.h"
#include "base/expected.h"
#include "base/secret.h"
#include "cache/shelf.h"
#include "enquiry/enquiry.h"
#include "wire/rulebooks.h"
#include "wire/settings.h"
#include "wire/shipping.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace kith::audit {
class AccessLog;
}

namespace kith::wire {

/// What House::tend() came upon.
struct Tended {
    bool has_new_rulebook = false;
    std::optional<base::Error> rulebook_refused;  ///< the offered one was not taken; the last good one rules
    std::vector<cache::Purge> purged;
    std::optional<std::chrono::milliseconds> clock_jump;
    std::optional<ShippingState> shipping;  ///< where there is a partnership's database
    std::optional<base::Error> trouble;  ///< the log or the shelf could not be written
};

/// The concrete pieces put together from settings: rulebook, log, shelf, transport, engine, connectors. The
/// only place that knows them all. Make it and use it on the desk thread.
class House {
public:
    /// Takes the rulebook in, opens the log, and logs what came of both. Nobody is seated yet.
    static base::Expected<std::unique_ptr<House>> open(const Settings& settings);
    ~House();

    /// Somebody has signed in: their shelf is opened, and what is past its time in it is destroyed before
    /// anything else happens. `passphrase` is what they signed in with, where keys are kept under one;
    /// otherwise empty. A shelf that cannot be opened keeps nothing and stops nobody: shelf_trouble() says
    /// why.
    void seat(const policy::User& user, const base::Secret& passphrase);
    void leave();
    const std::optional<base::Error>& shelf_trouble() const;

    const policy::Rulebook& rulebook() const;
    const RulebookInForce& rulebook_in_force() const;
    /// For deciding what the form may show, and for asking. Desk thread only.
    enquiry::Surroundings surroundings();
    federate::Engine& engine();
    /// Null while nobody is seated, or where it could not be opened.
    cache::Shelf* shelf();
    const ports::Clock& clock() const;
    /// Entries in the access log, for the status line.
    std::uint64_t log_size() const;
    /// For those who read it: reading is an entry of its own, which they make. Desk thread only.
    audit::AccessLog& log();
    /// An entry of the seated person's, or of nobody's, before it is appended.
    ports::AuditEntry entry(std::string_view kind, std::string facts) const;
    base::Expected<ports::Receipt> append(const ports::AuditEntry& entry);

    /// Where shipping to the partnership's database stands; empty without one.
    std::optional<ShippingState> shipping() const;

    /// What has to be looked at from time to time: the clock, what is past its time on the shelf, a rulebook
    /// that was replaced. Call it every half minute, after sleep, and when the shelf's next expiry has come.
    Tended tend();
    /// When tend() should next be called: the shelf's next expiry, at most half a minute from now.
    base::Instant next_tending() const;
    /// Wakes a waiting fetch (cancel). Any thread.
    void wake();

private:
    struct Impl;
    explicit House(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace kith::wire
