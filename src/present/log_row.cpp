#include "present/log_row.h"

#include "base/text.h"
#include "json/value.h"
#include "ports/audit_kinds.h"
#include "record/when.h"

#include <algorithm>
#include <array>
#include <set>

namespace kith::present {
namespace {

namespace kinds = ports::kinds;

size_t distinct_sources(json::Value asks) {
    std::set<std::string_view> sources;
    for (const auto ask : asks) sources.insert(ask["source"].is_text() ? ask["source"].text() : ask.text());
    return sources.size();
}

std::string asked_words(json::Value facts, const char* after) {
    const size_t sources = distinct_sources(facts["asked"]);
    return sources == 0 ? std::string() : "Asked " + base::counted(sources, "source", "sources") + after;
}

std::string closed_words(json::Value facts) {
    std::set<std::string_view> all, answered;
    static constexpr std::array<std::string_view, 7> kAnswers{
        "records_held", "none_held", "candidates", "too_many", "withheld", "partial", "held_copy"};
    static constexpr std::array<std::string_view, 3> kUnasked{"not_asked", "not_covered", "refused"};
    for (const auto cell : facts["cells"]) {
        const auto state = cell["state"].text();
        if (std::ranges::find(kUnasked, state) != kUnasked.end()) continue;
        all.insert(cell["source"].text());
        if (std::ranges::find(kAnswers, state) != kAnswers.end()) answered.insert(cell["source"].text());
    }
    if (all.empty()) return {};
    return "Finished asking: " + std::to_string(answered.size()) + " of " + std::to_string(all.size()) +
           " answered";
}

std::string names_of(const review::Access& access) {
    std::vector<std::string> names;
    for (const auto& signal : access.signals) {
        const auto& rules = review::signal_rules();
        const auto rule = std::ranges::find(rules, signal.rule, &review::SignalRule::id);
        const std::string name = rule == rules.end() ? plain_words(signal.rule) : rule->name;
        if (std::ranges::find(names, name) == names.end()) names.push_back(name);
    }
    return base::join(names, " \u00B7 ");
}

AccessState emergency_state(const review::Emergency& emergency, const Verdicts& verdicts, base::Instant now) {
    const auto recorded = verdicts.find(emergency.place);
    const std::string outcome = recorded == verdicts.end() ? emergency.outcome : recorded->second;
    if (!outcome.empty())
        return {"Emergency reviewed: " + base::lower_ascii(verdict_words(outcome)), Mood::good};
    const bool is_overdue = emergency.review_due.first_day() < record::uk_day(now).first_day();
    return {(is_overdue ? "Review overdue since " : "Review due ") + emergency.review_due.words(),
            is_overdue ? Mood::hole : Mood::work};
}

}  // namespace

std::string what_words(const review::LogLine& line) {
    const auto parsed = json::parse(line.facts);
    const json::Value facts = parsed ? parsed->root() : json::Value();
    std::string words;
    if (line.kind == kinds::kAsked) words = asked_words(facts, "");
    if (line.kind == kinds::kAskedAgain) words = asked_words(facts, " again");
    if (line.kind == kinds::kClosed) words = closed_words(facts);
    return words.empty() ? std::string(kinds::words_of(line.kind)) : words;
}

std::string verdict_words(const std::string& verdict) {
    if (verdict == "explained") return "Explained";
    if (verdict == "asked") return "Manager asked";
    if (verdict == "referred") return "Referred";
    if (verdict == "justified") return "Justified";
    if (verdict == "not_justified") return "Not justified";
    return plain_words(verdict);
}

AccessState state_of(const LogBook& book, const review::Access& access, const Verdicts& verdicts,
                     base::Instant now) {
    const std::string verdict = verdict_on(access, verdicts);
    if (const auto* emergency = book.emergency_of(access)) return emergency_state(*emergency, verdicts, now);
    if (!verdict.empty()) return {verdict_words(verdict), verdict == "explained" ? Mood::good : Mood::work};
    if (!access.signals.empty()) return {names_of(access), Mood::hole};
    if (!access.explained_by.empty())
        return {"Explained: " + lower_first(std::string(review::words_of_spell(access.explained_by))),
                Mood::good};
    return {book.has_work ? "Unexplained" : "", Mood::neutral};
}

LogRow row_of(const LogBook& book, std::uint64_t place, const Verdicts& verdicts, base::Instant now) {
    const review::LogLine line = book.line(place);
    LogRow row;
    row.when = short_when(line.at, now);
    row.who = book.names.user(line.user);
    row.role = book.names.role(line.role);
    row.purpose = book.names.purpose(line.purpose);
    row.case_ref = line.case_ref;
    row.about = line.subject.substr(0, 8);
    row.what = what_words(line);
    const review::Access* access = book.access_at(place);
    if (const auto decided = verdicts.find(place); !access && decided != verdicts.end())
        row.state = verdict_words(decided->second);
    if (!access || access->place != place || (book.is_own_only && !access->is_emergency)) return row;
    const AccessState state = state_of(book, *access, verdicts, now);
    row.state = state.words;
    row.mood = state.mood;
    return row;
}

std::string as_text(const LogRow& row) {
    std::vector<std::string> parts;
    for (const auto* part :
         {&row.when, &row.who, &row.role, &row.purpose, &row.case_ref, &row.about, &row.what, &row.state})
        if (!part->empty()) parts.push_back(*part);
    return base::join(parts, ", ");
}

}  // namespace kith::present
