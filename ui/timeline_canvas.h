#pragma once
#include "present/timeline_layout.h"
#include "ui/a11y.h"
#include "ui/timeline_drawing.h"

#include <wx/bitmap.h>
#include <wx/window.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace kith::ui {

/// The events drawn by agency along one time axis; the list below is its twin.
/// Keys: left and right to the neighbour in time, up and down to another agency, Home and End, + and - to
/// zoom, 0 for all, Ctrl with left and right to pan, Shift with left and right to select a period, Enter to
/// open. Mouse: the wheel zooms, Shift and wheel pan, dragging over the lanes selects a period, dragging the
/// dates pans.
class TimelineCanvas : public wxWindow {
public:
    explicit TimelineCanvas(wxWindow* parent);

    void show(present::Timeline timeline, std::shared_ptr<const present::SourceBook> sources);
    /// Marks an entry as selected and brings it into view. Tells nobody.
    void select_entry(const std::string& entry);
    void set_period(std::optional<present::TimeWindow> period);
    int best_height() const;
    /// Less than this needs scrolling.
    int least_height() const;

    void on_select(std::function<void(const std::string& entry)> then) { select_ = std::move(then); }
    void on_open(std::function<void(const std::string& entry)> then) { open_ = std::move(then); }
    void on_period(std::function<void(std::optional<present::TimeWindow>)> then) {
        period_changed_ = std::move(then);
    }

private:
    present::TimeScale scale() const;
    void look_at(present::TimeWindow window);
    void lay_out();
    void draw_kept_layer();
    void paint();
    void draw_selection(wxDC& dc) const;
    void draw_period(wxDC& dc) const;

    void on_key(wxKeyEvent& event);
    bool act_on(int key, bool ctrl, bool shift);
    void go(present::Step direction, bool extends_period);
    void on_wheel(wxMouseEvent& event);
    void on_press(wxMouseEvent& event);
    void on_drag(wxMouseEvent& event);
    void on_release(wxMouseEvent& event);
    std::optional<std::uint32_t> entry_under(const wxPoint& at) const;
    void choose(const present::MarkPlace& place);
    std::vector<DrawnItem> items() const;
    void activate(size_t item);
    wxString words_of(const present::Cluster& cluster) const;

    present::Timeline timeline_;
    std::shared_ptr<const present::SourceBook> sources_;
    present::TimeWindow window_;
    bool is_fitted_ = true;  ///< follows the extent until the reader zooms
    present::TimelineLayout layout_;
    TimelineShape shape_;
    TextSizes sizes_;
    wxBitmap layer_;  ///< grid, bands and marks of kept_, wider than the window
    present::TimeScale kept_;
    bool is_layer_stale_ = true;

    std::string selected_;
    std::optional<present::MarkPlace> place_;
    std::optional<present::TimeWindow> period_;
    enum class Drag { none, period, pan };
    Drag drag_ = Drag::none;
    wxPoint drag_from_;
    present::TimeWindow window_before_drag_;
    std::function<void(const std::string&)> select_, open_;
    std::function<void(std::optional<present::TimeWindow>)> period_changed_;
};

}  // namespace kith::ui
