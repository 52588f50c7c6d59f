#include "policy/question.h"

#include "policy/compiled.h"

#include <algorithm>

namespace kith::policy {
namespace {

void add(std::vector<const Rule*>& rules, const std::vector<const Rule*>& more) {
    rules.insert(rules.end(), more.begin(), more.end());
    std::ranges::sort(rules);
    const auto again = std::ranges::unique(rules);
    rules.erase(again.begin(), again.end());
}

Findings find(const Rulebook& rulebook, const Question& q) {
    std::shared_ptr<const Compiled> made;
    const Compiled& rules = compiled(rulebook, made);
    Circumstances c{.role = q.role,
                    .purpose = q.purpose,
                    .has_consent = q.has_consent,
                    .source = q.source,
                    .category = q.category,
                    .kind = q.kind};
    if (q.kind != PersonKind::age_unknown) return rules.find(rulebook, c, Naming::nothing);
    c.is_age_unknown = true;
    c.kind = PersonKind::other_child;
    Findings both = rules.find(rulebook, c, Naming::nothing);
    c.kind = PersonKind::adult;
    const Findings adult = rules.find(rulebook, c, Naming::nothing);
    both.reach = meet(both.reach, adult.reach);
    add(both.spoke, adult.spoke);
    both.is_denied |= adult.is_denied;
    return both;
}

}  // namespace

Answer answer(const Rulebook& rulebook, const Question& question) {
    Findings findings = find(rulebook, question);
    Answer answer;
    answer.denied_by_rule = findings.is_denied;
    answer.spoke = std::move(findings.spoke);
    const Reach& reach = findings.reach;
    if (reach.is_nothing()) return answer;
    answer.mode = reach.content ? Mode::content : Mode::existence;
    const Years years = reach.content ? reach.content : reach.existence;
    answer.lookback_years = years == kEver ? 0 : years;
    return answer;
}

}  // namespace kith::policy
