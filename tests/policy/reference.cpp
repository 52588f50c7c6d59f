#include "reference.h"

#include <set>

namespace kith::policy_tests {
namespace {

using policy::Mode;
using policy::PersonKind;
using policy::Question;
using policy::Rule;
using policy::Rulebook;

/// Whether somebody or something is named: 0 no, 1 nobody can tell, 2 yes.
template <typename Name, typename Value, typename Things>
int named(const std::vector<Name>& list, const Value& value, const Things& things) {
    if (list.empty()) return 2;
    bool all_known = true, is_there = false, value_known = false;
    for (const auto& name : list) {
        bool is_known = false;
        for (const auto& thing : things)
            if (thing.id == name) is_known = true;
        if (!is_known) all_known = false;
        if (name == value) is_there = true;
        if (name == value && is_known) value_known = true;
    }
    if (is_there) return value_known ? 2 : 1;
    return all_known ? 0 : 1;
}

int people_named(const Rule& rule, PersonKind kind, bool either) {
    if (rule.people.empty()) return 2;
    bool odd = false;
    for (const auto one : rule.people) {
        if (one == kind || (either && one == PersonKind::age_unknown)) return 2;
        if (static_cast<int>(one) < 0 || static_cast<int>(one) > 4) odd = true;
    }
    return odd ? 1 : 0;
}

bool is_readable(const Rule& rule) {
    for (const auto& obligation : rule.obligations)
        if (obligation != "never_keep" && obligation != "show_to_lead" && obligation != "ring_before_use" &&
            obligation != "no_onward_sharing")
            return false;
    for (const auto& field : rule.without_fields)
        if (field != "telephone" && field != "narrative") return false;  // all that the tests' rules withhold
    return rule.lookback_years >= 0 && (!rule.mode || static_cast<int>(*rule.mode) <= 1);
}

template <typename Things, typename Value>
bool is_among(const Things& things, const Value& value) {
    for (const auto& thing : things)
        if (thing.id == value) return true;
    return false;
}

struct One {
    bool denied = false, content = false, existence = false;
    int content_years = 0, existence_years = 0;  // 0: no bound
};

void widen(bool& is_there, int& years, int more) {
    years = !is_there ? more : years == 0 || more == 0 ? 0 : years > more ? years : more;
    is_there = true;
}

One about(const Rulebook& book, const Question& q, PersonKind kind, bool either,
          std::set<std::string>& spoke) {
    One out;
    for (const Rule& rule : book.rules) {
        if (rule.without_consent_only && q.has_consent) continue;
        int sure = 2;
        for (const int one :
             {named(rule.roles, q.role, book.roles), named(rule.purposes, q.purpose, book.purposes),
              named(rule.sources, q.source, book.sources),
              named(rule.categories, q.category, book.categories), people_named(rule, kind, either)})
            if (one < sure) sure = one;
        if (sure == 0) continue;
        spoke.insert(rule.id);
        if (sure == 1 || !rule.permits || !is_readable(rule)) {
            out.denied = true;
            continue;
        }
        widen(out.existence, out.existence_years, rule.lookback_years);
        if (rule.mode != Mode::existence) widen(out.content, out.content_years, rule.lookback_years);
    }
    const bool is_known = is_among(book.roles, q.role) && is_among(book.purposes, q.purpose) &&
                          is_among(book.sources, q.source) && is_among(book.categories, q.category);
    if (out.denied || !is_known) out.content = out.existence = false;
    return out;
}

int shorter(int a, int b) {
    return a == 0 ? b : b == 0 ? a : a < b ? a : b;
}

}  // namespace

Plainly answer_plainly(const Rulebook& book, const Question& q) {
    std::set<std::string> spoke;
    const bool either = q.kind == PersonKind::age_unknown;
    One one = about(book, q, either ? PersonKind::other_child : q.kind, either, spoke);
    if (either) {
        const One adult = about(book, q, PersonKind::adult, true, spoke);
        one.denied |= adult.denied;
        one.content &= adult.content;
        one.existence &= adult.existence;
        one.content_years = shorter(one.content_years, adult.content_years);
        one.existence_years = shorter(one.existence_years, adult.existence_years);
    }
    Plainly out;
    out.spoke.assign(spoke.begin(), spoke.end());
    out.denied_by_rule = one.denied;
    if (!one.existence) return out;
    out.mode = one.content ? Mode::content : Mode::existence;
    out.lookback_years = one.content ? one.content_years : one.existence_years;
    return out;
}

Plainly in_plain_terms(const policy::Answer& answer) {
    std::set<std::string> spoke;
    for (const Rule* rule : answer.spoke) spoke.insert(rule->id);
    return {answer.mode, answer.lookback_years, {spoke.begin(), spoke.end()}, answer.denied_by_rule};
}

}  // namespace kith::policy_tests
