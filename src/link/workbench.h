#pragma once
#include "link/cluster.h"
#include "link/resolve.h"

#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace kith::link {

/// A reply's person-to-person statement: `from` has `kind` `to`, as items.
struct Relation {
    size_t from = 0;
    size_t to = 0;
    std::string kind;
    size_t reply = 0;  ///< index in Workbench::replies
};

/// Everything that joining looks at, in an order that does not depend on the order of arrival: roster lines
/// first, then records by key.
struct Workbench {
    Replies replies;  ///< by source, then person
    std::vector<Item> items;
    std::unordered_map<RecordKey, size_t> by_key;
    std::map<record::PersonId, size_t> lines;  ///< roster line -> item
    std::vector<Relation> relations;
    /// What sources say their answers are about: roster item, record item.
    std::vector<std::pair<size_t, size_t>> subjects;
    /// Records that answers of state `candidates` offer for a roster line: roster item, record item.
    std::vector<std::pair<size_t, size_t>> offers;

    Workbench(const std::vector<record::RosterPerson>& roster, const Replies& all);

private:
    void read(size_t reply, std::unordered_map<std::string, size_t>& refs);
};

/// Joins mentions of one relative in several answers. `relation_class` is what two kinds must share.
void join_mentions(const Workbench& bench, Clusters& clusters);
/// Joins people whom answers about one roster line give the same full name and the same birth date to the
/// day: the household of one child, told by several sources. Roster lines, namesakes with numbers of their
/// own and people behind the adoption wall stay as they are.
void join_same_births(const Workbench& bench, Clusters& clusters);
/// "parent" for mother, father and parent; "sibling" for every kind of brother or sister; otherwise the kind.
std::string relation_class(const std::string& kind);

/// Joins by NHS number, then unique pupil number, then a source's own, where names and births support it.
void join_all_numbers(const Workbench& bench, Clusters& clusters, std::vector<Identities::Clash>& clashes);

/// What may be joined by a shared strong number: names and births that support it.
bool is_corroborated(const Profile& a, const Profile& b);

/// Who else may be the same person, without `identity` and `record` ids; pairs of cluster roots with
/// evidence.
struct Lookalike {
    size_t a = 0, b = 0;  ///< items; a is the roster's side or the lower
    std::vector<Evidence> evidence;
    std::string guard;
    bool is_strong = false;
};
std::vector<Lookalike> find_lookalikes(const Workbench& bench, const Clusters& clusters);

/// The identity of one cluster. Its members' evidence is against the roster line, else the first member.
Identity describe(const Workbench& bench, const Clusters& clusters, size_t root);

}  // namespace kith::link
