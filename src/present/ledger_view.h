#pragma once
#include "present/child_view.h"

#include <optional>
#include <string>
#include <vector>

namespace kith::present {

/// One chip per source, in rulebook order: the child's own cell in a few words.
std::vector<Chip> ledger_strip(const ChildView& view);
/// The same where there is no room for all, as at very large text: what needs somebody, then how many others
/// there are.
std::vector<Chip> short_ledger_strip(const ChildView& view);

/// One cell of the grid. Never blank: a cell that no event has named yet says that it is not decided.
struct GridCell {
    std::string sign;      ///< stands for the state without colour
    std::string label;     ///< two or three words
    std::string count;     ///< "14", empty when there is nothing to count
    std::string sentence;  ///< tooltip, and the text below the grid
    Mood mood = Mood::neutral;
    Target opens;
    bool may_ask_again = false;
    bool operator==(const GridCell&) const = default;
};

/// People down the side, sources across the top.
struct LedgerGrid {
    struct Column {
        record::SourceId source;
        std::string name, short_name;
        char agency = 'O';
    };
    struct Row {
        record::PersonId person;
        std::string name, relation;
    };
    std::string title;  ///< "Completeness ledger: 54 cells: 44 answered, 7 for you, 3 holes"
    std::vector<Column> columns;
    std::vector<Row> rows;
    std::vector<GridCell> cells;  ///< row by row

    const GridCell& at(size_t row, size_t column) const { return cells[row * columns.size() + column]; }
};
LedgerGrid ledger_grid(const ChildView& view);

/// "1.6 s"; empty when nothing was measured.
std::string seconds_words(std::chrono::milliseconds took);

}  // namespace kith::present
