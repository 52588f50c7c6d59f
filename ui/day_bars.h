#pragma once
#include "present/log_entry.h"
#include "ui/card.h"

#include <wx/window.h>

class wxSimplebook;

namespace kith::ui {

class Chip;
class LineList;

/// Somebody's accesses day by day as bars, with a mark for the mean of the team. The list beside it holds the
/// same values.
class DayBars : public wxWindow {
public:
    explicit DayBars(wxWindow* parent);
    void show(present::DayChart chart);
    const present::DayChart& chart() const { return chart_; }

private:
    void paint();
    wxRect bar_rect(size_t index) const;
    void draw_scale(wxDC& dc, const wxRect& plot) const;
    wxRect plot_rect() const;

    present::DayChart chart_;
    size_t at_ = 0;  ///< the bar with the keyboard
};

/// The card that holds bars and list, one at a time.
class DayCard : public Card {
public:
    explicit DayCard(wxWindow* parent);
    void show(const present::DayChart& chart);
    wxWindow* pane() const;

private:
    void turn(bool as_list);
    wxSimplebook* book_;
    DayBars* bars_;
    LineList* list_;
    Words* who_;
    Chip* turn_;
};

}  // namespace kith::ui
