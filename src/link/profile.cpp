#include "link/profile.h"

#include "link/fold.h"

#include <algorithm>

namespace kith::link {

namespace {

template <typename T>
void add(std::vector<T>& list, const T& value) {
    if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

template <typename T>
void add_all(std::vector<T>& list, const std::vector<T>& values) {
    for (const auto& value : values) add(list, value);
}

std::string whole(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words) out += word;
    return out;
}

/// "Baby of Kerry", "Unborn", "not known".
bool stands_in(const std::vector<std::string>& words) {
    return !words.empty() && (is_stand_in(words.front()) || is_stand_in(whole(words)));
}

/// A source that does not split names still writes the family name last, or first before a comma.
record::PersonName split_text(const record::PersonName& name) {
    record::PersonName out = name;
    if (const auto comma = name.text.find(','); comma != std::string::npos) {
        out.family = name.text.substr(0, comma);
        out.given = name.text.substr(comma + 1);
    } else if (const auto space = name.text.rfind(' '); space != std::string::npos) {
        out.given = name.text.substr(0, space);
        out.family = name.text.substr(space + 1);
    } else {
        out.given = name.text;
    }
    return out;
}

bool is_usable(record::IdentifierState state) {
    return state == record::IdentifierState::valid || state == record::IdentifierState::verified;
}

bool is_past(record::IdentifierState state) {
    return state == record::IdentifierState::superseded || state == record::IdentifierState::former;
}

void add_identifier(Profile& profile, const record::PersonRecord& record, const record::Identifier& id) {
    if (id.value.empty()) return;
    if (id.kind == "nhs_number") {
        if (is_usable(id.state)) add(profile.nhs, id.value);
        if (is_past(id.state)) add(profile.old_nhs, id.value);
    } else if (id.kind == "upn") {
        const auto upn = record::Upn::parse(id.value);
        const bool permanent = upn && !upn->is_temporary();
        if (is_usable(id.state) && permanent) add(profile.upns, id.value);
        if (is_past(id.state) || (is_usable(id.state) && !permanent)) add(profile.old_upns, id.value);
    } else if (is_usable(id.state)) {
        add(profile.locals, record.origin.source.text() + '|' + id.kind + '|' + id.value);
    }
}

void add_names(Profile& profile, const std::vector<record::PersonName>& names) {
    for (const auto& name : names) {
        if (name.is_empty()) continue;
        add(profile.names, form_of(name));
        profile.has_stand_in = profile.has_stand_in || profile.names.back().is_stand_in;
    }
}

void add_addresses(Profile& profile, const std::vector<record::Address>& addresses) {
    for (const auto& address : addresses) {
        if (address.is_protected) continue;
        if (auto postcode = folded_postcode(address.postcode); !postcode.empty())
            add(profile.postcodes, postcode);
    }
}

}  // namespace

NameForm form_of(const record::PersonName& given_name) {
    const bool unsplit = given_name.given.empty() && given_name.family.empty();
    const record::PersonName name = unsplit ? split_text(given_name) : given_name;
    NameForm form;
    form.shown_given = name.given;
    form.shown_family = name.family;
    form.given = folded_words(name.given);
    form.family = folded_words(name.family);
    form.is_stand_in = stands_in(form.given);
    if (form.is_stand_in) form.given.clear();
    if (stands_in(form.family)) form.family.clear();
    form.given_whole = whole(form.given);
    form.family_whole = whole(form.family);
    if (!form.given.empty()) form.given_skeleton = skeleton(form.given.front());
    form.family_skeleton = skeleton(form.family_whole);
    return form;
}

void Profile::absorb(const Profile& other) {
    add_all(nhs, other.nhs);
    add_all(old_nhs, other.old_nhs);
    add_all(upns, other.upns);
    add_all(old_upns, other.old_upns);
    add_all(locals, other.locals);
    add_all(names, other.names);
    add_all(born, other.born);
    add_all(expected, other.expected);
    add_all(postcodes, other.postcodes);
    add_all(sexes, other.sexes);
    says_died = says_died || other.says_died;
    says_living = says_living || other.says_living;
    is_adoption = is_adoption || other.is_adoption;
    has_stand_in = has_stand_in || other.has_stand_in;
}

Profile profile_of(const record::PersonRecord& record) {
    Profile profile;
    for (const auto& id : record.identifiers) add_identifier(profile, record, id);
    add_names(profile, record.names);
    if (record.born) profile.born.push_back(*record.born);
    if (record.expected) profile.expected.push_back(*record.expected);
    add_addresses(profile, record.addresses);
    if (record.sex != record::Sex::not_stated) profile.sexes.push_back(record.sex);
    profile.says_died = record.died.has_value();
    profile.says_living = !record.died.has_value();
    profile.is_adoption = std::any_of(record.handling.begin(), record.handling.end(),
                                      [](const auto& handling) { return handling.mark == "adoption"; });
    return profile;
}

Profile profile_of(const record::RosterPerson& asked) {
    Profile profile;
    if (!asked.nhs_number.empty()) profile.nhs.push_back(asked.nhs_number);
    if (!asked.upn.empty()) profile.upns.push_back(asked.upn);
    for (const auto& id : asked.confirmed) add(profile.locals, id.issuer + '|' + id.kind + '|' + id.value);
    add_names(profile, asked.names);
    if (asked.born) profile.born.push_back(*asked.born);
    if (asked.expected) profile.expected.push_back(*asked.expected);
    add_addresses(profile, asked.addresses);
    if (asked.sex != record::Sex::not_stated) profile.sexes.push_back(asked.sex);
    return profile;
}

}  // namespace kith::link
