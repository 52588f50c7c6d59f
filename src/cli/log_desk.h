#pragma once
#include "audit/access_log.h"
#include "base/expected.h"
#include "cli/seat.h"
#include "review/verdict.h"

#include <memory>
#include <string>

namespace kith::cli {

/// What every verb that reads the log is given.
struct LogWho {
    std::string settings, user;
    std::string work, staff;  ///< files of the organisation's work; empty: those that the settings name
};

/// Whom a verb of the log is for.
enum class Readers { auditors, everybody };

/// The workstation's log, open for somebody who has signed in.
class LogDesk {
public:
    /// Signs in as the settings say; a failed attempt is on record. Whoever is no auditor where it is for
    /// auditors is refused with denied, and that is logged. The shelf stays shut unless `use` says otherwise.
    static base::Expected<std::unique_ptr<LogDesk>> open(const LogWho& who,
                                                         Readers readers = Readers::auditors,
                                                         Use use = Use::log_only);

    /// Logs a reading, `facts` being a JSON object that names nobody. Call before showing anything.
    base::Expected<ports::Receipt> note(std::string_view kind, std::string facts,
                                        const std::string& subject_clear = {});
    /// All entries that the log holds now; unless `only_user` is empty, that user's alone.
    base::Expected<review::Register> entries(const std::string& only_user = {}) const;
    base::Expected<review::Work> work() const;
    /// An entry of this log by its number.
    base::Expected<review::LogLine> entry(std::uint64_t index) const;

    review::TokenOf token_of() const;
    review::Reviewer reviewer() const { return {user(), settings().workstation, rulebook().hash}; }
    const policy::Rulebook& rulebook() const { return house().rulebook(); }
    const policy::User& user() const { return seat_->user(); }
    bool is_auditor() const;
    const wire::Settings& settings() const { return seat_->settings(); }
    wire::House& house() const { return seat_->house(); }
    audit::AccessLog& log() const { return house().log(); }
    base::Instant now() const { return house().clock().now(); }

private:
    LogDesk(LogWho who, std::unique_ptr<Seat> seat) : who_(std::move(who)), seat_(std::move(seat)) {}
    LogWho who_;
    std::unique_ptr<Seat> seat_;
};

/// "2026-11-22" (the start of that day in the United Kingdom) or a moment with its zone.
base::Expected<base::Instant> moment_of(const std::string& text);

}  // namespace kith::cli
