#pragma once
#include "present/log_book.h"
#include "present/log_row.h"

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace kith::present {

/// One day of somebody's accesses beside their team's.
struct DayBar {
    std::string day;  ///< "21 Nov 2026"
    std::uint64_t own = 0;
    double team = 0;           ///< mean of the others of the team
    bool is_selected = false;  ///< the day of the entry that is looked at
    bool operator==(const DayBar&) const = default;
};
/// Drawn as bars, and the same values as a list.
struct DayChart {
    std::string title;         ///< "D. Cole against the team"
    std::vector<DayBar> bars;  ///< oldest first
    bool has_team = false;
    /// The highest bar or mark; 1 at least.
    double most() const;
};
/// Thirty days up to the day of `at`, or the last of the book if later.
DayChart day_chart(const LogBook& book, const std::string& user, base::Instant at);
/// "21 Nov 2026: 14, team 6.2".
std::string as_text(const DayBar& bar, bool has_team);
Lines as_lines(const DayChart& chart);

/// What the desk finds out about one entry; nothing of it needs an entry in the log of its own.
struct EntryLook {
    std::uint64_t place = 0;
    std::vector<std::uint64_t> sitting;  ///< what the same person did around it, oldest first
    DayChart chart;
    /// Whether the entry was proved to be in the tree; absent where it cannot be tried here, and why.
    struct Proof {
        std::uint64_t leaf = 0, tree = 0;
        bool holds = false;
        std::string cannot;
    } proof;
};
/// The entries of the same user around `place`, without a pause of more than half an hour, at most 400.
std::vector<std::uint64_t> sitting_of(const LogBook& book, std::uint64_t place, std::stop_token stop = {});

/// What was opened about one entry, each time logged first. It goes when another entry is selected or the
/// page is left.
struct OpenedWords {
    std::uint64_t place = 0;
    std::optional<std::string> who, reason;
    bool operator==(const OpenedWords&) const = default;
};

/// What the lines offer to do, as the id of a Target::deed.
inline constexpr std::string_view kOpenWho = "open_who", kOpenReason = "open_reason",
                                  kExportCase = "export_case", kExportEnquiry = "export_enquiry";

/// Everything about the entry and the access that it belongs to.
struct EntryDetails {
    std::string title;     ///< "Entry 48,187 · needs review"
    std::string sentence;  ///< "D. Cole asked 8 sources about child 6a94789a"
    Lines lines;
    bool may_decide = false;
    std::string why_not;  ///< why no verdict can be given here
};
EntryDetails entry_details(const LogBook& book, std::uint64_t place, const EntryLook* look,
                           const OpenedWords& opened, const Verdicts& verdicts, base::Instant now);

}  // namespace kith::present
