#pragma once
#include "present/network_view.h"
#include "ui/text_sizes.h"

#include <wx/dc.h>
#include <wx/gdicmn.h>

namespace kith::ui {

/// Layout units to pixels.
struct NetworkScale {
    double across = 100, down = 100;  ///< pixels for one unit
    double left = 0, top = 0;         ///< where the unit (0, 0) stands
    wxPoint2DDouble at(const network::Point& p) const { return {left + p.x * across, top + p.y * down}; }
};

/// Sizes of symbols at a scale.
struct NetworkShape {
    int half = 17;  ///< half a person's symbol
    int pill_height = 22, pad = 10;
    int row = 15;  ///< height of a row of a label
};
NetworkShape network_shape(const wxWindow* window, const NetworkScale& scale);

/// The rectangle of a node's symbol; a pill is as wide as its label, within its room.
wxRect symbol_rect(const present::NetworkNode& node, const NetworkScale& scale, const NetworkShape& shape,
                   TextSizes& sizes);

/// Draws the whole network: households, ties, symbols, then labels.
void draw_network(wxDC& dc, const present::NetworkView& view, const NetworkScale& scale,
                  const NetworkShape& shape, TextSizes& sizes);
/// Draws one tie again, strongly: the selected one.
void draw_tie(wxDC& dc, const present::NetworkLine& line, const NetworkScale& scale, double width);
/// Draws a ring round a node.
void draw_ring(wxDC& dc, const wxRect& symbol, bool is_round);

}  // namespace kith::ui
