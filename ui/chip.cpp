#include "ui/chip.h"

#include "ui/draw.h"

#include <wx/control.h>
#include <wx/dc.h>

#include <algorithm>

namespace kith::ui {
namespace {

wxString spoken(const ChipLook& look) {
    return look.strong.empty() || look.text.empty() ? look.strong + look.text
                                                    : look.strong + ", " + look.text;
}

int extent(const wxWindow* window, const wxString& text, const wxFont& font) {
    int width = 0, height = 0;
    if (!text.empty()) window->GetTextExtent(text, &width, &height, nullptr, nullptr, &font);
    return width;
}

}  // namespace

Chip::Chip(wxWindow* parent, ChipLook look, std::function<void()> on_press, Role role)
    : Pressable(parent, role, std::move(on_press)) {
    SetFont(font_small());
    show(std::move(look));
}

void Chip::show(ChipLook look, const wxString& name) {
    const bool pressed_before = look_.is_on;
    look_ = std::move(look);
    set_accessible_name(this, name.empty() ? spoken(look_) : name);
    if (look_.is_on != pressed_before) pressed_changed(this);
    InvalidateBestSize();
    Refresh();
}

wxSize Chip::DoGetBestClientSize() const {
    const int gap = FromDIP(5);
    int width = 2 * FromDIP(9);
    if (look_.agency) width += GetCharHeight() + gap;
    if (!look_.symbol.empty()) width += extent(this, look_.symbol, GetFont()) + gap;
    width += extent(this, look_.strong, GetFont().Bold()) + extent(this, look_.text, GetFont());
    if (!look_.strong.empty() && !look_.text.empty()) width += gap + FromDIP(1);
    return {width + 2, GetCharHeight() + FromDIP(8)};
}

void Chip::draw(wxDC& dc) {
    const wxRect all = GetClientRect();
    dc.SetBackground(wxBrush(colour(look_.ground)));
    dc.Clear();
    Shade shade = look_.shade;
    if (look_.is_on) shade = {Tone::selection, Tone::selection_text, Tone::accent};
    draw_pill(dc, all, shade, is_hovered() || look_.is_on ? 1.6 : 1.0);
    int x = FromDIP(9);
    if (look_.agency) {
        const int side = GetCharHeight();
        draw_agency_mark(dc, wxRect(x, (all.height - side) / 2, side, side), look_.agency);
        x += side + FromDIP(5);
    }
    dc.SetTextForeground(colour(shade.text));
    draw_words(dc, x);
    if (HasFocus()) draw_focus(dc, all, all.height / 2.0);
}

void Chip::draw_words(wxDC& dc, int x) const {
    const wxRect all = GetClientRect();
    const int right = all.width - FromDIP(8);
    const auto put = [&](const wxString& text, const wxFont& font) {
        if (text.empty() || x >= right) return;
        dc.SetFont(font);
        const wxString shown = wxControl::Ellipsize(text, dc, wxELLIPSIZE_END, right - x + 1);
        const wxSize size = dc.GetTextExtent(shown);
        dc.DrawText(shown, x, (all.height - size.y) / 2);
        x += size.x + FromDIP(6);
    };
    put(look_.symbol, GetFont());
    put(look_.strong, GetFont().Bold());
    put(look_.text, GetFont());
}

}  // namespace kith::ui
