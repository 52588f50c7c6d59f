#include "connectors/sandbox/northshire.h"

#include "connectors/sandbox/builder.h"
#include "connectors/sandbox/days.h"

#include <algorithm>

namespace kith::sandbox {
namespace {

/// Fewer would leave the census of families too thin to hide the fixtures in.
constexpr int kFewestFamilies = 40;

bool covers(const Residence& home, std::string_view day) {
    return home.from <= day && (home.until.empty() || day < home.until);
}

}  // namespace

bool Person::is_child() const {
    return born.empty() ? !expected.empty() : age_today(born) < 18;
}

const Person* Northshire::find(std::string_view slug) const {
    const auto found =
        std::find_if(people.begin(), people.end(), [&](const Person& person) { return person.slug == slug; });
    return found == people.end() ? nullptr : &*found;
}

const Place* Northshire::home_of(PersonIndex person, std::string_view on_day) const {
    const std::string_view day = on_day.empty() ? kToday : on_day;
    for (const auto& home : people[person].homes)
        if (covers(home, day)) return &places[home.place];
    return nullptr;
}

std::vector<PersonIndex> Northshire::household_of(PersonIndex person) const {
    std::vector<PersonIndex> members;
    const Place* home = home_of(person);
    for (PersonIndex other = 0; home != nullptr && other < people.size(); ++other)
        if (home_of(other) == home) members.push_back(other);
    return members;
}

Northshire make_northshire(std::uint64_t seed, int families) {
    Northshire made;
    made.seed = seed;
    add_schools_and_practices(made);
    Builder builder(made);
    add_pellow_family(builder);
    add_identity_fixtures(builder);
    add_care_fixtures(builder);
    add_volume_fixtures(builder);
    add_generated_families(builder, static_cast<std::size_t>(std::max(families, kFewestFamilies)));
    return made;
}

}  // namespace kith::sandbox
