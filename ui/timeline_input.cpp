// How a timeline is moved through: keys, mouse and assistive technology.
#include "ui/text.h"
#include "ui/timeline_canvas.h"

#include <algorithm>
#include <cstdlib>

namespace kith::ui {
namespace {

using present::Step;
using present::TimeWindow;

constexpr double kZoomStep = 1.5, kPanStep = 0.2;
constexpr size_t kMostItems = 2000;
/// A press that moves less than this is a click.
constexpr int kClickDip = 4;

}  // namespace

void TimelineCanvas::on_key(wxKeyEvent& event) {
    const bool is_free = !event.AltDown() && !timeline_.lanes.empty();
    if (!is_free || !act_on(event.GetKeyCode(), event.ControlDown(), event.ShiftDown())) event.Skip();
}

bool TimelineCanvas::act_on(int key, bool ctrl, bool shift) {
    const double around = place_ ? place_->day : (window_.from + window_.to) / 2;
    const auto zoom = [&](double factor) {
        is_fitted_ = false;
        look_at(present::zoomed(window_, around, factor, timeline_.extent));
    };
    const auto pan = [&](double share) { look_at(present::panned(window_, share, timeline_.extent)); };
    switch (key) {
        case WXK_LEFT:
            ctrl ? pan(-kPanStep) : go(Step::earlier, shift);
            return true;
        case WXK_RIGHT:
            ctrl ? pan(kPanStep) : go(Step::later, shift);
            return true;
        case WXK_UP:
            go(Step::lane_up, false);
            return true;
        case WXK_DOWN:
            go(Step::lane_down, false);
            return true;
        case WXK_HOME:
            go(Step::first, shift);
            return true;
        case WXK_END:
            go(Step::last, shift);
            return true;
        case '+':
        case '=':
        case WXK_NUMPAD_ADD:
            zoom(kZoomStep);
            return true;
        case '-':
        case WXK_NUMPAD_SUBTRACT:
            zoom(1 / kZoomStep);
            return true;
        case '0':
        case WXK_NUMPAD0:
            is_fitted_ = true;
            look_at(present::fit(timeline_.extent));
            return true;
        case WXK_RETURN:
        case WXK_NUMPAD_ENTER:
            if (!selected_.empty() && open_) open_(selected_);
            return true;
        case WXK_TAB:
            Navigate(shift ? wxNavigationKeyEvent::IsBackward : wxNavigationKeyEvent::IsForward);
            return true;
        default:
            return false;
    }
}

/// With Shift the period between where the reader was and where the reader goes is selected.
void TimelineCanvas::go(Step direction, bool extends_period) {
    const auto before = place_;
    const auto next = present::step(timeline_, place_, direction);
    if (!next) return;
    if (extends_period && before) {
        const TimeWindow held = period_.value_or(TimeWindow{before->day, before->day});
        const bool moves_end = std::abs(before->day - held.to) <= std::abs(before->day - held.from);
        const double kept = moves_end ? held.from : held.to;
        period_ = TimeWindow{std::min(kept, next->day), std::max(kept, next->day)};
    }
    choose(*next);
    if (extends_period && period_changed_) period_changed_(period_);
}

void TimelineCanvas::choose(const present::MarkPlace& place) {
    const std::string entry = present::entry_of(timeline_, place.entry).id;
    select_entry(entry);
    if (select_) select_(entry);
}

void TimelineCanvas::on_wheel(wxMouseEvent& event) {
    if (timeline_.lanes.empty() || event.GetWheelRotation() == 0) return;
    const bool up = event.GetWheelRotation() > 0;
    if (event.ShiftDown() || event.GetWheelAxis() == wxMOUSE_WHEEL_HORIZONTAL)
        return look_at(present::panned(window_, up ? -kPanStep / 2 : kPanStep / 2, timeline_.extent));
    is_fitted_ = false;
    const double around = scale().day_at(event.GetX());
    look_at(present::zoomed(window_, around, up ? kZoomStep : 1 / kZoomStep, timeline_.extent));
}

void TimelineCanvas::on_press(wxMouseEvent& event) {
    SetFocus();
    if (timeline_.lanes.empty()) return;
    drag_from_ = event.GetPosition();
    window_before_drag_ = window_;
    drag_ = shape_.lane_at(event.GetY()) ? Drag::period : Drag::pan;
    if (!HasCapture()) CaptureMouse();
}

void TimelineCanvas::on_drag(wxMouseEvent& event) {
    if (drag_ == Drag::none) {
        const auto entry = entry_under(event.GetPosition());
        const wxString tip = entry ? say(present::mark_words(timeline_, *sources_, *entry)) : wxString();
        if (GetToolTipText() != tip) SetToolTip(tip);
        return;
    }
    const int moved = event.GetX() - drag_from_.x;
    if (std::abs(moved) < FromDIP(kClickDip)) return;
    if (drag_ == Drag::pan)
        return look_at(present::panned(window_before_drag_, -moved / scale().width, timeline_.extent));
    const double a = scale().day_at(drag_from_.x), b = scale().day_at(event.GetX());
    set_period(TimeWindow{std::min(a, b), std::max(a, b)});
}

void TimelineCanvas::on_release(wxMouseEvent& event) {
    if (HasCapture()) ReleaseMouse();
    const Drag was = drag_;
    drag_ = Drag::none;
    const bool is_click = std::abs(event.GetX() - drag_from_.x) < FromDIP(kClickDip);
    if (was == Drag::period && !is_click && period_changed_) return period_changed_(period_);
    if (was == Drag::none || !is_click) return;
    if (const auto entry = entry_under(event.GetPosition()))
        if (const auto place = present::place_of(timeline_, present::entry_of(timeline_, *entry).id))
            choose(*place);
}

std::optional<std::uint32_t> TimelineCanvas::entry_under(const wxPoint& at) const {
    const auto lane = shape_.lane_at(at.y);
    if (!lane || at.x < shape_.label_width) return std::nullopt;
    return present::entry_at(timeline_, layout_, *lane, at.x, shape_.mark);
}

wxString TimelineCanvas::words_of(const present::Cluster& cluster) const {
    const auto& marks = timeline_.lanes[cluster.lane].marks;
    const wxString newest = say(present::mark_words(timeline_, *sources_, marks[cluster.last].entry));
    if (cluster.count == 1) return newest;
    return wxString::Format("%zu events close together, the latest: ", cluster.count) + newest;
}

std::vector<DrawnItem> TimelineCanvas::items() const {
    std::vector<DrawnItem> out;
    if (!sources_) return out;
    const auto here = place_ ? present::cluster_of(timeline_, layout_, place_->entry) : std::nullopt;
    for (size_t i = 0; i < layout_.clusters.size() && i < kMostItems; ++i) {
        const auto& cluster = layout_.clusters[i];
        const int r = radius_of(cluster, shape_);
        const wxPoint at = point_of(cluster, shape_);
        const bool is_here = here == i;
        out.push_back({words_of(cluster), say(timeline_.lanes[cluster.lane].name),
                       wxRect(at.x - r, at.y - r, 2 * r, 2 * r), is_here, is_here && HasFocus()});
    }
    for (const auto& band : layout_.bands) {
        const auto& lane = shape_.lanes[band.lane];
        const auto entry = timeline_.lanes[band.lane].bands[band.band].entry;
        const bool is_here = place_ && place_->entry == entry;
        out.push_back({say(present::mark_words(timeline_, *sources_, entry)),
                       say(timeline_.lanes[band.lane].name),
                       wxRect(static_cast<int>(band.left), lane.bands,
                              static_cast<int>(band.right - band.left), shape_.band_height),
                       is_here, is_here && HasFocus()});
    }
    return out;
}

void TimelineCanvas::activate(size_t item) {
    const size_t clusters = std::min(layout_.clusters.size(), kMostItems);
    const auto entry =
        item < clusters
            ? timeline_.lanes[layout_.clusters[item].lane].marks[layout_.clusters[item].last].entry
        : item - clusters < layout_.bands.size() ? timeline_.lanes[layout_.bands[item - clusters].lane]
                                                       .bands[layout_.bands[item - clusters].band]
                                                       .entry
                                                 : UINT32_MAX;
    if (entry == UINT32_MAX) return;
    const std::string id = present::entry_of(timeline_, entry).id;
    select_entry(id);
    if (select_) select_(id);
    if (open_) open_(id);
}

}  // namespace kith::ui
