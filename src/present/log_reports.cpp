#include "present/log_reports.h"

#include "base/text.h"
#include "record/when.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace kith::present {
namespace {

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
    Line line = Line::field(
        row.when, row.who + ": " + row.what + (row.about.empty() ? "" : " about child " + row.about));
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
    const review::RetentionReport& retention = book.retention;
    LogReport report{
        "Retention", {}, {}, "Nothing is kept, and this log holds no destruction of a kept copy."};
    report.intro =
        base::counted(retention.live.size(), "copy", "copies") + " kept" +
        (retention.next_expiry ? ", the next to go " + short_when(*retention.next_expiry, now) : "") + ". " +
        base::counted(retention.copies_purged, "copy", "copies") +
        " destroyed, each by an entry of this log.";
    for (const auto& late : retention.overdue) {
        Line line = Line::field(late.source, "past its time and still there");
        line.mood = Mood::hole;
        report.lines.push_back(std::move(line));
    }
    for (const auto& hold : retention.holds) {
        Line line = Line::field("Legal hold", hold.copy.source + ", owner " + hold.copy.hold_owner);
        line.said_by = hold.is_review_due ? "review due" : "";
        line.mood = hold.is_review_due ? Mood::work : Mood::neutral;
        report.lines.push_back(std::move(line));
    }
    if (!retention.live.empty()) report.lines.push_back(Line::heading("Kept, soonest to go first"));
    for (const auto& copy : retention.live) {
        Line line = Line::field("until " + short_when(copy.until, now),
                                book.names.sources.short_name(record::SourceId(copy.source)) + " for " +
                                    book.names.purpose(copy.purpose) + ", case " + copy.case_ref);
        line.said_by = "ends by " + plain_words(copy.until_by);
        report.lines.push_back(std::move(line));
    }
    if (!retention.purged.empty()) report.lines.push_back(Line::heading("Destroyed, newest first"));
    for (const auto& purge : retention.purged) {
        Line line = Line::field(short_when(purge.at, now),
                                base::counted(purge.copies, "copy", "copies") + ": " +
                                    (purge.reason.empty() ? "no reason stated" : plain_words(purge.reason)));
        line.said_by = purge.certificate.empty() ? "" : "certificate " + purge.certificate;
        line.opens = Target::log_entry(purge.place);
        report.lines.push_back(std::move(line));
    }
    return report;
}

LogReport compared_report(const LogBook& book, const Compared* compared, base::Instant now) {
    LogReport report{
        "Source's list",
        "Compare a source's own list of accesses with what we asked it.",
        {},
        "No list has been compared yet. It is a CSV file with the columns time, user or organisation, and "
        "nhs_number or subject."};
    if (!compared) return report;
    const auto& result = compared->result;
    report.title = "Source's list: " + book.names.sources.short_name(record::SourceId(compared->source));
    report.intro = base::counted(result.matched.size(), "access", "accesses") + " matched, " +
                   std::to_string(result.ours_only.size()) + " in our log only, " +
                   std::to_string(result.theirs_only.size()) + " in their list only.";
    if (result.clock_ahead.count() != 0)
        report.intro +=
            " Their clock is " + std::to_string(result.clock_ahead.count()) + " minutes ahead of ours.";
    if (!result.theirs_only.empty())
        report.lines.push_back(Line::heading("In their list only: somebody asked who is not in our log"));
    for (const std::uint64_t row : result.theirs_only) {
        const auto at = std::ranges::find(compared->theirs, row, &review::SourceLine::row);
        Line line = Line::field("their row " + std::to_string(row),
                                at == compared->theirs.end()
                                    ? ""
                                    : uk_moment(at->at) + (at->user.empty() ? "" : ", " + at->user));
        line.mood = Mood::hole;
        report.lines.push_back(std::move(line));
    }
    if (!result.ours_only.empty())
        report.lines.push_back(Line::heading("In our log only: they may have been out of order then"));
    for (const std::uint64_t place : result.ours_only) {
        const review::LogLine entry = book.line(place);
        Line line =
            Line::field(short_when(entry.at, now), book.names.user(entry.user) + ": " + what_words(entry));
        line.mood = Mood::work;
        line.opens = Target::log_entry(place);
        report.lines.push_back(std::move(line));
    }
    if (result.theirs_only.empty() && result.ours_only.empty())
        report.lines.push_back(Line::sentence("Every access is in both."));
    return report;
}

}  // namespace kith::present
