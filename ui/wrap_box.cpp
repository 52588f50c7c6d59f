#include "ui/wrap_box.h"

#include <wx/sizer.h>

#include <algorithm>

namespace kith::ui {
namespace {

std::vector<wxWindow*> reachable(const wxWindow* box) {
    std::vector<wxWindow*> out;
    for (wxWindow* child : box->GetChildren())
        if (child->IsShown() && child->AcceptsFocus()) out.push_back(child);
    return out;
}

}  // namespace

WrapBox::WrapBox(wxWindow* parent, Tone tone, int gap_dip) : Ground(parent, tone), gap_(FromDIP(gap_dip)) {
    Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
        rearrange();
        event.Skip();
    });
    Bind(wxEVT_CHAR_HOOK, &WrapBox::on_key, this);
}

/// Positions one row of children, each in the middle of the row's height.
int WrapBox::place_row(const std::vector<wxWindow*>& row, int y, int width) {
    int height = 0, x = 0;
    for (const wxWindow* child : row) height = std::max(height, child->GetEffectiveMinSize().y);
    for (wxWindow* child : row) {
        const wxSize size = child->GetEffectiveMinSize();
        child->SetSize(x, y + (height - size.y) / 2, std::min(size.x, width), size.y);
        x += size.x + gap_;
    }
    return height;
}

/// Positions the children for a width; returns the height they take.
int WrapBox::place(int width) {
    std::vector<wxWindow*> row;
    int x = 0, y = 0;
    for (wxWindow* child : GetChildren()) {
        if (!child->IsShown()) continue;
        const int wide = child->GetEffectiveMinSize().x;
        if (!row.empty() && x + wide > width) {
            y += place_row(row, y, width) + gap_;
            row.clear();
            x = 0;
        }
        row.push_back(child);
        x += wide + gap_;
    }
    return row.empty() ? 0 : y + place_row(row, y, width);
}

void WrapBox::rearrange() {
    if (is_placing_ || GetClientSize().x <= 1) return;
    is_placing_ = true;
    const int height = place(GetClientSize().x);
    is_placing_ = false;
    if (GetMinSize().y == height) return;
    SetMinSize(wxSize(1, height));
    // Not now: we may be in the middle of the layout that sized us.
    CallAfter([this] {
        for (wxWindow* above = GetParent(); above && !above->IsTopLevel(); above = above->GetParent())
            above->Layout();
    });
}

wxWindow* WrapBox::focused_child() const {
    wxWindow* focus = wxWindow::FindFocus();
    return focus && focus->GetParent() == this ? focus : nullptr;
}

void WrapBox::on_key(wxKeyEvent& event) {
    if (!focused_child() || event.ControlDown() || event.AltDown()) return event.Skip();
    switch (event.GetKeyCode()) {
        case WXK_RIGHT:
        case WXK_DOWN:
            return move_focus(1);
        case WXK_LEFT:
        case WXK_UP:
            return move_focus(-1);
        case WXK_HOME:
            return reachable(this).front()->SetFocus();
        case WXK_END:
            return reachable(this).back()->SetFocus();
        case WXK_TAB:
            return leave(!event.ShiftDown());
        default:
            event.Skip();
    }
}

void WrapBox::move_focus(int by) {
    const auto children = reachable(this);
    const auto here = std::find(children.begin(), children.end(), focused_child());
    if (here == children.end()) return;
    const auto next = (here - children.begin()) + by;
    if (next >= 0 && next < static_cast<std::ptrdiff_t>(children.size()))
        children[static_cast<size_t>(next)]->SetFocus();
}

void WrapBox::leave(bool forward) {
    const auto children = reachable(this);
    wxWindow* edge = forward ? children.back() : children.front();
    edge->Navigate(forward ? wxNavigationKeyEvent::IsForward : wxNavigationKeyEvent::IsBackward);
}

}  // namespace kith::ui
