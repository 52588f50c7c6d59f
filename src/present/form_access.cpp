#include "present/form_access.h"

#include "base/text.h"

#include <algorithm>

namespace kith::present {
namespace {

using policy::Refusal;

bool holds(const std::vector<std::string>& list, const std::string& value) {
    return list.empty() || std::ranges::find(list, value) != list.end();
}

bool may_claim(const policy::Rulebook& book, const policy::Request& request) {
    const auto& emergency = book.emergency;
    const bool is_role = std::ranges::find(emergency.roles, request.user.role) != emergency.roles.end();
    return !emergency.codes.empty() && is_role && holds(emergency.purposes, request.purpose);
}

const Refusal::Reason* reason(const policy::Decision& decision, std::string_view beginning) {
    const auto* refusal = std::get_if<Refusal>(&decision);
    if (!refusal) return nullptr;
    const auto at = std::ranges::find_if(refusal->reasons,
                                         [&](const auto& one) { return one.code.starts_with(beginning); });
    return at == refusal->reasons.end() ? nullptr : &*at;
}

std::string minutes_words(std::chrono::minutes minutes) {
    return base::counted(static_cast<size_t>(minutes.count()), "minute", "minutes");
}

/// AU-9, before it is begun: how long, how it is looked at afterwards, and what is still missing.
void tell_emergency(const policy::Decision& decision, const policy::Rulebook& book, EnquiryReview& review) {
    review.access_mood = Mood::work;
    review.access_words =
        "Emergency access: one child, at most " + minutes_words(book.emergency.longest) +
        ". It stands in the reviewers' queue at once, and its review is due the next working day.";
    if (const auto* wrong = reason(decision, "emergency_"))
        review.notes.push_back(
            {wrong->code == "emergency_without_words" ? Field::emergency_words : Field::emergency, Mood::hole,
             wrong->why});
}

void tell_approval(const policy::Decision& decision, const policy::Rulebook& book, EnquiryReview& review) {
    const auto* wanted = reason(decision, "approval_");
    if (!wanted && review.request.approval) {
        review.access_mood = Mood::good;
        review.access_words = review.request.approval->by.name + " agreed to this request at " +
                              base::uk_time(review.request.approval->at) +
                              ". If anything in it changes, somebody must agree again.";
    }
    if (!wanted) return;
    review.needs_approval = true;
    review.access_mood = Mood::work;
    review.access_words = wanted->why;
    const auto rule = std::ranges::find(book.approvals, wanted->rule, &policy::ApprovalRule::id);
    if (rule != book.approvals.end()) review.approver_roles = rule->approvers;
}

}  // namespace

void take_emergency(const EnquiryFields& fields, const FormRules& rules, base::Instant now,
                    EnquiryReview& review) {
    review.offers_emergency = may_claim(*rules.rulebook, review.request);
    if (review.offers_emergency && !fields.emergency_code.empty())
        review.request.emergency =
            policy::Emergency{fields.emergency_code, std::string(base::trim(fields.emergency_words)), now};
}

void tell_access(const EnquiryFields& fields, const FormRules& rules, base::Instant now,
                 EnquiryReview& review) {
    review.request.approval = fields.approval;
    if (review.request.roster.empty() || review.request.purpose.empty()) return;
    policy::Request whole = review.request;
    if (whole.case_ref.empty()) whole.case_ref = "(not given yet)";
    if (whole.reason.empty()) whole.reason = "(not given yet)";
    const policy::Decision decision = policy::decide(*rules.rulebook, whole, now);
    if (review.request.emergency) {
        tell_emergency(decision, *rules.rulebook, review);
        review.request.emergency->began = {};  // it begins when it is asked
    }
    tell_approval(decision, *rules.rulebook, review);
    if (const auto* conflict = reason(decision, "conflict_")) {
        review.access_mood = Mood::work;
        review.access_words = conflict->why;
    }
}

}  // namespace kith::present
