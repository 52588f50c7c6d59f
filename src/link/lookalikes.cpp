#include "link/compare.h"
#include "link/fold.h"
#include "link/workbench.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

namespace kith::link {

namespace {

using record::PartialDate;

/// What a cluster is to the child, in classes: for comparing a mention with the roster's own line.
using Roles = std::map<size_t, std::set<std::string>>;

struct Block {
    std::string key;
    size_t root;
    auto operator<=>(const Block&) const = default;
};

std::string month_and_day_as_a_set(const PartialDate& date) {
    const int a = std::min(*date.month(), *date.day()), b = std::max(*date.month(), *date.day());
    return std::to_string(date.year()) + '.' + std::to_string(a) + '.' + std::to_string(b);
}

std::string in_either_order(const std::string& a, const std::string& b) {
    return a < b ? a + '+' + b : b + '+' + a;
}

/// Keys of which two records of one person share at least one, whatever went wrong with one of them.
void add_blocks(std::vector<Block>& out, size_t root, const Profile& profile,
                const std::set<std::string>& roles) {
    const auto add = [&](std::string key) { out.push_back({std::move(key), root}); };
    for (const auto& number : profile.nhs) add("nhs:" + number);
    for (const auto& number : profile.old_nhs) add("nhs:" + number);
    for (const auto& number : profile.upns) add("upn:" + number);
    for (const auto& name : profile.names) {
        for (const auto& born : profile.born) {
            if (!born.has_day()) continue;
            add("date+given:" + month_and_day_as_a_set(born) + name.given_skeleton);
            add("date+family:" + month_and_day_as_a_set(born) + name.family_skeleton);
        }
        for (const auto& postcode : profile.postcodes) {
            add("place+given:" + postcode + name.given_skeleton);
            if (profile.has_stand_in) add("baby:" + postcode);
        }
        if (!name.given_skeleton.empty() && !name.family_skeleton.empty())
            add("names:" + in_either_order(name.given_skeleton, name.family_skeleton));
        for (const auto& role : roles) add("role:" + role + ':' + name.given_skeleton);
    }
}

/// The blocks in which a child whose name is still to come looks for the child it became.
void add_birth_blocks(std::vector<Block>& out, size_t root, const Profile& profile) {
    for (const auto& postcode : profile.postcodes) out.push_back({"baby:" + postcode, root});
}

bool is_around(const std::vector<PartialDate>& expected, const std::vector<PartialDate>& born) {
    constexpr int kFiveWeeks = 35;
    for (const auto& due : expected)
        for (const auto& day : born)
            if (std::abs(due.first_day() - day.first_day()) <= kFiveWeeks) return true;
    return false;
}

bool is_birth_of(const Profile& a, const Profile& b, const NamesFinding& names, bool same_place) {
    if (!a.has_stand_in && !b.has_stand_in && a.expected.empty() && b.expected.empty()) return false;
    if (names.given != NameFinding::missing && !a.names.empty() && !b.names.empty()) return false;
    const bool in_time = agrees(compare_dates(a.born, b.born).finding) || is_around(a.expected, b.born) ||
                         is_around(b.expected, a.born) || is_around(a.expected, b.expected);
    return in_time && (same_place || agrees(names.family));
}

struct Look {
    bool alike = false;
    bool strong = false;
};

Look look(const Profile& a, const Profile& b, bool for_roster, bool same_role) {
    const auto names = compare_names(a, b);
    const auto dates = compare_dates(a.born, b.born).finding;
    const bool same_place = shares(a.postcodes, b.postcodes);
    const bool both_names = is_near(names.given) && is_near(names.family);
    if (shares_nhs(a, b) || shares_upn(a, b)) return {true, true};
    if (dates == DateFinding::far) return {};
    if (nhs_conflict(a, b) || upn_conflict(a, b)) return {dates == DateFinding::same && both_names, false};
    if (is_birth_of(a, b, names, same_place)) return {true, false};
    const bool strong = agrees(dates) && agrees(names.given) && agrees(names.family) && !names.is_swapped;
    switch (dates) {
        case DateFinding::same: {
            const bool twin_like = names.given == NameFinding::differs && is_near(names.family) && same_place;
            return {is_near(names.given) || twin_like, strong};
        }
        case DateFinding::compatible:
        case DateFinding::swapped:
        case DateFinding::slip:
        case DateFinding::stand_in:
            return {both_names, strong && (same_place || same_role)};
        case DateFinding::near_years:
            return {both_names && same_place, false};
        default:
            break;
    }
    const bool same_name = agrees(names.given) && agrees(names.family);
    const bool part_of_name = agrees(names.given) && names.family == NameFinding::missing;
    return {
        (both_names && (same_place || same_role || (for_roster && same_name))) || (part_of_name && same_role),
        false};
}

Roles roles_to_subject(const Workbench& bench, const Clusters& clusters) {
    Roles roles;
    const auto subject = bench.lines.find(record::PersonId("subject"));
    if (subject == bench.lines.end()) return roles;
    const size_t child = clusters.root(subject->second);
    for (const auto& [id, item] : bench.lines)
        if (item != subject->second)
            roles[clusters.root(item)].insert(relation_class(bench.items[item].asked->relation));
    for (const auto& relation : bench.relations)
        if (clusters.root(relation.from) == child)
            roles[clusters.root(relation.to)].insert(relation_class(relation.kind));
    return roles;
}

bool share_role(const Roles& roles, size_t a, size_t b) {
    const auto x = roles.find(a), y = roles.find(b);
    if (x == roles.end() || y == roles.end()) return false;
    return std::any_of(x->second.begin(), x->second.end(),
                       [&](const auto& role) { return y->second.count(role) > 0; });
}

class Search {
public:
    Search(const Workbench& bench, const Clusters& clusters)
        : bench_(bench), clusters_(clusters), roles_(roles_to_subject(bench, clusters)) {}

