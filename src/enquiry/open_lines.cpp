#include "base/text.h"
#include "enquiry/thirty_seconds.h"

#include <map>

namespace kith::enquiry {

namespace {

const std::string kLabel = "Open questions";

std::string person_label(const record::RosterPerson& line) {
    return line.id.text() == "subject" ? "the child" : base::lower_ascii(wording::relation(line.relation));
}

/// Person by person: "About the child: GP, no answer: ask again; CP-IS, waiting for an answer".
Line holes_of(const Panel& panel, const record::RosterPerson& person) {
    Line line{.label = kLabel, .is_hole = true};
    for (const auto& cell : panel.picture.ledger) {
        const bool is_hole = completeness_of(cell.state, cell.required) == record::Completeness::hole;
        if (cell.person != person.id || !is_hole) continue;
        line.text += (line.text.empty() ? "About " + person_label(person) + ": " : "; ") +
                     panel.name_of(cell.source) + ", " + wording::short_text(cell);
    }
    return line;
}

/// Work that only a person can do: who is who.
Line to_settle(const Panel& panel, const record::RosterPerson& person) {
    Line line{.label = kLabel};
    std::map<record::SourceId, size_t> by_source;
    for (const auto& candidate : panel.picture.identities.candidates)
        if (candidate.person == person.id)
            ++by_source[record::SourceId(candidate.record.substr(0, candidate.record.find('|')))];
    std::vector<std::string> parts;
    for (const auto& [source, count] : by_source) {
        parts.push_back(base::counted(count, "record", "records") + " at " + panel.name_of(source));
        line.origins.push_back({source, {}, panel.picture.at, {}});
    }
    if (!parts.empty())
        line.text = wording::listed(parts) + " may be " + person_label(person) + ": compare and choose";
    return line;
}

Line unknown_people(const Panel& panel) {
    std::vector<std::string> who;
    for (const auto& person : panel.picture.roster)
        if (person.is_unknown) who.push_back(base::lower_ascii(wording::relation(person.relation)));
    if (who.empty()) return {};
    return {.label = kLabel, .text = "Still to be identified: " + wording::listed(who)};
}

}  // namespace

std::vector<Line> open_lines(const Panel& panel) {
    std::vector<Line> out;
    const auto add = [&](Line line) {
        if (!line.text.empty()) out.push_back(std::move(line));
    };
    for (const auto& person : panel.picture.roster) add(holes_of(panel, person));
    for (const auto& person : panel.picture.roster) add(to_settle(panel, person));
    add(unknown_people(panel));
    for (const auto& clash : panel.picture.identities.clashes) add({.label = kLabel, .text = clash.words});
    if (out.empty()) out.push_back({.label = kLabel, .text = "Every source that was asked has answered"});
    return out;
}

}  // namespace kith::enquiry
