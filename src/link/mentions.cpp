#include "link/compare.h"
#include "link/workbench.h"

#include <algorithm>
#include <tuple>

namespace kith::link {

namespace {

/// "This answer says that somebody of this name is the mother of that person."
struct Mention {
    size_t anchor;  ///< cluster root of the person it is said about
    std::string relation;
    std::string name;
    size_t item;
    size_t reply;
};

bool is_two_sided(const std::string& relation) {
    return relation == "sibling" || relation == "partner" || relation == "relative" || relation == "friend";
}

/// First given and family name, which must both be there: "Kerry" alone is not a person.
std::string full_name(const Profile& profile) {
    for (const auto& name : profile.names)
        if (!name.given.empty() && !name.family_whole.empty() && name.given.front().size() > 1)
            return name.given.front() + ' ' + name.family_whole;
    return {};
}

void add(std::vector<Mention>& out, const Workbench& bench, const Clusters& clusters, size_t about,
         size_t item, const Relation& relation) {
    std::string name = full_name(bench.items[item].profile);
    if (name.empty()) return;
    out.push_back(
        {clusters.root(about), relation_class(relation.kind), std::move(name), item, relation.reply});
}

std::vector<Mention> mentions_of(const Workbench& bench, const Clusters& clusters) {
    std::vector<Mention> out;
    for (const auto& relation : bench.relations) {
        add(out, bench, clusters, relation.from, relation.to, relation);
        if (is_two_sided(relation_class(relation.kind)))
            add(out, bench, clusters, relation.to, relation.from, relation);
    }
    std::sort(out.begin(), out.end(), [](const Mention& a, const Mention& b) {
        return std::tie(a.anchor, a.relation, a.name, a.item, a.reply) <
               std::tie(b.anchor, b.relation, b.name, b.item, b.reply);
    });
    return out;
}

bool is_one_mention(const Mention& a, const Mention& b) {
    return a.anchor == b.anchor && a.relation == b.relation && a.name == b.name;
}

using Span = std::pair<std::vector<Mention>::const_iterator, std::vector<Mention>::const_iterator>;

/// One answer that gives two people of one name and relation tells them apart by something we may not see.
bool is_ambiguous(Span span, const Clusters& clusters) {
    for (auto a = span.first; a != span.second; ++a)
        for (auto b = span.first; b != a; ++b)
            if (a->reply == b->reply && clusters.root(a->item) != clusters.root(b->item)) return true;
    return false;
}

bool join_span(Span span, const Workbench& bench, Clusters& clusters) {
    constexpr int kTooMany = 64;  // answers naming one relative; more is a list, not a family
    if (span.second - span.first < 2 || span.second - span.first > kTooMany || is_ambiguous(span, clusters))
        return false;
    bool joined = false;
    for (auto a = span.first; a != span.second; ++a)
        for (auto b = span.first; b != a; ++b) {
            if (a->reply == b->reply || clusters.root(a->item) == clusters.root(b->item)) continue;
            const bool both_numbered = bench.items[a->item].profile.has_strong_identifier() &&
                                       bench.items[b->item].profile.has_strong_identifier();
            const auto dates =
                compare_dates(clusters.profile(a->item).born, clusters.profile(b->item).born).finding;
            const bool dates_fit = dates == DateFinding::missing || agrees(dates);
            if (!both_numbered && dates_fit && clusters.join(a->item, b->item, "same_mention")) joined = true;
        }
    return joined;
}

/// Somebody whom an answer about one roster line names, with a birth date to the day.
struct Named {
    record::PersonId about;
    std::string name;
    std::string born;
    size_t item;
    size_t reply;
};

bool may_join_by_birth(const Item& held, size_t item, const Clusters& clusters) {
    const record::PersonRecord& person = *held.record;
    return !held.is_on_offer && !clusters.asked(item) && !held.profile.is_adoption && person.born &&
           person.born->has_day() && !person.born->is_possibly_default();
}

std::vector<Named> named_with_birth(const Workbench& bench, const Clusters& clusters) {
    std::vector<Named> out;
    for (size_t reply = 0; reply < bench.replies.size(); ++reply) {
        const record::PersonId& about = bench.replies[reply]->person;
        if (about.empty()) continue;  // a saved answer that does not say whom it is about
        for (const auto& person : bench.replies[reply]->people) {
            const size_t item = bench.by_key.at(key_of(person));
            std::string name = full_name(bench.items[item].profile);
            if (name.empty() || !may_join_by_birth(bench.items[item], item, clusters)) continue;
            out.push_back({about, std::move(name), person.born->iso(), item, reply});
        }
    }
    std::sort(out.begin(), out.end(), [](const Named& a, const Named& b) {
        return std::tie(a.about, a.name, a.born, a.item, a.reply) <
               std::tie(b.about, b.name, b.born, b.item, b.reply);
    });
    return out;
}

bool is_one_person(const Named& a, const Named& b) {
    return a.about == b.about && a.name == b.name && a.born == b.born;
}

}  // namespace

void join_same_births(const Workbench& bench, Clusters& clusters) {
    const auto named = named_with_birth(bench, clusters);
    for (size_t i = 1; i < named.size(); ++i)
        if (is_one_person(named[i - 1], named[i]) && named[i - 1].reply != named[i].reply)
            clusters.join(named[i - 1].item, named[i].item, "same_name_and_birth");
}

std::string relation_class(const std::string& kind) {
    if (kind == "mother" || kind == "father" || kind == "parent") return "parent";
    if (kind == "sibling" || kind == "half_sibling" || kind == "twin" || kind == "brother" ||
        kind == "sister")
        return "sibling";
    if (kind == "partner" || kind == "ex_partner" || kind == "mothers_partner" || kind == "fathers_partner")
        return "partner";
    if (kind == "grandmother" || kind == "grandfather") return "grandparent";
    return kind;
}

void join_mentions(const Workbench& bench, Clusters& clusters) {
    // A joined mother brings her own relatives together, one step further from the child each time.
    constexpr int kSteps = 4;
    for (int step = 0; step < kSteps; ++step) {
        const auto mentions = mentions_of(bench, clusters);
        bool joined = false;
        for (auto first = mentions.begin(); first != mentions.end();) {
            const auto last = std::find_if(first, mentions.end(),
                                           [&](const Mention& m) { return !is_one_mention(*first, m); });
            joined = join_span({first, last}, bench, clusters) || joined;
            first = last;
        }
        if (!joined) return;
    }
}

}  // namespace kith::link
