#include "base/text.h"
#include "cli/log_list.h"
#include "json/writer.h"
#include "ports/audit_kinds.h"
#include "review/sample.h"

#include <algorithm>
#include <iomanip>

namespace kith::cli {
namespace {

using review::Access;
using review::LogLine;

std::string name_of_rule(const std::string& id) {
    const auto at = std::ranges::find(review::signal_rules(), id, &review::SignalRule::id);
    return at == review::signal_rules().end() ? id : at->name;
}

/// What was done, in a few words, by all entries of the access.
std::string what_of(const review::Register& log, const Access& access) {
    std::string first;
    size_t opened = 0, printed = 0, sources = 0;
    for (const auto place : access.entries) {
        const LogLine line = log.line(place);
        if (line.kind == ports::kinds::kAsked) sources += review::sources_asked(line.facts).size();
        opened += line.kind == ports::kinds::kEventOpened || line.kind == ports::kinds::kOriginShown;
        printed += line.kind == ports::kinds::kPrinted || line.kind == ports::kinds::kExported;
        if (first.empty()) first = ports::kinds::words_of(line.kind);
    }
    if (sources) first = "asked " + base::counted(sources, "source", "sources");
    if (opened) first += ", opened " + std::to_string(opened);
    if (printed) first += ", printed " + std::to_string(printed);
    return base::printable(first);
}

std::string state_of(const Access& access) {
    std::string state(review::words_of_spell(access.explained_by));
    if (access.was_refused) state += ", refused";
    if (access.is_emergency) state += ", emergency";
    if (!access.verdict.empty()) state += ", verdict: " + access.verdict;
    return base::printable(state);
}

void write_access(json::Writer& w, const LogBook& book, const Access& access) {
    const LogLine line = book.log.line(access.place);
    w.object().member("entry", line.index).member("chain", line.chain).member("at", base::to_iso(line.at));
    w.member("user", line.user).member("role", line.role).member("agency", line.agency);
    w.member("workstation", line.workstation).member("purpose", line.purpose).member("case", line.case_ref);
    w.member("enquiry", line.enquiry)
        .member("subject", line.subject)
        .member("what", what_of(book.log, access));
    w.member("explained_by", access.explained_by).member("refused", access.was_refused);
    w.member("emergency", access.is_emergency).member("verdict", access.verdict).key("entries").array();
    for (const auto place : access.entries) w.number(static_cast<std::int64_t>(book.log.line(place).index));
    w.end().key("signals").array();
    for (const auto& signal : access.signals) {
        w.object().member("rule", signal.rule).member("why", signal.why).key("evidence").array();
        for (const auto place : signal.evidence)
            w.number(static_cast<std::int64_t>(book.log.line(place).index));
        w.end().end();
    }
    w.end().end();
}

}  // namespace

void print_access(std::ostream& out, const LogBook& book, const Access& access) {
    const LogLine line = book.log.line(access.place);
    out << std::setw(8) << line.index << "  " << base::uk_time(line.at) << "  " << base::printable(line.user)
        << " (" << base::printable(line.role) << ")  " << base::printable(line.purpose) << "  "
        << base::printable(line.case_ref) << "  " << what_of(book.log, access) << "  [" << state_of(access)
        << "]\n";
    for (const auto& signal : access.signals)
        out << "          " << name_of_rule(signal.rule) << ": " << signal.why << "\n";
}

void print_emergency(std::ostream& out, const LogBook& book, const review::Emergency& e) {
    out << std::setw(8) << book.log.line(e.place).index << "  " << base::uk_time(e.began) << "  "
        << base::printable(e.user) << (e.team.empty() ? "" : ", " + base::printable(e.team)) << "  reason "
        << base::printable(e.code) << "  ";
    if (!e.outcome.empty())
        out << "reviewed: " << base::printable(e.outcome);
    else
        out << (e.is_overdue ? "review overdue since " : "review due ") << e.review_due.words();
    out << "\n";
}

std::string list_json(const LogBook& book, const std::vector<size_t>& accesses) {
    json::Writer w;
    const auto& all = book.assessed;
    w.object().member("entries", book.log.size()).member("accesses", all.accesses.size());
    w.member("explained", all.explained)
        .member("unexplained", all.unexplained)
        .member("with_signal", all.with_signal);
    w.member("emergencies", all.emergencies)
        .member("overdue_emergencies", all.overdue_emergencies)
        .key("listed")
        .array();
    for (const size_t n : accesses) write_access(w, book, all.accesses[n]);
    w.end().key("rules").array();
    for (const auto& rule : review::signal_rules())
        w.object().member("id", rule.id).member("name", rule.name).member("text", rule.text).end();
    w.end().end();
    return w.text() + "\n";
}

}  // namespace kith::cli