    std::vector<Lookalike> run() {
        for (const auto& [line, item] : bench_.offers) offer(line, item);
        for (const auto& [line, item] : bench_.subjects) offer(line, item);
        const auto blocks = all_blocks();
        for (auto first = blocks.begin(); first != blocks.end();) {
            const auto last =
                std::find_if(first, blocks.end(), [&](const Block& b) { return b.key != first->key; });
            compare_all(first, last);
            first = last;
        }
        return std::move(found_);
    }

private:
    using At = std::vector<Block>::const_iterator;

    std::vector<Block> all_blocks() const {
        std::vector<Block> blocks;
        bool any_stand_in = false;
        for (const auto& item : bench_.items)
            any_stand_in = any_stand_in || item.profile.has_stand_in || !item.profile.expected.empty();
        for (size_t i = 0; i < bench_.items.size(); ++i) {
            if (clusters_.root(i) != i) continue;
            const auto role = roles_.find(i);
            add_blocks(blocks, i, clusters_.profile(i),
                       role == roles_.end() ? std::set<std::string>{} : role->second);
            if (any_stand_in) add_birth_blocks(blocks, i, clusters_.profile(i));
        }
        std::sort(blocks.begin(), blocks.end());
        blocks.erase(std::unique(blocks.begin(), blocks.end()), blocks.end());
        return blocks;
    }

    /// A block larger than the cap is a common name: then only the roster's own lines are held against it.
    void compare_all(At first, At last) {
        constexpr long kCap = 40;
        const bool large = last - first > kCap;
        for (At a = first; a != last; ++a)
            if (!large || clusters_.asked(a->root))
                for (At b = large ? first : a + 1; b != last; ++b) compare(a->root, b->root);
    }

    void compare(size_t a, size_t b) {
        if (a == b || !seen_.emplace(std::min(a, b), std::max(a, b)).second) return;
        if ((clusters_.asked(a) && clusters_.asked(b)) || clusters_.are_apart(a, b)) return;
        if (is_on_offer(a) || is_on_offer(b)) return;
        const auto &x = clusters_.profile(a), &y = clusters_.profile(b);
        if (x.is_adoption != y.is_adoption) return;
        const bool for_roster = clusters_.asked(a) || clusters_.asked(b);
        const auto found = look(x, y, for_roster, share_role(roles_, a, b));
        if (found.alike) add(a, b, found.strong);
    }

    /// What a source itself offers, or says its answer is about, is always shown, whatever we think of it.
    void offer(size_t line, size_t item) {
        const size_t a = clusters_.root(line), b = clusters_.root(item);
        if (a == b || clusters_.are_apart(a, b)) return;
        if (!is_on_offer(b) && !seen_.emplace(std::min(a, b), std::max(a, b)).second) return;
        const auto found = look(clusters_.profile(line), clusters_.profile(item), true, false);
        add(line, item, found.strong);
    }

    bool is_on_offer(size_t root) const {
        const auto& members = clusters_.members(root);
        return std::all_of(members.begin(), members.end(),
                           [&](size_t i) { return bench_.items[i].is_on_offer; });
    }

    void add(size_t a, size_t b, bool strong) {
        const bool swap = clusters_.asked(b) ? !clusters_.asked(a) : b < a && !clusters_.asked(a);
        if (swap) std::swap(a, b);
        const auto &x = clusters_.profile(a), &y = clusters_.profile(b);
        Lookalike found{a, b, evidence_of(x, y), contradiction(x, y).words, strong};
        found.is_strong = strong && found.guard.empty();
        add_family_of_relative(found);
        put_counter_evidence_first(found.evidence);
        if (found.guard.empty()) found.guard = "no number stands in both: a person must say";
        found_.push_back(std::move(found));
    }

    /// A child is often recorded under the mother's or her partner's name.
    void add_family_of_relative(Lookalike& found) {
        const auto* asked = clusters_.asked(found.a);
        const auto names = compare_names(clusters_.profile(found.a), clusters_.profile(found.b));
        if (!asked || names.family != NameFinding::differs) return;
        for (const auto& [id, item] : bench_.lines) {
            const auto& relative = bench_.items[item];
            for (const auto& name : relative.profile.names)
                if (relative.asked != asked && name.family_whole == names.b->family_whole)
                    return found.evidence.push_back(
                        {"relative's family name", Evidence::Finding::agrees,
                         "the record's family name is that of a person listed as " +
                             relative.asked->relation});
        }
    }

    const Workbench& bench_;
    const Clusters& clusters_;
    Roles roles_;
    std::set<std::pair<size_t, size_t>> seen_;
    std::vector<Lookalike> found_;
};

}  // namespace

std::vector<Lookalike> find_lookalikes(const Workbench& bench, const Clusters& clusters) {
    return Search(bench, clusters).run();
}

}  // namespace kith::link
