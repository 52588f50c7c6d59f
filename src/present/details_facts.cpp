#include "present/details_parts.h"

#include <algorithm>

namespace kith::present {
namespace {

void add_origins_of(Lines& out, const ChildView& view, const std::vector<std::string>& entries) {
    for (const auto& id : entries)
        if (const chronology::Entry* entry = find_entry(*view.picture, id))
            add_origin(out, view, entry->event.origin);
}

}  // namespace

Details finding_details(const ChildView& view, size_t index) {
    if (index >= view.picture->patterns.size()) return {};
    const patterns::Finding& finding = view.picture->patterns[index];
    Details details;
    details.title = finding.words;
    details.account.push_back(Line::field("Rule " + finding.rule, finding.rule_text));
    details.account.push_back(Line::field("About", identity_words(*view.picture, finding.identity)));
    details.account.push_back(
        Line::sentence("A published rule that held; it is not a score and weighs nothing."));
    add_heading(details.account, "What made it hold");
    add_evidence(details.account, view, finding.entries);
    add_origins_of(details.origin, view, finding.entries);
    return details;
}

Details fact_details(const ChildView& view, size_t index) {
    if (index >= view.picture->thirty_seconds.size()) return {};
    const enquiry::Line& fact = view.picture->thirty_seconds[index];
    Details details;
    details.title = fact.label;
    Line said = Line::sentence(fact.text);
    said.mood = fact.is_hole ? Mood::hole : Mood::neutral;
    details.account.push_back(std::move(said));
    if (!fact.entries.empty()) add_heading(details.account, "It rests on");
    add_evidence(details.account, view, fact.entries);
    for (const auto& origin : fact.origins) add_origin(details.origin, view, origin);
    if (fact.origins.empty()) add_origins_of(details.origin, view, fact.entries);
    return details;
}

Details conflict_details(const ChildView& view, const std::string& id) {
    const auto& all = view.picture->conflicts;
    const auto conflict = std::find_if(all.begin(), all.end(), [&](const auto& c) { return c.id == id; });
    if (conflict == all.end()) return {};
    Details details;
    details.title = conflict->words;
    details.account.push_back(Line::field("About", identity_words(*view.picture, conflict->identity)));
    details.account.back().opens = Target::node(conflict->identity);
    for (const auto& side : conflict->sides) {
        Line line = Line::field(conflict->field, side.value);
        line.agency = view.sources->agency(side.origin.source);
        line.said_by = view.sources->name(side.origin.source) +
                       (side.since.is_known() ? ", " + side.since.words() : ", date not given");
        details.account.push_back(std::move(line));
        add_origin(details.origin, view, side.origin);
    }
    details.account.push_back(
        Line::sentence("All are kept. Which is right is for the sources and you to settle."));
    return details;
}

Details clash_details(const ChildView& view, size_t index) {
    if (index >= view.picture->identities.clashes.size()) return {};
    const auto& clash = view.picture->identities.clashes[index];
    Details details;
    details.title = clash.words;
    for (const auto& key : clash.records) {
        const record::PersonRecord* person = find_record(*view.picture, key);
        if (!person) continue;
        Line line =
            Line::field("Record", person->best_name().display() +
                                      (person->born ? ", born " + person->born->words() : std::string()));
        line.said_by = view.sources->name(person->origin.source);
        line.agency = view.sources->agency(person->origin.source);
        details.account.push_back(std::move(line));
        add_origin(details.origin, view, person->origin);
    }
    details.account.push_back(Line::sentence("The records are kept apart until the sources put it right."));
    return details;
}

}  // namespace kith::present
