#pragma once
#include "present/timeline_layout.h"
#include "ui/text_sizes.h"

#include <wx/dc.h>
#include <wx/gdicmn.h>

#include <vector>

namespace kith::ui {

/// Where the parts of a timeline stand in its window, in pixels.
struct TimelineShape {
    int label_width = 0;  ///< lane names
    int axis_height = 0;  ///< dates, along the bottom
    int mark = 10;        ///< width of a plain mark
    int nudge = 9;        ///< how far marks step off their lane's line
    int band_height = 0, band_gap = 0;
    struct LaneShape {
        int top = 0, height = 0, line = 0, bands = 0;
    };
    std::vector<LaneShape> lanes;
    wxSize size;

    wxRect plot() const {
        return {label_width, 0, std::max(size.x - label_width, 1), std::max(size.y - axis_height, 1)};
    }
    std::optional<size_t> lane_at(int y) const;
};

/// Shapes the lanes for a window: each as high as its bands need, the rest of the height shared.
/// `least_height` is what a comfortable timeline needs.
TimelineShape shape_of(const present::Timeline& timeline, const present::TimelineLayout& layout,
                       const wxWindow* window, TextSizes& sizes, wxSize size);
/// Below this, lanes would run into one another.
int least_height(const present::Timeline& timeline, const present::TimelineLayout& layout,
                 const wxWindow* window);
int comfortable_height(const present::Timeline& timeline, const present::TimelineLayout& layout,
                       const wxWindow* window);

/// Draws what stays still while panning: grid, bands and marks. `scale` may be wider than the window.
void draw_layer(wxDC& dc, const present::Timeline& timeline, const present::TimelineLayout& layout,
                const present::TimeScale& scale, const TimelineShape& shape, TextSizes& sizes);
/// Draws the lane names and what is silent in each.
void draw_lane_names(wxDC& dc, const present::Timeline& timeline, const TimelineShape& shape,
                     TextSizes& sizes, const wxWindow* window);
/// The point a cluster is drawn at.
wxPoint point_of(const present::Cluster& cluster, const TimelineShape& shape);
int radius_of(const present::Cluster& cluster, const TimelineShape& shape);

}  // namespace kith::ui
