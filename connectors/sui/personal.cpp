#include "connectors/sui/records.h"

#include <algorithm>
#include <map>

namespace kith::sui {
namespace {

using record::PersonRecord;

/// Several systems of one custodian may each hold personal details of one child: nothing that differs is
/// dropped.
void keep_both(std::string& held, std::string more, std::string_view label, PersonRecord& person) {
    if (more.empty() || held == more) return;
    if (held.empty())
        held = std::move(more);
    else
        add_detail(person.details, std::string(label) + ", recorded as well", std::move(more));
}

void read_name(json::Value payload, PersonRecord& person) {
    record::PersonName name;
    name.given = said(payload["firstName"]);
    name.family = said(payload["lastName"]);
    const bool is_known = std::find(person.names.begin(), person.names.end(), name) != person.names.end();
    if (!name.is_empty() && !is_known) person.names.push_back(std::move(name));
}

void read_birth(json::Value payload, PersonRecord& person) {
    const auto born = record::read_date(payload["dateOfBirth"], "Birth date", person.quality, person.details);
    if (!born.is_known()) return;
    if (!person.born) person.born = born.start();
    if (person.born == born.start()) return;
    person.quality.push_back("the source gives more than one birth date");
    add_detail(person.details, "Birth date, recorded as well", born.words());
}

void read_sex(json::Value payload, PersonRecord& person) {
    const std::string text = said(payload["birthAssignedSex"]);
    const record::Sex sex = record::parse_sex(text);
    if (person.sex == record::Sex::not_stated) person.sex = sex;
    if (sex == record::Sex::not_stated || person.sex != sex)
        add_detail(person.details, "Sex assigned at birth, as written", text);
}

void read_needs(json::Value payload, PersonRecord& person) {
    static const std::pair<const char*, const char*> needs[] = {
        {"englishAsAdditionalLanguage", "English as an additional language"},
        {"braille", "Braille"},
        {"signLanguage", "Sign language"},
        {"makaton", "Makaton"},
        {"interpreter", "Interpreter"}};
    for (const auto& [member, label] : needs)
        if (!payload[member].is_absent()) add_detail(person.details, label, tri_state(payload[member]));
}

/// Gives the place in the reply of each related person by name, so that the household list does not add them
/// again.
std::map<std::string, std::string> read_related(json::Value payload, Filing& filing) {
    std::map<std::string, std::string> refs;
    for (json::Value one : payload["relatedPeople"]) {
        const std::string name = said(one["name"]), relationship = said(one["relationshipToTheChild"]);
        PersonRecord& person = filing.add_person();
        if (!name.empty()) person.names.push_back({.text = name});
        const auto born = record::read_date(one["dob"], "Birth date", person.quality, person.details);
        if (born.is_known()) person.born = born.start();
        for (std::string& risk : all_said(one["risk"]))
            add_detail(person.details, "Risk recorded", std::move(risk));
        const std::string ref = person.ref;
        filing.add_tie(tie_kind_of(relationship), ref, true).words = relationship;
        refs.emplace(name, ref);
    }
    return refs;
}

void read_household(json::Value payload, const std::optional<record::Address>& home,
                    const std::map<std::string, std::string>& related, Filing& filing) {
    constexpr const char* kWords = "named as living at the child's main address";
    for (const std::string& name : all_said(payload["namesOfIndividualsResidingAtMainAddress"])) {
        if (related.contains(name)) {
            filing.add_notice("a related person is also named as living at the main address");
            continue;
        }
        PersonRecord& person = filing.add_person();
        person.names.push_back({.text = name});
        if (home) person.addresses.push_back(*home);
        const std::string ref = person.ref;
        filing.add_tie("unknown", ref, true).words = kWords;
    }
}

}  // namespace

void read_personal(json::Value payload, Filing& filing) {
    PersonRecord& child = filing.subject();
    read_name(payload, child);
    read_birth(payload, child);
    read_sex(payload, child);
    keep_both(child.ethnicity, said(payload["ethnicity"]), "Ethnicity", child);
    keep_both(child.language, said(payload["firstLanguage"]), "First language", child);
    add_detail(child.details, "Pronouns", said(payload["pronouns"]));
    add_detail(child.details, "Designated local authority", said(payload["designatedLocalAuthority"]));
    read_needs(payload, child);
    auto home = read_address(payload["address"]);
    if (home) {
        home->use = "home";
        if (std::find(child.addresses.begin(), child.addresses.end(), *home) == child.addresses.end())
            child.addresses.push_back(*home);
    }
    read_household(payload, home, read_related(payload, filing), filing);
}

}  // namespace kith::sui
