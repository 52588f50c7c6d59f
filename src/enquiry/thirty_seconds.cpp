#include "enquiry/thirty_seconds.h"

#include <algorithm>
#include <set>

namespace kith::enquiry {

namespace {

void append(std::vector<Line>& out, std::vector<Line> lines) {
    for (auto& line : lines) out.push_back(std::move(line));
}

}  // namespace

Panel::Panel(const Picture& p, const std::vector<policy::Source>& s)
    : picture(p),
      sources(s),
      subject(p.identities.of_person(record::PersonId("subject"))),
      today(record::uk_day(p.at)) {
    const auto& all = p.identities.identities;
    if (!subject && !all.empty() && !all.front().person.empty()) subject = &all.front();
    if (!subject) return;
    const auto take = [&](const chronology::Entry& entry) {
        if (!entry.people.empty() && entry.people.front() == subject->id && !entry.event.planned)
            entries.push_back(&entry);
    };
    std::for_each(p.chronology.entries.rbegin(), p.chronology.entries.rend(), take);
    std::for_each(p.chronology.undated.begin(), p.chronology.undated.end(), take);
    for (const auto& cell : p.ledger)
        if (cell.person == subject->person &&
            completeness_of(cell.state, cell.required) == record::Completeness::hole)
            holes.push_back(&cell);
}

std::string Panel::name_of(const record::SourceId& source) const {
    return wording::source_name(picture.source_names, source);
}

std::string Panel::names_of(const std::vector<record::Origin>& origins) const {
    std::set<record::SourceId> ids;
    for (const auto& origin : origins) ids.insert(origin.source);
    std::vector<std::string> names;
    for (const auto& id : ids) names.push_back(name_of(id));
    return wording::listed(names);
}

Line Panel::nobody_says(std::string label, std::string what) const {
    Line line{.label = std::move(label), .text = std::move(what)};
    std::vector<std::string> silent;
    for (const auto* cell : holes) silent.push_back(name_of(cell->source));
    if (silent.empty()) return line;
    line.text += ". " + wording::listed(silent) + (silent.size() == 1 ? " has" : " have") + " not answered";
    line.is_hole = true;
    return line;
}

std::vector<Line> thirty_seconds(const Picture& picture, const std::vector<policy::Source>& sources) {
    const Panel panel(picture, sources);
    if (!panel.subject) return {};
    std::vector<Line> out;
    append(out, home_lines(panel));
    append(out, standing_lines(panel));
    out.push_back(worker_line(panel));
    append(out, seen_lines(panel));
    append(out, open_lines(panel));
    append(out, ring_lines(panel));
    for (auto& line : out) line.text = wording::sayable(std::move(line.text));
    return out;
}

}  // namespace kith::enquiry
