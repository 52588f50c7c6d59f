#include "present/facts_view.h"

#include "base/text.h"
#include "wording/wording.h"

#include <set>

namespace kith::present {
namespace {

using record::LedgerState;

/// The sources that the fact's own words do not name already.
std::string unsaid_sources(const ChildView& view, const enquiry::Line& fact) {
    std::set<record::SourceId> sources;
    for (const auto& origin : fact.origins)
        if (!base::contains_ignoring_case(fact.text, view.sources->short_name(origin.source)))
            sources.insert(origin.source);
    return view.sources->listed(sources);
}

/// One statement opens itself; several open the list of them.
Target evidence_of(const enquiry::Line& line, size_t index) {
    if (line.entries.size() == 1 && line.origins.size() <= 1) return Target::entry(line.entries.front());
    if (line.entries.empty() && line.origins.empty()) return {};
    return Target::numbered(Target::Kind::fact, index);
}

bool has_no_answer(const record::Cell& cell) {
    return record::completeness_of(cell.state, cell.required) == record::Completeness::hole &&
           !is_pending(cell);
}

Line no_answer_line(const ChildView& view, const record::Cell& cell) {
    const std::string source = view.sources->short_name(cell.source);
    const bool is_child = !view.roster.empty() && cell.person == view.roster.front().id;
    const std::string whom = is_child ? std::string() : " about " + person_words(view, cell.person);
    Line line = Line::sentence(source + whom + ": " + base::lower_ascii(wording::label(cell.state)) +
                               ". That is not the same as none held.");
    line.mood = Mood::hole;
    line.agency = view.sources->agency(cell.source);
    line.opens = Target::cell(cell.person, cell.source);
    if (may_ask_again(cell)) line.action = "Ask again";
    return line;
}

Line choice_line(const ChildView& view, const record::Cell& cell) {
    Line line;
    line.text = view.sources->short_name(cell.source) + " holds " +
                base::counted(cell.count, "person", "people") + " who may be " +
                person_words(view, cell.person) + ".";
    line.mood = Mood::work;
    line.agency = view.sources->agency(cell.source);
    line.opens = Target::candidates(cell.person);
    line.action = "Choose";
    return line;
}

Line narrow_line(const ChildView& view, const record::Cell& cell) {
    Line line = Line::sentence(view.sources->short_name(cell.source) + " found too many people to show for " +
                               person_words(view, cell.person) + ". Narrow the search.");
    line.mood = Mood::work;
    line.agency = view.sources->agency(cell.source);
    line.opens = Target::cell(cell.person, cell.source);
    return line;
}

void add_section(Lines& out, std::string heading, Lines lines) {
    if (lines.empty()) return;
    out.push_back(Line::heading(std::move(heading)));
    for (auto& line : lines) out.push_back(std::move(line));
}

}  // namespace

Lines thirty_seconds(const ChildView& view) {
    Lines lines;
    if (!view.picture) return lines;
    for (size_t i = 0; i < view.picture->thirty_seconds.size(); ++i) {
        const enquiry::Line& fact = view.picture->thirty_seconds[i];
        Line line = Line::field(fact.label, fact.text);
        line.said_by = unsaid_sources(view, fact);
        line.opens = evidence_of(fact, i);
        line.mood = fact.is_hole ? Mood::hole : Mood::neutral;
        lines.push_back(std::move(line));
    }
    return lines;
}

Lines pattern_lines(const ChildView& view) {
    Lines lines;
    if (!view.picture) return lines;
    for (size_t i = 0; i < view.picture->patterns.size(); ++i) {
        const patterns::Finding& finding = view.picture->patterns[i];
        Line line = Line::sentence(finding.words);
        line.said_by = view.sources->listed({finding.sources.begin(), finding.sources.end()});
        line.opens = Target::numbered(Target::Kind::finding, i);
        lines.push_back(std::move(line));
    }
    return lines;
}

Lines conflict_lines(const ChildView& view) {
    Lines lines;
    if (!view.picture) return lines;
    for (const auto& conflict : view.picture->conflicts) {
        Line line = Line::sentence(conflict.words);
        line.mood = Mood::work;
        line.opens = Target::conflict(conflict.id);
        lines.push_back(std::move(line));
    }
    for (size_t i = 0; i < view.picture->identities.clashes.size(); ++i) {
        Line line = Line::sentence(view.picture->identities.clashes[i].words);
        line.mood = Mood::work;
        line.opens = Target::numbered(Target::Kind::clash, i);
        lines.push_back(std::move(line));
    }
    return lines;
}

Lines open_lines(const ChildView& view) {
    Lines lines;
    for (const auto& cell : view.ledger) {
        if (has_no_answer(cell)) lines.push_back(no_answer_line(view, cell));
        if (cell.state == LedgerState::candidates) lines.push_back(choice_line(view, cell));
        if (cell.state == LedgerState::too_many) lines.push_back(narrow_line(view, cell));
    }
    return lines;
}

Lines facts(const ChildView& view) {
    Lines out;
    add_section(out, "In thirty seconds", thirty_seconds(view));
    add_section(out, "Still open", open_lines(view));
    add_section(out, "Patterns found (facts with their sources, not a score)", pattern_lines(view));
    add_section(out, "Sources disagree", conflict_lines(view));
    return out;
}

}  // namespace kith::present
