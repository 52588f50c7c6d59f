#include "present/ledger_view.h"

#include "base/text.h"
#include "wording/wording.h"

#include <algorithm>
#include <cstdio>

namespace kith::present {
namespace {

using record::LedgerState;

std::string slow_words(const ChildView& view, const record::Cell& cell) {
    const auto found = view.took.find({cell.person, cell.source});
    return found == view.took.end() || found->second < std::chrono::seconds{1} ? std::string()
                                                                               : seconds_words(found->second);
}

/// The strip's words. Who was slow is worth the room; who was quick is not.
std::string strip_text(const ChildView& view, const record::Cell& cell) {
    if (is_pending(cell)) return "waiting";
    if (cell.state == LedgerState::awaiting) return "no answer yet: ask again";
    std::string text = wording::short_text(cell);
    const bool is_plain_answer =
        cell.state == LedgerState::records_held || cell.state == LedgerState::none_held;
    const std::string took = slow_words(view, cell);
    return is_plain_answer && !took.empty() ? text + " · " + took : text;
}

/// Cells of the other people at a source that need somebody: the strip shows the child's, and must not hide
/// these.
std::string others_words(const ChildView& view, const record::Cell& own) {
    size_t work = 0, holes = 0;
    for (const auto& cell : view.ledger) {
        if (cell.source != own.source || cell.person == own.person || is_pending(cell)) continue;
        work += mood_of(cell) == Mood::work;
        holes += mood_of(cell) == Mood::hole;
    }
    std::string out;
    if (work > 0) out += " Others in the roster: " + std::to_string(work) + " for you.";
    if (holes > 0) out += " Others in the roster: " + base::counted(holes, "hole", "holes") + ".";
    return out;
}

Chip strip_chip(const ChildView& view, const record::Cell& cell) {
    Chip chip;
    chip.agency = view.sources->agency(cell.source);
    chip.strong = view.sources->short_name(cell.source);
    chip.text = strip_text(view, cell);
    chip.sentence =
        wording::sentence(cell, view.sources->name(cell.source), "the child") + others_words(view, cell);
    chip.mood = mood_of(cell);
    chip.opens = cell.state == LedgerState::candidates ? Target::candidates(cell.person)
                                                       : Target::cell(cell.person, cell.source);
    return chip;
}

std::string count_words(const record::Cell& cell) {
    switch (cell.state) {
        case LedgerState::records_held:
        case LedgerState::candidates:
        case LedgerState::partial:
        case LedgerState::held_copy:
            return std::to_string(cell.count);
        default:
            return {};
    }
}

GridCell grid_cell(const ChildView& view, const record::Cell& cell) {
    GridCell out;
    out.sign = wording::symbol(cell.state);
    out.label = wording::label(cell.state);
    out.count = count_words(cell);
    out.sentence = wording::sentence(cell, view.sources->name(cell.source), person_words(view, cell.person));
    out.mood = mood_of(cell);
    out.opens = Target::cell(cell.person, cell.source);
    out.may_ask_again = may_ask_again(cell);
    return out;
}

GridCell undecided(const record::PersonId& person, const record::SourceId& source) {
    record::Cell cell{.person = person, .source = source};
    return {.sign = std::string(wording::symbol(cell.state)),
            .label = "Not asked yet",
            .count = {},
            .sentence = "Policy has not decided about this cell yet. Nothing has been sent.",
            .opens = Target::cell(person, source)};
}

std::vector<LedgerGrid::Column> columns_of(const ChildView& view) {
    std::vector<LedgerGrid::Column> columns;
    const auto add = [&](const record::SourceId& id) {
        const bool is_new =
            std::none_of(columns.begin(), columns.end(), [&](const auto& c) { return c.source == id; });
        if (is_new)
            columns.push_back(
                {id, view.sources->name(id), view.sources->short_name(id), view.sources->agency(id)});
    };
    for (const auto& cell : view.ledger) add(cell.source);
    if (columns.empty() && view.enquiry != 0)
        for (const auto& source : view.sources->all()) add(source.id);
    return columns;
}

}  // namespace

std::string seconds_words(std::chrono::milliseconds took) {
    if (took <= std::chrono::milliseconds{0}) return {};
    char text[32];
    std::snprintf(text, sizeof text, "%.1f s", static_cast<double>(took.count()) / 1000.0);
    return text;
}

std::vector<Chip> ledger_strip(const ChildView& view) {
    std::vector<Chip> chips;
    if (view.roster.empty()) return chips;
    for (const auto& cell : view.ledger)
        if (cell.person == view.roster.front().id) chips.push_back(strip_chip(view, cell));
    return chips;
}

std::vector<Chip> short_ledger_strip(const ChildView& view) {
    std::vector<Chip> chips = ledger_strip(view);
    const size_t all = chips.size();
    std::erase_if(chips,
                  [](const Chip& chip) { return chip.mood == Mood::good || chip.mood == Mood::neutral; });
    const size_t others = all - chips.size();
    if (others == 0) return chips;
    const std::string words = base::counted(others, "other source", "other sources");
    chips.push_back(
        {.text = words + " in the ledger", .sentence = words + ": press L for every source's state"});
    return chips;
}

LedgerGrid ledger_grid(const ChildView& view) {
    LedgerGrid grid;
    grid.title = wording::totals(record::count(view.ledger));
    grid.columns = columns_of(view);
    for (const auto& person : view.roster) {
        const std::string name = person.best_name().display();
        grid.rows.push_back({person.id, name, wording::relation(person.relation)});
        for (const auto& column : grid.columns) {
            const record::Cell* cell = cell_of(view, person.id, column.source);
            grid.cells.push_back(cell ? grid_cell(view, *cell) : undecided(person.id, column.source));
        }
    }
    return grid;
}

}  // namespace kith::present
