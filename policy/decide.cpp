#include "policy/decide.h"

#include "crypto/hash.h"
#include "policy/approval.h"
#include "policy/emergency.h"
#include "policy/grants.h"
#include "policy/objections.h"
#include "policy/redact.h"
#include "policy/request.h"
#include "policy/working_days.h"

#include <algorithm>
#include <exception>
#include <set>

namespace kith::policy {
namespace {

using record::SourceId;
using Reasons = std::vector<Refusal::Reason>;

std::set<std::string> rules_behind(const std::vector<CellGrant>& grants) {
    std::set<std::string> rules;
    for (const auto& grant : grants) rules.insert(grant.rules.begin(), grant.rules.end());
    return rules;
}

bool spoke_everywhere(const std::vector<CellGrant>& grants, const std::string& rule) {
    return std::ranges::all_of(grants, [&](const CellGrant& grant) {
        return grant.rules.empty() || std::ranges::binary_search(grant.rules, rule);
    });
}

/// The rules that deny some cell. If some of them deny every cell, those alone: they explain it all.
std::vector<const Rule*> denials(const Rulebook& rulebook, const std::vector<CellGrant>& grants) {
    std::vector<const Rule*> some, all;
    for (const auto& id : rules_behind(grants)) {
        const auto rule = std::ranges::find(rulebook.rules, id, &Rule::id);
        if (rule == rulebook.rules.end() || rule->permits) continue;
        some.push_back(&*rule);
        if (spoke_everywhere(grants, id)) all.push_back(&*rule);
    }
    return all.empty() ? some : all;
}

/// What the rules would give and something else keeps: no agreement, a second person, the period.
bool is_kept_back(const Rulebook& rulebook, const CellGrant& grant) {
    return !grant.rules.empty() && std::ranges::all_of(grant.rules, [&](const std::string& id) {
        const auto rule = std::ranges::find(rulebook.rules, id, &Rule::id);
        return rule != rulebook.rules.end() && rule->permits;
    });
}

/// Why no cell at all may be asked: the rules that deny and what keeps back the rest, else what the cells
/// themselves say, each once.
Reasons nothing_permitted(const Rulebook& rulebook, const std::vector<CellGrant>& grants) {
    Reasons reasons;
    for (const Rule* rule : denials(rulebook, grants))
        reasons.push_back({"nothing_permitted", rule->id, rule->why});
    const bool has_denials = !reasons.empty();
    std::set<std::string> said;
    for (const auto& grant : grants)
        if (has_denials && !is_kept_back(rulebook, grant))
            continue;
        else if (said.insert(grant.why).second)
            reasons.push_back({"nothing_permitted", {}, grant.why});
    if (reasons.empty()) reasons.push_back({"nothing_permitted", {}, "The rulebook names no source to ask."});
    return reasons;
}

record::PermitId permit_id(const Rulebook& rulebook, const Request& request, base::Instant now) {
    const std::string all = rulebook.hash + "\n" + base::to_iso(now) + "\n" + canonical(request);
    return record::PermitId(crypto::hex(crypto::sha256(all)));
}

Case case_of(const Rulebook& rulebook, const Request& request, base::Instant now) {
    const bool has_consent = request.consent == Consent::given || has_override(rulebook, request);
    Case c{rulebook, request, now, record::uk_day(now), has_consent, {}};
    if (request.emergency) c.emergency_until = emergency_ends(rulebook.emergency, request.emergency->began);
    return c;
}

/// In an emergency nobody else may be there to agree: what needs it has been left out of the grants already.
Reasons unapproved(const Case& c, const std::vector<CellGrant>& grants) {
    if (c.emergency_until) return {};
    return approval_objections(c.rulebook, c.request, approvals_for(c.rulebook, c.request, grants), c.now);
}

}  // namespace

const CellGrant* Permit::grant(const record::PersonId& person, const SourceId& source) const {
    const auto at = std::ranges::find_if(
        grants_, [&](const CellGrant& grant) { return grant.person == person && grant.source == source; });
    return at == grants_.end() ? nullptr : &*at;
}

Decision decide(const Rulebook& rulebook, const Request& request, base::Instant now) try {
    if (auto reasons = objections(rulebook, request, now); !reasons.empty())
        return Refusal{std::move(reasons), rulebook.hash};
    const Case c = case_of(rulebook, request, now);
    auto grants = grants_for(c);
    if (std::ranges::none_of(grants, &CellGrant::may_ask))
        return Refusal{nothing_permitted(rulebook, grants), rulebook.hash};
    if (auto reasons = unapproved(c, grants); !reasons.empty())
        return Refusal{std::move(reasons), rulebook.hash};
    Permit permit;
    permit.id_ = permit_id(rulebook, request, now);
    permit.request_ = request;
    permit.lawful_basis_ = rulebook.purpose(request.purpose)->lawful_basis;
    permit.rulebook_hash_ = rulebook.hash;
    permit.rulebook_version_ = rulebook.version;
    permit.decided_at_ = now;
    permit.emergency_until_ = c.emergency_until;
    if (c.emergency_until) permit.review_due_ = next_working_day(c.today, rulebook.bank_holidays);
    const auto rules = rules_behind(grants);
    permit.rules_.assign(rules.begin(), rules.end());
    permit.grants_ = std::move(grants);
    permit.sight_ = sight_of(rulebook, request.user.role);
    return permit;
} catch (const std::exception&) {
    // Memory has run out. Whatever was worked out so far is forgotten: who cannot decide refuses.
    return Refusal{{{"cannot_decide",
                     {},
                     "This computer could not work out the answer, so nothing is asked. Try again."}},
                   rulebook.hash};
}

}  // namespace kith::policy
