#include "cli/log_list.h"

#include "base/text.h"
#include "cli/files.h"
#include "json/writer.h"
#include "ports/audit_kinds.h"

#include <algorithm>
#include <iomanip>
#include <iostream>
#include <set>

namespace kith::cli {
namespace {

namespace kinds = ports::kinds;
using review::Access;

base::Expected<review::Filter> filter_of(const LogListOptions& options) {
    review::Filter filter;
    for (const auto& [text, moment] :
         {std::pair{&options.since, &filter.from}, std::pair{&options.until, &filter.until}}) {
        if (text->empty()) continue;
        const auto at = moment_of(*text);
        if (!at) return at.error();
        *moment = *at;
    }
    filter.user = options.of_user;
    filter.case_ref = options.case_ref;
    filter.words = options.words;
    filter.kinds = options.kinds;
    return filter;
}

/// What was looked for, as far as it names no child: words and cases are told by their number alone.
std::string facts_of(const LogListOptions& options) {
    json::Writer w;
    w.object().member("what", options.unexplained ? "unexplained"
                              : options.signals   ? "signals"
                              : options.emergency ? "emergencies"
                                                  : "list");
    w.member("of_user", options.of_user)
        .member("with_case", !options.case_ref.empty())
        .member("with_words", !options.words.empty());
    return w.end().text();
}

bool is_wanted(const LogListOptions& options, const Access& access) {
    return (!options.unexplained || access.explained_by.empty()) &&
           (!options.signals || !access.signals.empty()) && (!options.emergency || access.is_emergency);
}

bool is_about_accesses(const LogListOptions& options) {
    return options.unexplained || options.signals || !options.json_file.empty();
}

/// Accesses of which at least one entry passes the filter.
std::vector<size_t> accesses_in(const LogBook& book, const LogListOptions& options,
                                const review::Filter& filter) {
    std::vector<char> passes(book.log.size(), 0);
    for (const auto place : book.log.find(filter)) passes[place] = 1;
    std::vector<size_t> wanted;
    for (size_t n = 0; n < book.assessed.accesses.size(); ++n) {
        const Access& access = book.assessed.accesses[n];
        const bool is_in =
            std::ranges::any_of(access.entries, [&](auto place) { return passes[place] != 0; });
        if (is_in && is_wanted(options, access)) wanted.push_back(n);
    }
    return wanted;
}

void print_more(size_t all, size_t shown) {
    if (all > shown) std::cout << "and " << all - shown << " more (--limit 0 shows them all)\n";
}

void print_accesses(const LogBook& book, const std::vector<size_t>& wanted, size_t limit) {
    const size_t shown = limit == 0 ? wanted.size() : std::min(limit, wanted.size());
    for (size_t n = 0; n < shown; ++n) print_access(std::cout, book, book.assessed.accesses[wanted[n]]);
    print_more(wanted.size(), shown);
    std::cout << base::counted(wanted.size(), "access", "accesses") << " of " << book.assessed.accesses.size()
              << ": " << book.assessed.explained << " explained, " << book.assessed.unexplained
              << " unexplained, " << book.assessed.with_signal << " with a signal\n";
}

/// Some entries are nobody's: a rulebook that was taken in, a sign-in under a name that the settings do not
/// know.
std::string who_did(const review::LogLine& line) {
    if (!line.user.empty()) return line.user + " (" + line.role + ")";
    return line.kind == kinds::kSignInFailed ? "somebody unknown" : "the program";
}

void print_entries(const LogBook& book, const review::Filter& filter, size_t limit) {
    const auto places = book.log.find(filter);
    const size_t shown = limit == 0 ? places.size() : std::min(limit, places.size());
    for (size_t n = 0; n < shown; ++n) {
        const auto line = book.log.line(places[n]);
        std::cout << std::setw(8) << line.index << "  " << base::uk_time(line.at) << "  "
                  << base::printable(who_did(line)) << "  " << base::printable(line.purpose) << "  "
                  << base::printable(line.case_ref) << "  " << kinds::words_of(line.kind) << "\n";
    }
    print_more(places.size(), shown);
    std::cout << base::counted(places.size(), "entry", "entries") << " of " << book.log.size() << "\n";
}

void print_emergencies(const LogBook& book) {
    const auto& queue = book.emergencies;
    for (const auto& emergency : queue.all) print_emergency(std::cout, book, emergency);
    std::cout << base::counted(queue.all.size(), "emergency access", "emergency accesses") << ", "
              << queue.unreviewed << " without a review, " << queue.overdue << " overdue\n";
    for (const auto& person : queue.escalate_to)
        std::cout << "overdue reviews go to " << base::printable(person) << "\n";
    for (const auto& team : queue.teams)
        if (team.emergencies)
            std::cout << (team.team.empty() ? "no team known" : base::printable(team.team)) << ": "
                      << team.emergencies << " in " << team.sessions << " sessions (" << std::fixed
                      << std::setprecision(1) << team.per_hundred() << " per 100)\n";
    if (queue.other_is_a_finding)
        std::cout << "finding: the reason \"other\" was given for more than a tenth: "
                  << queue.with_other_reason << " of " << queue.all.size() << "\n";
}

void print_pairs(const LogBook& book) {
    for (const auto& pair : book.assessed.pairs) {
        const auto first = book.log.line(pair.first), second = book.log.line(pair.second);
        std::cout << std::setw(8) << first.index << "  " << base::uk_time(first.at) << "  "
                  << base::printable(first.user) << ", " << base::printable(first.agency) << "  and "
                  << second.index << "  " << base::uk_time(second.at) << "  " << base::printable(second.user)
                  << ", " << base::printable(second.agency) << "\n";
    }
    std::cout << base::counted(book.assessed.pairs.size(), "pair", "pairs")
              << " of two authorities at one child within a day\n";
}

void print_harm(const LogBook& book) {
    for (const auto& harm : book.assessed.harm) {
        std::cout << base::counted(harm.refusals.size(), "refusal", "refusals") << " about one child by "
                  << base::counted(harm.users, "person", "people") << ", the last "
                  << base::uk_time(harm.last) << ": entries";
        for (const auto place : harm.refusals) std::cout << " " << book.log.line(place).index;
        std::cout << "\n";
    }
    std::cout << "For the safeguarding lead: somebody may be raising an alarm and be turned away.\n";
}

}  // namespace

base::Expected<LogBook> read_book(const LogDesk& desk) {
    auto entries = desk.entries();
    if (!entries) return entries.error();
    auto work = desk.work();
    if (!work) return work.error();
    LogBook book{std::move(*entries), std::move(*work), {}, {}};
    book.assessed = assess(book.log, book.work, desk.rulebook(), desk.now());
    book.emergencies = emergency_queue(book.log, book.work, desk.rulebook(), desk.now());
    return book;
}

ExitCode log_list(const LogListOptions& options) {
    const auto filter = filter_of(options);
    if (!filter) return report(filter.error());
    const auto desk = LogDesk::open(options.who);
    if (!desk) return report(desk.error());
    if (const auto logged = (*desk)->note(kinds::kLogRead, facts_of(options)); !logged)
        return report(logged.error());
    const auto book = read_book(**desk);
    if (!book) return report(book.error());
    if (!options.json_file.empty()) {
        auto wanted = accesses_in(*book, options, *filter);
        if (options.limit && wanted.size() > options.limit) wanted.resize(options.limit);
        if (auto written = write_file(options.json_file, list_json(*book, wanted)); !written)
            return report(written.error());
    }
    if (options.json_file == "-") return kComplete;
    if (options.emergency)
        print_emergencies(*book);
    else if (options.pairs)
        print_pairs(*book);
    else if (options.harm)
        print_harm(*book);
    else if (is_about_accesses(options))
        print_accesses(*book, accesses_in(*book, options, *filter), options.limit);
    else
        print_entries(*book, *filter, options.limit);
    return kComplete;
}

}  // namespace kith::cli
