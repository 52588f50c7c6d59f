#include "ui/timeline_canvas.h"

#include "ui/draw.h"
#include "ui/fold.h"
#include "ui/text.h"
#include "ui/theme.h"

#include <wx/dcbuffer.h>
#include <wx/dcmemory.h>
#include <wx/graphics.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace kith::ui {
namespace {

using present::TimeScale;
using present::TimeWindow;

/// The kept layer is this much wider than the window on each side, so that panning mostly copies.
constexpr double kKeptAside = 0.5;

}  // namespace

TimelineCanvas::TimelineCanvas(wxWindow* parent)
    : wxWindow(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxBORDER_NONE | wxWANTS_CHARS),
      sizes_(this) {
    SetBackgroundStyle(wxBG_STYLE_PAINT);
    SetFont(font_body());
    SetMinSize(FromDIP(wxSize(240, 40)));
    expose_items(this, "Timeline by agency", {[this] { return items(); }, [this](size_t n) { activate(n); }});
    Bind(wxEVT_PAINT, [this](wxPaintEvent&) { paint(); });
    Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
        lay_out();
        event.Skip();
    });
    Bind(wxEVT_SYS_COLOUR_CHANGED, [this](wxSysColourChangedEvent& event) {
        sizes_.forget();
        lay_out();
        event.Skip();
    });
    Bind(wxEVT_KEY_DOWN, &TimelineCanvas::on_key, this);
    Bind(wxEVT_MOUSEWHEEL, &TimelineCanvas::on_wheel, this);
    Bind(wxEVT_LEFT_DOWN, &TimelineCanvas::on_press, this);
    Bind(wxEVT_MOTION, &TimelineCanvas::on_drag, this);
    Bind(wxEVT_LEFT_UP, &TimelineCanvas::on_release, this);
    Bind(wxEVT_MOUSE_CAPTURE_LOST, [this](wxMouseCaptureLostEvent&) { drag_ = Drag::none; });
    Bind(wxEVT_LEFT_DCLICK, [this](wxMouseEvent&) {
        if (!selected_.empty() && open_) open_(selected_);
    });
    const auto repaint = [this](wxFocusEvent& event) {
        Refresh();
        event.Skip();
    };
    Bind(wxEVT_SET_FOCUS, repaint);
    Bind(wxEVT_KILL_FOCUS, repaint);
}

void TimelineCanvas::show(present::Timeline timeline, std::shared_ptr<const present::SourceBook> sources) {
    timeline_ = std::move(timeline);
    sources_ = std::move(sources);
    // With nothing to draw the window is kept: what comes back is seen as it was.
    if (!timeline_.lanes.empty())
        window_ = is_fitted_
                      ? present::fit(timeline_.extent)
                      : present::zoomed(window_, (window_.from + window_.to) / 2, 1.0, timeline_.extent);
    place_ = present::place_of(timeline_, selected_);
    lay_out();
}

TimeScale TimelineCanvas::scale() const {
    const wxRect plot = shape_.plot();
    return {window_, static_cast<double>(plot.x), static_cast<double>(plot.width)};
}

/// Twice: how high the lanes are depends on the bands, and where marks stand depends on the names' width.
void TimelineCanvas::lay_out() {
    if (timeline_.lanes.empty()) {
        layout_ = {};
        layer_ = {};
        items_changed(this);
        return Refresh();
    }
    layout_ = present::lay_out(timeline_, scale(), FromDIP(10));
    shape_ = shape_of(timeline_, layout_, this, sizes_, GetClientSize());
    layout_ = present::lay_out(timeline_, scale(), shape_.mark);
    is_layer_stale_ = true;
    items_changed(this);
    Refresh();
}

int TimelineCanvas::best_height() const {
    return comfortable_height(timeline_, layout_, this);
}

int TimelineCanvas::least_height() const {
    return ui::least_height(timeline_, layout_, this);
}

void TimelineCanvas::look_at(TimeWindow window) {
    const bool is_same_zoom = std::abs(window.length() - window_.length()) < 1e-9;
    window_ = window;
    layout_ = present::lay_out(timeline_, scale(), shape_.mark);
    const TimeScale now = scale();
    const bool is_covered = layer_.IsOk() && is_same_zoom && kept_.window.from <= now.window.from &&
                            kept_.window.to >= now.window.to;
    if (!is_covered) is_layer_stale_ = true;
    items_changed(this);
    Refresh();
}

