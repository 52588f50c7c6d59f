#include "policy/import_dsa.h"

#include "base/text.h"
#include "json/members.h"
#include "policy/dsa_policy.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace kith::policy {
namespace {

using base::Expected;
using base::Instant;

constexpr std::chrono::milliseconds kTick{1};

/// One asker, one holder's rules, one record type and purpose of the pilot.
struct Question {
    const dsa::Organisation& asker;
    const dsa::Organisation& holder;
    std::string record_type, purpose;
};

bool holds(const std::vector<std::string>& list, const std::string& name) {
    return std::ranges::find(list, name) != list.end();
}

bool speaks_of(const dsa::Rule& rule, const Question& q) {
    const bool is_for_asker =
        rule.org_ids.empty() ? holds(rule.org_types, q.asker.type) : holds(rule.org_ids, q.asker.id);
    return is_for_asker && holds(rule.record_types, q.record_type) && holds(rule.purposes, q.purpose);
}

bool is_valid(const dsa::Rule& rule, Instant at) {
    return (!rule.from || at >= *rule.from) && (!rule.until || at <= *rule.until);
}

const dsa::Rule* deciding(const Question& q, bool dsa::Rule::*mode, Instant at) {
    for (const auto* rules : {&q.holder.exceptions, &q.holder.defaults})
        for (const auto& rule : *rules)
            if (rule.*mode && speaks_of(rule, q) && is_valid(rule, at)) return &rule;
    return nullptr;
}

/// What holds from one moment on, until the next.
struct Stretch {
    Instant from;
    std::optional<Instant> until;
    std::optional<Mode> mode;  ///< absent: nothing is given
    std::string place;         ///< of the rule that gives it
    bool has_lone_content = false;
};

Stretch stretch_at(const Question& q, Instant from) {
    const dsa::Rule* existence = deciding(q, &dsa::Rule::existence, from);
    const dsa::Rule* content = deciding(q, &dsa::Rule::content, from);
    const bool finds = existence && existence->allows, reads = content && content->allows;
    Stretch stretch{from, {}, {}, {}, reads && !finds};
    if (!finds) return stretch;
    const dsa::Rule* giver = reads ? content : existence;
    stretch.mode = reads ? Mode::content : Mode::existence;
    stretch.place = giver->place + (giver->reason.empty() ? "" : ": " + giver->reason);
    return stretch;
}

/// The moments at which anything can change. Before the first is before our time.
std::set<Instant> turning_points(const Question& q) {
    // Past this no file of ours can name a moment, and nobody will be there to ask.
    static const Instant last = *base::parse_instant("9999-12-31T00:00:00Z");
    std::set<Instant> points = {Instant{}};
    for (const auto* rules : {&q.holder.exceptions, &q.holder.defaults})
        for (const auto& rule : *rules) {
            if (rule.from) points.insert(*rule.from);
            if (rule.until) points.insert(*rule.until + kTick);
        }
    points.erase(points.begin(), points.find(Instant{}));
    points.erase(points.upper_bound(last), points.end());
    return points;
}

bool is_the_same(const Stretch& a, const Stretch& b) {
    return a.mode == b.mode && a.place == b.place && a.has_lone_content == b.has_lone_content;
}

std::vector<Stretch> stretches(const Question& q) {
    std::vector<Stretch> all;
    for (const Instant point : turning_points(q)) {
        Stretch next = stretch_at(q, point);
        if (!all.empty() && is_the_same(all.back(), next)) continue;
        if (!all.empty()) all.back().until = point;
        all.push_back(std::move(next));
    }
    return all;
}

/// What record types and purposes have in common becomes one agreement.
using Terms = std::tuple<Instant, std::optional<Instant>, Mode, std::string>;

struct Gathering {
    std::vector<Agreement> agreements;
    std::set<std::string> notes;
};

std::vector<std::string> named(const std::vector<std::string>& names, const DsaMap& map) {
    std::vector<std::string> ours;
    for (const auto& [theirs, some] : map.purposes)
        if (holds(names, base::upper_ascii(theirs))) ours.insert(ours.end(), some.begin(), some.end());
    return ours;
}

Agreement agreement_of(const dsa::Organisation& holder, const DsaMap::Holder& to, const Terms& terms,
                       const std::vector<std::string>& purposes, const std::vector<std::string>& types,
                       const DsaMap& map) {
    const auto& [from, until, mode, place] = terms;
    Agreement agreement;
    agreement.name = holder.name + ": " + base::join(types, ", ") + " for " + base::join(purposes, ", ") +
                     " (" + place + ")";
    agreement.sources = {to.source};
    for (const auto& [type, categories] : to.record_types)
        if (holds(types, type))
            agreement.categories.insert(agreement.categories.end(), categories.begin(), categories.end());
    agreement.purposes = named(purposes, map);
    agreement.mode = mode;
    agreement.valid_from = from;
    agreement.valid_until = until;
    return agreement;
}

void gather(const dsa::Organisation& asker, const dsa::Organisation& holder, const DsaMap::Holder& to,
            const DsaMap& map, Gathering& gathering) {
    // Purposes first, for each record type; then record types that share them.
    std::map<Terms, std::map<std::vector<std::string>, std::vector<std::string>>> types;
    for (const auto& [type, categories] : to.record_types) {
        std::map<Terms, std::vector<std::string>> purposes;
        for (const auto& [purpose, ours] : map.purposes)
            for (const auto& one :
                 stretches({asker, holder, base::upper_ascii(type), base::upper_ascii(purpose)})) {
                if (one.mode)
                    purposes[{one.from, one.until, *one.mode, one.place}].push_back(
                        base::upper_ascii(purpose));
                if (one.has_lone_content)
                    gathering.notes.insert(holder.id + " gives the content of " + type + " for " + purpose +
                                           " without its existence: left out for as long as that holds.");
            }
        for (const auto& [terms, names] : purposes) types[terms][names].push_back(type);
    }
    size_t number = 0;
    for (const auto& [terms, groups] : types)
        for (const auto& [purposes, names] : groups) {
            gathering.agreements.push_back(agreement_of(holder, to, terms, purposes, names, map));
            gathering.agreements.back().id = "DSA-" + holder.id + "-" + std::to_string(++number);
        }
}

/// Whatever the map does not name is not taken over, and that is said.
void note_unmapped(const dsa::Organisation& holder, const DsaMap::Holder& to, const DsaMap& map,
                   std::set<std::string>& notes) {
    std::vector<std::string> types, purposes;
    for (const auto& [type, categories] : to.record_types) types.push_back(base::upper_ascii(type));
    for (const auto& [purpose, ours] : map.purposes) purposes.push_back(base::upper_ascii(purpose));
    for (const auto* rules : {&holder.exceptions, &holder.defaults})
        for (const auto& rule : *rules) {
            for (const auto& type : rule.record_types)
                if (!holds(types, type))
                    notes.insert(holder.id + ": record type " + base::printable(base::lower_ascii(type)) +
                                 " is not in the map: nothing of it was taken over.");
            for (const auto& purpose : rule.purposes)
                if (!holds(purposes, purpose))
                    notes.insert("Purpose " + base::printable(purpose) +
                                 " is not in the map: nothing was taken over for it.");
        }
}

const dsa::Organisation* find(const std::vector<dsa::Organisation>& all, const std::string& id) {
    const auto at = std::ranges::find(all, base::upper_ascii(id), &dsa::Organisation::id);
    return at == all.end() ? nullptr : &*at;
}

/// Who asks: an organisation of the directory, or one that only the map knows.
Expected<dsa::Organisation> asker_of(const std::vector<dsa::Organisation>& all, const DsaMap& map,
                                     const std::string& asks_as) {
    const auto wrong = [](std::string what) {
        return base::fail(base::Fault::invalid_input, std::move(what));
    };
    const auto* known = find(all, asks_as.empty() ? map.asking_org : asks_as);
    if (!asks_as.empty() && !known) return wrong("the directory has no organisation with the id that asks");
    dsa::Organisation asker;
    asker.id = known ? known->id : base::upper_ascii(map.asking_org);
    asker.type = known ? known->type : base::upper_ascii(map.asking_type);
    if (asks_as.empty() && asker.type != base::upper_ascii(map.asking_type))
        return wrong("asks_as.org_type of the map differs from the type that the directory gives to " +
                     asker.id);
    return asker;
}

}  // namespace

Expected<DsaImport> import_dsa(std::string_view directory, const DsaMap& map, const std::string& asks_as) {
    const auto all = dsa::read_directory(directory);
    if (!all) return all.error();
    const auto asker = asker_of(*all, map, asks_as);
    if (!asker) return asker.error();
    Gathering gathering;
    for (const auto& to : map.holders) {
        const auto* holder = find(*all, to.org);
        if (holder) {
            gather(*asker, *holder, to, map, gathering);
            note_unmapped(*holder, to, map, gathering.notes);
        } else {
            gathering.notes.insert(to.org + " is in the map and not in the directory.");
        }
    }
    for (const auto& one : *all)
        if (std::ranges::none_of(map.holders,
                                 [&](const auto& to) { return base::upper_ascii(to.org) == one.id; }))
            gathering.notes.insert(one.id + " is not in the map: nothing was taken over from it.");
    return DsaImport{std::move(gathering.agreements), {gathering.notes.begin(), gathering.notes.end()}};
}

}  // namespace kith::policy
