#pragma once
#include "base/instant.h"
#include "present/line.h"
#include "present/source_book.h"
#include "review/assess.h"
#include "review/emergency.h"
#include "review/retention.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace kith::present {

/// How users, roles and purposes are called on the screen. What is not listed is called by its code.
struct LogNames {
    std::map<std::string, std::string, std::less<>> users, roles, purposes;
    SourceBook sources;

    std::string user(const std::string& id) const;
    std::string role(const std::string& id) const;
    /// Without what stands in brackets: "Section 47 enquiry".
    std::string purpose(const std::string& id) const;
};

/// One access on the days' chart: whose, and on which day.
struct AccessDay {
    std::uint32_t user = 0;  ///< index into LogBook::users
    std::int32_t day = 0;    ///< days since 1970, United Kingdom calendar
};

/// Whose log is read: this workstation's own, or those of all workstations as shipped to the partnership's
/// database.
enum class LogPlace { workstation, partnership };

/// The access log as it was read: never changed once made, so that the window and the desk thread may both
/// hold it.
struct LogBook {
    static constexpr std::uint32_t kNoAccess = std::numeric_limits<std::uint32_t>::max();

    std::uint64_t entries = 0;
    /// One entry by its place, from 0. Any thread.
    std::function<review::LogLine(std::uint64_t place)> line;
    /// Places, newest first. Any thread.
    std::function<std::vector<std::uint64_t>(const review::Filter&, std::stop_token)> find;
    review::Assessment assessed;
    review::EmergencyQueue emergencies;
    review::RetentionReport retention;
    std::vector<std::uint32_t> access_of;  ///< by place: index into assessed.accesses, or kNoAccess
    std::vector<AccessDay> days;           ///< by access
    std::vector<std::string> users;
    std::map<std::string, std::string, std::less<>> teams;  ///< user to team
    std::vector<std::string> agencies;                      ///< that occur, sorted
    LogNames names;
    LogPlace place = LogPlace::workstation;
    bool has_partnership = false;  ///< the other place can be read, too
    std::uint64_t log_size = 0;    ///< entries of the workstation's own log when it was read
    std::string own_chain;     ///< the workstation's own log, whose tree can be proved and whose words can be
                               ///< opened here
    std::string reader;        ///< user id of whoever reads
    bool is_own_only = false;  ///< holds the reader's own entries alone (AU-10)
    bool has_work =
        false;  ///< the organisation's lists of work were read: without them nothing can be explained
    base::Instant read_at{};

    /// The access that an entry belongs to; null when to none.
    const review::Access* access_at(std::uint64_t place) const;
    /// The emergency that an access rests on; null when on none.
    const review::Emergency* emergency_of(const review::Access& access) const;
};
using LogBookPtr = std::shared_ptr<const LogBook>;

/// What has been decided since the book was read, by the place of an access's first entry.
using Verdicts = std::map<std::uint64_t, std::string>;
/// The last verdict on an access: today's, else what the log held; empty: none.
std::string verdict_on(const review::Access& access, const Verdicts& verdicts);
/// Whether somebody should look at it: a rule questions it and nobody has decided, or it rests on an
/// emergency that nobody has reviewed.
bool needs_review(const LogBook& book, const review::Access& access, const Verdicts& verdicts);

/// "48,211".
std::string grouped(std::uint64_t number);
/// "10:02:14" in United Kingdom time.
std::string uk_clock(base::Instant at);
/// "21 Nov 2026 03:12:27".
std::string uk_moment(base::Instant at);
/// "10:02:14" today, "Yesterday 14:20", "2 Nov 09:15" this year, "2 Nov 2025 09:15" before.
std::string short_when(base::Instant at, base::Instant now);
/// What stands for somebody until it is opened who it is: "child 6a94789a"; empty for nobody.
std::string short_token(const std::string& subject);
/// "Asked 2 sources" -> "asked 2 sources".
std::string lower_first(std::string words);
/// "duty_rota" -> "duty rota".
std::string plain_words(std::string_view code);

}  // namespace kith::present
