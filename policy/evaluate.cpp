#include "policy/evaluate.h"

#include <algorithm>

namespace kith::policy {
namespace {

enum class Match { no, unclear, yes };

/// `is_known` tells whether the rulebook has a name. A list that does not hold `value` but does hold a name
/// nobody knows may have meant it.
template <typename Name, typename Value, typename IsKnown>
Match match(const std::vector<Name>& list, const Value& value, const IsKnown& is_known) {
    if (list.empty()) return Match::yes;
    if (std::ranges::find(list, value) != list.end()) return is_known(value) ? Match::yes : Match::unclear;
    return std::ranges::all_of(list, is_known) ? Match::no : Match::unclear;
}

bool is_a_kind(PersonKind kind) {
    return kind >= PersonKind::subject_child && kind <= PersonKind::age_unknown;
}

/// A rule that names people of unknown age speaks of them both times that they are asked about.
Match match_people(const Rule& rule, const Circumstances& c) {
    const bool names_unknown = std::ranges::find(rule.people, PersonKind::age_unknown) != rule.people.end();
    return c.is_age_unknown && names_unknown ? Match::yes : match(rule.people, c.kind, is_a_kind);
}

/// The least sure of its conditions decides; one that does not hold is enough to keep a rule silent.
Match match_all(const Rulebook& book, const Rule& rule, const Circumstances& c) {
    const auto is_role = [&](std::string_view id) { return book.role(id) != nullptr; };
    const auto is_purpose = [&](std::string_view id) { return book.purpose(id) != nullptr; };
    const auto is_source = [&](const record::SourceId& id) { return book.source(id) != nullptr; };
    const auto is_category = [&](const record::CategoryId& id) { return book.category(id) != nullptr; };
    if (rule.without_consent_only && c.has_consent) return Match::no;
    return std::min({match(rule.roles, c.role, is_role), match(rule.purposes, c.purpose, is_purpose),
                     match(rule.sources, c.source, is_source),
                     match(rule.categories, c.category, is_category), match_people(rule, c)});
}

bool is_known_obligation(const std::string& obligation) {
    return std::ranges::find(kObligations, obligation) != kObligations.end();
}

bool is_sound(const Rule& rule) {
    const bool has_mode = !rule.mode || *rule.mode == Mode::existence || *rule.mode == Mode::content;
    return has_mode && rule.lookback_years >= 0 && std::ranges::all_of(rule.obligations, is_known_obligation);
}

Years widest(Years a, Years b) {
    if (!a || !b) return a ? a : b;
    return *a == 0 || *b == 0 ? 0 : std::max(*a, *b);
}

Years narrowest(Years a, Years b) {
    if (!a || !b) return {};
    if (*a == 0 || *b == 0) return std::max(*a, *b);
    return std::min(*a, *b);
}

void widen(Reach& reach, const Rule& permit) {
    reach.existence = widest(reach.existence, permit.lookback_years);
    if (permit.mode != Mode::existence) reach.content = widest(reach.content, permit.lookback_years);
}

}  // namespace

Verdict evaluate(const Rulebook& rulebook, const Rule& rule, const Circumstances& circumstances) {
    switch (match_all(rulebook, rule, circumstances)) {
        case Match::no:
            return Verdict::silent;
        case Match::unclear:
            return Verdict::denies;
        case Match::yes:
            break;
    }
    return rule.permits && is_sound(rule) ? Verdict::permits : Verdict::denies;
}

Findings weigh(const Rulebook& rulebook, const Circumstances& circumstances) {
    Findings findings;
    for (const auto& rule : rulebook.rules) {
        const Verdict verdict = evaluate(rulebook, rule, circumstances);
        if (verdict == Verdict::silent) continue;
        findings.spoke.push_back(&rule);
        if (verdict == Verdict::denies) findings.denied.push_back(&rule);
        if (verdict == Verdict::permits) widen(findings.reach, rule);
    }
    // The category and the source must be known too, or an unlisted one would pass through a rule that
    // matches all.
    const bool is_known = rulebook.category(circumstances.category) && rulebook.source(circumstances.source);
    if (!is_known || !findings.denied.empty()) findings.reach = {};
    return findings;
}

Reach meet(const Reach& a, const Reach& b) {
    return {narrowest(a.content, b.content), narrowest(a.existence, b.existence)};
}

}  // namespace kith::policy
