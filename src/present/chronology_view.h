#pragma once
#include "chronology/chronology.h"
#include "enquiry/picture.h"
#include "present/source_book.h"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace kith::present {

/// How the reader has narrowed the chronology.
struct Narrowing {
    chronology::Filter filter;
    bool conflicts_only = false;
    bool join_repeats = true;  ///< accounts of one incident under one headline
    bool is_narrow() const;
    /// "significant, "bruise", Aug 2026 to Nov 2026": what is in force, for the empty list's sentence and the
    /// title.
    std::string words() const;
};

/// One row as it is read.
struct ChronologyRow {
    std::string date;    ///< "16 Nov 2026", never with an invented day; "from 12 Jun 2025" for what lasts
    std::string source;  ///< short name
    char agency = 'O';
    std::string about;  ///< whom it is mainly about, when that is not the child
    std::string title;
    std::string voice;  ///< "child's words", "allegation", "opinion", "fact"; empty for a plain entry
    bool is_significant = false;
    bool is_childs_voice = false;
    std::string repeats;  ///< "2 sources", "3 accounts"
    bool is_in_conflict = false;
    bool is_planned = false;
    std::string entry;  ///< Entry::id
    std::string group;  ///< Group::id, empty when it stands alone
};

/// The list of events, newest first. Rows are made when asked for, so that a hundred thousand cost no more
/// than those on screen. Building is linear in the events.
class ChronologyView {
public:
    ChronologyView() = default;
    ChronologyView(std::shared_ptr<const enquiry::Picture> picture, std::shared_ptr<const SourceBook> sources,
                   const Narrowing& narrowing);

    size_t size() const { return rows_.size(); }
    size_t undated_count() const { return undated_; }
    size_t conflict_count() const { return conflicts_; }
    ChronologyRow row(size_t index) const;
    /// The tray of events without a usable date (SW-3).
    ChronologyRow undated_row(size_t index) const;
    /// The row that shows an entry: its own, or that of its group.
    std::optional<size_t> row_of(const std::string& entry) const;
    std::optional<size_t> undated_row_of(const std::string& entry) const;
    /// Indices into Chronology::entries that pass all but the period, oldest first, every account of a group:
    /// for the timeline, which shows the period as a frame among its surroundings.
    const std::vector<size_t>& shown() const { return shown_; }

    /// "121 events from 8 sources, 17 repeats joined, 2 undated".
    const std::string& title() const { return title_; }
    /// What an empty list says; never that there is nothing.
    std::string empty_words() const;

private:
    struct RowIndex {
        size_t entry = 0;
        const chronology::Group* group = nullptr;
    };

    void collect(const Narrowing& narrowing);
    void add_row(size_t entry, const Narrowing& narrowing, std::set<const chronology::Group*>& seen);
    ChronologyRow make(const chronology::Entry& entry, const chronology::Group* group) const;
    std::string repeats_words(const chronology::Group& group) const;
    bool is_in_conflict(const chronology::Entry& entry) const;
    void make_title(const Narrowing& narrowing);

    std::shared_ptr<const enquiry::Picture> picture_;
    std::shared_ptr<const SourceBook> sources_;
    std::unordered_map<std::string, const chronology::Group*> groups_;
    std::unordered_map<std::string, const chronology::Entry*> grouped_entries_;
    std::set<record::Origin> disputed_;
    std::vector<RowIndex> rows_;
    size_t undated_ = 0;
    std::vector<size_t> shown_;
    size_t conflicts_ = 0, joined_ = 0;
    std::string title_, narrowing_words_;
};

/// "child's words", "allegation", ...; empty for a plain entry.
std::string voice_words(record::Voice voice);

}  // namespace kith::present
