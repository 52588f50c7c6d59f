#include "policy/objections.h"

#include "base/text.h"
#include "policy/emergency.h"

#include <set>

namespace kith::policy {
namespace {

using record::Period;
using Reasons = std::vector<Refusal::Reason>;

void refuse(Reasons& reasons, std::string code, std::string why) {
    reasons.push_back({std::move(code), {}, std::move(why)});
}

void check_form(const Request& request, Reasons& reasons) {
    for (const auto& what : missing_for(request)) {
        if (what == "purpose")
            refuse(reasons, "no_purpose", "No purpose is chosen. Choose why you are asking.");
        if (what == "case")
            refuse(reasons, "no_case", "There is no case reference. Enter the one this belongs to.");
        if (what == "reason")
            refuse(reasons, "no_reason", "There is no reason. Say in your own words why you ask.");
        if (what == "person")
            refuse(reasons, "no_person", "There is nobody to ask about. Tick one person at least.");
    }
    std::set<record::PersonId> seen;
    for (const auto& person : request.roster)
        if (!seen.insert(person.id).second)
            return refuse(reasons, "person_ambiguous",
                          "Two people share one line of the roster. Enter them again.");
}

void check_period(const Period& period, Reasons& reasons) {
    if (period.from && period.to && period.to->last_day() < period.from->first_day())
        refuse(reasons, "period_upside_down", "The period ends before it begins. Correct its dates.");
}

void check_rulebook(const Rulebook& rulebook, base::Instant now, Reasons& reasons) {
    if (rulebook.valid_from && now < *rulebook.valid_from)
        refuse(reasons, "rulebook_not_yet_valid",
               "The rulebook is not in force yet. Ask your administrator for the one in force.");
    if (rulebook.valid_until && now >= *rulebook.valid_until)
        refuse(reasons, "rulebook_expired",
               "The rulebook is no longer in force. Ask your administrator for the one in force.");
}

void check_names(const Rulebook& rulebook, const Request& request, Reasons& reasons) {
    if (!rulebook.role(request.user.role))
        refuse(reasons, "role_unknown", "The rulebook does not know your role. Ask your administrator.");
    if (!base::trim(request.purpose).empty() && !rulebook.purpose(request.purpose))
        refuse(reasons, "purpose_unknown",
               "The rulebook does not know this purpose. Choose one from the list.");
}

/// FD-2: a purpose that rests on consent goes ahead without it only for a listed reason and in the asker's
/// own words.
void check_consent(const Rulebook& rulebook, const Request& request, Reasons& reasons) {
    const Purpose* purpose = rulebook.purpose(request.purpose);
    if (request.consent == Consent::given || !purpose) return;
    if (!request.override_reason.empty()) {
        if (!rulebook.override_reason(request.override_reason))
            refuse(reasons, "override_unknown",
                   "This reason to go ahead without consent is not in the list.");
        if (base::trim(request.override_words).empty())
            refuse(reasons, "override_without_words",
                   "Say in your own words why you go ahead without consent.");
        return;
    }
    if (purpose->needs_consent)
        refuse(reasons, "consent_needed",
               "This purpose rests on consent. Record it, or give a listed reason to go ahead without it.");
}

void check_conflict(const Request& request, Reasons& reasons) {
    if (request.has_declared_conflict)
        refuse(reasons, "conflict_declared",
               "You have said that you know this family, so you cannot ask about it. Hand it over to a "
               "colleague: "
               "saying so is right and is not held against you.");
}

}  // namespace

bool has_override(const Rulebook& rulebook, const Request& request) {
    return rulebook.override_reason(request.override_reason) && !base::trim(request.override_words).empty();
}

Reasons objections(const Rulebook& rulebook, const Request& request, base::Instant now) {
    Reasons reasons;
    check_form(request, reasons);
    check_period(request.period, reasons);
    check_rulebook(rulebook, now, reasons);
    check_names(rulebook, request, reasons);
    check_consent(rulebook, request, reasons);
    check_conflict(request, reasons);
    check_emergency(rulebook, request, now, reasons);
    return reasons;
}

}  // namespace kith::policy
