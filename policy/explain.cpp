#include "policy/explain.h"

#include "base/text.h"
#include "policy/agreements.h"
#include "policy/explaining.h"
#include "policy/retention.h"

#include <algorithm>
#include <set>

namespace kith::policy {
namespace {

template <typename Name, typename Value>
bool matches(const std::vector<Name>& list, const Value& value) {
    return list.empty() || std::ranges::find(list, value) != list.end();
}

/// Whether an agreement, retention or approval is about this source, category and purpose.
template <typename Scope>
bool is_about(const Scope& scope, const Question& q) {
    return matches(scope.sources, q.source) && matches(scope.categories, q.category) &&
           matches(scope.purposes, q.purpose);
}

template <typename Thing>
void sort_by_id(std::vector<const Thing*>& things) {
    std::ranges::sort(things, {}, [](const Thing* thing) -> const std::string& { return thing->id; });
    const auto again = std::ranges::unique(things);
    things.erase(again.begin(), again.end());
}

Findings ask_rules(const Compiled& rules, const Rulebook& rulebook, const Question& q) {
    Circumstances c{.role = q.role,
                    .purpose = q.purpose,
                    .has_consent = q.has_consent,
                    .source = q.source,
                    .category = q.category,
                    .kind = q.kind};
    if (q.kind != PersonKind::age_unknown) return rules.find(rulebook, c);
    c.is_age_unknown = true;
    c.kind = PersonKind::other_child;
    Findings both = rules.find(rulebook, c);
    c.kind = PersonKind::adult;
    const Findings adult = rules.find(rulebook, c);
    both.reach = meet(both.reach, adult.reach);
    both.spoke.insert(both.spoke.end(), adult.spoke.begin(), adult.spoke.end());
    both.denied.insert(both.denied.end(), adult.denied.begin(), adult.denied.end());
    return both;
}

/// Whether the rulebook has everything the question names, and the source holds the category.
bool is_known(const Rulebook& rulebook, const Question& q) {
    const Source* source = rulebook.source(q.source);
    return source && rulebook.role(q.role) && rulebook.purpose(q.purpose) && rulebook.category(q.category) &&
           std::ranges::find(source->categories, q.category) != source->categories.end();
}

void look_at_agreements(const Rulebook& rulebook, const Question& q, base::Instant at, Explanation& e) {
    Agreed given = policy::agreed(rulebook, q.source, q.category, q.purpose, at);
    e.agreed = given.mode();
    e.agreements = std::move(given.spoke);
    sort_by_id(e.agreements);
}

std::optional<int> years_of(Years reach) {
    if (reach == kNever) return {};
    return reach == kEver ? 0 : reach;
}

Extent extent_of(const Reach& reach) {
    Extent extent{years_of(reach.content), years_of(reach.existence), {}};
    for (size_t i = 0; i < kFields.size(); ++i)
        if (reach.fields[i] < reach.content)
            extent.kept_back.push_back({std::string(kFields[i]), years_of(reach.fields[i])});
    return extent;
}

Extent as_agreed(Extent extent, std::optional<Mode> mode) {
    if (!mode) return {};
    if (*mode == Mode::existence) return {{}, extent.existence, {}};
    return extent;
}

std::vector<std::string> obligations_of(const std::vector<const Rule*>& rules) {
    std::set<std::string> all;
    for (const Rule* rule : rules) all.insert(rule->obligations.begin(), rule->obligations.end());
    return {all.begin(), all.end()};
}

void look_at_retention(const Rulebook& rulebook, const Question& q, Explanation& e) {
    if (std::ranges::find(e.obligations, "never_keep") != e.obligations.end()) return;
    e.keep_for = policy::keep_for(rulebook, q.source, q.category, q.purpose);
    for (const auto& one : rulebook.retention)
        if (is_about(one, q) && one.longest == e.keep_for && !e.retention) e.retention = &one;
}

void look_at_approvals(const Rulebook& rulebook, const Question& q, Explanation& e) {
    for (const auto& one : rulebook.approvals)
        if (is_about(one, q) && matches(one.roles, q.role)) e.approvals.push_back(&one);
    sort_by_id(e.approvals);
}

std::string reasons_of(const std::vector<const Rule*>& rules, bool permits) {
    std::vector<std::string> whys;
    for (const Rule* rule : rules)
        if (rule->permits == permits && std::ranges::find(whys, rule->why) == whys.end())
            whys.push_back(rule->why);
    return base::join(whys, " ");
}

std::string refusal(const Explanation& e) {
    if (e.needs_consent)
        return "Refused: this purpose rests on consent, and there is neither consent nor a listed reason to "
               "go ahead.";
    if (e.denied_by_rule) return "Refused. " + reasons_of(e.rules, false);
    if (e.by_rules.is_nothing()) return "Refused: no rule permits it.";
    return "Refused: no agreement with the source covers it on that day.";
}

std::string sentence(const Explanation& e) {
    if (e.extent.is_nothing()) return refusal(e);
    std::string text = "Permitted: " + in_words(e.extent) + ". " + reasons_of(e.rules, true);
    if (e.by_rules.content && !e.extent.content)
        text += " The agreements with the source give existence alone.";
    return text;
}

std::string years(std::string_view what, int back) {
    if (back == 0) return std::string(what);
    return std::string(what) + " of the last " + base::counted(static_cast<size_t>(back), "year", "years");
}

std::string listed(const std::vector<std::string>& names) {
    return names.empty() ? "none" : base::join(names, ", ");
}

template <typename Thing>
const std::string& name_or(const Thing* thing, const std::string& otherwise) {
    return thing ? thing->name : otherwise;
}

std::string heading(const Rulebook& rulebook, const Question& q, base::Instant at) {
    const std::string role(q.role), purpose(q.purpose);
    return name_or(rulebook.role(q.role), role) + ", " + name_or(rulebook.purpose(q.purpose), purpose) +
           ", " + name_or(rulebook.source(q.source), q.source.text()) + ": " +
           name_or(rulebook.category(q.category), q.category.text()) + ", about " + std::string(who(q.kind)) +
           (q.has_consent ? ", with consent" : ", without consent") + ", on " + base::uk_time(at);
}

std::string term(const Agreement& one) {
    return (one.denies ? "takes away " : "gives ") +
           std::string(one.mode == Mode::content ? "content" : "existence") + " from " +
           base::uk_time(one.valid_from) +
           (one.valid_until ? " until " + base::uk_time(*one.valid_until) : "");
}

std::string kept(const Explanation& e) {
    if (e.keep_for.count() == 0) return "never";
    const auto hours = std::chrono::ceil<std::chrono::hours>(e.keep_for).count();
    return "for " + base::counted(static_cast<size_t>(hours), "hour", "hours") + " at most";
}

}  // namespace

std::string_view who(PersonKind kind) {
    switch (kind) {
        case PersonKind::subject_child:
            return "the child";
        case PersonKind::other_child:
            return "another child";
        case PersonKind::adult:
            return "an adult";
        case PersonKind::unborn:
            return "an unborn child";
        case PersonKind::age_unknown:
            break;
    }
    return "somebody of unknown age";
}

std::string in_words(const Extent& extent) {
    if (extent.is_nothing()) return "nothing";
    if (!extent.content) return years("existence", *extent.existence);
    std::string text = years("content", *extent.content);
    if (extent.content != extent.existence)
        text += ", " +
                (*extent.existence == 0 ? "existence without bound" : years("existence", *extent.existence));
    for (const auto& [field, back] : extent.kept_back)
        text += back ? ", " + years(field, *back) : ", without " + field;
    return text;
}

Explanation explain(const Rulebook& rulebook, const Question& question, base::Instant at) {
    std::shared_ptr<const Compiled> made;
    return explain_with(compiled(rulebook, made), rulebook, question, at);
}

Explanation explain_with(const Compiled& rules, const Rulebook& rulebook, const Question& question,
                         base::Instant at) {
    Explanation e;
    if (is_known(rulebook, question)) {
        Findings findings = ask_rules(rules, rulebook, question);
        e.rules = std::move(findings.spoke);
        e.denied_by_rule = !findings.denied.empty();
        e.by_rules = extent_of(findings.reach);
        e.needs_consent = rulebook.purpose(question.purpose)->needs_consent && !question.has_consent;
    }
    sort_by_id(e.rules);
    look_at_agreements(rulebook, question, at, e);
    if (!e.needs_consent) e.extent = as_agreed(e.by_rules, e.agreed);
    if (!e.extent.is_nothing()) {
        e.obligations = obligations_of(e.rules);
        look_at_retention(rulebook, question, e);
    }
    if (e.extent.content) look_at_approvals(rulebook, question, e);
    e.sentence = sentence(e);
    return e;
}

std::string in_full(const Rulebook& rulebook, const Question& question, const Explanation& e,
                    base::Instant at) {
    std::string out = heading(rulebook, question, at) + "\n" + e.sentence + "\n\nRules that spoke:\n";
    for (const Rule* rule : e.rules)
        out += "  " + rule->id + (rule->permits ? " permits: " : " denies: ") + rule->why + "\n";
    if (e.rules.empty()) out += "  none\n";
    out += "Agreements in force:\n";
    for (const Agreement* one : e.agreements)
        out += "  " + one->id + " " + one->name + ": " + term(*one) + "\n";
    if (e.agreements.empty()) out += "  none\n";
    if (e.extent.is_nothing()) return out;
    out += "A copy is kept: " + kept(e) + (e.retention ? " (" + e.retention->why + ")" : "") + "\n";
    out += "Conditions: " + listed(e.obligations) + "\n";
    for (const ApprovalRule* one : e.approvals)
        out += "A second person first, " + one->id + " (" + listed(one->approvers) + "): " + one->why + "\n";
    return out;
}

}  // namespace kith::policy
