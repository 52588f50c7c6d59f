#include "ui/ledger_strip.h"

#include "ui/text.h"

#include <wx/sizer.h>

namespace kith::ui {
namespace {

ChipLook grid_look(bool is_open) {
    ChipLook look;
    look.text = "Ledger (L)";
    look.is_on = is_open;
    return look;
}

}  // namespace

LedgerStrip::LedgerStrip(wxWindow* parent, ChipRow::OnOpen on_open, std::function<void()> on_grid)
    : Ground(parent, Tone::surface) {
    chips_ = new ChipRow(this, Tone::surface, std::move(on_open));
    grid_ = new Chip(chips_, grid_look(false), std::move(on_grid), Role::toggle);
    grid_->SetToolTip("Everyone in the roster at every source, one state for each");
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(chips_, wxSizerFlags(1).Border(wxALL, FromDIP(6)));
    SetSizer(row);
}

void LedgerStrip::show(std::vector<present::Chip> chips, bool grid_is_open) {
    // The way to the grid stands first, so that it keeps its place while chips come and go.
    chips_->show(std::move(chips));
    if (grid_->look().is_on != grid_is_open) grid_->show(grid_look(grid_is_open));
}

void LedgerStrip::take_keyboard() {
    grid_->SetFocus();
}

}  // namespace kith::ui
