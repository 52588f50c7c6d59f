#include "present/log_entry.h"

#include "base/text.h"
#include "json/value.h"
#include "ports/audit_kinds.h"
#include "record/ledger.h"
#include "wording/wording.h"

#include <algorithm>

namespace kith::present {
namespace {

namespace kinds = ports::kinds;

constexpr std::chrono::minutes kPause{30};
constexpr std::chrono::hours kReach{6};
constexpr size_t kMost = 400;

std::string about_words(const review::LogLine& line, const OpenedWords& opened, std::uint64_t place) {
    if (line.subject.empty()) return {};
    return opened.place == place && opened.who ? *opened.who : short_token(line.subject);
}

/// Source by source, how the asking ended: "14 records", "Withheld".
std::string cell_words(json::Value cell) {
    const auto count = cell["count"].integer().value_or(0);
    const std::string state(cell["state"].text());
    if (count > 0) return base::counted(static_cast<size_t>(count), "record", "records");
    return plain_words(state);
}

void add_sources(Lines& lines, const LogBook& book, const review::Access& access) {
    std::vector<std::pair<std::string, std::string>> told;
    for (const std::uint64_t place : access.entries) {
        const review::LogLine line = book.line(place);
        const auto facts = json::parse(line.facts);
        if (!facts) continue;
        for (const auto cell : facts->root()["cells"])
            if (cell["person"].text() == "subject" || cell["person"].is_missing())
                told.emplace_back(
                    book.names.sources.short_name(record::SourceId(std::string(cell["source"].text()))),
                    cell_words(cell));
        if (line.kind != kinds::kAsked || !told.empty()) continue;
        for (const auto ask : facts->root()["asked"]) {
            const std::string id(ask.is_text() ? ask.text() : ask["source"].text());
            const auto name = book.names.sources.short_name(record::SourceId(id));
            if (std::ranges::find(told, name, &std::pair<std::string, std::string>::first) == told.end())
                told.emplace_back(name, "");
        }
    }
    std::map<std::string, std::string> last;
    for (const auto& [source, how] : told)
        last[source] = how.empty() && last.contains(source) ? last[source] : how;
    std::vector<std::string> words;
    for (const auto& [source, how] : last) words.push_back(source + (how.empty() ? "" : " (" + how + ")"));
    if (!words.empty()) lines.push_back(Line::field("Sources", base::join(words, ", ")));
}

/// Of another workstation's log: the keys to its words lie there alone.
bool is_elsewhere(const LogBook& book, const review::LogLine& line) {
    return line.chain != book.own_chain;
}

std::string only_there(const review::LogLine& line) {
    return "sealed; only workstation " + (line.workstation.empty() ? "of that log" : line.workstation) +
           " has the key";
}

/// What an investigation takes along: the lines that it needs, each with its proof, and nothing else (AU-12).
void add_case_file(Lines& lines, const LogBook& book, const review::LogLine& line) {
    if (book.is_own_only || is_elsewhere(book, line) || (line.case_ref.empty() && line.enquiry.empty()))
        return;
    lines.push_back(Line::heading("For an investigation"));
    const auto add = [&lines](const std::string& label, const std::string& what, std::string_view deed) {
        Line row = Line::field(label, what);
        row.action = "Export (logged)";
        row.opens = Target::deed(std::string(deed));
        lines.push_back(std::move(row));
    };
    if (!line.case_ref.empty())
        add("Case file", "Every entry of case " + line.case_ref + " with its proof, and no other",
            kExportCase);
    if (!line.enquiry.empty())
        add("Enquiry file", "Every entry of this one enquiry with its proof, and no other", kExportEnquiry);
}

void add_about(Lines& lines, const review::LogLine& line, const OpenedWords& opened, std::uint64_t place,
               const LogBook& book) {
    if (line.subject.empty()) return;
    Line about = Line::field("About", about_words(line, opened, place));
    const bool is_open = opened.place == place && opened.who;
    if (is_open) about.said_by = "opened for this entry alone; the look is in the log";
    if (is_elsewhere(book, line)) about.said_by = only_there(line);
    if (!is_open && !book.is_own_only && !is_elsewhere(book, line)) {
        about.action = "Open who it is (logged)";
        about.opens = Target::deed(std::string(kOpenWho));
    }
    lines.push_back(std::move(about));
}

void add_reason(Lines& lines, const review::LogLine& line, const OpenedWords& opened, std::uint64_t place,
                const LogBook& book) {
    if (!line.has_own_words) return;
    const bool is_open = opened.place == place && opened.reason;
    Line reason = Line::field("Reason given",
                              is_open ? "\u201C" + *opened.reason + "\u201D" : "Sealed, in their own words");
    if (is_elsewhere(book, line)) reason.said_by = only_there(line);
    if (!is_open && !book.is_own_only && !is_elsewhere(book, line)) {
        reason.action = "Open the words (logged)";
        reason.opens = Target::deed(std::string(kOpenReason));
    }
    lines.push_back(std::move(reason));
}

void add_signals(Lines& lines, const review::Access& access) {
    if (access.signals.empty()) return;
    lines.push_back(Line::heading("What questions it"));
    for (const auto& signal : access.signals) {
        const auto& rules = review::signal_rules();
        const auto rule = std::ranges::find(rules, signal.rule, &review::SignalRule::id);
        Line line = Line::field(rule == rules.end() ? plain_words(signal.rule) : rule->name, signal.why);
        line.mood = Mood::hole;
        lines.push_back(std::move(line));
        if (rule != rules.end()) lines.push_back(Line::field("Rule " + rule->id, rule->text));
    }
}

void add_access(Lines& lines, const LogBook& book, const review::Access& access, const Verdicts& verdicts,
                base::Instant now) {
    add_sources(lines, book, access);
    if (book.has_work)
        lines.push_back(
            Line::field("Explained by", access.explained_by.empty()
                                            ? "no allocation, rota, referral or meeting. That blames nobody"
                                            : std::string(review::words_of_spell(access.explained_by))));
    const AccessState state = state_of(book, access, verdicts, now);
    if (access.is_emergency || !verdict_on(access, verdicts).empty()) {
        Line line = Line::field("Stands at", state.words);
        line.mood = state.mood;
        lines.push_back(std::move(line));
    }
    add_signals(lines, access);
}

Line proof_line(const EntryLook::Proof& proof) {
    Line line = Line::field("Inclusion proof", {});
    if (!proof.cannot.empty()) {
        line.text = proof.cannot;
        return line;
    }
    line.text = "leaf " + grouped(proof.leaf) + " in tree " + grouped(proof.tree) +
                (proof.holds ? " \u2713" : " does not hold: this entry is not the one that was logged");
    line.mood = proof.holds ? Mood::good : Mood::hole;
    return line;
}

void add_sitting(Lines& lines, const LogBook& book, const EntryLook& look) {
    if (look.sitting.empty()) return;
    lines.push_back(Line::heading("The sitting, entry by entry"));
    for (size_t i = 0; i < look.sitting.size(); ++i) {
        const review::LogLine line = book.line(look.sitting[i]);
        Line row = Line::field(uk_clock(line.at), what_words(line));
        row.said_by = short_token(line.subject);
        if (look.sitting[i] == look.place) row.said_by += row.said_by.empty() ? "this entry" : ", this entry";
        row.opens = Target::log_entry(look.sitting[i]);
        lines.push_back(std::move(row));
    }
}

void decide_whether(EntryDetails& details, const LogBook& book, const review::LogLine& line) {
    if (book.is_own_only)
        details.why_not = "These are your own looks. An auditor decides about them.";
    else if (line.user == book.reader)
        details.why_not = "This was done by you: a second auditor decides about it.";
    details.may_decide = details.why_not.empty();
}

}  // namespace

std::vector<std::uint64_t> sitting_of(const LogBook& book, std::uint64_t place, std::stop_token stop) {
    const review::LogLine line = book.line(place);
    review::Filter filter;
    filter.user = line.user;
    filter.from = line.at - kReach;
    filter.until = line.at + kReach;
    std::vector<std::uint64_t> around = book.find(filter, stop);
    std::ranges::reverse(around);
    const auto here = std::ranges::find(around, place);
    if (here == around.end()) return {};
    const auto at = [&book](std::uint64_t other) { return book.line(other).at; };
    auto first = here, last = here;
    while (first != around.begin() && at(*first) - at(*(first - 1)) <= kPause &&
           static_cast<size_t>(here - first) < kMost / 2)
        --first;
    while (last + 1 != around.end() && at(*(last + 1)) - at(*last) <= kPause &&
           static_cast<size_t>(last - here) < kMost / 2)
        ++last;
    return {first, last + 1};
}

EntryDetails entry_details(const LogBook& book, std::uint64_t place, const EntryLook* look,
                           const OpenedWords& opened, const Verdicts& verdicts, base::Instant now) {
    const review::LogLine line = book.line(place);
    const review::Access* access = book.access_at(place);
    EntryDetails details;
    const bool is_questioned = access && !book.is_own_only && needs_review(book, *access, verdicts);
    details.title = "Entry " + grouped(line.index) + (is_questioned ? " \u00B7 needs review" : "");
    const std::string about = about_words(line, opened, place);
    details.sentence = book.names.user(line.user) + ": " + lower_first(what_words(line)) +
                       (about.empty() ? "" : " about " + about);
    details.lines.push_back(Line::field("When", uk_moment(line.at)));
    std::vector<std::string> where{book.names.role(line.role), line.agency};
    if (!line.workstation.empty()) where.push_back("workstation " + line.workstation);
    std::erase(where, std::string());
    details.lines.push_back(
        Line::field("Who", book.names.user(line.user) + " (" + base::join(where, " \u00B7 ") + ")"));
    if (!line.purpose.empty())
        details.lines.push_back(Line::field(
            "Purpose",
            book.names.purpose(line.purpose) + (line.case_ref.empty() ? "" : ", case " + line.case_ref)));
    add_about(details.lines, line, opened, place, book);
    add_reason(details.lines, line, opened, place, book);
    if (access) add_access(details.lines, book, *access, verdicts, now);
    if (look && look->place == place) {
        details.lines.push_back(proof_line(look->proof));
        add_sitting(details.lines, book, *look);
    }
    add_case_file(details.lines, book, line);
    decide_whether(details, book, line);
    return details;
}

}  // namespace kith::present
