#include "present/log_reports.h"

#include "base/text.h"
#include "json/value.h"
#include "ports/audit_kinds.h"
#include "record/when.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace kith::present {
namespace {

namespace kinds = ports::kinds;

constexpr std::uint64_t kSmall = 5;
constexpr size_t kMostSampled = 500;

std::string one_decimal(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f", value);
    return text;
}

std::string code_words(const std::string& code) {
    return code.empty() ? "no code" : plain_words(code);
}

Line emergency_line(const LogBook& book, const review::Emergency& emergency, const Verdicts& verdicts,
                    base::Instant now) {
    Line line = Line::field(short_when(emergency.began, now),
                            book.names.user(emergency.user) + ": " + code_words(emergency.code));
    const review::Access* access = book.access_at(emergency.place);
    const AccessState state = access ? state_of(book, *access, verdicts, now) : AccessState{};
    line.said_by = short_token(emergency.subject) + (state.words.empty() ? "" : " \u00B7 " + state.words);
    line.mood = state.mood;
    line.opens = Target::log_entry(access ? access->place : emergency.place);
    return line;
}

std::string rate_words(const review::TeamRate& team) {
    return one_decimal(team.per_hundred()) + " in 100 sittings (" + grouped(team.emergencies) + " in " +
           grouped(team.sessions) + ")";
}

Line access_line(const LogBook& book, const review::Access& access, const Verdicts& verdicts,
                 base::Instant now) {
    const LogRow row = row_of(book, access.place, verdicts, now);
    Line line =
        Line::field(row.when, row.who + ": " + row.what + (row.about.empty() ? "" : " about " + row.about));
    line.said_by = row.state;
    line.mood = row.mood;
    line.opens = Target::log_entry(access.place);
    return line;
}

void add_pairs(Lines& lines, const LogBook& book) {
    lines.push_back(Line::heading("Two authorities at one child within a day"));
    for (const auto& pair : book.assessed.pairs) {
        const review::LogLine first = book.line(pair.first), second = book.line(pair.second);
        Line line = Line::field(short_token(pair.subject), book.names.user(first.user) + " (" + first.agency +
                                                               ") and " + book.names.user(second.user) +
                                                               " (" + second.agency + ")");
        line.said_by = uk_moment(second.at);
        line.opens = Target::log_entry(pair.second);
        lines.push_back(std::move(line));
    }
    if (book.assessed.pairs.empty())
        lines.push_back(Line::sentence(
            "None in this log. Either may have good reason; together they say that two desks are at work."));
}

void add_refusals(Lines& lines, const LogBook& book) {
    lines.push_back(
        Line::heading("Many refusals about one child: for the safeguarding lead, never for discipline"));
    for (const auto& harm : book.assessed.harm) {
        Line line = Line::field(short_token(harm.subject),
                                base::counted(harm.refusals.size(), "refusal", "refusals") + " of " +
                                    base::counted(harm.users, "person", "people") + ", the last on " +
                                    uk_moment(harm.last));
        line.said_by = "somebody may be trying to raise an alarm";
        line.mood = Mood::work;
        line.opens = Target::log_entry(harm.refusals.back());
        lines.push_back(std::move(line));
    }
    if (book.assessed.harm.empty()) lines.push_back(Line::sentence("None in this log."));
}

/// Copies that an entry says were destroyed: listed or counted.
std::uint64_t copies_in(json::Value facts) {
    if (const auto count = facts["count"].integer()) return static_cast<std::uint64_t>(*count);
    if (const auto count = facts["items"].integer()) return static_cast<std::uint64_t>(*count);
    return facts["items"].size();
}

}  // namespace

LogReport emergency_report(const LogBook& book, const Verdicts& verdicts, base::Instant now) {
    const auto& queue = book.emergencies;
    LogReport report{book.is_own_only ? "Your emergency access" : "Emergency access", {}, {}, {}};
    report.intro = base::counted(queue.all.size(), "emergency", "emergencies") + ", " +
                   std::to_string(queue.unreviewed) + " not reviewed yet, " + std::to_string(queue.overdue) +
                   " overdue. Each must be reviewed by the next working day.";
    report.when_empty = "This log holds no emergency access.";
    if (!queue.escalate_to.empty() && !book.is_own_only)
        report.lines.push_back(Line::field("Overdue ones go to", base::join(queue.escalate_to, ", ")));
    if (queue.other_is_a_finding && !book.is_own_only) {
        Line line = Line::sentence(
            "More than one in ten gave \u201Cother\u201D as the reason: the codes do not fit, or are not "
            "used.");
        line.mood = Mood::work;
        report.lines.push_back(std::move(line));
    }
    for (const auto& emergency : queue.all)
        report.lines.push_back(emergency_line(book, emergency, verdicts, now));
    if (book.is_own_only || queue.teams.empty() || queue.all.empty()) return report;
    report.lines.push_back(Line::heading("How often each team reaches for it"));
    for (const auto& team : queue.teams)
        report.lines.push_back(Line::field(team.team.empty() ? "of no team" : team.team, rate_words(team)));
    return report;
}

