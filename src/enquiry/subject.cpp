#include "enquiry/subject.h"

#include "base/text.h"
#include "enquiry/enquiry.h"

#include <algorithm>
#include <set>

namespace kith::enquiry {
namespace {

std::string joined(const record::PersonName& name, const std::optional<record::PartialDate>& born) {
    return name.given + "|" + name.family + "|" + (born ? born->iso() : std::string{});
}

const record::RosterPerson* subject_of(const policy::Request& request) {
    const auto subject = std::ranges::find(request.roster, "subject", &record::RosterPerson::relation);
    return subject == request.roster.end() ? nullptr : &*subject;
}

std::string words_for(const record::RosterPerson& person) {
    std::string words = person.best_name().display();
    if (person.born) words += ", born " + person.born->words();
    if (person.expected) words += ", due " + person.expected->words();
    return words;
}

std::string terms_of(const record::RosterPerson& person) {
    std::vector<std::string> terms = {person.relation, words_for(person)};
    if (!person.nhs_number.empty()) terms.push_back("NHS " + person.nhs_number);
    if (!person.upn.empty()) terms.push_back("UPN " + person.upn);
    for (const auto& address : person.addresses) terms.push_back(address.postcode);
    if (!person.school.empty()) terms.push_back(person.school);
    return base::join(terms, "; ");
}

std::string identity_of(const record::PersonRecord& person) {
    const std::string number = person.usable_identifier("nhs_number");
    return number.empty() ? joined(person.best_name(), person.born) : number;
}

}  // namespace

std::string identity_of(const record::RosterPerson& person) {
    return person.nhs_number.empty() ? joined(person.best_name(), person.born) : person.nhs_number;
}

std::string identity_of_subject(const policy::Request& request) {
    const record::RosterPerson* subject = subject_of(request);
    return subject ? identity_of(*subject) : std::string{};
}

void name_subject(const policy::Request& request, ports::AuditEntry& entry) {
    const record::RosterPerson* subject = subject_of(request);
    if (!subject) return;
    entry.subject_clear = identity_of(*subject);
    entry.subject_family = subject->best_name().family;
    if (!subject->addresses.empty()) entry.subject_postcode = subject->addresses.front().postcode;
    entry.subject_school = subject->school;
    entry.subject_words = words_for(*subject);
}

std::string terms_of(const policy::Request& request) {
    std::string terms;
    for (const auto& person : request.roster)
        if (person.ticked && !person.is_unknown) terms += terms_of(person) + "\n";
    return terms;
}

std::vector<std::string> shown_in(const Picture& picture) {
    std::set<std::string> shown;
    for (const auto& reply : picture.replies)
        for (const auto& person : reply->people)
            if (person.ref == reply->subject_ref || reply->state == record::LedgerState::candidates)
                shown.insert(identity_of(person));
    return {shown.begin(), shown.end()};
}

}  // namespace kith::enquiry
