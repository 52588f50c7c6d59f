#include "ui/line_list.h"

#include "ui/a11y.h"
#include "ui/draw.h"
#include "ui/fold.h"
#include "ui/moods.h"

#include <wx/dcclient.h>

#include <algorithm>

namespace kith::ui {
namespace {

using present::Line;

constexpr int kAside = 12, kGap = 8, kAbove = 4;  // DIP

bool is_heading(const Line& line) {
    return line.kind == Line::Kind::heading;
}

}  // namespace

LineList::LineList(wxWindow* parent, const wxString& name)
    : wxVListBox(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxBORDER_NONE | wxWANTS_CHARS) {
    SetFont(font_body());
    SetBackgroundColour(colour(Tone::surface));
    expose_items(this, name,
                 {[this] {
                      std::vector<DrawnItem> items;
                      for (size_t i = 0; i < lines_.size(); ++i)
                          items.push_back({say(present::as_text(lines_[i])),
                                           {},
                                           GetItemRect(i),
                                           IsSelected(i),
                                           HasFocus() && IsSelected(i)});
                      return items;
                  },
                  [this](size_t n) {
                      SetSelection(static_cast<int>(n));
                      open_selected();
                  }});
    Bind(wxEVT_KEY_DOWN, &LineList::on_key, this);
    Bind(wxEVT_LEFT_UP, &LineList::on_click, this);
    Bind(wxEVT_LEFT_DCLICK, [this](wxMouseEvent&) { open_selected(); });
    Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
        if (GetClientSize().x != folded_width_) forget_measures();
        event.Skip();
    });
    Bind(wxEVT_SYS_COLOUR_CHANGED, [this](wxSysColourChangedEvent& event) {
        SetBackgroundColour(colour(Tone::surface));
        Refresh();
        event.Skip();
    });
    Bind(wxEVT_PAINT, [this](wxPaintEvent& event) {
        if (!lines_.empty()) return event.Skip();
        wxPaintDC dc(this);
        draw_empty(dc);
    });
    const auto repaint = [this](wxFocusEvent& event) {
        Refresh();
        event.Skip();
    };
    Bind(wxEVT_SET_FOCUS, repaint);
    Bind(wxEVT_KILL_FOCUS, repaint);
}

void LineList::show(present::Lines lines, const wxString& when_empty) {
    when_empty_ = when_empty;
    if (lines == lines_ && !lines.empty()) return;
    const Line kept = selected() ? *selected() : Line{};
    lines_ = std::move(lines);
    SetItemCount(lines_.size());
    forget_measures();
    const auto same = std::find(lines_.begin(), lines_.end(), kept);
    const bool is_kept = same != lines_.end() && !is_heading(*same);
    SetSelection(is_kept ? static_cast<int>(same - lines_.begin()) : wxNOT_FOUND);
    items_changed(this);
    Refresh();
}

void LineList::forget_measures() {
    folded_width_ = GetClientSize().x;
    folded_.clear();
    label_width_ = -1;
    RefreshAll();
}

const Line* LineList::selected() const {
    const int at = GetSelection();
    if (at == wxNOT_FOUND || static_cast<size_t>(at) >= lines_.size()) return nullptr;
    const Line& line = lines_[static_cast<size_t>(at)];
    return is_heading(line) ? nullptr : &line;
}

wxFont LineList::font_of(const Line& line) const {
    return is_heading(line) ? font_bold() : font_body();
}

int LineList::width_of(const wxString& text, const wxFont& font) const {
    int width = 0, height = 0;
    GetTextExtent(text, &width, &height, nullptr, nullptr, &font);
    return width;
}

bool LineList::is_side_by_side() const {
    return GetClientSize().x > FromDIP(300);
}

/// One column for all labels, as wide as the widest needs, within a third of the panel.
int LineList::label_width() const {
    if (label_width_ >= 0) return label_width_;
    label_width_ = 0;
    for (const auto& line : lines_)
        if (!line.label.empty())
            label_width_ = std::max(label_width_, width_of(say(line.label), font_small()));
    label_width_ = std::min(label_width_, GetClientSize().x / 3);
    return label_width_;
}

