#pragma once
#include "cache/shelf.h"
#include "enquiry/picture.h"
#include "federate/fetch.h"
#include "policy/decide.h"
#include "ports/audit_sink.h"
#include "ports/clock.h"
#include "ports/entropy.h"

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace kith::enquiry {

/// What the use case needs from the outside. All must outlive the Enquiry.
struct Surroundings {
    const policy::Rulebook& rulebook;
    federate::Engine& engine;
    ports::AuditSink& audit;
    ports::Clock& clock;
    ports::Entropy& entropy;
    std::string workstation;
    std::string organisation_code;
    /// Where copies are kept; null: nothing is.
    cache::Shelf* shelf = nullptr;
    /// Adds to a request what the log remembers of its asker and subject: a conflict declared before, an
    /// emergency that nobody has reviewed. Gives a reason to refuse when the log itself has been alone for
    /// too long. Called before every decision; may be empty.
    std::function<std::optional<policy::Refusal::Reason>(policy::Request&)> recall;
};

/// Policy permitted and the log has it; every cell has a state from here on.
struct Began {
    std::uint64_t number = 0;
    std::vector<record::Cell> ledger;
    std::string permit, lawful_basis, rulebook_version;
    std::uint64_t leaf = 0, log_size = 0;
    std::string log_root;
    /// Set under emergency access: when it ends by itself.
    std::optional<base::Instant> emergency_until;
};
struct CellSettled {
    std::uint64_t number = 0;
    record::Cell cell;
    std::chrono::milliseconds took{0};
};
struct PictureGrew {
    std::uint64_t number = 0;
    std::shared_ptr<const Picture> picture;
};
/// Policy refused; nothing left the machine. The refusal itself is logged.
struct Refused {
    std::uint64_t number = 0;
    policy::Refusal refusal;
};
/// The access log cannot be written; nothing left the machine.
struct LogUnwritable {
    std::uint64_t number = 0;
    base::Error error;
};
struct Finished {
    std::uint64_t number = 0;
    std::shared_ptr<const Picture> picture;
    bool was_cancelled = false;
    std::string log_problem;
};

/// Emergency access has ended: its picture is gone, and a review is due.
struct EmergencyOver {
    std::uint64_t number = 0;
    std::optional<record::PartialDate> review_due;
};

using Event = std::variant<Began, CellSettled, PictureGrew, Refused, LogUnwritable, Finished, EmergencyOver>;
using OnEvent = std::function<void(Event)>;

/// What the log's token of a request's subject is made of: the NHS number, else names and birth date joined;
/// empty when the request is about nobody.
std::string identity_of_subject(const policy::Request& request);

/// One enquiry from first ask to last look: it keeps the replies, so that single cells can be asked again and
/// candidates settled. Desk thread only.
class Enquiry {
public:
    Enquiry(std::uint64_t number, Surroundings around);
    ~Enquiry();
    Enquiry(Enquiry&&) noexcept;
    Enquiry& operator=(Enquiry&&) noexcept;

    /// Decides, logs, plans, asks, merges; reports as it goes and returns when finished. The last event is
    /// always Refused, LogUnwritable or Finished.
    void run(const policy::Request& request, std::stop_token stop, const OnEvent& on_event);

    using CellKey = std::pair<record::PersonId, record::SourceId>;
    /// Asks some cells again under a new decision and a new log entry; the others stay as they are.
    void ask_again(const std::vector<CellKey>& cells, std::stop_token stop, const OnEvent& on_event);

    /// Records what a person decided about a candidate (logged first), rebuilds, and reports PictureGrew. A
    /// confirmed NHS number is adopted by the roster line that had none, so that the sources that need one
    /// can be asked.
    void settle(const link::Settlement& settlement, const OnEvent& on_event);
    /// Cells of a person that were not asked, or only offered candidates, and could be asked now that more is
    /// confirmed.
    std::vector<CellKey> askable_now(const record::PersonId& person) const;
    /// Takes a group of accounts apart, or puts it together again (logged first).
    void ungroup(const std::string& group, bool apart, const OnEvent& on_event);
    /// Logs that something was opened or revealed ("event_opened", "origin_shown", "edge_shown", "copied").
    base::Expected<void> note_look(const std::string& kind, const std::string& what);

    /// Under emergency access, once its time is up: logs the end, drops every reply and the picture, and
    /// reports EmergencyOver. Otherwise does nothing. Whoever owns the enquiry calls it when the time has
    /// come; every other function calls it first.
    void end_if_over(const OnEvent& on_event);
    /// When that will be.
    std::optional<base::Instant> emergency_until() const;
    /// Ends emergency access now, because the asker is done.
    void end_emergency(const OnEvent& on_event);

    /// Seals in memory what is held of people, the request included, under keys made for it, and drops the
    /// clear forms, while nobody may see it. What is put away can be asked nothing but end_if_over(),
    /// end_emergency() and emergency_until(); what was under way when this is called has ended by then.
    void put_away();
    /// Brings back what was put away exactly as it was, and reports it: PictureGrew, or EmergencyOver where
    /// its time ran out meanwhile. A reply that does not open again leaves its cell unusable; fails when the
    /// request itself does not.
    base::Expected<void> bring_back(const OnEvent& on_event);

    std::shared_ptr<const Picture> picture() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace kith::enquiry
