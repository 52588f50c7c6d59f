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

Whose whose_answer(const IdentityRule& rule, json::Value root, const record::RosterPerson& asked,
                   const record::SourceId& source, Reading& reading) {
    const auto said = rule.at.each(Scope(root));
    if (said.empty()) return {};
    const Scope& scope = said.front();
    record::PersonRecord told;
    record::PersonName name;
    Compared number = Compared::not_said;
    record::Agreement numbers;
    for (const auto& [field, value] : rule.agrees) {
        const std::string text = read(value, scope, reading);
        if (field == "family")
            name.family = text;
        else if (field == "given")
            name.given = text;
        else if (field == "born")
            told.born = read_date(text, reading);
        else
            add_number(numbers, record::compare_numbers(person_value(field, asked, source), text));
    }
    number = numbers.number;
    told.names.push_back(std::move(name));
    Whose whose{true, read(rule.ref, scope, reading), record::compare_demographics(asked, told)};
    whose.agreement.number = number;
    return whose;
}

}  // namespace kith::declarative
