#include "ui/network_canvas.h"

#include "ui/draw.h"
#include "ui/fold.h"
#include "ui/text.h"
#include "ui/theme.h"

#include <wx/dcbuffer.h>
#include <wx/dcmemory.h>

#include <algorithm>
#include <cmath>

namespace kith::ui {
namespace {

using present::Target;

constexpr int kMostUnitDip = 124, kZoomedUnitDip = 400;

}  // namespace

NetworkCanvas::NetworkCanvas(wxWindow* parent)
    : wxWindow(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxBORDER_NONE | wxWANTS_CHARS),
      sizes_(this) {
    SetBackgroundStyle(wxBG_STYLE_PAINT);
    SetFont(font_body());
    SetMinSize(FromDIP(wxSize(160, 120)));
    expose_items(this, "Network of people around the child",
                 {[this] { return items(); }, [this](size_t n) { activate(n); }});
    Bind(wxEVT_PAINT, [this](wxPaintEvent&) { paint(); });
    Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
        is_layer_stale_ = true;
        if (is_fitted_) fit();
        Refresh();
        event.Skip();
    });
    Bind(wxEVT_SYS_COLOUR_CHANGED, [this](wxSysColourChangedEvent& event) {
        sizes_.forget();
        is_layer_stale_ = true;
        Refresh();
        event.Skip();
    });
    Bind(wxEVT_KEY_DOWN, &NetworkCanvas::on_key, this);
    Bind(wxEVT_LEFT_DOWN, &NetworkCanvas::on_press, this);
    Bind(wxEVT_MOTION, &NetworkCanvas::on_move, this);
    Bind(wxEVT_LEFT_UP, &NetworkCanvas::on_release, this);
    Bind(wxEVT_LEFT_DCLICK, [this](wxMouseEvent&) {
        if (selected_.leads_somewhere() && open_) open_(selected_);
    });
    Bind(wxEVT_MOUSE_CAPTURE_LOST, [this](wxMouseCaptureLostEvent&) { is_dragging_ = false; });
    Bind(wxEVT_MOUSEWHEEL, [this](wxMouseEvent& event) {
        if (event.GetWheelRotation() != 0)
            zoom(event.GetWheelRotation() > 0 ? 1.2 : 1 / 1.2, event.GetPosition());
    });
    const auto repaint = [this](wxFocusEvent& event) {
        Refresh();
        event.Skip();
    };
    Bind(wxEVT_SET_FOCUS, repaint);
    Bind(wxEVT_KILL_FOCUS, repaint);
}

void NetworkCanvas::show(present::NetworkView view, const std::string& when_empty) {
    view_ = std::move(view);
    when_empty_ = when_empty;
    is_layer_stale_ = true;
    if (is_fitted_) fit();
    items_changed(this);
    Refresh();
}

/// As large as fits, within what reads well; the child as near the middle as the rest allows when not all of
/// it fits.
void NetworkCanvas::fit() {
    const wxSize size = GetClientSize();
    const double width = view_.bounds.right - view_.bounds.left,
                 height = view_.bounds.bottom - view_.bounds.top;
    if (view_.nodes.empty() || size.x < 2 || size.y < 2 || width <= 0 || height <= 0) return;
    const double room = FromDIP(10), most = FromDIP(kMostUnitDip);
    const wxSize least = least_unit();
    const auto within = [&](double wanted, double lower) {
        return std::clamp(wanted, lower, std::max(lower, most));
    };
    const double across = (size.x - room) / width, down = (size.y - room) / height;
    scale_.across = within(across, least.x);
    scale_.down = within(down, least.y);
    shape_ = network_shape(this, scale_);
    const network::Point child = view_.nodes.front().at;
    const auto start = [](double from, double to, double child_at, double unit, double length) {
        if ((to - from) * unit <= length) return length / 2 - (from + to) / 2 * unit;
        return std::clamp(length / 2 - child_at * unit, length - to * unit, -from * unit);
    };
    scale_.left = start(view_.bounds.left, view_.bounds.right, child.x, scale_.across, size.x);
    scale_.top = start(view_.bounds.top, view_.bounds.bottom, child.y, scale_.down, size.y);
}

/// As much as a name under its symbol, or the two rows of a body's name, need: large text makes the whole
/// drawing larger.
wxSize NetworkCanvas::least_unit() {
    const wxSize name = sizes_.of("Example, 38", font_small());
    const double people = (name.y * 3 + FromDIP(38)) / view_.row_gap;
    const double bodies =
        (2 * name.y + FromDIP(8)) / network::room_of({.kind = network::Node::Kind::service}).height;
    return {name.x * 106 / 100, static_cast<int>(std::max(people, bodies))};
}

