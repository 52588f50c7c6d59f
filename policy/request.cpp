#include "policy/request.h"

#include "base/text.h"
#include "crypto/hash.h"
#include "json/writer.h"

#include <algorithm>

namespace kith::policy {
namespace {

using json::Writer;
using record::RosterPerson;

constexpr int kAdultAge = 18;

bool is_blank(std::string_view text) {
    return base::trim(text).empty();
}

bool may_be_asked_about(const RosterPerson& person) {
    return person.ticked && !person.is_unknown;
}

std::string iso(const std::optional<record::PartialDate>& date) {
    return date ? date->iso() : std::string{};
}

void write(Writer& w, const record::Period& period) {
    w.array().string(iso(period.from)).string(iso(period.to)).end();
}

void write(Writer& w, const record::PersonName& name) {
    w.array().string(name.given).string(name.family).string(name.text);
    w.number(static_cast<int>(name.use));
    write(w, name.period);
    w.end();
}

void write(Writer& w, const record::Address& address) {
    w.array().array();
    for (const auto& line : address.lines) w.string(line);
    w.end().string(address.postcode).string(address.local_authority).string(address.use);
    write(w, address.period);
    w.boolean(address.is_protected).end();
}

void write(Writer& w, const RosterPerson& person) {
    w.array().string(person.id.text()).string(person.relation).array();
    for (const auto& name : person.names) write(w, name);
    w.end().string(iso(person.born));
    person.estimated_age ? w.number(*person.estimated_age) : w.null();
    w.boolean(person.is_unborn);
    w.string(iso(person.expected)).number(static_cast<int>(person.sex));
    w.string(person.nhs_number).string(person.upn).array();
    for (const auto& address : person.addresses) write(w, address);
    w.end().string(person.school).boolean(person.ticked).boolean(person.is_unknown);
    w.string(person.mentioned_in).array();
    for (const auto& one : person.confirmed)
        w.array().string(one.kind).string(one.value).string(one.issuer).end();
    w.end().end();
}

/// Whether somebody born then is an adult; empty when the date does not tell.
std::optional<bool> is_adult(const record::PartialDate& born, const record::PartialDate& today) {
    const auto age = record::age_on(born, today);
    if (age) return *age >= kAdultAge;
    // A year alone still tells for everybody but those who turn eighteen this year. A year to come tells
    // nothing.
    const int years = today.year() - born.year();
    if (years == kAdultAge || years < 0) return {};
    return years > kAdultAge;
}

}  // namespace

std::string_view name_of(Consent consent) {
    switch (consent) {
        case Consent::not_sought:
            return "not_sought";
        case Consent::given:
            return "given";
        case Consent::refused:
            return "refused";
    }
    return "unknown";
}

bool is_the_subject(const RosterPerson& person) {
    return person.relation == "subject";
}

PersonKind kind_of(const RosterPerson& person, const record::PartialDate& today) {
    if (person.is_unborn) return PersonKind::unborn;
    std::optional<bool> adult;
    if (person.born) adult = is_adult(*person.born, today);
    if (!person.born && person.estimated_age) adult = *person.estimated_age >= kAdultAge;
    if (adult) {
        if (*adult) return PersonKind::adult;
        return is_the_subject(person) ? PersonKind::subject_child : PersonKind::other_child;
    }
    return is_the_subject(person) && !person.born ? PersonKind::subject_child : PersonKind::age_unknown;
}

std::vector<std::string> missing_for(const Request& request) {
    std::vector<std::string> missing;
    if (is_blank(request.purpose)) missing.emplace_back("purpose");
    if (is_blank(request.case_ref)) missing.emplace_back("case");
    if (is_blank(request.reason)) missing.emplace_back("reason");
    if (std::ranges::none_of(request.roster, may_be_asked_about)) missing.emplace_back("person");
    return missing;
}

namespace {

void write(Writer& w, const User& user) {
    w.array()
        .string(user.id)
        .string(user.name)
        .string(user.role)
        .string(user.agency)
        .string(user.person)
        .end();
}

void write(Writer& w, const std::optional<Emergency>& emergency) {
    if (!emergency) return void(w.null());
    w.array().string(emergency->code).string(emergency->words).string(base::to_iso(emergency->began));
    w.boolean(emergency->follows_unreviewed).end();
}

void write(Writer& w, const std::optional<Approval>& approval) {
    if (!approval) return void(w.null());
    w.array();
    write(w, approval->by);
    w.string(base::to_iso(approval->at)).string(approval->of).end();
}

}  // namespace

std::string canonical(const Request& request) {
    Writer w;
    w.array();
    write(w, request.user);
    w.string(request.purpose).string(request.case_ref).string(request.reason);
    w.string(name_of(request.consent)).string(request.override_reason).string(request.override_words).array();
    for (const auto& person : request.roster) write(w, person);
    w.end().array();
    for (const auto& source : request.sources) w.string(source.text());
    w.end();
    write(w, request.period);
    write(w, request.emergency);
    write(w, request.approval);
    w.boolean(request.has_declared_conflict).end();
    return w.text();
}

std::string approval_subject(const Request& request) {
    Request alone = request;
    alone.approval.reset();
    return crypto::hex(crypto::sha256("approval\n" + canonical(alone)));
}

}  // namespace kith::policy
