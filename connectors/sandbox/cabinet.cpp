#include "connectors/sandbox/cabinet.h"

#include "base/text.h"
#include "connectors/sandbox/days.h"

#include <algorithm>
#include <utility>

namespace kith::sandbox {
namespace {

constexpr int kDeservesALook = 5;

/// "Maisie" of "Maisie Rose": extra forenames are given to some systems and not to others.
std::string first_word(std::string_view names) {
    return base::lower_ascii(names.substr(0, names.find(' ')));
}

int name_likeness(const std::string& one, const std::string& other) {
    if (one.empty() || other.empty()) return 0;
    if (one == other) return 2;
    return base::edit_distance(one, other) <= 2 && one.size() > 3 ? 1 : 0;
}

bool differs_in_one_part(std::string_view one, std::string_view other) {
    const int same = (one.substr(0, 4) == other.substr(0, 4)) + (one.substr(5, 2) == other.substr(5, 2)) +
                     (one.substr(8, 2) == other.substr(8, 2));
    return same == 2;
}

/// An unborn child is looked for without a birth date, or with the due date in its place.
int birth_likeness(const Card& card, const std::string& other) {
    if (card.born.empty()) return other.empty() || other == card.expected ? 3 : 0;
    const std::string& one = card.born;
    if (one.size() < 10 || other.size() < 10) return 0;
    if (one == other) return 3;
    return differs_in_one_part(one, other) || swapped_day_and_month(one) == other ? 2 : 0;
}

std::string squeezed(std::string_view postcode) {
    std::string text = base::lower_ascii(postcode);
    text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
    return text;
}

}  // namespace

int likeness(const Card& card, const Description& described) {
    int score = name_likeness(first_word(card.given), first_word(described.given)) +
                birth_likeness(card, described.born) +
                name_likeness(base::lower_ascii(card.family), base::lower_ascii(described.family));
    if (card.place != nullptr && !described.postcode.empty())
        score += squeezed(card.place->postcode) == squeezed(described.postcode);
    return score;
}

Cabinet::Cabinet(const Northshire& northshire, std::string source)
    : northshire_(northshire), source_(std::move(source)) {
    for (PersonIndex person = 0; person < northshire.people.size(); ++person)
        if (Knowledge known = knowledge(northshire, source_, person); known.card)
            files_.emplace(person, std::move(known));
}

const Knowledge* Cabinet::of(PersonIndex person) const {
    const auto found = files_.find(person);
    return found == files_.end() ? nullptr : &found->second;
}

const Card* Cabinet::card_of(PersonIndex person) const {
    const Knowledge* known = of(person);
    return known == nullptr ? nullptr : &*known->card;
}

std::vector<PersonIndex> Cabinet::filed_under(std::string_view nhs_number) const {
    std::vector<PersonIndex> found;
    for (const auto& [person, known] : files_)
        if (!nhs_number.empty() && known.card->nhs_number == nhs_number) found.push_back(person);
    return found;
}

std::optional<PersonIndex> Cabinet::with_local_id(std::string_view local_id) const {
    for (const auto& [person, known] : files_)
        if (!local_id.empty() && known.card->local_id == local_id) return person;
    return std::nullopt;
}

std::optional<PersonIndex> Cabinet::with_upn(std::string_view upn) const {
    for (const auto& [person, known] : files_)
        if (!upn.empty() && known.card->upn == upn) return person;
    return std::nullopt;
}

std::vector<PersonIndex> Cabinet::resembling(const Description& described) const {
    std::vector<std::pair<int, PersonIndex>> scored;
    for (const auto& [person, known] : files_)
        if (const int score = likeness(*known.card, described); score >= kDeservesALook)
            scored.emplace_back(-score, person);
    std::sort(scored.begin(), scored.end());
    std::vector<PersonIndex> found;
    for (const auto& [score, person] : scored) found.push_back(person);
    return found;
}

std::optional<PersonIndex> Cabinet::somebody_else(const std::vector<PersonIndex>& asked) const {
    const auto& people = northshire_.people;
    for (const auto& [other, known] : files_) {
        const bool is_family =
            std::ranges::any_of(asked, [&, family = people[other].family_index](PersonIndex person) {
                return people[person].family_index == family;
            });
        if (!is_family && people[other].is_child() && !known.card->nhs_number.empty()) return other;
    }
    return std::nullopt;
}

}  // namespace kith::sandbox
