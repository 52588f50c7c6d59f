#pragma once
#include "present/log_book.h"

#include <stop_token>
#include <string>
#include <vector>

namespace kith::present {

/// How the reader has narrowed the access log. Changing it never writes to the log (P19): opening the page
/// did.
struct LogQuery {
    enum class Span { day, week, month, all };
    enum class Only { all, needs_review, unexplained, emergency, exports };
    LogPlace place = LogPlace::workstation;  ///< another place is another reading
    std::string words;
    Span span = Span::week;
    std::string agency;  ///< empty: all
    Only only = Only::all;
    bool every_entry = false;      ///< else one row an access
    bool strongest_first = false;  ///< by what questions it; else newest first
    std::string subject;           ///< token: what was looked at about one child
    bool operator==(const LogQuery&) const = default;
    bool is_narrow() const;
};

/// What a query finds.
struct LogFound {
    LogQuery query;
    std::vector<std::uint64_t> places;  ///< in the order shown
    // Within the span, agency and words of the query, whatever else it narrows to:
    std::uint64_t accesses = 0, explained = 0, unexplained = 0, need_review = 0, emergencies = 0, exports = 0;
};

/// Pure; linear in the entries of the span. `stop` ends it early with what there is.
LogFound find_entries(const LogBook& book, const LogQuery& query, const Verdicts& verdicts, base::Instant now,
                      std::stop_token stop = {});

/// One choice above the list, as it stands.
struct LogChoice {
    enum class Key {
        place,
        span,
        agency,
        needs_review,
        unexplained,
        emergency,
        exports,
        strongest,
        every_entry,
        subject
    };
    Key key = Key::span;
    std::string words;     ///< "Last 7 days", "Needs review (4)"
    std::string sentence;  ///< what it does
    bool is_on = false;
    bool turns = false;  ///< each press goes on to the next of several
    bool operator==(const LogChoice&) const = default;
};
std::vector<LogChoice> choices(const LogBook* book, const LogQuery& query, const LogFound* found);
/// The query after a choice was pressed. Only one of "needs review", "unexplained", "emergency" and "exports"
/// is ever on.
LogQuery press(LogQuery query, LogChoice::Key key, const LogBook* book);

/// "This workstation", "The partnership".
std::string place_words(LogPlace place);
/// "Last 7 days".
std::string span_words(LogQuery::Span span);
/// "18,412 accesses: 17,660 explained, 752 unexplained, 41 to be reviewed".
std::string found_words(const LogBook& book, const LogFound& found);
/// What an empty list says; never that nothing happened.
std::string nothing_found_words(const LogQuery& query);

}  // namespace kith::present