int LineList::text_left(const Line& line) const {
    int left = FromDIP(kAside);
    if (line.kind == Line::Kind::field && is_side_by_side()) left += label_width() + FromDIP(kGap);
    if (line.agency) left += GetCharHeight() + FromDIP(6);
    return left;
}

std::vector<wxString> LineList::broken(const wxString& text, const wxFont& font, int width) const {
    wxClientDC dc(const_cast<LineList*>(this));
    dc.SetFont(font);
    return ui::fold(dc, text, width);
}

LineList::Folded LineList::fold_line(const Line& line) const {
    Folded out;
    const int right = GetClientSize().x - FromDIP(kAside);
    const int width = std::max(right - text_left(line), FromDIP(60));
    out.text = broken(say(line.text), font_of(line), width);
    if (!line.label.empty())
        out.label = broken(say(line.label), font_small(), is_side_by_side() ? label_width() : width);
    out.action = say(line.action);
    if (!line.said_by.empty()) {
        const wxString said_by = wxString::FromUTF8("\xE2\x80\x94 ") + say(line.said_by);
        out.is_said_by_apart = width_of(out.text.back() + "  " + said_by, font_body()) > width;
        out.said_by = out.is_said_by_apart ? broken(said_by, font_body(), width) : std::vector{said_by};
    }
    out.is_action_apart =
        !out.said_by.empty() || width_of(out.text.back() + "  " + out.action, font_body()) > width;
    const int row = GetCharHeight() + FromDIP(2);
    const int label_rows = static_cast<int>(out.label.size());
    int rows = static_cast<int>(out.text.size()) +
               (out.is_said_by_apart ? static_cast<int>(out.said_by.size()) : 0) +
               (!out.action.empty() && out.is_action_apart ? 1 : 0);
    rows = is_side_by_side() ? std::max(rows, label_rows) : rows + label_rows;
    out.height = rows * row + 2 * FromDIP(kAbove) + (is_heading(line) ? FromDIP(8) : 0);
    return out;
}

const LineList::Folded& LineList::folded(size_t n) const {
    const auto found = folded_.find(n);
    if (found != folded_.end()) return found->second;
    return folded_.emplace(n, fold_line(lines_[n])).first->second;
}

wxCoord LineList::OnMeasureItem(size_t n) const {
    return folded(n).height;
}

void LineList::OnDrawBackground(wxDC& dc, const wxRect& rect, size_t n) const {
    if (!IsSelected(n) || is_heading(lines_[n])) return;
    dc.SetPen(*wxTRANSPARENT_PEN);
    dc.SetBrush(wxBrush(colour(Tone::selection)));
    dc.DrawRectangle(rect);
    if (HasFocus()) draw_focus(dc, rect, 3);
}

void LineList::OnDrawItem(wxDC& dc, const wxRect& rect, size_t n) const {
    const Line& line = lines_[n];
    draw_texts(dc, rect, n);
    if (line.agency) {
        const int side = GetCharHeight();
        const int top = rect.y + FromDIP(kAbove) + (is_heading(line) ? FromDIP(8) : 0);
        draw_agency_mark(dc, wxRect(text_left(line) - side - FromDIP(6), top, side, side), line.agency);
    }
}

