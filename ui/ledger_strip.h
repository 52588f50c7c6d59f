#pragma once
#include "ui/chip_row.h"

#include <functional>

namespace kith::ui {

/// One chip for each source, wrapping, and the way to the whole grid.
class LedgerStrip : public Ground {
public:
    LedgerStrip(wxWindow* parent, ChipRow::OnOpen on_open, std::function<void()> on_grid);
    void show(std::vector<present::Chip> chips, bool grid_is_open);
    present::Target at_keyboard() const { return chips_->at_keyboard(); }
    void take_keyboard();
    /// What the chips on show need at the present width.
    int wanted_height() const { return chips_->GetMinSize().y; }

private:
    ChipRow* chips_;
    Chip* grid_;
};

}  // namespace kith::ui
