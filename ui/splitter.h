#pragma once
#include "ui/theme.h"

#include <wx/dc.h>
#include <wx/splitter.h>

namespace kith::ui {

/// A splitter whose sash is a strip of the ground with a grip, in every scheme.
class Splitter : public wxSplitterWindow {
public:
    /// `gravity`: the share of new room that the first pane takes.
    Splitter(wxWindow* parent, double gravity, int least_dip)
        : wxSplitterWindow(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize,
                           wxSP_LIVE_UPDATE | wxSP_NOBORDER | wxSP_THIN_SASH) {
        SetBackgroundColour(colour(Tone::ground));
        SetMinimumPaneSize(FromDIP(least_dip));
        SetSashGravity(gravity);
        Bind(wxEVT_SYS_COLOUR_CHANGED, [this](wxSysColourChangedEvent& event) {
            SetBackgroundColour(colour(Tone::ground));
            event.Skip();
        });
    }

protected:
    void DrawSash(wxDC& dc) override {
        if (!IsSplit()) return;
        const wxSize all = GetClientSize();
        const int at = GetSashPosition(), thick = GetSashSize(), grip = FromDIP(28);
        const bool is_upright = GetSplitMode() == wxSPLIT_VERTICAL;
        dc.SetPen(*wxTRANSPARENT_PEN);
        dc.SetBrush(wxBrush(colour(Tone::ground)));
        dc.DrawRectangle(is_upright ? wxRect(at, 0, thick, all.y) : wxRect(0, at, all.x, thick));
        dc.SetPen(wxPen(colour(Tone::neutral_line), FromDIP(2)));
        const int middle = at + thick / 2;
        if (is_upright)
            dc.DrawLine(middle, (all.y - grip) / 2, middle, (all.y + grip) / 2);
        else
            dc.DrawLine((all.x - grip) / 2, middle, (all.x + grip) / 2, middle);
    }
};

}  // namespace kith::ui
