#pragma once
#include "present/log_entry.h"
#include "present/log_query.h"
#include "present/log_reports.h"

#include <memory>
#include <optional>
#include <string>
#include <variant>

namespace kith::present {

/// What checking the whole log said.
struct LogIntegrity {
    std::uint64_t entries = 0, checked_to = 0, clock_jumps = 0;
    std::string trouble;                      ///< empty: intact
    std::optional<base::Instant> checkpoint;  ///< of the last signed head
    std::chrono::milliseconds took{0};
    // Of the partnership's database alone:
    std::uint64_t logs = 0;    ///< workstations' logs; 0: the workstation's own was checked
    std::uint64_t sealed = 0;  ///< logs whose latest signed head covers every entry and agrees with them
    std::uint64_t signed_by_key =
        0;  ///< logs whose head's signature was checked, too: those whose key is known here
    bool operator==(const LogIntegrity&) const = default;
};

/// A strip of words that says what just happened; empty: none.
struct LogNotice {
    std::string words;
    Mood mood = Mood::neutral;
    bool operator==(const LogNotice&) const = default;
};

// What the desk tells.
struct ReadingGrew {
    std::uint64_t read = 0, total = 0;
};
/// The workstation's own log has so many entries by now.
struct LogGrew {
    std::uint64_t entries = 0;
};
struct BookRead {
    LogBookPtr book;
};
struct ReadingStopped {
    std::string words;
    bool by_hand = false;
};
struct IntegrityChecked {
    LogIntegrity integrity;
};
struct EntriesFound {
    std::uint64_t number = 0;
    std::shared_ptr<const LogFound> found;
};
struct EntryLookedAt {
    std::uint64_t number = 0;
    std::shared_ptr<const EntryLook> look;
};
/// `words` empty: there are none, or they have been erased.
struct WordsOpened {
    std::uint64_t place = 0;
    bool is_who = false;
    std::string words;
};
struct VerdictRecorded {
    std::uint64_t place = 0;
    std::string verdict;
};
struct DeskSaid {
    std::string words;
    Mood mood = Mood::neutral;
};
struct SampleDrawn {
    DrawnSample sample;
};
struct ListCompared {
    Compared compared;
};
/// The child that was asked about by number, as its token. Narrowing to it is the page's to do.
struct ChildFound {
    std::string subject;
    std::uint64_t entries = 0;
};
using LogEvent = std::variant<ReadingGrew, LogGrew, BookRead, ReadingStopped, IntegrityChecked, EntriesFound,
                              EntryLookedAt, WordsOpened, VerdictRecorded, DeskSaid, ChildFound, SampleDrawn,
                              ListCompared>;

/// Everything the Access log page shows. Plain values.
struct AccessLogView {
    enum class Phase { closed, reading, ready, stopped };
    Phase phase = Phase::closed;
    std::uint64_t read = 0, total = 0;  ///< entries, while reading
    LogBookPtr book;
    std::optional<LogIntegrity> integrity;
    bool is_checking = false;
    std::uint64_t log_size = 0;  ///< of the workstation's own log, as last heard
    LogQuery query;
    std::uint64_t query_number = 0;  ///< of the last search sent down: an answer to an older one is dropped
    std::shared_ptr<const LogFound> found;
    std::optional<std::uint64_t> selected;
    std::uint64_t look_number = 0;
    std::shared_ptr<const EntryLook> look;
    OpenedWords opened;
    Verdicts verdicts;  ///< recorded since the book was read
    std::optional<DrawnSample> sample;
    std::shared_ptr<const Compared> compared;
    LogNotice notice;

    bool is_ready() const { return phase == Phase::ready && book; }
};

/// The view after the desk has told something. Pure.
AccessLogView reduce(AccessLogView view, const LogEvent& event);
// The view after the reader has done something; none of these asks for an entry in the log (P19). Pure.
AccessLogView begin_reading(AccessLogView view);
/// A new query with a new number, under which the search is to be sent down.
AccessLogView ask_for(AccessLogView view, LogQuery query);
/// Selecting another entry takes away what was opened about the last.
AccessLogView select_entry(AccessLogView view, std::optional<std::uint64_t> place);
/// Leaving the page takes away what was opened.
AccessLogView leave(AccessLogView view);

/// "Intact: 48,211 entries verified in 0.2 s · checkpoint 09:55", or what is wrong, or how far the check is.
Chip integrity_chip(const AccessLogView& view, base::Instant now);
/// "Reading the log: 120,000 of 1,204,331 entries"; empty unless reading or stopped.
std::string progress_words(const AccessLogView& view);

/// "12 new entries: F5"; empty when there are none.
std::string new_entries_words(const AccessLogView& view);

/// What may be decided about an access.
struct VerdictChoice {
    std::string id;        ///< review's code: "explained", "asked", "referred"
    std::string label;     ///< of the button
    std::string question;  ///< asked for in the sentence
    std::string sentence;  ///< what it leads to
    bool is_strong = false;
};
/// Of an emergency, what a review of it may find; of any other access, the three verdicts.
const std::vector<VerdictChoice>& verdict_choices(const LogBook& book, std::uint64_t place);
/// Why a sentence will not do; empty: it will.
std::string verdict_sentence_lacks(std::string_view sentence);

}  // namespace kith::present
