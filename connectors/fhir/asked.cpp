#include "connectors/fhir/asked.h"

#include "base/text.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace kith::fhir {
namespace {

enum class Field { same, differs, missing };

/// Letters only, so that "O'Neil-Hart" and "ONeil Hart" are one name.
std::string letters(std::string_view name) {
    std::string out;
    for (const char c : base::lower_ascii(name))
        if ((c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80) out += c;
    return out;
}

std::string first_forename(const record::PersonName& name) {
    const auto trimmed = base::trim(name.given);
    return letters(trimmed.substr(0, trimmed.find(' ')));
}

bool is_whole(const record::PersonName& name) {
    return !letters(name.given).empty() && !letters(name.family).empty();
}

bool is_same(const record::PersonName& a, const record::PersonName& b) {
    return letters(a.family) == letters(b.family) && first_forename(a) == first_forename(b);
}

// Each name counts: a record under the usual name agrees with a person typed under a former one.
Field name_field(const std::vector<record::PersonName>& asked, const std::vector<record::PersonName>& held) {
    bool compared = false;
    for (const auto& a : asked)
        for (const auto& b : held) {
            if (!is_whole(a) || !is_whole(b)) continue;
            compared = true;
            if (is_same(a, b)) return Field::same;
        }
    return compared ? Field::differs : Field::missing;
}

bool overlap(const record::PartialDate& a, const record::PartialDate& b) {
    return a.first_day() <= b.last_day() && b.first_day() <= a.last_day();
}

// An estimated age can speak against a record, but an estimate never proves a birth date.
Field age_field(int estimated, const record::PartialDate& born, base::Instant now) {
    constexpr int kMargin = 2;
    const int age = record::uk_day(now).year() - born.year();
    return std::abs(age - estimated) > kMargin ? Field::differs : Field::missing;
}

Field birth_field(const record::RosterPerson& asked, const record::PersonRecord& record, base::Instant now) {
    if (!record.born) return Field::missing;
    if (asked.born) return overlap(*asked.born, *record.born) ? Field::same : Field::differs;
    return asked.estimated_age ? age_field(*asked.estimated_age, *record.born, now) : Field::missing;
}

std::string words(Field name, Field birth, Field which, const char* singular, const char* plural) {
    if (name == which && birth == which) return std::string("name and birth date ") + plural;
    return (name == which ? "name " : "birth date ") + std::string(singular);
}

}  // namespace

Comparison compare(const record::RosterPerson& asked, const record::PersonRecord& record, base::Instant now) {
    const Field name = name_field(asked.names, record.names);
    const Field birth = birth_field(asked, record, now);
    if (name == Field::differs || birth == Field::differs)
        return {Agreement::contradicts, words(name, birth, Field::differs, "differs", "differ")};
    if (name == Field::missing || birth == Field::missing)
        return {Agreement::cannot_say,
                words(name, birth, Field::missing, "is missing on one side", "are missing on one side")};
    return {Agreement::agrees, "name and birth date agree"};
}

Recognised recognise(const record::RosterPerson& asked, const std::vector<const record::PersonRecord*>& filed,
                     base::Instant now) {
    if (filed.empty()) return {};
    if (filed.size() == 1) {
        const auto compared = compare(asked, *filed.front(), now);
        if (compared.agreement == Agreement::contradicts) return {{}, compared.words};
        return {filed.front()->ref, {}};
    }
    std::vector<const record::PersonRecord*> agreeing;
    for (const auto* one : filed)
        if (compare(asked, *one, now).agreement == Agreement::agrees) agreeing.push_back(one);
    if (agreeing.size() == 1) return {agreeing.front()->ref, {}};
    return {{},
            std::to_string(filed.size()) + " people are filed under it, and " +
                (agreeing.empty() ? "of none" : "of more than one") + " do name and birth date agree"};
}

}  // namespace kith::fhir
