#include "connectors/fhir/person.h"

#include "base/text.h"
#include "connectors/fhir/details.h"
#include "connectors/fhir/elements.h"
#include "connectors/fhir/plain_text.h"

#include <algorithm>

namespace kith::fhir {
namespace {

using record::IdentifierState;
using record::NameUse;
using record::PersonRecord;

NameUse use_of(std::string_view code) {
    if (code == "official") return NameUse::official;
    if (code == "temp") return NameUse::temporary;
    if (code == "nickname") return NameUse::nickname;
    if (code == "anonymous") return NameUse::alias;
    if (code == "old") return NameUse::former;
    if (code == "maiden") return NameUse::birth;
    return NameUse::usual;
}

std::string joined(json::Value texts, std::string_view between) {
    std::vector<std::string> words;
    for (const auto one : each(texts))
        if (auto word = shown(one); !word.empty()) words.push_back(std::move(word));
    return base::join(words, between);
}

/// "home, 1 Jan 2020 to 31 Dec 2021": how and when a number or address is in use.
std::string use_and_period(json::Value of) {
    std::vector<std::string> words;
    if (auto use = shown(of["use"]); !use.empty()) words.push_back(std::move(use));
    if (const auto dates = period(of["period"]); !dates.is_open()) words.push_back(dates.words());
    return base::join(words, ", ");
}

void read_names(json::Value names, PersonRecord& into) {
    for (const auto one : each(names)) {
        auto name = read_name(one);
        if (!name.is_empty()) into.names.push_back(std::move(name));
        add_detail(into.details, "title", joined(one["prefix"], " "));
        add_detail(into.details, "after the name", joined(one["suffix"], " "));
        add_extensions(into.details, one);
    }
}

// PDS says of every number whether it was traced; 01 is "present and verified".
void note_verification(json::Value identifier, record::Identifier& into, PersonRecord& person) {
    const auto status = value_of_extension(extension(identifier, "NHSNumberVerificationStatus"));
    if (status.is_missing()) return;
    const bool is_verified = has_code(status, {"01"});
    if (is_verified && into.state == IdentifierState::valid) into.state = IdentifierState::verified;
    add_detail(person.details, "NHS number status", words_of(status));
    if (!is_verified) person.quality.emplace_back("the NHS number is not marked as present and verified");
}

record::Identifier read_identifier(json::Value of, PersonRecord& person) {
    const bool is_nhs_number = of["system"].text() == kNhsNumberSystem;
    auto identifier = record::identifier(is_nhs_number ? "nhs_number" : "local", shown(of["value"]),
                                         is_nhs_number ? "" : shown(of["system"]));
    if (is_nhs_number) note_verification(of, identifier, person);
    if (of["use"].text() == "old" && identifier.state != IdentifierState::invalid)
        identifier.state = IdentifierState::former;
    if (identifier.state == IdentifierState::invalid)
        person.quality.emplace_back("an NHS number in the record fails its check digit");
    return identifier;
}

void read_identifiers(json::Value identifiers, PersonRecord& into) {
    for (const auto one : each(identifiers))
        if (!shown(one["value"]).empty()) into.identifiers.push_back(read_identifier(one, into));
}

// FHIR's "other" is a system that an extension names, such as a textphone.
std::string system_words(json::Value point) {
    const auto other = value_of_extension(extension(point, "OtherContactSystem"));
    if (!other.is_missing()) return words_of(other);
    return point["system"].text() == "phone" ? "telephone" : shown(point["system"]);
}

void read_telecom(json::Value telecom, PersonRecord& into) {
    for (const auto point : each(telecom)) {
        const std::string value = shown(point["value"]);
        if (value.empty()) continue;
        const std::string_view system = point["system"].text();
        const std::string how = use_and_period(point);
        const bool is_known = system == "phone" || system == "email";
        if (system == "phone") into.phones.push_back(value);
        if (system == "email") into.emails.push_back(value);
        if (!is_known || !how.empty())
            add_detail(into.details, system_words(point), how.empty() ? value : value + " (" + how + ")");
    }
}

// The key into the Postcode Address File or the national property register, whichever was sent.
void read_address_keys(json::Value address, PersonRecord& into) {
    for (const auto one : each(address["extension"])) {
        if (!one["url"].text().ends_with("AddressKey")) continue;
        const std::string type = words_of(value_of_extension(extension(one, "type")));
        add_detail(into.details, type.empty() ? "address key" : type,
                   value_words(value_of_extension(extension(one, "value"))));
    }
}

void read_addresses(json::Value addresses, PersonRecord& into) {
    for (const auto one : each(addresses)) {
        auto address = read_address(one);
        if (!address.lines.empty() || !address.postcode.empty()) into.addresses.push_back(std::move(address));
        read_address_keys(one, into);
        add_extensions(into.details, one, {"AddressKey"});
    }
}

void read_birth(json::Value person, PersonRecord& into) {
    const std::string said = shown(person["birthDate"]);
    into.born = day(person["birthDate"]);
    if (!said.empty() && !into.born) {
        add_detail(into.details, "birth date as sent", said);
        into.quality.emplace_back("the birth date cannot be read");
    }
    if (into.born && into.born->is_possibly_default())
        into.quality.emplace_back("the birth date may be a default that stands for an unknown one");
    add_extensions(into.details, person["_birthDate"]);
}

void read_languages(json::Value person, PersonRecord& into) {
    const auto spoken = extension(person, "NHSCommunication");
    into.language = words_of(value_of_extension(extension(spoken, "language")));
    for (const auto one : each(person["communication"])) {
        const std::string words = all_words_of(one["language"]);
        if (into.language.empty()) into.language = words;
        add_detail(into.details, "language", words);
        if (yes_or_no(one["preferred"]) == true) add_detail(into.details, "preferred language", words);
    }
}

// Some senders keep no date of death, only that there was one; an unknown When says just that.
void read_death(json::Value patient, PersonRecord& into) {
    if (!patient["deceasedDateTime"].is_absent())
        into.died = when(patient["deceasedDateTime"]);
    else if (yes_or_no(patient["deceasedBoolean"]) == true)
        into.died = record::When{};
    const auto status = value_of_extension(
        extension(extension(patient, "DeathNotificationStatus"), "deathNotificationStatus"));
    if (into.died && has_code(status, {"U"})) into.quality.emplace_back("the death notification was removed");
    if (!into.died && has_code(status, {"1", "2"})) into.died = record::When{};
}

void read_practice(json::Value patient, PersonRecord& into) {
    for (const auto practice : each(patient["generalPractitioner"])) {
        const std::string words = words_of_reference(practice);
        if (into.gp_practice.empty()) into.gp_practice = words;
        const auto dates = period(practice["identifier"]["period"]);
        if (!dates.is_open()) add_detail(into.details, "GP practice", words + " (" + dates.words() + ")");
    }
}

void read_standing(json::Value patient, PersonRecord& into) {
    add_detail(into.details, "order in a multiple birth", shown(patient["multipleBirthInteger"]));
    if (const auto multiple = yes_or_no(patient["multipleBirthBoolean"]))
        add_detail(into.details, "multiple birth", *multiple ? "yes" : "no");
    const auto managing = patient["managingOrganization"];
    add_detail(into.details, "managing organisation", words_of_reference(managing));
    add_detail(into.details, "managing organisation in", value_words(managing["identifier"]["period"]));
    add_detail(into.details, "marital status", words_of(patient["maritalStatus"]));
    if (yes_or_no(patient["active"]) == false) add_detail(into.details, "record in use", "no");
    into.ethnicity = words_of(value_of_extension(extension(patient, "EthnicCategory")));
}

}  // namespace

record::PersonName read_name(json::Value name) {
    record::PersonName out;
    out.given = joined(name["given"], " ");
    out.family = shown(name["family"]);
    out.text = shown(name["text"]);
    out.use = use_of(name["use"].text());
    out.period = period(name["period"]);
    return out;
}

record::Address read_address(json::Value address) {
    record::Address out;
    for (const std::string_view part : {"text", "line", "city", "district", "state", "country"})
        for (const auto line : each(address[part]))
            if (auto words = shown(line); !words.empty()) out.lines.push_back(std::move(words));
    out.postcode = shown(address["postalCode"]);
    const std::string_view use = address["use"].text();
    out.use = use == "temp" ? "temporary" : shown(address["use"]);
    out.period = period(address["period"]);
    return out;
}

void read_common(json::Value person, PersonRecord& into) {
    read_identifiers(person["identifier"], into);
    read_names(person["name"], into);
    read_birth(person, into);
    into.sex = record::parse_sex(person["gender"].text());
    read_addresses(person["address"], into);
    read_telecom(person["telecom"], into);
    read_languages(person, into);
    add_extensions(into.details, person);
    add_detail(into.details, "narrative", narrative(person));
}

std::string restriction_words(json::Value resource) {
    for (const auto label : each(resource["meta"]["security"]))
        if (has_code(label, {"R", "V", "REDACTED"})) return words_of(label);
    return {};
}

bool is_restricted(json::Value resource) {
    return !restriction_words(resource).empty();
}

PersonRecord read_patient(json::Value patient) {
    PersonRecord person;
    person.ref = person.origin.reference = "Patient/" + shown(patient["id"]);
    read_common(patient, person);
    read_death(patient, person);
    read_practice(patient, person);
    read_standing(patient, person);
    person.is_restricted = is_restricted(patient);
    if (person.is_restricted) person.handling.push_back({"restricted", restriction_words(patient)});
    return person;
}

bool has_nhs_number(const PersonRecord& person, std::string_view digits) {
    return std::ranges::any_of(person.identifiers, [&](const record::Identifier& one) {
        return one.kind == "nhs_number" && one.value == digits;
    });
}

}  // namespace kith::fhir
