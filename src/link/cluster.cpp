#include "link/cluster.h"

#include "link/compare.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace kith::link {

namespace {

template <typename T>
void move_into(std::vector<T>& to, std::vector<T>& from) {
    to.insert(to.end(), from.begin(), from.end());
    from.clear();
    from.shrink_to_fit();
}

bool is_twin_like(const Profile& a, const Profile& b, const NamesFinding& names) {
    return compare_dates(a.born, b.born).finding == DateFinding::same && names.given == NameFinding::differs;
}

}  // namespace

Guard contradiction(const Profile& a, const Profile& b) {
    const auto names = compare_names(a, b);
    const auto dates = compare_dates(a.born, b.born).finding;
    if (nhs_conflict(a, b)) return {"number guard: each has its own valid NHS number"};
    if (upn_conflict(a, b)) return {"number guard: each has its own permanent unique pupil number"};
    if (is_twin_like(a, b, names))
        return {shares(a.postcodes, b.postcodes)
                    ? "twin guard: same birth date and address, different given name"
                    : "twin guard: same birth date, different given name"};
    if (dates == DateFinding::far)
        return {names.given == NameFinding::same && agrees(names.family)
                    ? "namesake guard: same name, birth dates years apart"
                    : "birth date guard: birth dates more than two years apart"};
    if (dates == DateFinding::near_years)
        return {agrees(names.family) ? "sibling guard: same family name, different birth date"
                                     : "birth date guard: different birth dates"};
    if (names.given == NameFinding::differs && names.family == NameFinding::differs)
        return {"name guard: neither name agrees"};
    if (names.given == NameFinding::differs && dates != DateFinding::same)
        return {"sibling guard: different given name"};
    return {};
}

Clusters::Clusters(std::vector<Item>& items)
    : items_(items),
      parent_(items.size()),
      asked_(items.size()),
      members_(items.size()),
      apart_(items.size()) {
    std::iota(parent_.begin(), parent_.end(), size_t{0});
    profiles_.reserve(items.size());
    for (size_t i = 0; i < items.size(); ++i) {
        profiles_.push_back(items[i].profile);
        asked_[i] = items[i].asked;
        members_[i] = {i};
    }
}

size_t Clusters::root(size_t item) const {
    while (parent_[item] != item) item = parent_[item] = parent_[parent_[item]];
    return item;
}

void Clusters::keep_apart(size_t a, size_t b) {
    apart_[root(a)].push_back(b);
    apart_[root(b)].push_back(a);
}

bool Clusters::are_apart(size_t a, size_t b) const {
    const size_t x = root(a), y = root(b);
    const bool first = apart_[x].size() <= apart_[y].size();
    const auto& list = apart_[first ? x : y];
    const size_t other = first ? y : x;
    return std::any_of(list.begin(), list.end(), [&](size_t item) { return root(item) == other; });
}

Guard Clusters::guard(size_t a, size_t b) const {
    if (asked(a) && asked(b) && asked(a) != asked(b)) return {"two lines of the roster"};
    if (are_apart(a, b)) return {"kept apart: a person or a source says that these are two people"};
    if (profile(a).is_adoption != profile(b).is_adoption && !shares_nhs(profile(a), profile(b)))
        return {"adoption guard"};
    return contradiction(profile(a), profile(b));
}

bool Clusters::join(size_t a, size_t b, const std::string& reason) {
    if (root(a) == root(b)) return true;
    if (guard(a, b)) return false;
    unite(a, b, reason);
    return true;
}

bool Clusters::join_settled(size_t a, size_t b) {
    if (root(a) == root(b)) return true;
    if ((asked(a) && asked(b)) || are_apart(a, b)) return false;
    unite(a, b, "settled_same");
    return true;
}

void Clusters::unite(size_t a, size_t b, const std::string& reason) {
    for (const size_t item : {a, b})
        if (items_[item].reason.empty()) items_[item].reason = reason;
    size_t x = root(a), y = root(b);
    if (members_[x].size() < members_[y].size()) std::swap(x, y);
    parent_[y] = x;
    profiles_[x].absorb(profiles_[y]);
    if (!asked_[x]) asked_[x] = asked_[y];
    move_into(members_[x], members_[y]);
    move_into(apart_[x], apart_[y]);
}

}  // namespace kith::link
