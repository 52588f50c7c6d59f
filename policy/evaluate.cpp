#include "policy/evaluate.h"

#include "policy/compiled.h"

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

/// Whether the rulebook has a name, by the list that it stands in.
struct Known {
    const Rulebook& book;
    bool role(std::string_view id) const { return book.role(id) != nullptr; }
    bool purpose(std::string_view id) const { return book.purpose(id) != nullptr; }
    bool source(const record::SourceId& id) const { return book.source(id) != nullptr; }
    bool category(const record::CategoryId& id) const { return book.category(id) != nullptr; }
};

/// The least sure of its conditions decides; one that does not hold is enough to keep a rule silent.
Match match_all(const Rulebook& book, const Rule& rule, const Circumstances& c) {
    const Known known{book};
    if (rule.without_consent_only && c.has_consent) return Match::no;
    return std::min({match(rule.roles, c.role, [&](const auto& id) { return known.role(id); }),
                     match(rule.purposes, c.purpose, [&](const auto& id) { return known.purpose(id); }),
                     match(rule.sources, c.source, [&](const auto& id) { return known.source(id); }),
                     match(rule.categories, c.category, [&](const auto& id) { return known.category(id); }),
                     match_people(rule, c)});
}

template <typename Names>
bool is_in(const Names& names, const std::string& name) {
    return std::ranges::find(names, name) != names.end();
}

}  // namespace

bool is_sound(const Rule& rule) {
    const bool has_mode = !rule.mode || *rule.mode == Mode::existence || *rule.mode == Mode::content;
    return has_mode && rule.lookback_years >= 0 &&
           std::ranges::all_of(rule.obligations, [](const auto& one) { return is_in(kObligations, one); }) &&
           std::ranges::all_of(rule.without_fields, [](const auto& one) { return is_in(kFields, one); });
}

bool names_only_known(const Rulebook& book, const Rule& rule) {
    const Known known{book};
    return std::ranges::all_of(rule.roles, [&](const auto& id) { return known.role(id); }) &&
           std::ranges::all_of(rule.purposes, [&](const auto& id) { return known.purpose(id); }) &&
           std::ranges::all_of(rule.sources, [&](const auto& id) { return known.source(id); }) &&
           std::ranges::all_of(rule.categories, [&](const auto& id) { return known.category(id); }) &&
           std::ranges::all_of(rule.people, is_a_kind);
}

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

FieldSet fields_in(const std::vector<std::string>& names) {
    FieldSet set = 0;
    for (size_t i = 0; i < kFields.size(); ++i)
        if (is_in(names, std::string(kFields[i]))) set |= 1u << i;
    return set;
}

Findings weigh(const Rulebook& rulebook, const Circumstances& circumstances) {
    std::shared_ptr<const Compiled> made;
    return compiled(rulebook, made).find(rulebook, circumstances);
}

Reach meet(const Reach& a, const Reach& b) {
    Reach both{std::min(a.content, b.content), std::min(a.existence, b.existence), {}};
    for (size_t i = 0; i < both.fields.size(); ++i) both.fields[i] = std::min(a.fields[i], b.fields[i]);
    return both;
}

}  // namespace kith::policy
