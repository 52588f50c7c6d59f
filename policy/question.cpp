#include "policy/question.h"

#include "policy/evaluate.h"

#include <algorithm>

namespace kith::policy {
namespace {

Findings meet(Findings a, const Findings& b) {
    a.reach = meet(a.reach, b.reach);
    a.spoke.insert(a.spoke.end(), b.spoke.begin(), b.spoke.end());
    a.denied.insert(a.denied.end(), b.denied.begin(), b.denied.end());
    std::ranges::sort(a.spoke);
    const auto again = std::ranges::unique(a.spoke);
    a.spoke.erase(again.begin(), again.end());
    return a;
}

Findings find(const Rulebook& rulebook, const Question& q) {
    Circumstances c{.role = q.role,
                    .purpose = q.purpose,
                    .has_consent = q.has_consent,
                    .source = q.source,
                    .category = q.category,
                    .kind = q.kind};
    if (q.kind != PersonKind::age_unknown) return weigh(rulebook, c);
    c.is_age_unknown = true;
    c.kind = PersonKind::other_child;
    Findings child = weigh(rulebook, c);
    c.kind = PersonKind::adult;
    return meet(std::move(child), weigh(rulebook, c));
}

}  // namespace

Answer answer(const Rulebook& rulebook, const Question& question) {
    Findings findings = find(rulebook, question);
    Answer answer;
    answer.denied_by_rule = !findings.denied.empty();
    answer.spoke = std::move(findings.spoke);
    const Reach& reach = findings.reach;
    if (reach.is_nothing()) return answer;
    answer.mode = reach.content ? Mode::content : Mode::existence;
    answer.lookback_years = *(reach.content ? reach.content : reach.existence);
    return answer;
}

}  // namespace kith::policy
