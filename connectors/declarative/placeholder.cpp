#include "connectors/declarative/placeholder.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace kith::declarative {
namespace {

constexpr std::string_view kConfirmed = "confirmed.";

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kOfPerson = {{
    {"nhs_number", "an NHS number"},
    {"upn", "a unique pupil number"},
    {"given", "a first name"},
    {"family", "a family name"},
    {"born", "a full birth date"},
    {"sex", "a sex"},
    {"postcode", "a postcode"},
}};

constexpr std::array<std::string_view, 13> kOfQuestion = {
    "request_id", "correlation_id", "purpose",      "lawful_basis", "override_reason", "user",      "role",
    "agency",     "agency_code",    "organisation", "period_from",  "period_to",       "categories"};

std::string postcode_of(const record::RosterPerson& person) {
    for (const record::Address& address : person.addresses)
        if (!address.is_protected && !address.postcode.empty())
            return record::normal_postcode(address.postcode);
    return {};
}

std::string confirmed_value(std::string_view kind, const record::RosterPerson& person,
                            const record::SourceId& source) {
    for (const record::Identifier& held : person.confirmed)
        if (held.kind == kind && held.issuer == source.text()) return held.value;
    return {};
}

std::string categories_of(const federate::Ask& ask) {
    std::vector<std::string> names;
    for (const auto& category : ask.categories) names.push_back(category.text());
    return base::join(names, ",");
}

std::string iso_of(const std::optional<record::PartialDate>& date) {
    return date ? date->iso() : std::string{};
}

}  // namespace

std::optional<Placeholder> Placeholder::parse(std::string_view text) {
    if (text.size() < 3 || text.front() != '{' || text.back() != '}') return std::nullopt;
    text = text.substr(1, text.size() - 2);
    Placeholder made;
    made.is_optional = text.back() == '?';
    if (made.is_optional) text.remove_suffix(1);
    made.name = text;
    return made;
}

bool is_of_person(std::string_view name) {
    if (name.starts_with(kConfirmed)) return name.size() > kConfirmed.size();
    return std::any_of(kOfPerson.begin(), kOfPerson.end(),
                       [&](const auto& known) { return known.first == name; });
}

bool is_of_question(std::string_view name) {
    return std::find(kOfQuestion.begin(), kOfQuestion.end(), name) != kOfQuestion.end();
}

std::string person_value(std::string_view name, const record::RosterPerson& person,
                         const record::SourceId& source) {
    if (name.starts_with(kConfirmed)) return confirmed_value(name.substr(kConfirmed.size()), person, source);
    if (name == "nhs_number") return person.nhs_number;
    if (name == "upn") return person.upn;
    if (name == "given") return person.best_name().given;
    if (name == "family") return person.best_name().family;
    if (name == "born") return person.born && person.born->has_day() ? person.born->iso() : std::string{};
    if (name == "sex")
        return person.sex == record::Sex::not_stated ? "" : std::string(record::name_of(person.sex));
    if (name == "postcode") return postcode_of(person);
    return {};
}

std::string question_value(std::string_view name, const federate::Ask& ask, const std::string& organisation) {
    if (name == "request_id") return ask.request_id;
    if (name == "correlation_id") return ask.correlation_id;
    if (name == "purpose") return ask.purpose;
    if (name == "lawful_basis") return ask.lawful_basis;
    if (name == "override_reason") return ask.override_reason;
    if (name == "user") return ask.user;
    if (name == "role") return ask.role;
    if (name == "agency") return ask.agency;
    if (name == "agency_code") return ask.agency_code;
    if (name == "organisation") return organisation;
    if (name == "period_from") return iso_of(ask.period.from);
    if (name == "period_to") return iso_of(ask.period.to);
    if (name == "categories") return categories_of(ask);
    return {};
}

std::string words_for(std::string_view name) {
    for (const auto& [known, words] : kOfPerson)
        if (known == name) return std::string(words);
    return "a number of the source's own";
}

}  // namespace kith::declarative
