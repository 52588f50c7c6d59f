#include "link/workbench.h"

#include "link/people.h"

#include <algorithm>
#include <set>

namespace kith::link {

namespace {

bool names_a_subject(record::LedgerState state) {
    using record::LedgerState;
    return state == LedgerState::records_held || state == LedgerState::partial ||
           state == LedgerState::withheld || state == LedgerState::held_copy;
}

struct Found {
    RecordKey key;
    const record::PersonRecord* record;
    bool is_on_offer;
};

/// Every record once, by key. The same record may come in answers about several people.
std::vector<Found> records_of(const Replies& replies) {
    std::vector<Found> found;
    for (const auto& reply : replies)
        for (const auto& person : reply->people)
            found.push_back({key_of(person), &person, reply->state == record::LedgerState::candidates});
    std::stable_sort(found.begin(), found.end(),
                     [](const Found& a, const Found& b) { return a.key < b.key; });
    return found;
}

}  // namespace

Workbench::Workbench(const std::vector<record::RosterPerson>& roster, const Replies& all)
    : replies(in_order(all)) {
    for (const auto& line : roster) {
        if (line.is_unknown) continue;
        lines.emplace(line.id, items.size());
        items.push_back({.asked = &line, .profile = profile_of(line)});
    }
    for (auto& found : records_of(replies)) {
        if (!items.empty() && !found.key.empty() && items.back().key == found.key) {
            items.back().profile.absorb(profile_of(*found.record));
            items.back().is_on_offer = items.back().is_on_offer && found.is_on_offer;
            continue;
        }
        by_key.emplace(found.key, items.size());
        items.push_back({.record = found.record,
                         .key = found.key,
                         .profile = profile_of(*found.record),
                         .is_on_offer = found.is_on_offer});
    }
    std::unordered_map<std::string, size_t> refs;
    for (size_t i = 0; i < replies.size(); ++i) read(i, refs);
}

void Workbench::read(size_t index, std::unordered_map<std::string, size_t>& refs) {
    const auto& reply = *replies[index];
    refs.clear();
    for (const auto& person : reply.people) refs.emplace(person.ref, by_key.at(key_of(person)));
    std::set<size_t> related;
    for (const auto& tie : reply.ties) {
        const auto from = refs.find(tie.from), to = refs.find(tie.to);
        if (!tie.to_person || from == refs.end() || to == refs.end() || from->second == to->second) continue;
        relations.push_back({from->second, to->second, tie.kind, index});
        related.insert(to->second);
    }
    const auto line = lines.find(reply.person);
    if (line == lines.end()) return;
    const auto subject = refs.find(reply.subject_ref);
    if (names_a_subject(reply.state) && !reply.subject_ref.empty() && subject != refs.end())
        subjects.emplace_back(line->second, subject->second);
    if (reply.state != record::LedgerState::candidates) return;
    // Relatives come along with the people on offer; they are not on offer themselves.
    for (const auto& person : reply.people)
        if (const size_t item = refs.at(person.ref); !related.count(item))
            offers.emplace_back(line->second, item);
}

}  // namespace kith::link
