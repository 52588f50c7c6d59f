#include "present/log_query.h"

#include "base/text.h"
#include "ports/audit_kinds.h"

#include <algorithm>
#include <array>

namespace kith::present {
namespace {

using Key = LogChoice::Key;
using Only = LogQuery::Only;
using Span = LogQuery::Span;
namespace kinds = ports::kinds;

constexpr std::array kExports{kinds::kExported, kinds::kPrinted, kinds::kCopied, kinds::kLogExported};
constexpr std::uint64_t kStopEvery = 4096;

std::optional<base::Instant> begin_of(Span span, base::Instant now) {
    using std::chrono::hours;
    switch (span) {
        case Span::day:
            return now - hours(24);
        case Span::week:
            return now - hours(24 * 7);
        case Span::month:
            return now - hours(24 * 30);
        case Span::all:
            break;
    }
    return std::nullopt;
}

review::Filter filter_of(const LogQuery& query, base::Instant now) {
    review::Filter filter;
    filter.from = begin_of(query.span, now);
    filter.words = query.words;
    filter.agency = query.agency;
    filter.subject = query.subject;
    return filter;
}

/// How strongly rules question an access: the place of its strongest rule in the published order, then how
/// many.
std::pair<size_t, size_t> strength(const review::Access& access) {
    if (access.signals.empty()) return {0, 0};
    const auto& rules = review::signal_rules();
    const auto at = std::ranges::find(rules, access.signals.front().rule, &review::SignalRule::id);
    return {static_cast<size_t>(rules.end() - at) + 1, access.signals.size()};
}

bool passes(const LogBook& book, Only only, const review::Access& access, const Verdicts& verdicts) {
    switch (only) {
        case Only::needs_review:
            return needs_review(book, access, verdicts);
        case Only::unexplained:
            return access.explained_by.empty();
        case Only::emergency:
            return access.is_emergency;
        case Only::exports:
        case Only::all:
            break;
    }
    return true;
}

/// Goes through the entries once: counts what the chips say, and keeps what the query asks for.
class Sieve {
public:
    Sieve(const LogBook& book, const LogQuery& query, const Verdicts& verdicts)
        : book_(book), query_(query), verdicts_(verdicts), seen_(book.assessed.accesses.size(), false) {
        found_.query = query;
    }
    void take(std::uint64_t place) {
        const review::Access* access = book_.access_at(place);
        const bool is_new = access && !seen_[book_.access_of[place]];
        if (is_new) {
            seen_[book_.access_of[place]] = true;
            count(*access);
        }
        if (shows_entries()) {
            if (query_.only == Only::all || (access && passes(book_, query_.only, *access, verdicts_)))
                found_.places.push_back(place);
        } else if (is_new && passes(book_, query_.only, *access, verdicts_)) {
            found_.places.push_back(access->place);
        }
    }
    LogFound finish(std::vector<std::uint64_t> exports) {
        found_.exports = exports.size();
        if (query_.only == Only::exports) found_.places = std::move(exports);
        if (query_.strongest_first) sort();
        return std::move(found_);
    }

private:
    bool shows_entries() const { return query_.every_entry || book_.is_own_only; }
    void count(const review::Access& access) {
        ++found_.accesses;
        ++(access.explained_by.empty() ? found_.unexplained : found_.explained);
        if (needs_review(book_, access, verdicts_)) ++found_.need_review;
        if (access.is_emergency) ++found_.emergencies;
    }
    void sort() {
        const auto strength_at = [this](std::uint64_t place) {
            const review::Access* access = book_.access_at(place);
            return access ? strength(*access) : std::pair<size_t, size_t>{0, 0};
        };
        std::ranges::stable_sort(found_.places, std::greater<>(), strength_at);
    }

