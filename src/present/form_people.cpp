#include "present/form_people.h"

#include "base/text.h"
#include "wording/wording.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace kith::present {
namespace {

using record::PartialDate;
using record::RosterPerson;

constexpr int kOldestAge = 120;

std::optional<int> whole_number(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return {};
    return value;
}

std::string without(std::string text, std::string_view word) {
    if (const size_t at = text.find(word); at != std::string::npos) text.erase(at, word.size());
    return text;
}

/// "about 9", "aged 9", "9 years old" or a bare "9"; a bare four-digit number is a year, not an age.
std::optional<int> read_age(std::string_view text) {
    std::string rest = base::lower_ascii(text);
    for (const std::string_view word :
         {"about", "approximately", "approx.", "approx", "aged", "age", "years", "year", "yrs", "old", "~"})
        rest = without(std::move(rest), word);
    const auto age = whole_number(base::trim(rest));
    return age && *age >= 0 && *age <= kOldestAge ? age : std::nullopt;
}

std::string age_words(const PartialDate& born, const PartialDate& today) {
    if (const auto age = record::age_on(born, today)) return "aged " + std::to_string(*age);
    return "age cannot be told exactly";
}

/// The date as we read it, unless it was typed so already, and the age it gives.
std::string date_words(const PartialDate& born, const PartialDate& today, std::string_view typed) {
    std::string words = born.words() == typed ? std::string() : born.words() + " \u00B7 ";
    words += age_words(born, today);
    if (born.is_possibly_default())
        words += " \u00B7 1 January is often written in place of a day nobody gave";
    return words;
}

Note birth_note(const SaidBirth& said, const PartialDate& today, std::string_view typed) {
    if (!said.problem.empty()) return {Field::born, Mood::hole, said.problem};
    if (said.age) return {Field::born, Mood::good, "About " + std::to_string(*said.age) + " years old"};
    if (said.date) return {Field::born, Mood::good, date_words(*said.date, today, typed)};
    return {Field::born, Mood::neutral, ""};
}

/// The expected date of a child not yet born may lie ahead, so only the calendar can be wrong.
Note read_expected(std::string_view text, RosterPerson& child) {
    if (base::trim(text).empty()) return {Field::born, Mood::neutral, "Expected date, if it is known"};
    const auto date = PartialDate::parse_any(text);
    if (!date)
        return {Field::born, Mood::hole, "This is not a date. Write it as 3 Mar 2027, Mar 2027 or 2027."};
    child.expected = *date;
    return {Field::born, Mood::good, "Expected " + date->words()};
}

Note read_born(const EnquiryFields& fields, const PartialDate& today, RosterPerson& child) {
    if (fields.is_unborn) return read_expected(fields.born, child);
    const SaidBirth said = read_birth(fields.born, today);
    child.born = said.date;
    child.estimated_age = said.age;
    return birth_note(said, today, base::trim(fields.born));
}

size_t count_digits(std::string_view text) {
    return static_cast<size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

std::string nhs_problem(std::string_view text) {
    const size_t digits = count_digits(text);
    if (digits != 10) return "An NHS number has 10 digits; this has " + std::to_string(digits) + ".";
    return "The check digit does not hold: a digit is wrong, or two are swapped.";
}

Note read_nhs(std::string_view text, RosterPerson& child) {
    if (base::trim(text).empty()) return {Field::nhs_number, Mood::neutral, ""};
    const auto number = record::NhsNumber::parse(text);
    if (!number) return {Field::nhs_number, Mood::hole, nhs_problem(text)};
    child.nhs_number = number->digits();
    return {Field::nhs_number, Mood::good, "the check digit holds"};
}

Note read_upn(std::string_view text, RosterPerson& child) {
    const std::string_view typed = base::trim(text);
    if (typed.empty()) return {Field::upn, Mood::neutral, ""};
    const auto upn = record::Upn::parse(typed);
    if (!upn && typed.size() != 13)
        return {Field::upn, Mood::hole,
                "A unique pupil number has 13 characters; this has " + std::to_string(typed.size()) + "."};
    if (!upn) return {Field::upn, Mood::hole, "The check letter does not hold: a character is wrong."};
    child.upn = upn->text();
    return {Field::upn, Mood::good,
            upn->is_temporary() ? "A temporary number; the check letter holds" : "The check letter holds"};
}

bool is_letter(char c) {
    return c >= 'A' && c <= 'Z';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// "NS4 7QT" as normal_postcode() writes it; text that is none comes back from there without that shape.
bool is_postcode(std::string_view text) {
    const size_t space = text.find(' ');
    if (space == std::string_view::npos || space < 2 || space > 4 || text.size() != space + 4) return false;
    const std::string_view outward = text.substr(0, space), inward = text.substr(space + 1);
    return is_letter(outward[0]) && std::any_of(outward.begin(), outward.end(), is_digit) &&
           is_digit(inward[0]) && is_letter(inward[1]) && is_letter(inward[2]);
}

/// Takes a postcode off the end of `text`: it is the last word, or the last two.
std::string take_postcode(std::string& text) {
    for (size_t words = 1, from = text.size(); words <= 2 && from != std::string::npos && from > 0; ++words) {
        from = text.find_last_of(" ,", from - 1);
        const size_t start = from == std::string::npos ? 0 : from + 1;
        const std::string code = record::normal_postcode(std::string_view(text).substr(start));
        if (!is_postcode(code)) continue;
        text.erase(start);
        return code;
    }
    return {};
}

record::Address read_address(std::string_view typed) {
    std::string text(base::trim(typed));
    record::Address address;
    address.use = "home";
    address.postcode = take_postcode(text);
    for (const auto& line : base::split(text, ','))
        if (!base::trim(line).empty()) address.lines.emplace_back(base::trim(line));
    return address;
}

Note read_addresses(std::string_view text, RosterPerson& child) {
    for (const auto& part : base::split(text, ';'))
        if (!base::trim(part).empty()) child.addresses.push_back(read_address(part));
    if (child.addresses.empty()) return {Field::address, Mood::neutral, ""};
    if (child.addresses.size() > 1)
        return {Field::address, Mood::good, base::counted(child.addresses.size(), "address", "addresses")};
    const record::Address& address = child.addresses.front();
    if (!address.postcode.empty()) return {Field::address, Mood::good, "postcode " + address.postcode};
    return {Field::address, Mood::neutral, "no postcode is seen in it"};
}

void read_names(const EnquiryFields& fields, RosterPerson& child) {
    record::PersonName name;
    name.given = base::trim(fields.given);
    name.family = base::trim(fields.family);
    if (!name.is_empty()) child.names.push_back(name);
    for (const auto& part : base::split(fields.also_known_as, ';')) {
        record::PersonName alias = read_name(part);
        alias.use = record::NameUse::alias;
        if (!alias.is_empty()) child.names.push_back(std::move(alias));
    }
}

RosterPerson read_child(const EnquiryFields& fields, const PartialDate& today, std::vector<Note>& notes) {
    RosterPerson child;
    child.id = record::PersonId("subject");
    child.is_unborn = fields.is_unborn;
    child.sex = fields.sex;
    child.school = base::trim(fields.school);
    read_names(fields, child);
    notes.push_back(read_born(fields, today, child));
    notes.push_back(read_nhs(fields.nhs_number, child));
    notes.push_back(read_upn(fields.upn, child));
    notes.push_back(read_addresses(fields.address, child));
    return child;
}

// ---- the people around the child
// ------------------------------------------------------------------------------------

record::PersonId around_id(size_t index) {
    return record::PersonId("p" + std::to_string(index + 1));
}

/// What is wrong with a line about somebody; empty: nothing.
std::string around_problem(const AroundFields& typed, const SaidBirth& born) {
    if (base::trim(typed.name).empty() && base::trim(typed.nhs_number).empty())
        return "Give a name or an NHS number.";
    if (!born.problem.empty()) return born.problem;
    if (!base::trim(typed.nhs_number).empty() && !record::NhsNumber::parse(typed.nhs_number))
        return nhs_problem(typed.nhs_number);
    return {};
}

RosterPerson read_around(const AroundFields& typed, const SaidBirth& born, size_t index) {
    RosterPerson person;
    person.id = around_id(index);
    person.relation = typed.relation;
    person.ticked = typed.included;
    person.born = born.date;
    person.estimated_age = born.age;
    if (const auto name = read_name(typed.name); !name.is_empty()) person.names.push_back(name);
    if (const auto number = record::NhsNumber::parse(typed.nhs_number)) person.nhs_number = number->digits();
    return person;
}

std::string birth_words(const AroundFields& typed, const SaidBirth& born) {
    if (born.date) return born.date->words();
    if (born.age) return "about " + std::to_string(*born.age) + " years old";
    return base::trim(typed.born).empty() ? "Not given" : typed.born;
}

std::string include_words(const AroundFields& typed) {
    if (!typed.included) return "Mentioned, not asked";
    const auto number = record::NhsNumber::parse(typed.nhs_number);
    return number ? "Yes, by NHS number " + number->spaced() : "Yes";
}

PersonRow row_of(const AroundFields& typed, const SaidBirth& born, const std::string& problem) {
    PersonRow row;
    row.name = base::trim(typed.name).empty() ? "Not given" : base::trim(typed.name);
    row.born = birth_words(typed, born);
    row.relation = wording::relation(typed.relation);
    row.include = problem.empty() ? include_words(typed) : problem;
    row.mood = problem.empty() ? Mood::neutral : Mood::hole;
    return row;
}

bool is_parent(const RosterPerson& p) {
    return p.relation == "mother" || p.relation == "father" || p.relation == "parent";
}

bool is_adult_of_the_home(const RosterPerson& p) {
    static constexpr std::array<std::string_view, 9> kAdults{
        "step_parent",  "mothers_partner", "fathers_partner", "partner",        "carer",
        "foster_carer", "guardian",        "grandparent",     "household_adult"};
    if (is_parent(p) || p.relation == "grandmother" || p.relation == "grandfather") return true;
    return std::find(kAdults.begin(), kAdults.end(), p.relation) != kAdults.end();
}

/// Who ought to be on the roster and is not (FD-5): a second parent, and an adult of the household.
std::vector<std::string> unknown_relations(const std::vector<RosterPerson>& roster) {
    const auto parents = std::count_if(roster.begin(), roster.end(), is_parent);
    const bool has_father =
        std::any_of(roster.begin(), roster.end(), [](const auto& p) { return p.relation == "father"; });
    std::vector<std::string> unknown;
    if (parents < 2) unknown.push_back(has_father ? "mother" : "father");
    if (std::none_of(roster.begin(), roster.end(), is_adult_of_the_home))
        unknown.push_back("household_adult");
    return unknown;
}

void add_unknowns(ReadPeople& people) {
    for (const auto& relation : unknown_relations(people.roster)) {
        RosterPerson unknown;
        unknown.id = around_id(people.roster.size() - 1);
        unknown.relation = relation;
        unknown.is_unknown = true;
        unknown.ticked = false;
        people.roster.push_back(std::move(unknown));
        people.rows.push_back({"Not named", "Not given", wording::relation(relation), "Kept open until named",
                               Mood::work, true});
    }
}

void add_around(const EnquiryFields& fields, const PartialDate& today, ReadPeople& people) {
    for (size_t i = 0; i < fields.around.size(); ++i) {
        const AroundFields& typed = fields.around[i];
        const SaidBirth born = read_birth(typed.born, today);
        const std::string problem = around_problem(typed, born);
        people.roster.push_back(read_around(typed, born, i));
        people.rows.push_back(row_of(typed, born, problem));
        if (!problem.empty())
            people.notes.push_back(
                {Field::people, Mood::hole, row_of(typed, born, "").relation + ": " + problem});
    }
}

}  // namespace

SaidBirth read_birth(std::string_view text, const PartialDate& today) {
    SaidBirth said;
    const std::string_view typed = base::trim(text);
    if (typed.empty()) return said;
    if (const auto age = read_age(typed)) {
        said.age = age;
        return said;
    }
    const auto date = PartialDate::parse_any(typed, today.year());
    if (!date)
        said.problem = "This is not a date. Write it as 14 Feb 2017, Feb 2017, 2017 or about 9.";
    else if (date->first_day() > today.last_day())
        said.problem = "This date has not come yet. For an unborn child tick Unborn.";
    else
        said.date = *date;
    return said;
}

record::PersonName read_name(std::string_view text) {
    record::PersonName name;
    const std::string_view typed = base::trim(text);
    const size_t comma = typed.find(',');
    if (comma != std::string_view::npos) {
        name.family = base::trim(typed.substr(0, comma));
        name.given = base::trim(typed.substr(comma + 1));
        return name;
    }
    const size_t space = typed.find_last_of(' ');
    name.given = base::trim(typed.substr(0, space));
    if (space != std::string_view::npos) name.family = typed.substr(space + 1);
    return name;
}

ReadPeople read_people(const EnquiryFields& fields, const PartialDate& today) {
    ReadPeople people;
    people.roster.push_back(read_child(fields, today, people.notes));
    add_around(fields, today, people);
    add_unknowns(people);
    return people;
}

}  // namespace kith::present
