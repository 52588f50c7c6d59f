#include "ui/rail.h"

#include "ui/draw.h"

#include <wx/dc.h>
#include <wx/sizer.h>

#include <algorithm>

namespace kith::ui {

/// An icon over its label; the selected one has a lighter ground and a bar at its left edge.
class RailItem : public Pressable {
public:
    RailItem(wxWindow* parent, const Rail::Screen& screen, std::function<void()> on_press)
        : Pressable(parent, Role::tab, std::move(on_press)), screen_(screen) {
        SetFont(font_small());
        SetToolTip(screen.label + " (" + screen.shortcut + ")");
        set_accessible_name(this, screen.label);
        set_accessible_description(this, screen.shortcut);
    }

    void select(bool is_selected) {
        if (is_selected_ == is_selected) return;
        is_selected_ = is_selected;
        pressed_changed(this);
        Refresh();
    }
    bool is_selected() const { return is_selected_; }

protected:
    bool is_pressed() const override { return is_selected_; }

    wxSize DoGetBestClientSize() const override {
        const wxSize text = GetTextExtent(screen_.label);
        return {std::max(FromDIP(76), text.x + FromDIP(20)), picture_side() + text.y + FromDIP(26)};
    }

    void draw(wxDC& dc) override {
        const wxRect all = GetClientRect();
        const bool is_lit = is_selected_ || is_hovered();
        dc.SetBackground(wxBrush(colour(is_lit ? Tone::rail_selected : Tone::rail)));
        dc.Clear();
        if (is_selected_) draw_bar(dc, all);
        const wxBitmap picture =
            icon(screen_.icon, Tone::rail_text, ToDIP(picture_side())).GetBitmapFor(this);
        const wxSize text = dc.GetTextExtent(screen_.label);
        const int gap = FromDIP(5), height = picture.GetLogicalHeight() + gap + text.y;
        const int top = (all.height - height) / 2;
        dc.DrawBitmap(picture, (all.width - static_cast<int>(picture.GetLogicalWidth())) / 2, top, true);
        dc.SetTextForeground(colour(Tone::rail_text));
        dc.DrawText(screen_.label, (all.width - text.x) / 2, top + height - text.y);
        if (HasFocus()) draw_ring(dc, all);
    }

private:
    /// The picture grows with the text.
    int picture_side() const { return GetCharHeight() * 3 / 2; }

    void draw_bar(wxDC& dc, const wxRect& all) {
        dc.SetPen(*wxTRANSPARENT_PEN);
        dc.SetBrush(wxBrush(colour(Tone::rail_mark)));
        dc.DrawRectangle(0, 0, FromDIP(3), all.height);
    }

    void draw_ring(wxDC& dc, const wxRect& all) {
        dc.SetPen(wxPen(colour(Tone::rail_text), 2));
        dc.SetBrush(*wxTRANSPARENT_BRUSH);
        dc.DrawRectangle(wxRect(all).Deflate(FromDIP(3)));
    }

    Rail::Screen screen_;
    bool is_selected_ = false;
};

Rail::Rail(wxWindow* parent, const std::vector<Screen>& screens, std::function<void(size_t)> on_choose)
    : Ground(parent, Tone::rail) {
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->AddSpacer(FromDIP(8));
    for (size_t i = 0; i < screens.size(); ++i) {
        items_.push_back(new RailItem(this, screens[i], [on_choose, i] { on_choose(i); }));
        all->Add(items_.back(), wxSizerFlags().Expand());
    }
    SetSizer(all);
    set_accessible_name(this, _("Screens"));
    Bind(wxEVT_CHAR_HOOK, [this](wxKeyEvent& event) {
        const int key = event.GetKeyCode();
        const auto focused = std::ranges::find(items_, wxWindow::FindFocus());
        if ((key != WXK_UP && key != WXK_DOWN) || focused == items_.end()) return event.Skip();
        if (key == WXK_DOWN && focused + 1 != items_.end()) (*(focused + 1))->SetFocus();
        if (key == WXK_UP && focused != items_.begin()) (*(focused - 1))->SetFocus();
    });
}

void Rail::select(size_t index) {
    for (size_t i = 0; i < items_.size(); ++i) items_[i]->select(i == index);
}

void Rail::take_focus() {
    for (RailItem* item : items_)
        if (item->is_selected()) item->SetFocus();
}

}  // namespace kith::ui
