#include "link/resolve.h"

#include "link/compare.h"
#include "link/short_id.h"
#include "link/workbench.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace kith::link {

namespace {

using Clash = Identities::Clash;

/// The two sides of a settlement as items; false when one of them has not come (yet).
bool find_sides(const Workbench& bench, const Settlement& settlement, size_t& a, size_t& b) {
    const auto record = bench.by_key.find(settlement.record);
    if (record == bench.by_key.end()) return false;
    a = record->second;
    if (!settlement.person.empty()) {
        const auto line = bench.lines.find(settlement.person);
        if (line == bench.lines.end()) return false;
        b = line->second;
        return true;
    }
    const auto other = bench.by_key.find(settlement.other);
    if (other == bench.by_key.end()) return false;
    b = other->second;
    return a != b;
}

/// Refusals first: they hold against every later join, a person's own included.
void apply_settled(const Workbench& bench, std::vector<Settlement> settled, Clusters& clusters) {
    std::sort(settled.begin(), settled.end(), [](const Settlement& a, const Settlement& b) {
        return std::tie(a.is_same, a.record, a.person, a.other) <
               std::tie(b.is_same, b.record, b.person, b.other);
    });
    size_t a = 0, b = 0;
    for (const auto& settlement : settled) {
        if (!find_sides(bench, settlement, a, b)) continue;
        if (settlement.is_same)
            clusters.join_settled(a, b);
        else
            clusters.keep_apart(a, b);
    }
}

/// A source that names one as the mother of the other says that they are two people.
void keep_relatives_apart(const Workbench& bench, Clusters& clusters) {
    for (const auto& relation : bench.relations)
        if (clusters.root(relation.from) != clusters.root(relation.to))
            clusters.keep_apart(relation.from, relation.to);
}

/// The record that a source says its answer is about belongs to the line asked about, unless it contradicts.
/// A birth date that is a slip away passes only beside the same number.
bool may_be_subject(const Profile& line, const Profile& record) {
    if (shares_nhs(line, record) || shares_upn(line, record)) return true;
    const auto dates = compare_dates(line.born, record.born).finding;
    return dates == DateFinding::missing || agrees(dates);
}

void join_subjects(const Workbench& bench, Clusters& clusters) {
    auto subjects = bench.subjects;
    const auto is_by_number = [&](const std::pair<size_t, size_t>& s) {
        return shares_nhs(bench.items[s.first].profile, bench.items[s.second].profile);
    };
    std::sort(subjects.begin(), subjects.end(), [&](const auto& a, const auto& b) {
        return std::make_tuple(!is_by_number(a), a) < std::make_tuple(!is_by_number(b), b);
    });
    for (const auto& [line, record] : subjects)
        if (may_be_subject(clusters.profile(line), clusters.profile(record)))
            clusters.join(line, record, "subject_of_answer");
}

std::vector<size_t> roots_in_order(const Workbench& bench, const Clusters& clusters) {
    std::vector<size_t> roots;
    std::set<size_t> seen;
    for (size_t i = 0; i < bench.items.size(); ++i)
        if (seen.insert(clusters.root(i)).second) roots.push_back(clusters.root(i));
    return roots;
}

bool is_on_offer(const Workbench& bench, const std::vector<size_t>& members) {
    return std::all_of(members.begin(), members.end(), [&](size_t i) { return bench.items[i].is_on_offer; });
}

RecordKey first_record(const Workbench& bench, const std::vector<size_t>& members) {
    const size_t first = *std::min_element(members.begin(), members.end(), [&](size_t a, size_t b) {
        return std::make_tuple(bench.items[a].record == nullptr, a) <
               std::make_tuple(bench.items[b].record == nullptr, b);
    });
    return bench.items[first].key;
}

Candidate candidate_of(const Workbench& bench, const Clusters& clusters, Lookalike& found,
                       const std::map<size_t, std::string>& ids) {
    Candidate out;
    const auto* asked = clusters.asked(found.a);
    if (const auto id = ids.find(clusters.root(found.a)); id != ids.end()) out.identity = id->second;
    if (asked) out.person = asked->id;
    // A source's offer names one record of its own; otherwise the first of the other side stands for all.
    out.record = bench.items[found.b].is_on_offer ? bench.items[found.b].key
                                                  : first_record(bench, clusters.members(found.b));
    out.id = short_id("c-", (asked ? asked->id.text() : out.identity) + '|' + out.record);
    out.evidence = std::move(found.evidence);
    out.guard = std::move(found.guard);
    out.is_strong = found.is_strong;
    return out;
}

void add_two_numbers_clash(const Workbench& bench, const Clusters& clusters, const Lookalike& found,
                           std::vector<Clash>& clashes) {
    if (!nhs_conflict(clusters.profile(found.a), clusters.profile(found.b))) return;
    std::vector<RecordKey> keys;
    for (const size_t side : {found.a, found.b})
        if (auto key = first_record(bench, clusters.members(side)); !key.empty())
            keys.push_back(std::move(key));
    clashes.push_back({"one person, two NHS numbers: both are kept and not joined", std::move(keys)});
}

void add_candidates(Identities& out, const Workbench& bench, const Clusters& clusters,
                    const std::map<size_t, std::string>& ids) {
    std::map<record::PersonId, size_t> order = bench.lines;
    for (auto& found : find_lookalikes(bench, clusters)) {
        if (!bench.items[found.b].is_on_offer) add_two_numbers_clash(bench, clusters, found, out.clashes);
        out.candidates.push_back(candidate_of(bench, clusters, found, ids));
    }
    const auto place = [&](const Candidate& c) {
        const auto line = order.find(c.person);
        return std::make_tuple(line == order.end() ? order.size() : line->second, !c.is_strong,
                               std::cref(c.record), std::cref(c.id));
    };
    std::sort(out.candidates.begin(), out.candidates.end(),
              [&](const Candidate& a, const Candidate& b) { return place(a) < place(b); });
}

/// A death that one source records and another does not is shown, never settled by us.
void add_death_clash(const Workbench& bench, const std::vector<size_t>& members,
                     std::vector<Clash>& clashes) {
    std::vector<RecordKey> dead, living;
    for (const size_t member : members) {
        const auto* record = bench.items[member].record;
        if (record) (record->died ? dead : living).push_back(bench.items[member].key);
    }
    if (dead.empty() || living.empty()) return;
    dead.insert(dead.end(), living.begin(), living.end());
    std::sort(dead.begin(), dead.end());
    clashes.push_back({"one source records a death, another does not", std::move(dead)});
}

void sort_clashes(std::vector<Clash>& clashes) {
    const auto order = [](const Clash& c) { return std::tie(c.words, c.records); };
    std::sort(clashes.begin(), clashes.end(),
              [&](const Clash& a, const Clash& b) { return order(a) < order(b); });
    clashes.erase(std::unique(clashes.begin(), clashes.end(),
                              [&](const Clash& a, const Clash& b) { return order(a) == order(b); }),
                  clashes.end());
}

/// Roster lines come first already; the others by name, then key.
void sort_identities(std::vector<Identity>& identities) {
    const auto mentioned =
        std::find_if(identities.begin(), identities.end(), [](const auto& i) { return i.person.empty(); });
    std::sort(mentioned, identities.end(), [](const Identity& a, const Identity& b) {
        return std::tie(a.name.family, a.name.given, a.name.text, a.members.front().record) <
               std::tie(b.name.family, b.name.given, b.name.text, b.members.front().record);
    });
}

}  // namespace

