#include "connectors/fhir/search.h"

#include "base/text.h"
#include "record/person.h"

#include <optional>
#include <utility>

namespace kith::fhir {
namespace {

using record::PartialDate;

/// The service's own bound on a name in a query.
constexpr size_t kLongestName = 35;

using Parameters = std::vector<std::pair<std::string, std::string>>;

/// What is known of a person, in the service's terms; empty parts are not known.
struct Known {
    std::string family, given, gender, postcode;
    Parameters birth;
    bool has_birth() const { return !birth.empty(); }
};

std::string iso_day(int day_number) {
    return record::from_day_number(day_number).iso();
}

Parameters birth_range(int first_day, int last_day) {
    if (first_day == last_day) return {{"birthdate", "eq" + iso_day(first_day)}};
    return {{"birthdate", "ge" + iso_day(first_day)}, {"birthdate", "le" + iso_day(last_day)}};
}

// "About seven" is taken as six to eight: an estimate is seldom better than a year either way.
Parameters birth_of_age(int age, base::Instant now) {
    constexpr int kMargin = 1;
    const int today = record::uk_day(now).first_day();
    const auto years_ago = [today](int years) { return today - static_cast<int>(years * 365.25); };
    return birth_range(years_ago(age + kMargin + 1), years_ago(age - kMargin));
}

Parameters birth_of(const record::RosterPerson& person, base::Instant now) {
    if (person.born) return birth_range(person.born->first_day(), person.born->last_day());
    if (person.estimated_age) return birth_of_age(*person.estimated_age, now);
    return {};
}

std::string gender_of(record::Sex sex) {
    return sex == record::Sex::not_stated ? std::string{} : std::string(record::name_of(sex));
}

// A star is a wildcard to the service: nobody's name holds one.
std::string name_part(std::string_view text) {
    std::string part(base::trim(text));
    part = base::printable(part);
    std::erase(part, '*');
    if (part.size() > kLongestName) part.resize(kLongestName);
    while (!base::is_utf8(part)) part.pop_back();
    return part;
}

std::string first_forename(const record::PersonName& name) {
    const std::string given = name_part(name.given);
    return given.substr(0, given.find(' '));
}

std::string current_postcode(const record::RosterPerson& person) {
    for (const auto& address : person.addresses)
        if (!address.period.to && !address.postcode.empty()) return record::normal_postcode(address.postcode);
    return {};
}

Known known_of(const record::RosterPerson& person, base::Instant now) {
    const auto name = person.best_name();
    return {name_part(name.family), first_forename(name), gender_of(person.sex), current_postcode(person),
            birth_of(person, now)};
}

Search written(const Parameters& parameters, std::string words) {
    Search search{{}, std::move(words)};
    for (const auto& [name, value] : parameters) {
        if (!search.query.empty()) search.query += '&';
        search.query += name + "=" + percent_encoded(value);
    }
    return search;
}

Parameters with_birth(Parameters parameters, const Known& known) {
    parameters.insert(parameters.end(), known.birth.begin(), known.birth.end());
    return parameters;
}

std::optional<Search> plain(const Known& known) {
    if (known.family.empty() || !known.has_birth()) return std::nullopt;
    Parameters parameters{{"family", known.family}};
    if (!known.given.empty()) parameters.emplace_back("given", known.given);
    return written(with_birth(parameters, known), known.given.empty()
                                                      ? "family name and birth date, exactly"
                                                      : "family name, given name and birth date, exactly");
}

std::optional<Search> fuzzy_by_names(const Known& known) {
    if (known.family.empty() || known.given.empty() || !known.has_birth()) return std::nullopt;
    return written(
        with_birth({{"_fuzzy-match", "true"}, {"family", known.family}, {"given", known.given}}, known),
        "family name, given name and birth date, alike");
}

std::optional<Search> fuzzy_by_place(const Known& known) {
    if (known.gender.empty() || known.postcode.empty() || !known.has_birth()) return std::nullopt;
    const bool by_family = !known.family.empty();
    if (!by_family && known.given.empty()) return std::nullopt;
    const auto name = by_family ? std::pair<std::string, std::string>{"family", known.family}
                                : std::pair<std::string, std::string>{"given", known.given};
    return written(
        with_birth({{"_fuzzy-match", "true"},
                    name,
                    {"gender", known.gender},
                    {"address-postalcode", known.postcode}},
                   known),
        std::string(by_family ? "family name" : "given name") + ", sex, postcode and birth date, alike");
}

}  // namespace

std::vector<Search> searches_for(const record::RosterPerson& person, base::Instant now) {
    std::vector<Search> searches;
    const Known known = known_of(person, now);
    for (const auto make : {plain, fuzzy_by_names, fuzzy_by_place})
        if (auto search = make(known)) searches.push_back(std::move(*search));
    return searches;
}

bool can_search(const record::RosterPerson& person) {
    // Which minimum sets are whole does not depend on the day an age is counted from.
    return !searches_for(person, base::Instant{std::chrono::days{20'000}}).empty();
}

std::string percent_encoded(std::string_view text) {
    static constexpr char kHex[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool is_unreserved = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                                   (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
        if (is_unreserved) {
            out += c;
        } else {
            out += '%';
            out += kHex[byte >> 4];
            out += kHex[byte & 15];
        }
    }
    return out;
}

}  // namespace kith::fhir