LogReport sample_report(const LogBook& book, const DrawnSample* sample, const Verdicts& verdicts,
                        base::Instant now) {
    LogReport report{
        "Sample",
        "A random sample by team and source. Anybody with the seed draws the same one again.",
        {},
        "No sample has been drawn yet. Press \u201CDraw a sample\u2026\u201D and give a seed and how many."};
    if (!sample) return report;
    size_t decided = 0;
    for (const auto& drawn : sample->drawn) {
        const review::Access& access = book.assessed.accesses[drawn.access];
        if (!verdict_on(access, verdicts).empty()) ++decided;
        Line line = access_line(book, access, verdicts, now);
        line.said_by = (drawn.team.empty() ? "of no team" : drawn.team) + ", " +
                       book.names.sources.short_name(record::SourceId(drawn.source)) +
                       (line.said_by.empty() ? "" : " \u00B7 " + line.said_by);
        report.lines.push_back(std::move(line));
    }
    report.intro = base::counted(sample->drawn.size(), "access", "accesses") + " drawn with seed " +
                   std::to_string(sample->seed) + ", " + std::to_string(decided) +
                   " with a verdict. Each ends in a recorded verdict.";
    return report;
}

base::Expected<SampleWish> read_sample_wish(std::string_view text) {
    std::vector<std::uint64_t> numbers;
    for (const auto& part : base::split(base::trim(text), ' ')) {
        if (part.empty()) continue;
        std::uint64_t number = 0;
        const auto [end, trouble] = std::from_chars(part.data(), part.data() + part.size(), number);
        if (trouble != std::errc() || end != part.data() + part.size())
            return base::fail(base::Fault::invalid_input, "Give whole numbers: the seed, then how many");
        numbers.push_back(number);
    }
    if (numbers.size() != 2)
        return base::fail(base::Fault::invalid_input, "Give two numbers: the seed, then how many");
    if (numbers[1] == 0 || numbers[1] > kMostSampled)
        return base::fail(base::Fault::invalid_input,
                          "A sample has 1 to " + std::to_string(kMostSampled) + " accesses");
    return SampleWish{numbers[0], static_cast<size_t>(numbers[1])};
}

LogReport children_report(const LogBook& book) {
    LogReport report{"Children", "What concerns a child more than a member of staff.", {}, {}};
    add_pairs(report.lines, book);
    add_refusals(report.lines, book);
    return report;
}

LogReport retention_report(const LogBook& book, base::Instant now) {
    LogReport report{"Retention", {}, {}, "This log holds no destruction of kept copies yet."};
    review::Filter filter;
    filter.kinds = {std::string(kinds::kPurged), std::string(kinds::kShelfEmptied)};
    std::uint64_t copies = 0;
    std::map<std::string, std::uint64_t> by_reason;
    Lines lines;
    for (const std::uint64_t place : book.find(filter, {})) {
        const review::LogLine line = book.line(place);
        const auto facts = json::parse(line.facts);
        const std::uint64_t here = facts ? copies_in(facts->root()) : 0;
        const std::string reason =
            facts ? plain_words(facts->root()["reason_code"].is_text() ? facts->root()["reason_code"].text()
                                                                       : facts->root()["why"].text())
                  : std::string();
        copies += here;
        by_reason[reason.empty() ? "not stated" : reason] += here;
        Line row = Line::field(short_when(line.at, now), std::string(kinds::words_of(line.kind)) + ": " +
                                                             base::counted(here, "copy", "copies"));
        row.said_by = reason;
        row.opens = Target::log_entry(place);
        lines.push_back(std::move(row));
    }
    report.intro =
        base::counted(copies, "kept copy", "kept copies") + " destroyed, each by an entry of this log.";
    for (const auto& [reason, count] : by_reason)
        report.lines.push_back(Line::field(reason, base::counted(count, "copy", "copies")));
    if (!lines.empty()) report.lines.push_back(Line::heading("Destructions, newest first"));
    std::ranges::move(lines, std::back_inserter(report.lines));
    return report;
}

std::string suppressed(std::uint64_t count) {
    return count > 0 && count < kSmall ? "fewer than 5" : grouped(count);
}

std::string month_in_figures(const LogBook& book, const Verdicts& verdicts, base::Instant now) {
    const base::Instant since = now - std::chrono::hours(24 * 30);
    std::uint64_t all = 0, explained = 0, decided = 0;
    std::map<std::string, std::uint64_t> by_rule;
    for (const auto& access : book.assessed.accesses) {
        if (book.line(access.place).at < since) continue;
        ++all;
        if (!access.explained_by.empty()) ++explained;
        if (!verdict_on(access, verdicts).empty()) ++decided;
        for (const auto& signal : access.signals) ++by_rule[signal.rule];
    }
    std::string text = "Thirty days to " + record::uk_day(now).words() + ". Numbers under 5 are not given.\n";
    text += "Accesses: " + suppressed(all) + "\nExplained: " + suppressed(explained) +
            "\nUnexplained: " + suppressed(all - explained) + "\nWith a verdict: " + suppressed(decided) +
            "\n";
    for (const auto& rule : review::signal_rules())
        text += rule.name + ": " + suppressed(by_rule[rule.id]) + "\n";
    text += "Emergencies: " + suppressed(book.emergencies.all.size()) +
            ", overdue: " + suppressed(book.emergencies.overdue) + "\n";
    return text;
}

}  // namespace kith::present
