#include "connectors/sandbox/pds_search.h"

#include "base/text.h"
#include "connectors/sandbox/days.h"
#include "connectors/sandbox/fhir_writing.h"

#include <algorithm>
#include <charconv>

namespace kith::sandbox {
namespace {

constexpr double kLeastScore = 0.75;

Answer invalid(std::string_view why) {
    return outcome(400, "error", "value", "INVALID_SEARCH_DATA", "Search data is invalid",
                   std::string("Invalid search data provided - '") + std::string(why) + "'");
}

/// "eq2017-02-14", "ge2017-01-01", "2017-02-14".
void read_birthdate(std::string_view value, PdsSearch& into) {
    const std::string_view prefix = value.substr(0, 2);
    const bool has_prefix = prefix == "eq" || prefix == "ge" || prefix == "le";
    const std::string day(has_prefix ? value.substr(2) : value);
    if (prefix != "le") into.born_from = day;
    if (prefix != "ge") into.born_to = day;
}

bool has_minimum(const PdsSearch& s) {
    if (!s.family.empty() && s.has_birth()) return true;
    const bool placed = !s.gender.empty() && !s.postcode.empty() && s.has_birth();
    return s.is_fuzzy && placed && !(s.family.empty() && s.given.empty());
}

bool is_within(const std::string& born, const PdsSearch& s) {
    return (s.born_from.empty() || born >= s.born_from) && (s.born_to.empty() || born <= s.born_to);
}

std::string plain(std::string_view name) {
    return base::lower_ascii(name);
}

bool matches_name(const std::string& asked, const std::string& held, bool is_fuzzy) {
    if (asked.empty()) return true;
    const std::string a = plain(asked), b = plain(held);
    if (!a.empty() && a.back() == '*') return b.starts_with(a.substr(0, a.size() - 1));
    return a == b || (is_fuzzy && base::edit_distance(a, b) <= 2);
}

/// Any of the asked forenames must be the beginning of the held ones: "Maisie" finds "Maisie Rose".
bool matches_given(const std::string& asked, const std::string& held, bool is_fuzzy) {
    return matches_name(asked, held, is_fuzzy) ||
           matches_name(asked, held.substr(0, held.find(' ')), is_fuzzy);
}

std::string squeezed(std::string_view postcode) {
    std::string text = base::lower_ascii(postcode);
    text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
    return text;
}

bool matches_place(const Person& person, const Card& card, const PdsSearch& s) {
    if (s.postcode.empty()) return true;
    return !person.is_restricted && card.place != nullptr &&
           squeezed(card.place->postcode) == squeezed(s.postcode);
}

double score_of(const Card& card, const PdsSearch& s) {
    double score = 1.0;
    if (!s.family.empty() && plain(s.family) != plain(card.family)) score -= 0.1;
    if (!s.given.empty() && !matches_given(s.given, card.given, false)) score -= 0.07;
    if (!is_within(card.born, s)) score -= 0.05;
    return score;
}

bool is_hit(const Person& person, const Card& card, const PdsSearch& s) {
    const bool born =
        is_within(card.born, s) || (s.is_fuzzy && swapped_day_and_month(card.born) == s.born_from);
    if (!born || !matches_name(s.family, card.family, s.is_fuzzy)) return false;
    if (!s.gender.empty() && s.gender != fhir_gender(card.sex)) return false;
    return matches_given(s.given, card.given, s.is_fuzzy) && matches_place(person, card, s);
}

}  // namespace

std::optional<Answer> read_pds_search(const Question& q, PdsSearch& into) {
    into.family = q.value("family");
    into.given = q.value("given");
    into.gender = q.value("gender");
    into.postcode = q.value("address-postalcode");
    into.is_fuzzy = q.value("_fuzzy-match") == "true";
    const auto [first, last] = q.values.equal_range("birthdate");
    for (auto it = first; it != last; ++it) read_birthdate(it->second, into);
    if (const std::string most = q.value("_max-results"); !most.empty()) {
        std::size_t number = 0;
        const auto [end, fault] = std::from_chars(most.data(), most.data() + most.size(), number);
        if (fault != std::errc() || end != most.data() + most.size() || number < 1 || number > 50)
            return invalid("_max-results must be from 1 to 50");
        into.most = number;
    }
    if (!has_minimum(into))
        return invalid("Not enough search parameters were provided to be able to make a search");
    return std::nullopt;
}

std::vector<PdsHit> find_in_pds(const Cabinet& cabinet, const PdsSearch& search) {
    std::vector<PdsHit> hits;
    const auto& people = cabinet.northshire().people;
    for (PersonIndex person = 0; person < people.size(); ++person) {
        const Card* card = cabinet.card_of(person);
        if (card == nullptr || !is_hit(people[person], *card, search)) continue;
        if (const double score = score_of(*card, search); score >= kLeastScore)
            hits.push_back({person, score});
    }
    std::stable_sort(hits.begin(), hits.end(),
                     [](const PdsHit& a, const PdsHit& b) { return a.score > b.score; });
    return hits;
}

}  // namespace kith::sandbox
