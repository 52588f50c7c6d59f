#include "link/address_key.h"
#include "link/fold.h"
#include "link/short_id.h"
#include "network/parts.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace kith::network {

namespace {

/// One source's word that somebody lives somewhere at the day.
struct Stay {
    std::string key, label;
    record::When since;
    record::Origin origin;
};

bool covers(const record::Period& period, const record::PartialDate& day) {
    return (!period.from || period.from->first_day() <= day.last_day()) &&
           (!period.to || period.to->last_day() >= day.first_day());
}

bool is_home_at(const record::Address& address, const record::PartialDate& day) {
    return !address.is_protected && address.use != "billing" && address.use != "old" &&
           covers(address.period, day);
}

std::string label_of(const record::Address& address) {
    if (!address.postcode.empty()) return record::normal_postcode(address.postcode);
    return address.lines.empty() ? std::string() : address.lines.front();
}

/// "12 Mill Lane, Northbridge, NS4 7QT" as one text: the postcode, where there is one, is its last two words.
record::Address address_in(const std::string& text) {
    record::Address address;
    address.lines = {text};
    const auto words = link::folded_words(text);
    if (words.size() < 3) return address;
    const std::string& inward = words.back();
    const std::string outward = words[words.size() - 2];
    const bool is_inward = inward.size() == 3 && inward[0] >= '0' && inward[0] <= '9';
    if (is_inward && outward.size() >= 2 && outward.size() <= 4) address.postcode = outward + inward;
    return address;
}

bool is_protected(const record::Tie& tie) {
    return std::any_of(tie.handling.begin(), tie.handling.end(),
                       [](const auto& handling) { return handling.mark == "protected_address"; });
}

using Stays = std::map<std::string, std::vector<Stay>>;

void add(Stays& stays, const std::string& person, const record::Address& address, const record::When& since,
         const record::Origin& origin) {
    std::string key = link::address_key(address);
    if (!key.empty()) stays[person].push_back({std::move(key), label_of(address), since, origin});
}

void read(Stays& stays, const record::Reply& reply, const Ground& ground) {
    for (const auto& person : reply.people) {
        const auto* identity = ground.people.of(person);
        if (!identity) continue;
        for (const auto& address : person.addresses)
            if (is_home_at(address, ground.as_at))
                add(stays, identity->id, address,
                    address.period.from ? record::When::on(*address.period.from) : record::When(),
                    person.origin);
    }
    const link::Refs refs(reply, ground.people);
    for (const auto& tie : reply.ties) {
        const auto* identity = refs.of(tie.from);
        const bool is_stay = tie.kind == "lives_at" && !tie.to_person && !is_protected(tie);
        if (!identity || !is_stay) continue;
        const bool begun = !tie.since.is_known() || tie.since.first_day() <= ground.as_at.last_day();
        const bool ended = tie.since.end() && tie.since.end()->last_day() < ground.as_at.first_day();
        if (begun && !ended) add(stays, identity->id, address_in(tie.to), tie.since, tie.origin);
    }
}

/// The home moved into last; without dates, the one most sources give; then the first by name.
Home home_of(const std::vector<Stay>& stays) {
    struct Case {
        std::int64_t moved = INT64_MIN;
        std::set<record::SourceId> sources;
        const Stay* first = nullptr;
    };
    std::map<std::string, Case> cases;
    for (const auto& stay : stays) {
        auto& c = cases[stay.key];
        if (stay.since.is_known()) c.moved = std::max(c.moved, stay.since.sort_key());
        c.sources.insert(stay.origin.source);
        const bool earlier = !c.first || !c.first->since.is_known() ||
                             (stay.since.is_known() && stay.since.sort_key() < c.first->since.sort_key());
        if (earlier) c.first = &stay;
    }
    const auto best = std::max_element(cases.begin(), cases.end(), [](const auto& a, const auto& b) {
        return std::make_tuple(a.second.moved, a.second.sources.size(), std::cref(b.first)) <
               std::make_tuple(b.second.moved, b.second.sources.size(), std::cref(a.first));
    });
    Home home{best->first, best->second.first->label, best->second.first->since, {}};
    for (const auto& stay : stays)
        if (stay.key == home.key) home.origins.push_back(stay.origin);
    return home;
}

}  // namespace

std::map<std::string, Home> homes(const Ground& ground) {
    Stays stays;
    for (const auto& reply : ground.replies) read(stays, *reply, ground);
    std::map<std::string, Home> out;
    for (const auto& [person, list] : stays) out.emplace(person, home_of(list));
    return out;
}

std::vector<Network::Household> households(const std::map<std::string, Home>& homes) {
    std::map<std::string, Network::Household> by_key;
    for (const auto& [person, home] : homes) {
        auto& household = by_key[home.key];
        household.id = link::short_id("h-", home.key);
        household.label = "Household, " + home.label;
        household.people.push_back(person);
        household.origins.insert(household.origins.end(), home.origins.begin(), home.origins.end());
        const bool earlier = home.since.is_known() && (!household.since.is_known() ||
                                                       home.since.sort_key() < household.since.sort_key());
        if (earlier) household.since = home.since;
    }
    std::vector<Network::Household> out;
    for (auto& [key, household] : by_key) {
        if (household.people.size() < 2) continue;
        auto& origins = household.origins;
        std::sort(origins.begin(), origins.end());
        origins.erase(std::unique(origins.begin(), origins.end()), origins.end());
        out.push_back(std::move(household));
    }
    return out;
}

}  // namespace kith::network
