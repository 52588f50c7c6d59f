#include "policy/approval.h"

#include "base/text.h"
#include "policy/lists.h"

#include <algorithm>

namespace kith::policy {
namespace {

/// How far two workstations' clocks may differ before an approval seems to come from the future.
constexpr std::chrono::minutes kSkew{2};

bool speaks(const Rulebook& book, const ApprovalRule& rule, const Request& request,
            const record::SourceId& source, const record::CategoryId& category) {
    return may_mean(rule.roles, request.user.role,
                    [&](const auto& id) { return book.role(id) != nullptr; }) &&
           may_mean(rule.purposes, request.purpose,
                    [&](const auto& id) { return book.purpose(id) != nullptr; }) &&
           may_mean(rule.sources, source, [&](const auto& id) { return book.source(id) != nullptr; }) &&
           may_mean(rule.categories, category, [&](const auto& id) { return book.category(id) != nullptr; });
}

/// Sign-in names and staff numbers are the same whatever their case and the blanks around them.
std::string folded(std::string_view name) {
    return base::lower_ascii(base::trim(name));
}

bool is_same_person(const User& a, const User& b) {
    return folded(a.who()) == folded(b.who()) || folded(a.id) == folded(b.id);
}

bool may_approve(const Rulebook& book, const ApprovalRule& rule, const User& by) {
    return book.role(by.role) && std::ranges::find(rule.approvers, by.role) != rule.approvers.end() &&
           !folded(by.id).empty();
}

std::string approvers(const Rulebook& book, const ApprovalRule& rule) {
    std::vector<std::string> names;
    for (const auto& id : rule.approvers)
        if (const Role* role = book.role(id)) names.push_back(base::lower_ascii(role->name));
    return names.empty() ? "nobody whom the rulebook knows" : base::join(names, " or ");
}

Refusal::Reason objection(const Rulebook& book, const Request& request, const ApprovalRule& rule,
                          base::Instant now) {
    const auto no = [&](std::string code, const std::string& why) {
        return Refusal::Reason{std::move(code), rule.id, why};
    };
    if (!request.approval)
        return no("approval_needed", rule.why + " Who may agree to it: " + approvers(book, rule) + ".");
    const Approval& approval = *request.approval;
    if (is_same_person(approval.by, request.user))
        return no("approval_by_same_person",
                  "Whoever asks cannot agree to it as well, under another account either. Who may: " +
                      approvers(book, rule) + ".");
    if (!may_approve(book, rule, approval.by))
        return no("approval_not_allowed",
                  "Whoever agreed to it may not. Who may: " + approvers(book, rule) + ".");
    if (approval.of != approval_subject(request))
        return no(
            "approval_of_another_request",
            "What was agreed to is not this request: something was changed since. Ask for agreement again.");
    if (approval.at > now + kSkew || now - approval.at > kApprovalHolds)
        return no("approval_too_old", "The agreement is not of the last " +
                                          std::to_string(kApprovalHolds.count()) +
                                          " hours. Ask for it again.");
    return {};
}

}  // namespace

std::vector<const ApprovalRule*> approvals_for(const Rulebook& book, const Request& request,
                                               const record::SourceId& source,
                                               const record::CategoryId& category) {
    std::vector<const ApprovalRule*> wanted;
    for (const ApprovalRule& rule : book.approvals)
        if (speaks(book, rule, request, source, category)) wanted.push_back(&rule);
    return wanted;
}

std::vector<const ApprovalRule*> approvals_for(const Rulebook& book, const Request& request,
                                               const std::vector<CellGrant>& grants) {
    std::vector<const ApprovalRule*> wanted;
    for (const CellGrant& grant : grants)
        for (const CategoryGrant& one : grant.allowed) {
            if (one.mode != Mode::content) continue;
            for (const ApprovalRule* rule : approvals_for(book, request, grant.source, one.category))
                if (std::ranges::find(wanted, rule) == wanted.end()) wanted.push_back(rule);
        }
    std::ranges::sort(wanted, {}, [](const ApprovalRule* rule) -> const std::string& { return rule->id; });
    return wanted;
}

std::vector<Refusal::Reason> approval_objections(const Rulebook& book, const Request& request,
                                                 const std::vector<const ApprovalRule*>& wanted,
                                                 base::Instant now) {
    std::vector<Refusal::Reason> reasons;
    for (const ApprovalRule* rule : wanted) {
        auto reason = objection(book, request, *rule, now);
        if (!reason.code.empty()) reasons.push_back(std::move(reason));
    }
    return reasons;
}

}  // namespace kith::policy