void NetworkCanvas::zoom(double factor, wxPoint around) {
    const double least = least_unit().x / 2.0;
    factor = std::clamp(factor, least / scale_.across, FromDIP(kZoomedUnitDip) / scale_.across);
    scale_ = {scale_.across * factor, scale_.down * factor, around.x - (around.x - scale_.left) * factor,
              around.y - (around.y - scale_.top) * factor};
    shape_ = network_shape(this, scale_);
    is_fitted_ = false;
    is_layer_stale_ = true;
    Refresh();
}

void NetworkCanvas::pan(double dx, double dy) {
    scale_.left += dx;
    scale_.top += dy;
    is_fitted_ = false;
    const wxSize size = GetClientSize();
    const bool is_covered =
        std::abs(scale_.left - kept_.left) <= size.x && std::abs(scale_.top - kept_.top) <= size.y;
    if (!is_covered) is_layer_stale_ = true;
    Refresh();
}

/// Three windows wide and high, so that a pan within it only copies.
void NetworkCanvas::draw_kept_layer() {
    is_layer_stale_ = false;
    kept_ = scale_;
    const wxSize size = GetClientSize();
    layer_.CreateScaled(3 * size.x, 3 * size.y, wxBITMAP_SCREEN_DEPTH, GetContentScaleFactor());
    wxMemoryDC dc(layer_);
    dc.SetBackground(wxBrush(colour(Tone::surface)));
    dc.Clear();
    NetworkScale inside = scale_;
    inside.left += size.x;
    inside.top += size.y;
    draw_network(dc, view_, inside, shape_, sizes_);
}

void NetworkCanvas::paint() {
    wxAutoBufferedPaintDC dc(this);
    dc.SetBackground(wxBrush(colour(Tone::surface)));
    dc.Clear();
    const wxSize size = GetClientSize();
    if (view_.nodes.empty()) {
        draw_quietly(dc, say(when_empty_), GetClientRect());
        return;
    }
    if (is_layer_stale_ || !layer_.IsOk()) draw_kept_layer();
    {
        wxMemoryDC kept(layer_);
        const int x = size.x - static_cast<int>(std::lround(scale_.left - kept_.left));
        const int y = size.y - static_cast<int>(std::lround(scale_.top - kept_.top));
        dc.Blit(0, 0, size.x, size.y, &kept, x, y);
    }
    draw_selection(dc);
    if (HasFocus()) draw_focus(dc, GetClientRect(), 3);
}

void NetworkCanvas::draw_selection(wxDC& dc) {
    if (const auto* line = selected_line()) draw_tie(dc, *line, scale_, 3);
    if (const auto node = selected_node())
        draw_ring(dc, symbol_rect(view_.nodes[*node], scale_, shape_, sizes_),
                  view_.nodes[*node].symbol == present::Symbol::circle);
}

std::optional<size_t> NetworkCanvas::selected_node() const {
    if (selected_.kind != Target::Kind::person) return std::nullopt;
    for (size_t i = 0; i < view_.nodes.size(); ++i)
        if (view_.nodes[i].id == selected_.id) return i;
    return std::nullopt;
}

const present::NetworkLine* NetworkCanvas::selected_line() const {
    if (selected_.kind != Target::Kind::edge) return nullptr;
    for (const auto& line : view_.lines)
        if (line.edge == selected_.id) return &line;
    return nullptr;
}

void NetworkCanvas::select(const Target& target) {
    if (target == selected_) return;
    selected_ = target;
    if (const auto node = selected_node()) bring_into_view(*node);
    items_changed(this);
    Refresh();
}

void NetworkCanvas::bring_into_view(size_t node) {
    const wxRect symbol = symbol_rect(view_.nodes[node], scale_, shape_, sizes_).Inflate(FromDIP(12));
    const wxRect seen = GetClientRect();
    if (seen.Contains(symbol)) return;
    const int dx = std::max(seen.x - symbol.x, 0) - std::max(symbol.GetRight() - seen.GetRight(), 0);
    const int dy = std::max(seen.y - symbol.y, 0) - std::max(symbol.GetBottom() - seen.GetBottom(), 0);
    pan(dx, dy);
}

}  // namespace kith::ui