    const LogBook& book_;
    const LogQuery& query_;
    const Verdicts& verdicts_;
    std::vector<bool> seen_;
    LogFound found_;
};

LogChoice toggle(Key key, std::string words, std::string sentence, bool is_on) {
    return {key, std::move(words), std::move(sentence), is_on, false};
}

std::string counted(const char* words, std::uint64_t count) {
    return std::string(words) + " (" + grouped(count) + ")";
}

void add_auditors_choices(std::vector<LogChoice>& all, const LogBook* book, const LogQuery& query,
                          const LogFound& found) {
    const std::string agency = query.agency.empty() ? "All agencies" : query.agency;
    if (book && book->agencies.size() > 1)
        all.push_back({Key::agency, agency, "Whose staff. Each press goes on to the next agency",
                       !query.agency.empty(), true});
    all.push_back(
        toggle(Key::needs_review, counted("Needs review", found.need_review),
               "Only accesses that a published rule questions and nobody has decided, and emergencies that "
               "nobody has reviewed",
               query.only == Only::needs_review));
    all.push_back(
        toggle(Key::unexplained, counted("Unexplained", found.unexplained),
               "Only accesses that no allocation, rota, referral or meeting explains. That blames nobody",
               query.only == Only::unexplained));
}

}  // namespace

bool LogQuery::is_narrow() const {
    LogQuery open;
    open.place = place;
    open.span = span;
    open.strongest_first = strongest_first;
    open.every_entry = every_entry;
    return *this != open;
}

LogFound find_entries(const LogBook& book, const LogQuery& query, const Verdicts& verdicts, base::Instant now,
                      std::stop_token stop) {
    Sieve sieve(book, query, verdicts);
    std::uint64_t taken = 0;
    review::Filter filter = filter_of(query, now);
    for (const std::uint64_t place : book.find(filter, stop)) {
        if (++taken % kStopEvery == 0 && stop.stop_requested()) break;
        sieve.take(place);
    }
    filter.kinds.assign(kExports.begin(), kExports.end());
    return sieve.finish(book.find(filter, stop));
}

std::vector<LogChoice> choices(const LogBook* book, const LogQuery& query, const LogFound* found) {
    static const LogFound none;
    const LogFound& counts = found ? *found : none;
    std::vector<LogChoice> all;
    if (book && book->has_partnership)
        all.push_back(
            {Key::place, place_words(query.place),
             "Whose entries: this workstation's own log, or those of all workstations as the "
             "partnership's database holds them. Each press reads the other; that is an entry of the log",
             query.place == LogPlace::partnership, true});
    all.push_back({Key::span, span_words(query.span), "How far back. Each press goes on to the next span",
                   false, true});
    const bool is_own = book && book->is_own_only;
    if (!is_own) add_auditors_choices(all, book, query, counts);
    all.push_back(toggle(Key::emergency, counted("Emergency access", counts.emergencies),
                         "Only accesses that rest on emergency access", query.only == Only::emergency));
    all.push_back(toggle(Key::exports, counted("Exports", counts.exports),
                         "Only what was exported, printed or copied", query.only == Only::exports));
    if (is_own) return all;
    all.push_back(toggle(Key::every_entry, "Every entry", "Each line of the log, not one row an access",
                         query.every_entry));
    all.push_back(toggle(Key::strongest, "Strongest first",
                         "Sorted by the published order of the rules; else newest first",
                         query.strongest_first));
    if (!query.subject.empty())
        all.push_back(toggle(Key::subject, "About " + short_token(query.subject) + "  \u00D7",
                             "Only what was done about one child. Press to see all again", true));
    return all;
}

LogQuery press(LogQuery query, Key key, const LogBook* book) {
    const auto turn = [&query](Only only) { query.only = query.only == only ? Only::all : only; };
    switch (key) {
        case Key::place:
            query.place =
                query.place == LogPlace::workstation ? LogPlace::partnership : LogPlace::workstation;
            query.subject.clear();  // what stands for a child here need not do so there
            break;
        case Key::span:
            query.span = static_cast<Span>((static_cast<int>(query.span) + 1) % 4);
            break;
        case Key::agency:
            if (book) {
                const auto at = std::ranges::find(book->agencies, query.agency);
                const auto next = at == book->agencies.end() ? book->agencies.begin() : at + 1;
                query.agency = next == book->agencies.end() ? std::string() : *next;
            }
            break;
        case Key::needs_review:
            turn(Only::needs_review);
            break;
        case Key::unexplained:
            turn(Only::unexplained);
            break;
        case Key::emergency:
            turn(Only::emergency);
            break;
        case Key::exports:
            turn(Only::exports);
            break;
        case Key::strongest:
            query.strongest_first = !query.strongest_first;
            break;
        case Key::every_entry:
            query.every_entry = !query.every_entry;
            break;
        case Key::subject:
            query.subject.clear();
            break;
    }
    return query;
}

std::string place_words(LogPlace place) {
    return place == LogPlace::workstation ? "This workstation" : "The partnership";
}

std::string span_words(Span span) {
    switch (span) {
        case Span::day:
            return "Last 24 hours";
        case Span::week:
            return "Last 7 days";
        case Span::month:
            return "Last 30 days";
        case Span::all:
            break;
    }
    return "All days";
}

std::string found_words(const LogBook& book, const LogFound& found) {
    const std::string accesses = grouped(found.accesses) + (found.accesses == 1 ? " access" : " accesses");
    if (book.is_own_only) return grouped(found.places.size()) + " entries, newest first";
    if (!book.has_work)
        return accesses + ", " + grouped(found.need_review) +
               " to be reviewed. Without lists of work nothing can be explained";
    return accesses + ": " + grouped(found.explained) + " explained, " + grouped(found.unexplained) +
           " unexplained, " + grouped(found.need_review) + " to be reviewed";
}

std::string nothing_found_words(const LogQuery& query) {
    if (query.is_narrow())
        return "No entry of this log fits what was chosen above. Press Esc to see all of the span again.";
    return "This log holds no entry of the " + base::lower_ascii(span_words(query.span)) +
           ". Press the span above to look further back.";
}

}  // namespace kith::present
