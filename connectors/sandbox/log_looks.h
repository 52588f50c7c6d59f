#pragma once
#include "connectors/sandbox/log_cast.h"
#include "connectors/sandbox/log_maker.h"

#include <chrono>
#include <map>
#include <set>
#include <utility>

// How a day of a made log comes about: looks are laid down in any order and given out in the order of time.
namespace kith::sandbox {

using base::Instant;

/// One enquiry from question to last look.
struct LookOrder {
    size_t user = 0;
    const LogChild* child = nullptr;
    Instant at{};
    int opened = 0;
    int printed = 0;
    bool is_brief = false;  ///< asked and answered, and nothing more
    std::string refused;    ///< a code: refused instead of asked
};

class LogDay {
public:
    LogDay(const LogCast& cast, std::uint64_t seed) : cast_(cast), dice_(seed, "days of a log") {}

    /// Lays down a look and returns its enquiry.
    std::string look(const LookOrder& order);
    void sign(size_t user, Instant at, std::string_view kind);
    /// Gives out what is laid down, in the order of time.
    base::Expected<void> give(const std::function<base::Expected<void>(const ports::AuditEntry&)>& take);

    std::uint64_t entries = 0, accesses = 0;

private:
    ports::AuditEntry entry(size_t user, Instant at, std::string_view kind) const;
    std::string asked_facts();
    std::string uuid();
    const LogCast& cast_;
    Dice dice_;
    std::vector<ports::AuditEntry> laid_;
};

/// The lists of work, collected while looks are laid down.
class LogWork {
public:
    explicit LogWork(const LogCast& cast) : cast_(cast) {}
    void spell(size_t user, std::string_view why, const std::string& case_ref, Instant from, Instant until);
    bool has(size_t user, const std::string& case_ref) const { return known_.contains({user, case_ref}); }
    std::vector<size_t> in_the_news;  ///< children

    std::string work_json() const;
    std::string staff_json() const;

private:
    struct Spell {
        size_t user;
        std::string why, case_ref;
        Instant from, until;
    };
    const LogCast& cast_;
    std::vector<Spell> spells_;
    std::set<std::pair<size_t, std::string>> known_;
};

}  // namespace kith::sandbox
