#pragma once
#include "present/ledger_view.h"
#include "ui/a11y.h"
#include "ui/card.h"

#include <wx/grid.h>

#include <functional>

namespace kith::ui {

/// People down the side, sources across the top, one state a cell with its sign and words. The line below
/// says the whole sentence of the cell with the keyboard, so that nothing is in a tooltip alone.
class LedgerCard : public Card {
public:
    struct Actions {
        std::function<void(const present::Target&)> open;
        std::function<void()> close;
    };
    LedgerCard(wxWindow* parent, Actions actions);
    void show(const present::LedgerGrid& grid);
    /// The cell under the keyboard.
    present::Target at_keyboard() const;
    void take_keyboard();

private:
    const present::GridCell* cell_at(int row, int column) const;
    void shape();
    void size_columns();
    void apply_colours();
    void say_cell(int row, int column);
    void on_hover(wxMouseEvent& event);
    void open_cell();
    std::vector<DrawnItem> items() const;

    Actions actions_;
    present::LedgerGrid shown_;
    wxGrid* grid_;
    Paragraph* sentence_;
};

}  // namespace kith::ui