void LineList::draw_texts(wxDC& dc, const wxRect& rect, size_t n) const {
    const Line& line = lines_[n];
    const Folded& shape = folded(n);
    const bool is_lit = IsSelected(n) && !is_heading(line);
    const auto ink = [&](Tone tone) { dc.SetTextForeground(colour(is_lit ? Tone::selection_text : tone)); };
    const int row = GetCharHeight() + FromDIP(2), left = text_left(line);
    int y = rect.y + FromDIP(kAbove) + (is_heading(line) ? FromDIP(8) : 0);
    const int top = y;
    dc.SetFont(font_small());
    ink(Tone::text_quiet);
    for (const auto& text : shape.label) {
        dc.DrawText(text, rect.x + FromDIP(kAside), y + FromDIP(1));
        y += row;
    }
    if (is_side_by_side()) y = top;
    dc.SetFont(font_of(line));
    ink(ink_of(line.mood));
    for (const auto& text : shape.text) {
        dc.DrawText(text, left, y);
        y += row;
    }
    ink(Tone::text_quiet);
    if (shape.is_said_by_apart) {
        for (const auto& text : shape.said_by) {
            dc.DrawText(text, left, y);
            y += row;
        }
    } else if (!shape.said_by.empty()) {
        dc.DrawText(shape.said_by.front(), left + width_of(shape.text.back() + "  ", font_of(line)), y - row);
    }
    if (shape.action.empty()) return;
    ink(Tone::text);
    wxFont underlined = font_body();
    underlined.SetUnderlined(true);
    dc.SetFont(underlined);
    const wxPoint at = action_rect(n, rect).GetPosition();
    dc.DrawText(shape.action, at.x, at.y);
}

/// An empty panel speaks.
void LineList::draw_empty(wxDC& dc) const {
    dc.SetFont(font_body());
    dc.SetTextForeground(colour(Tone::text_quiet));
    int y = FromDIP(kAside);
    for (const auto& row : broken(when_empty_, font_body(), GetClientSize().x - 2 * FromDIP(kAside))) {
        dc.DrawText(row, FromDIP(kAside), y);
        y += GetCharHeight() + FromDIP(2);
    }
}

wxRect LineList::action_rect(size_t n, const wxRect& item) const {
    const Folded& shape = folded(n);
    const int row = GetCharHeight() + FromDIP(2);
    const int after = shape.is_action_apart ? 0 : width_of(shape.text.back() + "  ", font_of(lines_[n]));
    return {text_left(lines_[n]) + after, item.GetBottom() - row - FromDIP(kAbove),
            width_of(shape.action, font_body()), row};
}

void LineList::on_click(wxMouseEvent& event) {
    event.Skip();
    const int at = VirtualHitTest(event.GetPosition().y);
    if (at == wxNOT_FOUND) return;
    const auto n = static_cast<size_t>(at);
    const bool is_on_action =
        !lines_[n].action.empty() && action_rect(n, GetItemRect(n)).Contains(event.GetPosition());
    if (is_on_action && action_) action_(lines_[n]);
}

void LineList::on_key(wxKeyEvent& event) {
    const int key = event.GetKeyCode();
    if (event.ControlDown() && key == 'C' && selected() && copy_) return copy_(*selected());
    // Not skipped: the base moves on and lets the toolkit move on once more, past the next control.
    if (key == WXK_TAB && !event.ControlDown()) {
        Navigate(event.ShiftDown() ? wxNavigationKeyEvent::IsBackward : wxNavigationKeyEvent::IsForward);
        return;
    }
    if (event.HasAnyModifiers()) return event.Skip();
    if (key == WXK_RETURN || key == WXK_NUMPAD_ENTER) return open_selected();
    if (key == WXK_UP || key == WXK_DOWN) return skip_headings(key == WXK_UP ? -1 : 1);
    event.Skip();
}

void LineList::skip_headings(int direction) {
    int at = GetSelection();
    if (at == wxNOT_FOUND) at = direction > 0 ? -1 : static_cast<int>(lines_.size());
    do at += direction;
    while (at >= 0 && at < static_cast<int>(lines_.size()) && is_heading(lines_[static_cast<size_t>(at)]));
    if (at < 0 || at >= static_cast<int>(lines_.size())) return;
    SetSelection(at);
    items_changed(this);
}

void LineList::open_selected() {
    if (selected() && selected()->opens.leads_somewhere() && open_) open_(*selected());
}

}  // namespace kith::ui
