#include "base/text.h"
#include "connectors/declarative/read_answer.h"
#include "record/doubt.h"

#include <algorithm>

namespace kith::declarative {
namespace {

using record::PersonRecord;

record::NameUse name_use(const std::string& word) {
    for (int i = 0; i <= static_cast<int>(record::NameUse::temporary); ++i)
        if (record::name_of(static_cast<record::NameUse>(i)) == word) return static_cast<record::NameUse>(i);
    return record::NameUse::usual;
}

void read_names(const PersonRule& rule, const Scope& scope, Reading& reading, PersonRecord& person) {
    for (const NameRule& one : rule.names) {
        record::PersonName name;
        name.given = read(one.given, scope, reading);
        name.family = read(one.family, scope, reading);
        name.text = read(one.text, scope, reading);
        name.use = name_use(read(one.use, scope, reading));
        if (!name.is_empty()) person.names.push_back(std::move(name));
    }
}

/// A date that does not read is kept as it was written, beside the note that it does not read.
std::optional<record::PartialDate> person_date(const ValueRule& rule, std::string_view label,
                                               const Scope& scope, Reading& reading, PersonRecord& person) {
    const std::string text = read(rule, scope, reading);
    if (text.empty()) return std::nullopt;
    auto date = read_date(text, reading);
    if (!date) {
        person.quality.push_back(std::string(label) + " cannot be read as a date");
        person.details.emplace_back(std::string(label) + ", as written", text);
    }
    return date;
}

/// Where a protected address is, is not even read: only that there is one.
record::Address read_address(const AddressRule& rule, const Scope& scope, Reading& reading) {
    record::Address address;
    address.is_protected = holds(rule.is_protected, scope);
    address.use = read(rule.use, scope, reading);
    address.local_authority = read(rule.local_authority, scope, reading);
    address.period = {read_date(read(rule.from, scope, reading), reading),
                      read_date(read(rule.until, scope, reading), reading)};
    if (address.is_protected) return address;
    for (const Path& path : rule.lines)
        for (json::Value line : path.find(scope)) address.lines.push_back(base::printable(line.as_text()));
    address.postcode = record::normal_postcode(read(rule.postcode, scope, reading));
    return address;
}

void read_addresses(const PersonRule& rule, const Scope& scope, Reading& reading, PersonRecord& person) {
    for (const AddressRule& one : rule.addresses) {
        record::Address address = read_address(one, scope, reading);
        if (address.is_protected || !address.lines.empty() || !address.postcode.empty())
            person.addresses.push_back(std::move(address));
    }
}

std::vector<std::string> texts_at(const std::vector<Path>& paths, const Scope& scope) {
    std::vector<std::string> out;
    for (const Path& path : paths)
        for (json::Value value : path.find(scope))
            if (std::string text = base::printable(value.as_text()); !text.empty())
                out.push_back(std::move(text));
    return out;
}

void read_identifiers(const PersonRule& rule, const Scope& scope, Reading& reading, PersonRecord& person) {
    for (const IdentifierRule& one : rule.identifiers)
        for (const std::string& value : read_all(one.value, scope, reading))
            person.identifiers.push_back(record::identifier(one.kind, value));
}

PersonRecord read_person(const PersonRule& rule, const Scope& scope, Reading& reading) {
    PersonRecord person;
    person.ref = read(rule.ref, scope, reading);
    person.origin.reference = person.ref;
    read_names(rule, scope, reading, person);
    person.born = person_date(rule.born, "Birth date", scope, reading, person);
    person.expected = person_date(rule.expected, "Due date", scope, reading, person);
    person.sex = record::parse_sex(read(rule.sex, scope, reading));
    read_identifiers(rule, scope, reading, person);
    read_addresses(rule, scope, reading, person);
    person.phones = texts_at(rule.phones, scope);
    person.emails = texts_at(rule.emails, scope);
    person.school = read(rule.school, scope, reading);
    person.gp_practice = read(rule.gp_practice, scope, reading);
    person.ethnicity = read(rule.ethnicity, scope, reading);
    person.language = read(rule.language, scope, reading);
    person.handling = read_handling(rule.handling, scope, reading);
    for (auto& detail : read_details(rule.details, scope, reading))
        person.details.push_back(std::move(detail));
    record::note_doubtful_dates(person, reading.today);
    record::note_doubtful_numbers(person);
    return person;
}

/// Repeats are looked for among the first few only: a source that sends thousands of variants of one person
/// must not make us compare each with each.
constexpr size_t kFew = 200;

template <typename T>
void add_new(std::vector<T>& held, std::vector<T> more) {
    for (T& one : more) {
        const auto end = held.begin() + static_cast<std::ptrdiff_t>(std::min(held.size(), kFew));
        if (std::find(held.begin(), end, one) == end) held.push_back(std::move(one));
    }
}

void fill_if_empty(std::string& held, const std::string& more) {
    if (held.empty()) held = more;
}

/// One source says two things of one person: both are kept, the second as a detail, and it is noted.
void add_birth(PersonRecord& held, const PersonRecord& more) {
    if (!held.born) held.born = more.born;
    if (!more.born || held.born == more.born) return;
    add_new(held.quality, {"the source gives more than one birth date"});
    add_new(held.details, {{"Another birth date", more.born->words()}});
}

void add_to(PersonRecord& held, PersonRecord more) {
    add_birth(held, more);
    if (!held.expected) held.expected = more.expected;
    if (held.sex == record::Sex::not_stated) held.sex = more.sex;
    add_new(held.identifiers, std::move(more.identifiers));
    add_new(held.names, std::move(more.names));
    add_new(held.addresses, std::move(more.addresses));
    add_new(held.phones, std::move(more.phones));
    add_new(held.emails, std::move(more.emails));
    fill_if_empty(held.school, more.school);
    fill_if_empty(held.gp_practice, more.gp_practice);
    fill_if_empty(held.ethnicity, more.ethnicity);
    fill_if_empty(held.language, more.language);
    add_new(held.handling, std::move(more.handling));
    add_new(held.details, std::move(more.details));
    add_new(held.quality, std::move(more.quality));
}

bool is_in(Circle circle, const PersonRule& rule, const Mapping& mapping) {
    const bool is_subject = rule.of.each == mapping.identity.at;
    const bool is_candidate = mapping.answer.candidates && rule.of.each == mapping.answer.candidates;
    switch (circle) {
        case Circle::subject_only:
            return is_subject;
        case Circle::candidates:
            return is_candidate;
        case Circle::everybody_else:
            return !is_subject && !is_candidate;
    }
    return false;
}

}  // namespace

void read_people(const Mapping& mapping, Circle circle, json::Value root, Reading& reading,
                 std::vector<PersonRecord>& people) {
    std::map<std::string, size_t> known;
    for (size_t i = 0; i < people.size(); ++i) known.emplace(people[i].ref, i);
    for (const PersonRule& rule : mapping.people) {
        if (!is_in(circle, rule, mapping)) continue;
        for (const Scope& scope : selected(rule.of, root)) {
            PersonRecord person = read_person(rule, scope, reading);
            if (person.ref.empty() && reading.missing.empty()) reading.missing = "the reference of a person";
            const auto [at, is_new] = known.emplace(person.ref, people.size());
            if (is_new)
                people.push_back(std::move(person));
            else
                add_to(people[at->second], std::move(person));
        }
    }
}

std::vector<record::Handling> read_handling(const std::vector<HandlingRule>& rules, const Scope& scope,
                                            Reading& reading) {
    std::vector<record::Handling> out;
    for (const HandlingRule& rule : rules) {
        if (rule.when && !holds(*rule.when, scope)) continue;
        out.push_back({rule.mark, rule.words ? read(*rule.words, scope, reading) : std::string{}});
    }
    return out;
}

std::vector<std::pair<std::string, std::string>> read_details(const std::vector<DetailRule>& rules,
                                                              const Scope& scope, Reading& reading) {
    std::vector<std::pair<std::string, std::string>> out;
    for (const DetailRule& rule : rules)
        if (std::string value = read(rule.value, scope, reading); !value.empty())
            out.emplace_back(rule.label, std::move(value));
    return out;
}

}  // namespace kith::declarative
