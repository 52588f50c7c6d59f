#include "ui/day_bars.h"

#include "ui/a11y.h"
#include "ui/chip.h"
#include "ui/draw.h"
#include "ui/fold.h"
#include "ui/line_list.h"
#include "ui/text.h"

#include <wx/dcbuffer.h>
#include <wx/simplebook.h>
#include <wx/sizer.h>

#include <algorithm>
#include <cmath>

namespace kith::ui {

DayBars::DayBars(wxWindow* parent)
    : wxWindow(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize,
               wxBORDER_NONE | wxWANTS_CHARS | wxFULL_REPAINT_ON_RESIZE) {
    SetBackgroundStyle(wxBG_STYLE_PAINT);
    SetFont(font_small());
    SetMinSize(wxSize(-1, 6 * GetCharHeight()));
    expose_items(this, "Enquiries per day",
                 {[this] {
                      std::vector<DrawnItem> items;
                      for (size_t i = 0; i < chart_.bars.size(); ++i)
                          items.push_back({say(present::as_text(chart_.bars[i], chart_.has_team)),
                                           {},
                                           bar_rect(i),
                                           i == at_,
                                           HasFocus() && i == at_});
                      return items;
                  },
                  [this](size_t i) {
                      at_ = i;
                      items_changed(this);
                      Refresh();
                  }});
    Bind(wxEVT_PAINT, [this](wxPaintEvent&) { paint(); });
    Bind(wxEVT_KEY_DOWN, [this](wxKeyEvent& event) {
        const int key = event.GetKeyCode();
        const size_t count = chart_.bars.size();
        if (key == WXK_LEFT && at_ > 0)
            --at_;
        else if (key == WXK_RIGHT && at_ + 1 < count)
            ++at_;
        else if (key == WXK_HOME)
            at_ = 0;
        else if (key == WXK_END && count > 0)
            at_ = count - 1;
        else
            return event.Skip();
        items_changed(this);
        Refresh();
    });
    const auto repaint = [this](wxEvent& event) {
        Refresh();
        event.Skip();
    };
    Bind(wxEVT_SET_FOCUS, repaint);
    Bind(wxEVT_KILL_FOCUS, repaint);
    Bind(wxEVT_SYS_COLOUR_CHANGED, repaint);
}

void DayBars::show(present::DayChart chart) {
    chart_ = std::move(chart);
    const auto selected = std::ranges::find(chart_.bars, true, &present::DayBar::is_selected);
    at_ = selected == chart_.bars.end() ? 0 : static_cast<size_t>(selected - chart_.bars.begin());
    items_changed(this);
    Refresh();
}

wxRect DayBars::plot_rect() const {
    wxRect all = GetClientRect();
    const int row = GetCharHeight() + FromDIP(4), pad = FromDIP(12);
    return {pad, row + FromDIP(6), std::max(all.width - 2 * pad, 1),
            std::max(all.height - 2 * row - FromDIP(12), 1)};
}

wxRect DayBars::bar_rect(size_t index) const {
    const wxRect plot = plot_rect();
    const auto count = static_cast<double>(std::max<size_t>(chart_.bars.size(), 1));
    const double step = plot.width / count;
    const double height = static_cast<double>(chart_.bars[index].own) / chart_.most() * plot.height;
    const int top = plot.GetBottom() + 1 - static_cast<int>(std::lround(height));
    const int left = plot.x + static_cast<int>(std::lround(step * static_cast<double>(index)));
    return {left, top, std::max(static_cast<int>(step * 0.7), 2), plot.GetBottom() + 1 - top};
}

/// What stands at the left, right and top: the first and last day, and what the highest bar counts.
void DayBars::draw_scale(wxDC& dc, const wxRect& plot) const {
    dc.SetTextForeground(colour(Tone::text_quiet));
    const wxString most = wxString::Format("%d at most", static_cast<int>(std::ceil(chart_.most())));
    dc.DrawText(most, plot.x, FromDIP(4));
    const wxString mean = wxString::FromUTF8("\xE2\x80\x94 mean of the others");
    const int mean_left = plot.GetRight() - dc.GetTextExtent(mean).x;
    if (chart_.has_team && mean_left > plot.x + dc.GetTextExtent(most).x + FromDIP(12))
        dc.DrawText(mean, mean_left, FromDIP(4));
    const int below = plot.GetBottom() + FromDIP(5);
    const wxString last = say(chart_.bars.back().day),
                   here = say(chart_.bars[at_].day + ": " + std::to_string(chart_.bars[at_].own));
    dc.DrawText(say(chart_.bars.front().day), plot.x, below);
    dc.DrawText(last, plot.GetRight() - dc.GetTextExtent(last).x, below);
    if (!HasFocus()) return;
    dc.SetTextForeground(colour(Tone::text));
    dc.DrawText(here, plot.x + (plot.width - dc.GetTextExtent(here).x) / 2, below);
}

void DayBars::paint() {
    wxAutoBufferedPaintDC dc(this);
    dc.SetBackground(wxBrush(colour(Tone::surface)));
    dc.Clear();
    dc.SetFont(GetFont());
    if (chart_.bars.empty())
        return draw_quietly(dc, "Select an entry to see its person's days.", GetClientRect());
    const wxRect plot = plot_rect();
    dc.SetPen(wxPen(colour(Tone::line)));
    dc.DrawLine(plot.x, plot.GetBottom() + 1, plot.GetRight(), plot.GetBottom() + 1);
    for (size_t i = 0; i < chart_.bars.size(); ++i) {
        const wxRect bar = bar_rect(i);
        // The day of the entry stands out by an outline of another colour and by its width, not by colour
        // alone.
        const bool is_selected = chart_.bars[i].is_selected;
        dc.SetPen(is_selected ? wxPen(colour(Tone::hole_text), FromDIP(2)) : *wxTRANSPARENT_PEN);
        dc.SetBrush(wxBrush(colour(is_selected ? Tone::hole : Tone::accent)));
        if (bar.height > 0) dc.DrawRectangle(bar);
        if (chart_.has_team) {
            const int y = plot.GetBottom() + 1 -
                          static_cast<int>(std::lround(chart_.bars[i].team / chart_.most() * plot.height));
            dc.SetPen(wxPen(colour(Tone::text), FromDIP(2)));
            dc.DrawLine(bar.x - FromDIP(1), y, bar.GetRight() + FromDIP(2), y);
        }
        if (HasFocus() && i == at_)
            draw_focus(dc, wxRect(bar.x - 2, plot.y - 2, bar.width + 4, plot.height + 4), 2);
    }
    draw_scale(dc, plot);
}

DayCard::DayCard(wxWindow* parent) : Card(parent, "Enquiries per day") {
    turn_ = new Chip(head_window(), {}, [this] { turn(book_->GetSelection() == 0); });
    who_ = new Words(head_window(), {}, Tone::text_quiet, Words::Size::body,
                     wxST_ELLIPSIZE_END | wxST_NO_AUTORESIZE);
    head()->Add(who_, wxSizerFlags(1).CentreVertical().Border(wxLEFT | wxRIGHT, FromDIP(10)));
    head()->Add(turn_, wxSizerFlags().CentreVertical().Border(wxRIGHT, FromDIP(6)));
    book_ = new wxSimplebook(this);
    bars_ = new DayBars(book_);
    list_ = new LineList(book_, "Enquiries per day, as a list");
    book_->AddPage(bars_, {});
    book_->AddPage(list_, {});
    body()->Add(book_, wxSizerFlags(1).Expand());
    turn(false);
}

void DayCard::turn(bool as_list) {
    book_->ChangeSelection(as_list ? 1 : 0);
    ChipLook look;
    look.text = as_list ? "As bars" : "As a list";
    look.ground = Tone::surface_head;
    turn_->show(look);
    head_window()->Layout();
}

void DayCard::show(const present::DayChart& chart) {
    who_->SetLabel(say(chart.title));
    bars_->show(chart);
    list_->show(present::as_lines(chart), "Select an entry to see its person's days.");
}

wxWindow* DayCard::pane() const {
    return book_->GetSelection() == 0 ? static_cast<wxWindow*>(bars_) : list_;
}

}  // namespace kith::ui
