#include "cli/ask_options.h"

#include "base/text.h"

#include <charconv>

namespace kith::cli {
namespace {

using base::Expected;
using base::Fault;
using record::PartialDate;
using record::RosterPerson;

base::Error wrong(std::string_view option, std::string_view why) {
    return base::fail(Fault::invalid_input, std::string(option) + " " + std::string(why));
}

/// "2017-02-14", "Feb 2017", "2017", or an age: "about 7".
Expected<void> put_born(RosterPerson& person, std::string_view text, std::string_view option) {
    const std::string_view trimmed = base::trim(text);
    if (trimmed.empty()) return {};
    if (trimmed.starts_with("about ")) {
        int age = -1;
        const std::string_view digits = base::trim(trimmed.substr(6));
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), age);
        if (read.ec != std::errc{} || read.ptr != digits.data() + digits.size() || age < 0 || age > 120)
            return wrong(option, "has an age that is not a number of years");
        person.estimated_age = age;
        return {};
    }
    auto date = PartialDate::parse_any(trimmed);
    if (!date) return wrong(option, "is not a date; write 2017-02-14, Feb 2017, 2017 or \"about 7\"");
    person.born = *date;
    return {};
}

Expected<void> put_nhs(RosterPerson& person, std::string_view text, std::string_view option) {
    if (base::trim(text).empty()) return {};
    auto number = record::NhsNumber::parse(text);
    if (!number) return wrong(option, "is not an NHS number: ten digits whose last one checks the others");
    person.nhs_number = number->digits();
    return {};
}

void put_name(RosterPerson& person, std::string_view given, std::string_view family, record::NameUse use) {
    record::PersonName name;
    name.given = base::trim(given);
    name.family = base::trim(family);
    name.use = use;
    if (!name.is_empty()) person.names.push_back(std::move(name));
}

Expected<void> put_numbers(RosterPerson& person, const AskOptions& options) {
    if (auto put = put_nhs(person, options.nhs, "--nhs"); !put) return put.error();
    if (base::trim(options.upn).empty()) return {};
    auto upn = record::Upn::parse(options.upn);
    if (!upn) return wrong("--upn", "is not a unique pupil number: its check letter does not hold");
    person.upn = upn->text();
    return {};
}

Expected<void> put_expected(RosterPerson& person, std::string_view text) {
    if (base::trim(text).empty()) return {};
    auto date = PartialDate::parse_any(base::trim(text));
    if (!date) return wrong("--expected", "is not a date");
    person.is_unborn = true;
    person.expected = *date;
    return {};
}

Expected<RosterPerson> subject(const AskOptions& options) {
    RosterPerson child;
    child.id = record::PersonId("subject");
    put_name(child, options.given, options.family, record::NameUse::usual);
    put_name(child, options.known_as, "", record::NameUse::known_as);
    child.sex = record::parse_sex(options.sex);
    child.school = base::trim(options.school);
    if (!base::trim(options.postcode).empty()) {
        record::Address address;
        address.postcode = record::normal_postcode(options.postcode);
        child.addresses.push_back(std::move(address));
    }
    if (auto put = put_born(child, options.born, "--born"); !put) return put.error();
    if (auto put = put_expected(child, options.expected); !put) return put.error();
    if (auto put = put_numbers(child, options); !put) return put.error();
    return child;
}

/// "mother;Kerry;Pellow;1991;9990001234"; without a name it is an explicit unknown ("father").
Expected<RosterPerson> around(const std::string& text, size_t index) {
    const auto parts = base::split(text, ';');
    if (parts.size() > 5 || base::trim(parts[0]).empty())
        return wrong("--person", "must be \"relation;given;family;born;nhs\"");
    const auto part = [&](size_t i) {
        return i < parts.size() ? std::string(base::trim(parts[i])) : std::string{};
    };
    RosterPerson person;
    person.id = record::PersonId("p" + std::to_string(index + 1));
    person.relation = base::lower_ascii(part(0));
    put_name(person, part(1), part(2), record::NameUse::usual);
    if (auto put = put_born(person, part(3), "--person"); !put) return put.error();
    if (auto put = put_nhs(person, part(4), "--person"); !put) return put.error();
    person.is_unknown = person.names.empty() && person.nhs_number.empty();
    return person;
}

Expected<record::Period> period(const std::string& text) {
    record::Period period;
    if (text.empty()) return period;
    const size_t dots = text.find("..");
    if (dots == std::string::npos) return wrong("--period", "must be FROM..TO; either side may be left out");
    const auto side = [](std::string_view part, std::optional<PartialDate>& into) {
        if (base::trim(part).empty()) return true;
        auto date = PartialDate::parse_any(base::trim(part));
        if (date) into = *date;
        return date.has_value();
    };
    if (!side(std::string_view(text).substr(0, dots), period.from) ||
        !side(std::string_view(text).substr(dots + 2), period.to))
        return wrong("--period", "has a side that is not a date");
    return period;
}

Expected<policy::Consent> consent(const std::string& text) {
    for (const auto value : {policy::Consent::not_sought, policy::Consent::given, policy::Consent::refused})
        if (policy::name_of(value) == text) return value;
    return wrong("--consent", "must be not_sought, given or refused");
}

void put_override(policy::Request& request, const std::string& text) {
    const size_t colon = text.find(':');
    request.override_reason = base::trim(std::string_view(text).substr(0, colon));
    if (colon != std::string::npos)
        request.override_words = base::trim(std::string_view(text).substr(colon + 1));
}

void put_emergency(policy::Request& request, const std::string& text) {
    if (base::trim(text).empty()) return;
    const size_t colon = text.find(':');
    policy::Emergency emergency;
    emergency.code = base::trim(std::string_view(text).substr(0, colon));
    if (colon != std::string::npos) emergency.words = base::trim(std::string_view(text).substr(colon + 1));
    request.emergency = std::move(emergency);
}

Expected<void> put_people(policy::Request& request, const AskOptions& options) {
    auto child = subject(options);
    if (!child) return child.error();
    request.roster.push_back(std::move(*child));
    for (size_t i = 0; i < options.people.size(); ++i) {
        auto person = around(options.people[i], i);
        if (!person) return person.error();
        request.roster.push_back(std::move(*person));
    }
    return {};
}

}  // namespace

Expected<policy::Request> to_request(const AskOptions& options, const policy::User& user) {
    policy::Request request;
    request.user = user;
    request.purpose = base::trim(options.purpose);
    request.case_ref = base::trim(options.case_ref);
    request.reason = base::trim(options.reason);
    put_override(request, options.override_reason);
    put_emergency(request, options.emergency);
    request.has_declared_conflict = options.knows_family;
    for (const auto& source : base::split(options.sources, ','))
        if (!base::trim(source).empty()) request.sources.emplace_back(std::string(base::trim(source)));
    auto agreed = consent(options.consent);
    if (!agreed) return agreed.error();
    request.consent = *agreed;
    auto within = period(options.period);
    if (!within) return within.error();
    request.period = *within;
    if (auto put = put_people(request, options); !put) return put.error();
    return request;
}

}  // namespace kith::cli
