#include "cli/log_decide.h"

#include "base/text.h"
#include "cli/files.h"
#include "cli/log_list.h"
#include "json/writer.h"
#include "ports/audit_kinds.h"
#include "record/identifiers.h"
#include "review/account.h"
#include "review/reconcile.h"
#include "review/report.h"
#include "review/sample.h"

#include <iostream>

namespace kith::cli {
namespace {

namespace kinds = ports::kinds;
using base::Expected;
using base::Fault;

/// What was given, or one line of standard input: so that it stands in no list of processes.
std::string given_or_typed(const std::string& given) {
    if (given != "-") return given;
    std::string line;
    std::getline(std::cin, line);
    return std::string(base::trim(line));
}

std::string what(std::string_view name) {
    return json::Writer().object().member("what", name).end().text();
}

void print_account(const review::Account& account) {
    for (const auto& line : account.lines) {
        std::cout << line.date.words() << "  " << line.purpose << "  by: " << line.role << "  asked: ";
        std::cout << (line.sources.empty() ? "nobody else" : base::join(line.sources, ", "));
        std::cout << (line.times > 1 ? "  (" + std::to_string(line.times) + " times)" : "") << "\n";
    }
    std::cout << base::counted(account.lines.size(), "line", "lines") << "\n";
    for (const auto& withheld : account.withheld)
        std::cout << "withheld: " << base::counted(withheld.entries, "entry", "entries") << " and "
                  << base::counted(withheld.sources, "source", "sources") << ": "
                  << base::printable(withheld.reason) << "\n";
}

void print_rows(const char* title, size_t count, const std::string& rows) {
    std::cout << title << ": " << count << (rows.empty() ? "" : " (" + rows + ")") << "\n";
}

/// Numbers of entries or rows, the first few.
template <typename List, typename NumberOf>
std::string numbers(const List& list, const char* of, NumberOf number_of) {
    constexpr size_t kMost = 50;
    std::string text;
    for (size_t n = 0; n < list.size() && n < kMost; ++n)
        text += (n ? ", " : std::string(of) + " ") + std::to_string(number_of(list[n]));
    return list.size() > kMost ? text + ", ..." : text;
}

struct Month {
    base::Instant from, until;
};

Expected<Month> month_of(const std::string& text, base::Instant now) {
    const auto day = text.empty() ? base::Expected<record::PartialDate>(record::uk_day(now))
                                  : record::PartialDate::parse_iso(text);
    if (!day || !day->month() || (!text.empty() && day->has_day()))
        return base::fail(Fault::invalid_input, "a month must be written like 2026-11");
    const std::chrono::year_month month{std::chrono::year{day->year()},
                                        std::chrono::month(static_cast<unsigned>(*day->month()))};
    const auto start = [](std::chrono::year_month m) {
        const base::Instant midnight{std::chrono::sys_days{m / 1}};
        return midnight - std::chrono::minutes{base::uk_offset_minutes(midnight)};
    };
    return Month{start(month), start(month + std::chrono::months{1})};
}

}  // namespace

ExitCode log_who(const LogWhoOptions& options) {
    const auto desk = LogDesk::open(options.who);
    if (!desk) return report(desk.error());
    const auto line = (*desk)->entry(options.entry);
    if (!line) return report(line.error());
    json::Writer w;
    w.object().member("chain", line->chain).member("entry", line->index).member("what", "who").end();
    const auto receipt = (*desk)->note(kinds::kSubjectOpened, w.text());
    if (!receipt) return report(receipt.error());
    const auto words = (*desk)->log().subject_words(options.entry, *receipt);
    if (!words) return report(words.error());
    std::cout << "entry " << options.entry << " is about "
              << (line->subject.empty() ? "nobody"
                  : words->empty()      ? "somebody whose name it does not hold"
                                        : base::printable(*words))
              << "\nthis look is entry " << receipt->leaf() << "\n";
    return kComplete;
}

ExitCode log_verdict(const LogVerdictOptions& options) {
    const auto desk = LogDesk::open(options.who);
    if (!desk) return report(desk.error());
    const auto line = (*desk)->entry(options.entry);
    if (!line) return report(line.error());
    const auto work = (*desk)->work();
    if (!work) return report(work.error());
    const auto make =
        line->kind == kinds::kEmergencyBegan ? review::emergency_review_entry : review::verdict_entry;
    const auto entry = make(*line, (*desk)->reviewer(), *work, options.verdict, given_or_typed(options.words),
                            (*desk)->now());
    if (!entry) return report(entry.error());
    const auto receipt = (*desk)->house().append(*entry);
    if (!receipt) return report(receipt.error());
    std::cout << "entry " << options.entry << ": " << options.verdict << ", recorded as entry "
              << receipt->leaf() << "\n";
    return kComplete;
}

ExitCode log_sample(const LogSampleOptions& options) {
    const auto desk = LogDesk::open(options.who);
    if (!desk) return report(desk.error());
    json::Writer w;
    w.object()
        .member("seed", std::to_string(options.seed))
        .member("size", options.size)
        .member("what", "sample")
        .end();
    if (const auto logged = (*desk)->note(kinds::kLogRead, w.text()); !logged) return report(logged.error());
    const auto book = read_book(**desk);
    if (!book) return report(book.error());
    const auto sample =
        review::draw_sample(book->log, book->assessed, book->work, options.seed, options.size);
    for (const auto& drawn : sample) {
        print_access(std::cout, *book, book->assessed.accesses[drawn.access]);
        std::cout << "          drawn for "
                  << (drawn.team.empty() ? "no team known" : base::printable(drawn.team)) << ", "
                  << base::printable(drawn.source) << "\n";
    }
    std::cout << base::counted(sample.size(), "access", "accesses") << " drawn with seed " << options.seed
              << "\n";
    return kComplete;
}

ExitCode log_account(const LogAccountOptions& options) {
    const auto desk = LogDesk::open(options.who);
    if (!desk) return report(desk.error());
    const auto number = record::NhsNumber::parse(given_or_typed(options.nhs));
    if (!number) return report(base::fail(Fault::invalid_input, "that is no NHS number"));
    const auto logged = (*desk)->note(kinds::kAccountGiven, what("subject_account"), number->digits());
    if (!logged) return report(logged.error());
    const auto entries = (*desk)->entries();
    if (!entries) return report(entries.error());
    const auto work = (*desk)->work();
    if (!work) return report(work.error());
    print_account(review::subject_account(*entries, *work, (*desk)->rulebook(),
                                          (*desk)->log().token("subject", number->digits())));
    return kComplete;
}

ExitCode log_reconcile(const LogReconcileOptions& options) {
    const auto desk = LogDesk::open(options.who);
    if (!desk) return report(desk.error());
    const auto csv = read_file(options.file);
    if (!csv) return report(csv.error());
    const auto theirs = review::read_source_list(*csv, (*desk)->token_of());
    if (!theirs) return report(theirs.error());
    const auto entries = (*desk)->entries();
    if (!entries) return report(entries.error());
    const auto& settings = (*desk)->settings();
    const auto made = review::reconcile(
        *entries, *theirs,
        {options.source, std::chrono::seconds{options.tolerance_seconds}, settings.organisation_code});
    json::Writer w;
    w.object()
        .member("source", options.source)
        .member("rows", theirs->size())
        .member("matched", made.matched.size());
    w.member("ours_only", made.ours_only.size()).member("theirs_only", made.theirs_only.size()).end();
    if (const auto logged = (*desk)->note(kinds::kReconciled, w.text()); !logged)
        return report(logged.error());
    if (made.clock_ahead.count())
        std::cout << "their clock is " << made.clock_ahead.count() << " minutes ahead of ours\n";
    print_rows("matched", made.matched.size(), {});
    print_rows("ours only", made.ours_only.size(),
               numbers(made.ours_only, "entries", [&](auto place) { return entries->line(place).index; }));
    print_rows("theirs only", made.theirs_only.size(),
               numbers(made.theirs_only, "rows", [](auto row) { return row; }));
    return kComplete;
}

ExitCode log_report(const LogReportOptions& options) {
    const auto desk = LogDesk::open(options.who);
    if (!desk) return report(desk.error());
    const auto month = month_of(options.month, (*desk)->now());
    if (!month) return report(month.error());
    if (const auto logged = (*desk)->note(kinds::kLogRead, what("report")); !logged)
        return report(logged.error());
    const auto book = read_book(**desk);
    if (!book) return report(book.error());
    std::cout << text_of(review::make_report(book->log, book->assessed, book->emergencies, book->work,
                                             month->from, month->until));
    return kComplete;
}

ExitCode log_mine(const LogMineOptions& options) {
    const auto desk = LogDesk::open(options.who, Readers::everybody);
    if (!desk) return report(desk.error());
    if (const auto logged = (*desk)->note(kinds::kLogRead, what("own_entries")); !logged)
        return report(logged.error());
    const auto book = read_book(**desk);
    if (!book) return report(book.error());
    const auto own = review::own_emergencies(book->emergencies, (*desk)->user().id);
    for (const auto& emergency : own) print_emergency(std::cout, *book, emergency);
    std::cout << base::counted(own.size(), "emergency access", "emergency accesses") << " of yours\n";
    return kComplete;
}

}  // namespace kith::cli
