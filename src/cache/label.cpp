#include "cache/label.h"

#include "cache/bytes.h"

namespace kith::cache {
namespace {

constexpr std::string_view kMark = "kith shelf label 1";
constexpr std::int64_t kMostCategories = 10'000;

}  // namespace

std::string to_bytes(const Label& label) {
    Packer to;
    to.text(kMark)
        .text(label.purpose)
        .text(label.case_ref)
        .text(label.user)
        .text(label.role)
        .text(label.agency);
    to.text(label.who).text(label.workstation).text(label.source.text()).text(label.person.text());
    to.number(static_cast<std::int64_t>(label.categories.size()));
    for (const std::string& category : label.categories) to.text(category);
    to.text(label.rulebook_hash).text(label.permit).time(label.fetched_at).time(label.first_at);
    to.time(label.life.until).text(label.life.began.boot).number(label.life.began.since_boot.count());
    to.number(label.life.lasts.count()).text(label.expires_by);
    to.number(static_cast<std::int64_t>(label.consent)).text(label.override_reason);
    to.number(label.in_emergency).number(label.was_approved);
    to.text(label.relation)
        .text(label.born)
        .text(label.expected)
        .number(label.estimated_age)
        .number(label.is_unborn);
    return to.take();
}

std::optional<Label> label_from(std::string_view bytes) {
    Unpacker from(bytes);
    if (from.text() != kMark) return {};
    Label label;
    label.purpose = from.text();
    label.case_ref = from.text();
    label.user = from.text();
    label.role = from.text();
    label.agency = from.text();
    label.who = from.text();
    label.workstation = from.text();
    label.source = record::SourceId(from.text());
    label.person = record::PersonId(from.text());
    const std::int64_t categories = from.number();
    if (categories < 0 || categories > kMostCategories) return {};
    for (std::int64_t i = 0; i < categories && from.is_good(); ++i) label.categories.push_back(from.text());
    label.rulebook_hash = from.text();
    label.permit = from.text();
    label.fetched_at = from.time();
    label.first_at = from.time();
    label.life.until = from.time();
    label.life.began.boot = from.text();
    label.life.began.since_boot = std::chrono::milliseconds{from.number()};
    label.life.lasts = std::chrono::milliseconds{from.number()};
    label.expires_by = from.text();
    label.consent = static_cast<policy::Consent>(from.number());
    label.override_reason = from.text();
    label.in_emergency = from.number() != 0;
    label.was_approved = from.number() != 0;
    label.relation = from.text();
    label.born = from.text();
    label.expected = from.text();
    label.estimated_age = static_cast<int>(from.number());
    label.is_unborn = from.number() != 0;
    if (!from.is_good()) return {};
    return label;
}

Label label_for(const policy::Permit& permit, const policy::CellGrant& grant,
                const record::RosterPerson& person, const std::string& workstation) {
    const policy::Request& request = permit.request();
    Label label;
    label.purpose = request.purpose;
    label.case_ref = request.case_ref;
    label.user = request.user.id;
    label.role = request.user.role;
    label.agency = request.user.agency;
    label.who = request.user.who();
    label.workstation = workstation;
    label.source = grant.source;
    label.person = person.id;
    for (const auto& category : grant.categories) label.categories.push_back(category.text());
    label.rulebook_hash = permit.rulebook_hash();
    label.permit = permit.id().text();
    label.consent = request.consent;
    label.override_reason = request.override_reason;
    label.in_emergency = permit.emergency_until().has_value();
    label.was_approved = request.approval.has_value();
    label.relation = person.relation;
    if (person.born) label.born = person.born->iso();
    if (person.expected) label.expected = person.expected->iso();
    label.estimated_age = person.estimated_age.value_or(-1);
    label.is_unborn = person.is_unborn;
    return label;
}

policy::Request request_of(const Label& label) {
    policy::Request request;
    request.user = {label.user, label.user, label.role, label.agency, label.who};
    request.purpose = label.purpose;
    request.case_ref = label.case_ref;
    request.reason = "a kept copy, held against today's rules";
    request.consent = label.consent;
    request.override_reason = label.override_reason;
    if (!label.override_reason.empty()) request.override_words = "as it was given when the copy was fetched";
    request.sources = {label.source};
    record::RosterPerson person;
    person.id = label.person;
    person.relation = label.relation;
    if (auto born = record::PartialDate::parse_iso(label.born)) person.born = *born;
    if (auto expected = record::PartialDate::parse_iso(label.expected)) person.expected = *expected;
    if (label.estimated_age >= 0) person.estimated_age = label.estimated_age;
    person.is_unborn = label.is_unborn;
    // Rules never look at names, but a question must be about somebody.
    person.names.push_back({.given = "the person", .family = "asked about"});
    request.roster.push_back(std::move(person));
    return request;
}

}  // namespace kith::cache
