#pragma once
#include "audit/access_log.h"
#include "base/expected.h"
#include "keys/system_entropy.h"
#include "ports/clock.h"
#include "review/verdict.h"
#include "wire/settings.h"

#include <memory>
#include <string>

namespace kith::cli {

/// What every verb that reads the log is given.
struct LogWho {
    std::string settings, user;
    std::string work, staff;  ///< files of the organisation's work; empty: those that the settings name
};

/// The workstation's log, open for somebody.
class LogDesk {
public:
    /// Opens log and rulebook. Whoever is no auditor is refused and that is logged, unless
    /// `is_for_everybody`.
    static base::Expected<std::unique_ptr<LogDesk>> open(const LogWho& who, bool is_for_everybody = false);

    /// Logs a reading, `facts` being a JSON object that names nobody. Call before showing anything.
    base::Expected<ports::Receipt> note(std::string_view kind, std::string facts,
                                        const std::string& subject_clear = {});
    /// All entries that the log holds now.
    base::Expected<review::Register> entries() const;
    base::Expected<review::Work> work() const;
    /// An entry of this log by its number.
    base::Expected<review::LogLine> entry(std::uint64_t index) const;

    review::TokenOf token_of() const;
    review::Reviewer reviewer() const { return {user_, settings_.workstation, rulebook_.hash}; }
    const policy::Rulebook& rulebook() const { return rulebook_; }
    const policy::User& user() const { return user_; }
    const wire::Settings& settings() const { return settings_; }
    audit::AccessLog& log() { return *log_; }
    base::Instant now() const { return clock_.now(); }

private:
    LogDesk() = default;
    LogWho who_;
    wire::Settings settings_;
    policy::User user_;
    policy::Rulebook rulebook_;
    ports::SystemClock clock_;
    keys::SystemEntropy entropy_;
    std::unique_ptr<audit::AccessLog> log_;
};

/// "2026-11-22" (the start of that day in the United Kingdom) or a moment with its zone.
base::Expected<base::Instant> moment_of(const std::string& text);

}  // namespace kith::cli
