#include "connectors/sandbox/knowledge.h"

#include "connectors/sandbox/days.h"
#include "connectors/sandbox/dice.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kith::sandbox {
namespace {

bool contains(const std::vector<PersonIndex>& people, PersonIndex person) {
    return std::find(people.begin(), people.end(), person) != people.end();
}

bool is_party(const PoliceIncident& incident, PersonIndex person) {
    return std::any_of(incident.parties.begin(), incident.parties.end(),
                       [&](const auto& party) { return party.person == person; });
}

template <typename Entry>
std::vector<Entry> about(const std::vector<Entry>& all, std::string_view source, PersonIndex person) {
    std::vector<Entry> mine;
    std::copy_if(all.begin(), all.end(), std::back_inserter(mine),
                 [&](const Entry& entry) { return entry.source == source && entry.person == person; });
    return mine;
}

template <typename Entry, typename Claim>
std::vector<Entry> those(const std::vector<Entry>& all, Claim claim) {
    std::vector<Entry> mine;
    std::copy_if(all.begin(), all.end(), std::back_inserter(mine), claim);
    return mine;
}

/// Whatever this source wrote about the person, card or no card.
Knowledge entries(const Northshire& n, std::string_view source, PersonIndex person) {
    const Written& w = n.written;
    const auto on = [&](const auto& entry) { return entry.person == person; };
    Knowledge known;
    known.contacts = about(w.contacts, source, person);
    known.flags = about(w.flags, source, person);
    known.appointments = about(w.appointments, source, person);
    known.episodes = about(w.episodes, source, person);
    if (source == "school") known.school_years = those(w.school_years, on);
    if (source == "constabulary") known.police_views = those(w.police_views, on);
    if (source == "police-incidents")
        known.police_incidents =
            those(w.police_incidents, [&](const auto& i) { return is_party(i, person); });
    if (source == "safeguarding-files") known.concerns = those(w.concerns, on);
    if (source == "family-court")
        known.orders = those(w.orders, [&](const auto& order) { return contains(order.children, person); });
    if (source == "housing")
        known.tenancies = those(w.tenancies, [&](const auto& t) {
            return contains(t.tenants, person) || contains(t.household, person);
        });
    if (source == "cpis")
        known.episodes = those(w.episodes, [&](const auto& e) {
            return e.person == person && (!e.protection_plans.empty() || !e.placements.empty());
        });
    return known;
}

bool is_blank(const Knowledge& k) {
    return k.contacts.empty() && k.flags.empty() && k.appointments.empty() && k.episodes.empty() &&
           k.school_years.empty() && k.police_views.empty() && k.police_incidents.empty() &&
           k.concerns.empty() && k.orders.empty() && k.tenancies.empty();
}

bool holds_card(const Northshire& n, std::string_view source, PersonIndex person, const Knowledge& known) {
    const Person& p = n.people[person];
    if (source == "pds") return p.is_on_pds && !p.nhs_number.empty();
    if (source == "gp") return p.practice.has_value() || !is_blank(known);
    if (source == "school") return p.school.has_value();
    return !is_blank(known);
}

/// "Łukasz" as a system without accents stores it. Only the letters that our name pools use.
std::string without_accents(std::string_view name) {
    static constexpr std::array<std::pair<std::string_view, char>, 33> kPlain = {{
        {"ë", 'e'}, {"é", 'e'}, {"è", 'e'}, {"ê", 'e'}, {"ễ", 'e'}, {"á", 'a'}, {"à", 'a'},
        {"ã", 'a'}, {"ą", 'a'}, {"ă", 'a'}, {"ầ", 'a'}, {"í", 'i'}, {"î", 'i'}, {"ị", 'i'},
        {"ı", 'i'}, {"Í", 'I'}, {"ó", 'o'}, {"ọ", 'o'}, {"Ọ", 'O'}, {"ú", 'u'}, {"ü", 'u'},
        {"ứ", 'u'}, {"ł", 'l'}, {"Ł", 'L'}, {"ś", 's'}, {"ș", 's'}, {"Ș", 'S'}, {"ğ", 'g'},
        {"Č", 'C'}, {"Ç", 'C'}, {"ç", 'c'}, {"ț", 't'}, {"Đ", 'D'},
    }};
    std::string plain;
    while (!name.empty()) {
        const auto found = std::find_if(kPlain.begin(), kPlain.end(),
                                        [&](const auto& pair) { return name.starts_with(pair.first); });
        plain += found == kPlain.end() ? name.front() : found->second;
        name.remove_prefix(found == kPlain.end() ? 1 : found->first.size());
    }
    return plain;
}

/// One letter as a tired clerk might have it: "Zayn" for "Zain", one of a double letter lost.
std::string misspelt(std::string name) {
    for (std::size_t i = 1; i < name.size(); ++i) {
        if (name[i] == name[i - 1]) return name.erase(i, 1);
        if (name[i] == 'y') return name.replace(i, 1, "i");
    }
    return name;
}

void apply_chance_errors(Card& card, const Northshire& n, std::string_view source) {
    Dice dice(n.seed, std::string(source) + " card " + std::to_string(card.person));
    if (source == "pds") return;  // the reference against which the others err
    if (dice.chance(5)) card.given = misspelt(card.given);
    if (dice.chance(3)) card.family = misspelt(card.family);
    if (dice.chance(3) && !card.born.empty())
        if (const auto swapped = swapped_day_and_month(card.born); !swapped.empty()) card.born = swapped;
    // Landlords and the police do not always have an NHS number; without one they can only offer candidates.
    if ((source == "housing" && dice.chance(50)) || (source == "police-incidents" && dice.chance(25)))
        card.nhs_number.clear();
    const auto& homes = n.people[card.person].homes;
    if (homes.size() > 1 && dice.chance(12)) {
        card.place = &n.places[homes.front().place];
        card.since = homes.front().from;
    }
}

void apply(const Peculiarity& peculiar, Card& card, const Northshire& n) {
    if (!peculiar.given.empty()) card.given = peculiar.given;
    if (!peculiar.family.empty()) card.family = peculiar.family;
    if (!peculiar.born.empty()) card.born = peculiar.born;
    if (!peculiar.nhs_number.empty()) card.nhs_number = peculiar.nhs_number;
    if (!peculiar.upn.empty()) card.upn = peculiar.upn;
    if (peculiar.holds_no_upn) card.upn.clear();
    if (peculiar.place) card.place = &n.places[*peculiar.place];
    if (peculiar.lists) card.lists = *peculiar.lists;
}

std::vector<PersonIndex> parents_of(const Northshire& n, PersonIndex person) {
    std::vector<PersonIndex> parents;
    for (const auto& tie : n.kinships)
        if (tie.of == person && (tie.kind == "mother" || tie.kind == "father" || tie.kind == "guardian"))
            parents.push_back(tie.to);
    return parents;
}

Card true_card(const Northshire& n, PersonIndex person) {
    const Person& p = n.people[person];
    Card card{.person = person,
              .given = p.given,
              .family = p.family,
              .born = p.born,
              .expected = p.expected,
              .sex = p.sex,
              .nhs_number = p.nhs_number,
              .upn = p.upn};
    card.place = n.home_of(person);
    card.lists = parents_of(n, person);
    if (!p.homes.empty()) card.since = p.homes.back().from;
    return card;
}

/// "NCP-70014": every source numbers people in its own way.
std::string local_id(std::string_view source, PersonIndex person) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kPrefixes = {{
        {"pds", "P"},
        {"hospitals", "RNS"},
        {"ambulance", "NAS"},
        {"gp", "EMR"},
        {"northshire-care", "NSC-C"},
        {"westmoor-care", "WMC-C"},
        {"cpis", "CP"},
        {"constabulary", "NC"},
        {"police-incidents", "NCP"},
        {"school", "SCH"},
        {"safeguarding-files", "SF"},
        {"family-court", "FR"},
        {"housing", "NHP"},
    }};
    const auto found = std::find_if(kPrefixes.begin(), kPrefixes.end(),
                                    [&](const auto& pair) { return pair.first == source; });
    return std::string(found->second) + "-" + std::to_string(70000 + person);
}

bool stores_accents(std::string_view source) {
    return source == "pds" || source == "gp" || source == "school" || source == "northshire-care";
}

std::optional<Card> card_given(const Northshire& n, std::string_view source, PersonIndex person,
                               const Knowledge& known) {
    if (!holds_card(n, source, person, known)) return std::nullopt;
    Card card = true_card(n, person);
    card.local_id = local_id(source, person);
    if (!stores_accents(source)) {
        card.given = without_accents(card.given);
        card.family = without_accents(card.family);
    }
    const auto peculiar = n.peculiarities.find({std::string(source), person});
    if (peculiar != n.peculiarities.end()) {
        apply(peculiar->second, card, n);
    } else if (!n.families[n.people[person].family_index].is_fixture) {
        apply_chance_errors(card, n, source);
    }
    return card;
}

}  // namespace

Knowledge knowledge(const Northshire& n, std::string_view source, PersonIndex person) {
    Knowledge known = entries(n, source, person);
    known.card = card_given(n, source, person, known);
    return known.card ? known : Knowledge{};
}

std::optional<Card> card(const Northshire& n, std::string_view source, PersonIndex person) {
    return card_given(n, source, person, entries(n, source, person));
}

}  // namespace kith::sandbox
