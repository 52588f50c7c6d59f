#include "link/compare.h"
#include "link/short_id.h"
#include "link/workbench.h"

#include <algorithm>
#include <tuple>

namespace kith::link {

namespace {

/// How far a record is trusted for the name and birth date to show: with a traced number first.
int rank(const record::PersonRecord& record) {
    int best = 2;
    for (const auto& id : record.identifiers) {
        if (id.kind != "nhs_number") continue;
        if (id.state == record::IdentifierState::verified) return 0;
        if (id.state == record::IdentifierState::valid) best = 1;
    }
    return best;
}

std::vector<const record::PersonRecord*> by_trust(const Workbench& bench,
                                                  const std::vector<size_t>& members) {
    std::vector<const record::PersonRecord*> out;
    for (const size_t item : members)
        if (bench.items[item].record) out.push_back(bench.items[item].record);
    std::stable_sort(out.begin(), out.end(),
                     [](const auto* a, const auto* b) { return rank(*a) < rank(*b); });
    return out;
}

bool is_whole(const record::PersonName& name) {
    return !name.given.empty() && !name.family.empty();
}

record::PersonName name_to_show(const record::RosterPerson* asked,
                                const std::vector<const record::PersonRecord*>& records) {
    if (!records.empty() && rank(*records.front()) < 2 && is_whole(records.front()->best_name()))
        return records.front()->best_name();
    if (asked && is_whole(asked->best_name())) return asked->best_name();
    for (const auto* record : records)
        if (is_whole(record->best_name())) return record->best_name();
    if (asked && !asked->best_name().is_empty()) return asked->best_name();
    for (const auto* record : records)
        if (!record->best_name().is_empty()) return record->best_name();
    return {};
}

std::string folded(const record::PersonName& name) {
    const auto form = form_of(name);
    return form.given_whole + '|' + form.family_whole;
}

/// Every other name once, whatever its case and accents; one with dates is kept before one without.
std::vector<record::PersonName> other_names(const record::PersonName& shown,
                                            const record::RosterPerson* asked,
                                            const std::vector<const record::PersonRecord*>& records) {
    std::vector<std::pair<std::string, record::PersonName>> all;
    const auto add = [&](const record::PersonName& name) {
        if (!name.is_empty()) all.emplace_back(folded(name), name);
    };
    if (asked) std::for_each(asked->names.begin(), asked->names.end(), add);
    for (const auto* record : records) std::for_each(record->names.begin(), record->names.end(), add);
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
        return std::make_tuple(std::cref(a.first), a.second.period.is_open()) <
               std::make_tuple(std::cref(b.first), b.second.period.is_open());
    });
    std::vector<record::PersonName> out;
    std::string last = folded(shown);
    const std::string first = last;
    for (auto& [key, name] : all) {
        if (key != last && key != first && key != "|") out.push_back(std::move(name));
        last = key;
    }
    return out;
}

std::optional<record::PartialDate> born(const record::RosterPerson* asked,
                                        const std::vector<const record::PersonRecord*>& records) {
    std::optional<record::PartialDate> best;
    const auto consider = [&](const std::optional<record::PartialDate>& date) {
        if (date && (!best || (!best->has_day() && date->has_day()))) best = date;
    };
    for (const auto* record : records)
        if (rank(*record) == 0) consider(record->born);
    if (asked) consider(asked->born);
    for (const auto* record : records) consider(record->born);
    return best;
}

void describe_state(Identity& out, const record::RosterPerson* asked,
                    const std::vector<const record::PersonRecord*>& records) {
    out.is_unborn = asked && asked->is_unborn;
    out.sex = asked ? asked->sex : record::Sex::not_stated;
    bool expected = false;
    for (const auto* record : records) {
        out.is_deceased = out.is_deceased || record->died.has_value();
        out.is_restricted = out.is_restricted || record->is_restricted;
        expected = expected || record->expected.has_value();
        if (out.sex == record::Sex::not_stated) out.sex = record->sex;
    }
    out.is_unborn = !out.born && (out.is_unborn || expected);
}

}  // namespace

Identity describe(const Workbench& bench, const Clusters& clusters, size_t root) {
    auto members = clusters.members(root);
    std::sort(members.begin(), members.end());
    const auto* asked = clusters.asked(root);
    const auto records = by_trust(bench, members);
    const auto& first = bench.items[members.front()];
    Identity out;
    out.id = short_id("i-", asked ? "roster|" + asked->id.text() : first.key);
    if (asked) out.person = asked->id;
    for (const size_t member : members) {
        const auto& item = bench.items[member];
        if (!item.record) continue;
        const bool alone = &item == &first;
        out.members.push_back({item.key, item.reason.empty() ? "only_record" : item.reason,
                               alone ? std::vector<Evidence>{} : evidence_of(first.profile, item.profile)});
    }
    out.name = name_to_show(asked, records);
    out.other_names = other_names(out.name, asked, records);
    out.born = born(asked, records);
    describe_state(out, asked, records);
    return out;
}

}  // namespace kith::link
