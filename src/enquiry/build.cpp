#include "enquiry/picture.h"
#include "enquiry/thirty_seconds.h"
#include "link/people.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace kith::enquiry {

namespace {

wording::SourceNames names_of(const std::vector<policy::Source>& sources) {
    wording::SourceNames names;
    for (const auto& source : sources)
        names.emplace(source.id, source.short_name.empty() ? source.name : source.short_name);
    return names;
}

/// People in roster order, sources in the rulebook's; whoever is in neither comes last, by name.
std::vector<record::Cell> in_order(std::vector<record::Cell> ledger,
                                   const std::vector<record::RosterPerson>& roster,
                                   const std::vector<policy::Source>& sources) {
    std::map<record::PersonId, size_t> person_rank;
    for (const auto& person : roster) person_rank.emplace(person.id, person_rank.size());
    std::map<record::SourceId, size_t> source_rank;
    for (const auto& source : sources) source_rank.emplace(source.id, source_rank.size());
    const auto rank = [](const auto& ranks, const auto& id) {
        const auto found = ranks.find(id);
        return found == ranks.end() ? ranks.size() : found->second;
    };
    std::stable_sort(ledger.begin(), ledger.end(), [&](const record::Cell& a, const record::Cell& b) {
        return std::make_tuple(rank(person_rank, a.person), rank(source_rank, a.source), std::cref(a.person),
                               std::cref(a.source)) <
               std::make_tuple(rank(person_rank, b.person), rank(source_rank, b.source), std::cref(b.person),
                               std::cref(b.source));
    });
    return ledger;
}

}  // namespace

Picture build(std::uint64_t enquiry, base::Instant now, const std::vector<record::RosterPerson>& roster,
              const std::vector<record::Cell>& ledger, const link::Replies& replies,
              const Decisions& decisions, const std::vector<policy::Source>& sources) {
    const auto today = record::uk_day(now);
    Picture out;
    out.enquiry = enquiry;
    out.at = now;
    out.roster = roster;
    out.ledger = in_order(ledger, roster, sources);
    out.replies = link::in_order(replies);
    out.source_names = names_of(sources);
    out.identities = link::resolve(out.roster, out.replies, decisions.settled);
    out.chronology = chronology::merge(out.replies, out.identities, decisions.ungrouped);
    out.conflicts = chronology::conflicts(out.replies, out.identities, out.source_names);
    out.network = network::build(out.roster, out.replies, out.identities, today, out.source_names);
    out.patterns = patterns::find(out.chronology, out.identities, out.replies, today, out.source_names);
    out.thirty_seconds = thirty_seconds(out, sources);
    return out;
}

}  // namespace kith::enquiry
