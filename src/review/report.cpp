#include "review/report.h"

#include "base/text.h"
#include "record/when.h"

#include <algorithm>
#include <map>

namespace kith::review {
namespace {

constexpr std::uint64_t kSmall = 5;
using Counts = std::map<std::string, std::uint64_t>;

CountTable table_of(std::string title, const Counts& counts) {
    CountTable table{std::move(title), {counts.begin(), counts.end()}};
    std::ranges::stable_sort(table.rows, std::greater{}, [](const auto& row) { return row.second; });
    return table;
}

std::string name_of_rule(const std::string& id) {
    const auto at = std::ranges::find(signal_rules(), id, &SignalRule::id);
    return at == signal_rules().end() ? id : at->name;
}

std::string named(const std::string& text, const char* otherwise) {
    return text.empty() ? otherwise : text;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> with_small_numbers_hidden(const CountTable& table) {
    std::vector<bool> hidden;
    for (const auto& [name, count] : table.rows) hidden.push_back(count > 0 && count < kSmall);
    if (std::ranges::count(hidden, true) == 1) {
        size_t next = table.rows.size();
        for (size_t n = 0; n < table.rows.size(); ++n)
            if (!hidden[n] && table.rows[n].second > 0 &&
                (next == table.rows.size() || table.rows[n].second < table.rows[next].second))
                next = n;
        if (next < table.rows.size()) hidden[next] = true;
    }
    std::vector<std::pair<std::string, std::string>> told;
    for (size_t n = 0; n < table.rows.size(); ++n) {
        const auto& [name, count] = table.rows[n];
        told.emplace_back(name, !hidden[n]       ? std::to_string(count)
                                : count < kSmall ? "fewer than 5"
                                                 : "not told");
    }
    return told;
}

Report make_report(const Register& log, const Assessment& assessed, const EmergencyQueue& emergencies,
                   const Work& work, base::Instant from, base::Instant until) {
    Counts explained, teams, purposes, rules, verdicts, outcomes;
    std::uint64_t accesses = 0, refused = 0;
    for (const auto& access : assessed.accesses) {
        const LogLine line = log.line(access.place);
        if (line.at < from || line.at >= until) continue;
        ++accesses;
        refused += access.was_refused;
        ++explained[std::string(words_of_spell(access.explained_by))];
        ++teams[named(work.team_of(line.user), "No team known")];
        ++purposes[named(line.purpose, "No purpose")];
        for (const auto& signal : access.signals) ++rules[name_of_rule(signal.rule)];
        if (!access.signals.empty()) ++verdicts[named(access.verdict, "none yet")];
    }
    Report report{from, until, {}, {}};
    std::uint64_t began = 0, overdue = 0, other = 0;
    for (const auto& e : emergencies.all) {
        if (e.began < from || e.began >= until) continue;
        ++began;
        overdue += e.is_overdue;
        other += e.code == "other";
        ++outcomes[e.is_overdue ? "overdue" : named(e.outcome, "review due")];
    }
    report.tables = {table_of("Accesses by what explains them", explained),
                     table_of("Accesses by team", teams),
                     table_of("Accesses by purpose", purposes),
                     table_of("Signals by rule", rules),
                     table_of("Verdicts on accesses with a signal", verdicts),
                     table_of("Emergency accesses by outcome", outcomes),
                     CountTable{"All accesses", {{"Accesses", accesses}, {"of them refused", refused}}}};
    if (overdue)
        report.findings.push_back(
            "Reviews of emergency accesses are overdue and have gone to the head of service.");
    if (other * 10 > began)
        report.findings.push_back(
            "More than a tenth of emergency accesses gave the reason \"other\": the codes do not fit, or are "
            "not used.");
    if (!assessed.harm.empty())
        report.findings.push_back(
            "Enquiries about a child were refused again and again: the safeguarding lead should see them.");
    return report;
}

std::string text_of(const Report& report) {
    const auto last = report.until - std::chrono::milliseconds{1};
    std::string text =
        "Access log, " + record::uk_day(report.from).words() + " to " + record::uk_day(last).words() + "\n";
    for (const auto& table : report.tables) {
        text += "\n" + table.title + "\n";
        if (table.rows.empty()) text += "  none\n";
        for (const auto& [name, count] : with_small_numbers_hidden(table))
            text += "  " + name + ": " + count + "\n";
    }
    text += "\nFindings\n";
    if (report.findings.empty()) text += "  none\n";
    for (const auto& finding : report.findings) text += "  " + finding + "\n";
    return text + "\nCounts under 5 are not told.\n";
}

}  // namespace kith::review
