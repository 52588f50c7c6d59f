#pragma once
#include "crypto/sealed_text.h"
#include "enquiry/copies.h"
#include "enquiry/enquiry.h"

#include <utility>
#include <vector>

// Private to this room: what an enquiry is made of, for the files that make it go.
namespace kith::enquiry {

/// What an enquiry holds of people while it is put away. Each text has a key of its own.
struct Away {
    crypto::SealedText request, ledger, decisions;
    std::vector<std::pair<CellKey, crypto::SealedText>> replies;
    /// When the picture was built that comes back; empty when there was none.
    std::optional<base::Instant> picture_at;
};

struct Enquiry::Impl {
    Impl(std::uint64_t n, Surroundings s) : number(n), around(s), id(ports::make_uuid(s.entropy)) {}

    std::uint64_t number;
    Surroundings around;
    std::string id;  ///< joins this enquiry's log entries
    policy::Request request;
    std::string lawful_basis;
    std::vector<std::string> rules;
    std::vector<record::Cell> ledger;
    Replies replies;
    Decisions decisions;
    std::shared_ptr<const Picture> picture;
    std::optional<base::Instant> emergency_until;
    std::optional<record::PartialDate> review_due;
    bool has_noted_conflict = false;
    bool begins_emergency = false;  ///< otherwise it goes on with one that was begun before
    bool is_over = false;           ///< its emergency access has ended
    std::optional<Away> away;       ///< while it is put away; then what is above of people is empty
    std::chrono::steady_clock::duration last_build{};
    std::chrono::steady_clock::time_point last_built_at{};

    ports::AuditEntry entry(std::string_view kind, std::string facts) const;
    base::Expected<ports::Receipt> log(std::string_view kind, std::string facts) const;
    base::Expected<void> note_emergency(const policy::Permit& permit);
    base::Expected<void> note_approval(const policy::Permit& permit);
    void fall_back(const policy::Permit& permit, const OnEvent& on_event);
    void keep_copies(const policy::Permit& permit, const federate::Plan& plan);
    base::Expected<policy::Permit> decide(const OnEvent& on_event);
    base::Error refuse(policy::Refusal refusal, const OnEvent& on_event);
    base::Expected<void> note_conflict();
    void ask(const std::string& kind, const std::vector<CellKey>& only, std::stop_token stop,
             const OnEvent& on_event);
    void begin(const policy::Permit& permit, const federate::Plan& plan, const ports::Receipt& receipt,
               const OnEvent& on_event);
    void put(record::Cell cell);
    void sort_ledger();
    void take(federate::Outcome outcome, const OnEvent& on_event);
    void rebuild(base::Instant now);
    void grow(const OnEvent& on_event);
    void finish(bool was_cancelled, const OnEvent& on_event);
    void adopt(const link::Settlement& settlement);
    const record::PersonRecord* find(const link::RecordKey& key) const;

    crypto::SealedText seal(const base::Secret& text) const;
    Away put_away() const;
    std::unique_ptr<Impl> emptied() const;
    base::Expected<void> take_request();
    base::Expected<void> take_answers();
    void take_reply(const CellKey& key, const crypto::SealedText& sealed);
};

}  // namespace kith::enquiry