void TimelineCanvas::draw_kept_layer() {
    is_layer_stale_ = false;
    const wxRect plot = shape_.plot();
    const double aside = std::floor(plot.width * kKeptAside);
    const TimeScale here = scale();
    kept_.left = 0;
    kept_.width = plot.width + 2 * aside;
    kept_.window = {here.day_at(plot.x - aside), here.day_at(plot.x + plot.width + aside)};
    layer_.CreateScaled(static_cast<int>(kept_.width), GetClientSize().y, wxBITMAP_SCREEN_DEPTH,
                        GetContentScaleFactor());
    wxMemoryDC dc(layer_);
    dc.SetBackground(wxBrush(colour(Tone::surface)));
    dc.Clear();
    const auto wide = present::lay_out(timeline_, kept_, shape_.mark);
    draw_layer(dc, timeline_, wide, kept_, shape_, sizes_);
}

void TimelineCanvas::paint() {
    wxAutoBufferedPaintDC dc(this);
    dc.SetBackground(wxBrush(colour(Tone::surface)));
    dc.Clear();
    if (timeline_.lanes.empty()) {
        draw_quietly(dc, "No source has answered yet. Events are drawn here as answers arrive.",
                     GetClientRect());
        return;
    }
    if (is_layer_stale_ || !layer_.IsOk()) draw_kept_layer();
    const wxRect plot = shape_.plot();
    const int from = static_cast<int>(std::lround(kept_.x_of(window_.from)));
    {
        wxMemoryDC kept(layer_);
        dc.Blit(plot.x, 0, plot.width, GetClientSize().y, &kept, from, 0);
    }
    draw_period(dc);
    draw_lane_names(dc, timeline_, shape_, sizes_, this);
    draw_selection(dc);
    if (HasFocus()) draw_focus(dc, GetClientRect(), 3);
}

void TimelineCanvas::draw_period(wxDC& dc) const {
    if (!period_) return;
    const TimeScale now = scale();
    const wxRect plot = shape_.plot();
    const double left = std::max<double>(now.x_of(period_->from), plot.x);
    const double right = std::min<double>(now.x_of(period_->to), plot.GetRight());
    if (right < left) return;
    const std::unique_ptr<wxGraphicsContext> gc(wxGraphicsContext::CreateFromUnknownDC(dc));
    const wxColour ink = colour(Tone::accent);
    gc->SetBrush(wxBrush(wxColour(ink.Red(), ink.Green(), ink.Blue(), 30)));
    gc->SetPen(gc->CreatePen(wxGraphicsPenInfo(ink).Width(1.2).Style(wxPENSTYLE_SHORT_DASH)));
    gc->DrawRectangle(left, plot.y + 1, right - left, plot.height - 2);
    gc->Flush();
}

void TimelineCanvas::draw_selection(wxDC& dc) const {
    if (!place_ || !window_.contains(place_->day)) return;
    const wxRect plot = shape_.plot();
    const int x = static_cast<int>(std::lround(scale().x_of(place_->day)));
    dc.SetPen(wxPen(colour(Tone::focus), 1));
    dc.DrawLine(x, plot.y, x, plot.GetBottom());
    const auto cluster = present::cluster_of(timeline_, layout_, place_->entry);
    const wxPoint at =
        cluster ? point_of(layout_.clusters[*cluster], shape_) : wxPoint(x, shape_.lanes[place_->lane].line);
    const int r = (cluster ? radius_of(layout_.clusters[*cluster], shape_) : shape_.mark / 2) + FromDIP(4);
    const std::unique_ptr<wxGraphicsContext> gc(wxGraphicsContext::CreateFromUnknownDC(dc));
    gc->SetBrush(*wxTRANSPARENT_BRUSH);
    gc->SetPen(gc->CreatePen(wxGraphicsPenInfo(colour(Tone::focus)).Width(FromDIP(2))));
    gc->DrawEllipse(at.x - r, at.y - r, 2 * r, 2 * r);
    gc->Flush();
}

void TimelineCanvas::select_entry(const std::string& entry) {
    if (entry == selected_ && place_) return;
    selected_ = entry;
    place_ = present::place_of(timeline_, entry);
    if (place_ && !window_.contains(place_->day))
        look_at(present::brought_into_view(window_, place_->day, timeline_.extent));
    items_changed(this);
    Refresh();
}

void TimelineCanvas::set_period(std::optional<TimeWindow> period) {
    period_ = period;
    Refresh();
}

}  // namespace kith::ui