RecordKey key_of(const record::PersonRecord& record) {
    return record.origin.source.text() + '|' + record.origin.reference + '|' + record.ref;
}

const Identity* Identities::of_record(const RecordKey& key) const {
    for (const auto& identity : identities) {
        const auto at =
            std::lower_bound(identity.members.begin(), identity.members.end(), key,
                             [](const Link& link, const RecordKey& k) { return link.record < k; });
        if (at != identity.members.end() && at->record == key) return &identity;
    }
    return nullptr;
}

const Identity* Identities::of_person(const record::PersonId& person) const {
    const auto at = std::find_if(identities.begin(), identities.end(),
                                 [&](const Identity& identity) { return identity.person == person; });
    return person.empty() || at == identities.end() ? nullptr : &*at;
}

Identities resolve(const std::vector<record::RosterPerson>& roster, const Replies& replies,
                   const std::vector<Settlement>& settled) {
    Workbench bench(roster, replies);
    Clusters clusters(bench.items);
    Identities out;
    apply_settled(bench, settled, clusters);
    keep_relatives_apart(bench, clusters);
    join_subjects(bench, clusters);
    join_all_numbers(bench, clusters, out.clashes);
    join_same_births(bench, clusters);
    join_mentions(bench, clusters);

    std::map<size_t, std::string> ids;
    for (const size_t root : roots_in_order(bench, clusters)) {
        const auto& members = clusters.members(root);
        if (is_on_offer(bench, members)) {
            for (const size_t member : members) out.on_offer.push_back(bench.items[member].key);
            continue;
        }
        out.identities.push_back(describe(bench, clusters, root));
        ids.emplace(root, out.identities.back().id);
        add_death_clash(bench, members, out.clashes);
    }
    std::sort(out.on_offer.begin(), out.on_offer.end());
    add_candidates(out, bench, clusters, ids);
    sort_identities(out.identities);
    sort_clashes(out.clashes);
    return out;
}

}  // namespace kith::link
