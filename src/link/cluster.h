#pragma once
#include "link/profile.h"
#include "link/resolve.h"

#include <string>
#include <vector>

namespace kith::link {

/// One roster line or one record, before anything is joined.
struct Item {
    const record::RosterPerson* asked = nullptr;
    const record::PersonRecord* record = nullptr;
    RecordKey key;  ///< of the record; empty for a roster line
    Profile profile;
    bool is_on_offer = false;  ///< from an answer that is candidates
    std::string reason;        ///< Link::reason, once joined
};

/// Why two clusters may not become one; the empty guard means that they may.
struct Guard {
    std::string words;
    explicit operator bool() const { return !words.empty(); }
};

/// Disjoint sets of items that refuse to grow past a guard. Items are named by their index.
class Clusters {
public:
    explicit Clusters(std::vector<Item>& items);

    size_t root(size_t item) const;
    const Profile& profile(size_t item) const { return profiles_[root(item)]; }
    /// The roster line of the item's cluster, or null.
    const record::RosterPerson* asked(size_t item) const { return asked_[root(item)]; }
    const std::vector<size_t>& members(size_t item) const { return members_[root(item)]; }

    /// A person or a source says that these are two people.
    void keep_apart(size_t a, size_t b);
    bool are_apart(size_t a, size_t b) const;

    /// What forbids joining two clusters whatever speaks for it: two roster lines, a "not the same", two
    /// numbers, contradicting births, twins.
    Guard guard(size_t a, size_t b) const;
    /// Joins unless a guard forbids; the items' reasons are set where they had none.
    bool join(size_t a, size_t b, const std::string& reason);
    /// A person's decision: no guard but another roster line or their own "not the same" stands against it.
    bool join_settled(size_t a, size_t b);

private:
    void unite(size_t a, size_t b, const std::string& reason);

    std::vector<Item>& items_;
    mutable std::vector<size_t> parent_;
    std::vector<Profile> profiles_;
    std::vector<const record::RosterPerson*> asked_;
    std::vector<std::vector<size_t>> members_;
    std::vector<std::vector<size_t>> apart_;
};

/// The guards that look at what is said, not at who decided.
Guard contradiction(const Profile& a, const Profile& b);

}  // namespace kith::link
