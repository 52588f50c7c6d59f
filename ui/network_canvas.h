#pragma once
#include "present/network_view.h"
#include "ui/a11y.h"
#include "ui/network_drawing.h"

#include <wx/bitmap.h>
#include <wx/window.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace kith::ui {

/// The people around the child, drawn as a genogram; the list beside it is its twin.
/// Keys: arrows to the next person, E through the ties of the selected one, Enter to open, + - 0 to zoom,
/// Ctrl with arrows to pan. Mouse: click selects, double click opens, dragging pans, the wheel zooms.
class NetworkCanvas : public wxWindow {
public:
    explicit NetworkCanvas(wxWindow* parent);

    void show(present::NetworkView view, const std::string& when_empty);
    /// A node or an edge. Tells nobody.
    void select(const present::Target& target);

    void on_select(std::function<void(const present::Target&)> then) { select_ = std::move(then); }
    void on_open(std::function<void(const present::Target&)> then) { open_ = std::move(then); }

private:
    void fit();
    wxSize least_unit();
    void zoom(double factor, wxPoint around);
    void pan(double dx, double dy);
    void paint();
    void draw_kept_layer();
    void draw_selection(wxDC& dc);
    std::optional<size_t> selected_node() const;
    const present::NetworkLine* selected_line() const;

    void on_key(wxKeyEvent& event);
    bool act_on(int key, bool ctrl);
    void go(present::Way way);
    void next_tie();
    void bring_into_view(size_t node);
    void on_press(wxMouseEvent& event);
    void on_move(wxMouseEvent& event);
    void on_release(wxMouseEvent& event);
    present::Target target_at(const wxPoint& at);
    wxString sentence_of(const present::Target& target) const;
    void choose(const present::Target& target);
    std::vector<DrawnItem> items();
    void activate(size_t item);

    present::NetworkView view_;
    std::string when_empty_;
    present::Target selected_;
    NetworkScale scale_;
    NetworkShape shape_;
    TextSizes sizes_;
    bool is_fitted_ = true;
    wxBitmap layer_;  ///< the whole picture at kept_, one window wide on each side of what is seen
    NetworkScale kept_;
    bool is_layer_stale_ = true;
    bool is_dragging_ = false, has_dragged_ = false;
    wxPoint drag_from_;
    std::function<void(const present::Target&)> select_, open_;
};

}  // namespace kith::ui
