#include "connectors/declarative/placeholder.h"
#include "connectors/declarative/read_answer.h"

namespace kith::declarative {
namespace {

using record::Compared;

/// A number that differs outweighs one that agrees: then the answer contradicts itself and is nobody's.
void add_number(record::Agreement& agreement, Compared compared) {
    if (compared == Compared::not_said || agreement.number == Compared::differ) return;
    agreement.number = compared;
}

}  // namespace

bool Whose::is_the_person() const {
    return agreement.is_certain() || (is_confirmed && agreement.number == Compared::agree);
}

bool Whose::is_somebody_else() const {
    return !is_the_person() && agreement.is_somebody_else();
}

Whose whose_answer(const IdentityRule& rule, json::Value root, const record::RosterPerson& asked,
                   const record::SourceId& source, Reading& reading) {
    const auto said = rule.at.each(Scope(root));
    if (said.empty()) return {};
    const Scope& scope = said.front();
    Whose whose{.is_said = true, .ref = read(rule.ref, scope, reading)};
    record::PersonRecord told;
    record::PersonName name;
    record::Agreement numbers;
    for (const auto& [field, value] : rule.agrees) {
        const std::string text = read(value, scope, reading);
        if (field == "family")
            name.family = text;
        else if (field == "given")
            name.given = text;
        else if (field == "born")
            told.born = read_date(text, reading);
        else {
            const Compared compared = record::compare_numbers(person_value(field, asked, source), text);
            whose.is_confirmed |= field.starts_with("confirmed.") && compared == Compared::agree;
            add_number(numbers, compared);
        }
    }
    told.names.push_back(std::move(name));
    whose.agreement = record::compare_demographics(asked, told);
    whose.agreement.number = numbers.number;
    return whose;
}

}  // namespace kith::declarative
