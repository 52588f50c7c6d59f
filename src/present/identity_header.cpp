#include "present/identity_header.h"

#include "base/text.h"
#include "present/keeping.h"
#include "present/status_chips.h"

#include <set>

namespace kith::present {
namespace {

std::string age_words(const record::PartialDate& born, const record::PartialDate& today) {
    const auto age = record::age_on(born, today);
    return age ? std::to_string(*age) : "about " + std::to_string(today.year() - born.year());
}

std::string birth_words(const record::RosterPerson& line, const link::Identity* identity,
                        const record::PartialDate& today) {
    if (line.is_unborn || (identity && identity->is_unborn))
        return line.expected ? "unborn, due " + line.expected->words() : "unborn, due date not given";
    const auto& born = identity && identity->born ? identity->born : line.born;
    if (born) return age_words(*born, today) + " · " + born->words();
    return line.estimated_age ? "about " + std::to_string(*line.estimated_age) + " · birth date not given"
                              : "birth date not given";
}

std::string number_words(const record::RosterPerson& line) {
    const auto number = record::NhsNumber::parse(line.nhs_number);
    return number ? "NHS " + number->spaced() : "no NHS number";
}

/// Names as people say them, without repeating the same words in another case.
Chip also_known_as(const link::Identity& identity) {
    std::vector<std::string> names;
    std::set<std::string> seen{base::lower_ascii(identity.name.display())};
    for (const auto& name : identity.other_names)
        if (seen.insert(base::lower_ascii(name.display())).second) names.push_back(name.display());
    if (names.empty()) return {};
    Chip chip{
        .text = "Also known as " + names.front(), .mood = Mood::work, .opens = Target::node(identity.id)};
    if (names.size() > 1) chip.text += " +" + std::to_string(names.size() - 1);
    chip.sentence =
        "Also known as " + base::join(names, "; ") + ". Open to see which source gives which name.";
    return chip;
}

void add_flags(const link::Identity& identity, std::vector<Chip>& chips) {
    if (identity.is_deceased)
        chips.push_back({.text = "Died",
                         .sentence = "A source records that this person has died. Open to see which.",
                         .mood = Mood::hole,
                         .opens = Target::node(identity.id)});
    if (identity.is_restricted)
        chips.push_back(
            {.text = "Restricted record",
             .sentence = "A source holds more about this person and withholds it. Ring its contact.",
             .mood = Mood::work,
             .opens = Target::node(identity.id)});
    if (Chip chip = also_known_as(identity); !chip.text.empty()) chips.push_back(std::move(chip));
}

Chip enquiry_chip(const ChildView& view) {
    // The purpose's explanation in brackets is in the sentence.
    Chip chip{.text = view.purpose_name.substr(0, view.purpose_name.find(" ("))};
    if (!view.case_ref.empty()) chip.text += (chip.text.empty() ? "" : " · ") + view.case_ref;
    chip.sentence = view.purpose_name;
    if (!view.case_ref.empty()) chip.sentence += ", " + view.case_ref;
    if (!view.lawful_basis.empty()) chip.sentence += ". Lawful basis: " + view.lawful_basis;
    return chip;
}

}  // namespace

IdentityHeader identity_header(const ChildView& view) {
    if (view.roster.empty()) return {.name = "No child chosen", .facts = {}, .chips = {}, .enquiry = {}};
    const record::RosterPerson& line = view.roster.front();
    const link::Identity* identity = subject_of(view);
    IdentityHeader header;
    header.name =
        identity && !identity->name.is_empty() ? identity->name.display() : line.best_name().display();
    if (header.name.empty()) header.name = "Name not given";
    header.facts = birth_words(line, identity, today_of(view)) + " · " + number_words(line);
    header.chips = status_chips(view);
    if (identity) add_flags(*identity, header.chips);
    for (const Chip& chip : {emergency_chip(view), kept_chip(view)})
        if (!chip.text.empty()) header.chips.push_back(chip);
    header.enquiry = enquiry_chip(view);
    return header;
}

}  // namespace kith::present
