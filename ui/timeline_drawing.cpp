#include "ui/timeline_drawing.h"

#include "ui/moods.h"
#include "ui/theme.h"

#include <wx/control.h>
#include <wx/graphics.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <utility>

namespace kith::ui {
namespace {

using present::Cluster;
using present::DrawnBand;
using present::Timeline;
using present::TimelineLayout;
using present::TimeScale;

constexpr int kLaneDip = 30, kTightLaneDip = 20, kTightBandDip = 5, kBandGapDip = 2, kNameRoomDip = 150;

std::vector<int> band_rows(const Timeline& timeline, const TimelineLayout& layout) {
    std::vector<int> rows(timeline.lanes.size(), 0);
    for (const auto& band : layout.bands) rows[band.lane] = std::max(rows[band.lane], band.row + 1);
    return rows;
}

wxColour with_alpha(const wxColour& colour, unsigned char alpha) {
    return {colour.Red(), colour.Green(), colour.Blue(), alpha};
}

wxString count_words(size_t count) {
    return count > 99 ? wxString("99+") : wxString::Format("%zu", count);
}

void draw_grid(wxDC& dc, const TimeScale& scale, const TimelineShape& shape, TextSizes& sizes) {
    const wxRect plot = shape.plot();
    const int right = static_cast<int>(scale.left + scale.width);
    dc.SetPen(wxPen(colour(Tone::line)));
    for (const auto& lane : shape.lanes)
        dc.DrawLine(0, lane.top + lane.height, right, lane.top + lane.height);
    dc.SetFont(font_small());
    dc.SetTextForeground(colour(Tone::text_quiet));
    const double room = sizes.of("00 Mmm 0000", font_small()).x * 1.3;
    for (const auto& tick : present::ticks(scale, room)) {
        const int x = static_cast<int>(std::lround(scale.x_of(tick.day)));
        dc.DrawLine(x, plot.y, x, plot.GetBottom());
        dc.DrawText(say(tick.label), x + 3, plot.GetBottom() + 3);
    }
}

const present::Band& band_of(const Timeline& timeline, const DrawnBand& drawn) {
    return timeline.lanes[drawn.lane].bands[drawn.band];
}

wxRect2DDouble rect_of(const DrawnBand& band, const TimelineShape& shape) {
    const auto& lane = shape.lanes[band.lane];
    const double top = lane.bands + band.row * (shape.band_height + shape.band_gap);
    return {band.left, top, std::max(band.right - band.left, 2.0), static_cast<double>(shape.band_height)};
}

/// A stretch is filled; a month or a year that stands for an unstated day is an open, dashed frame.
void draw_band_shapes(wxGraphicsContext& gc, const Timeline& timeline, const TimelineLayout& layout,
                      const TimelineShape& shape) {
    for (const auto& drawn : layout.bands) {
        const wxColour ink = colour(agency_tone(timeline.lanes[drawn.lane].agency));
        const bool is_imprecise = band_of(timeline, drawn).is_imprecise;
        gc.SetPen(gc.CreatePen(
            wxGraphicsPenInfo(ink).Width(1).Style(is_imprecise ? wxPENSTYLE_SHORT_DASH : wxPENSTYLE_SOLID)));
        gc.SetBrush(is_imprecise ? wxBrush(*wxTRANSPARENT_BRUSH) : wxBrush(with_alpha(ink, 56)));
        const wxRect2DDouble r = rect_of(drawn, shape);
        gc.DrawRoundedRectangle(r.m_x, r.m_y + 0.5, r.m_width, r.m_height - 1, 3);
    }
}

/// Writes the titles of bands, from left to right. Each goes inside its band where it fits, else into free
/// room after it, else before it, else it is cut; no two run into one another.
class BandWords {
public:
    BandWords(wxDC& dc, const TimelineLayout& layout, const TimelineShape& shape, double first, double last)
        : dc_(dc), layout_(layout), shape_(shape), first_(first), last_(last) {}

    void write(size_t index, const wxString& words) {
        constexpr double kPad = 4;
        const DrawnBand& drawn = layout_.bands[index];
        const wxRect2DDouble band = rect_of(drawn, shape_);
        const double width = dc_.GetTextExtent(words).x + 2 * kPad, right = band.m_x + band.m_width;
        double& taken = taken_[{drawn.lane, drawn.row}];
        taken = std::max(taken, first_);
        const double y = band.m_y + (band.m_height - dc_.GetCharHeight()) / 2;
        if (width <= band.m_width) {
            put(words, band.m_x + kPad, y);
        } else if (right + width <= free_until(drawn)) {
            put(words, right + kPad, y);
            taken = right + width;
            return;
        } else if (band.m_x - width >= taken) {
            put(words, band.m_x - width + kPad, y);
        } else if (band.m_width >= 2.5 * dc_.GetCharHeight()) {
            const int room = static_cast<int>(band.m_width - 2 * kPad);
            put(wxControl::Ellipsize(words, dc_, wxELLIPSIZE_END, room), band.m_x + kPad, y);
        }
        taken = std::max(taken, right);
    }

private:
    void put(const wxString& words, double x, double y) {
        dc_.DrawText(words, static_cast<int>(x), static_cast<int>(y));
    }
    /// Where the next band of the same row begins, or the timeline ends.
    double free_until(const DrawnBand& band) const {
        double until = last_;
        for (const auto& other : layout_.bands)
            if (other.lane == band.lane && other.row == band.row && other.left >= band.right)
                until = std::min(until, other.left);
        return until;
    }

    wxDC& dc_;
    const TimelineLayout& layout_;
    const TimelineShape& shape_;
    double first_, last_;
    std::map<std::pair<size_t, int>, double>
        taken_;  ///< by lane and row: up to where there are bands and words
};

void draw_band_words(wxDC& dc, const Timeline& timeline, const TimelineLayout& layout,
                     const TimelineShape& shape, const TimeScale& scale) {
    dc.SetFont(font_small());
    dc.SetTextForeground(colour(Tone::text));
    if (dc.GetCharHeight() > shape.band_height + 2) return;
    const double first = std::max(scale.x_of(timeline.extent.from), scale.left);
    const double last = std::min(scale.x_of(timeline.extent.to), scale.left + scale.width);
    BandWords words(dc, layout, shape, first, last);
    for (size_t i = 0; i < layout.bands.size(); ++i) {
        const DrawnBand& drawn = layout.bands[i];
        wxString title = say(present::entry_of(timeline, band_of(timeline, drawn).entry).event.title);
        if (drawn.count > 1) title += wxString::Format(" +%zu", drawn.count - 1);
        words.write(i, title);
    }
}

void draw_mark(wxGraphicsContext& gc, const Cluster& cluster, const TimelineShape& shape) {
    const wxPoint at = point_of(cluster, shape);
    const double r = radius_of(cluster, shape);
    if (!cluster.is_significant) {
        gc.DrawEllipse(at.x - r, at.y - r, 2 * r, 2 * r);
        return;
    }
    wxGraphicsPath diamond = gc.CreatePath();
    diamond.MoveToPoint(at.x, at.y - r);
    diamond.AddLineToPoint(at.x + r, at.y);
    diamond.AddLineToPoint(at.x, at.y + r);
    diamond.AddLineToPoint(at.x - r, at.y);
    diamond.CloseSubpath();
    gc.DrawPath(diamond);
}

void draw_mark_shapes(wxGraphicsContext& gc, const Timeline& timeline, const TimelineLayout& layout,
                      const TimelineShape& shape) {
    const wxPen rim(colour(Tone::surface), 1);
    for (const auto& cluster : layout.clusters) {
        gc.SetPen(rim);
        gc.SetBrush(wxBrush(colour(agency_tone(timeline.lanes[cluster.lane].agency))));
        draw_mark(gc, cluster, shape);
    }
}

/// How many stand behind one mark, inside it.
void draw_counts(wxDC& dc, const Timeline& timeline, const TimelineLayout& layout,
                 const TimelineShape& shape) {
    wxFont font = font_small();
    font.SetPixelSize(wxSize(0, std::max(shape.mark * 11 / 10, 9)));
    dc.SetFont(font);
    for (const auto& cluster : layout.clusters) {
        if (cluster.count < 2) continue;
        dc.SetTextForeground(on_agency(timeline.lanes[cluster.lane].agency));
        const wxString words = count_words(cluster.count);
        const wxSize size = dc.GetTextExtent(words);
        const wxPoint at = point_of(cluster, shape);
        dc.DrawText(words, at.x - size.x / 2, at.y - size.y / 2);
    }
}

void draw_today(wxDC& dc, const Timeline& timeline, const TimeScale& scale, const TimelineShape& shape) {
    if (!scale.window.contains(timeline.today)) return;
    const int x = static_cast<int>(std::lround(scale.x_of(timeline.today)));
    dc.SetPen(wxPen(colour(Tone::hole_text), 1, wxPENSTYLE_SHORT_DASH));
    dc.DrawLine(x, 0, x, shape.plot().GetBottom());
}

}  // namespace

std::optional<size_t> TimelineShape::lane_at(int y) const {
    for (size_t i = 0; i < lanes.size(); ++i)
        if (y >= lanes[i].top && y < lanes[i].top + lanes[i].height) return i;
    return std::nullopt;
}

int least_height(const Timeline& timeline, const TimelineLayout& layout, const wxWindow* window) {
    const int lane = std::max(window->GetCharHeight(), window->FromDIP(kTightLaneDip));
    int height = window->GetCharHeight() + window->FromDIP(8);
    for (const int rows : band_rows(timeline, layout))
        height += lane + rows * window->FromDIP(kTightBandDip + kBandGapDip);
    return height;
}

int comfortable_height(const Timeline& timeline, const TimelineLayout& layout, const wxWindow* window) {
    const int text = window->GetCharHeight();
    int height = text + window->FromDIP(8);
    for (const int rows : band_rows(timeline, layout))
        height += std::max(window->FromDIP(kLaneDip), 2 * text) + rows * (text + window->FromDIP(2));
    return height;
}

TimelineShape shape_of(const Timeline& timeline, const TimelineLayout& layout, const wxWindow* window,
                       TextSizes& sizes, wxSize size) {
    TimelineShape shape;
    shape.size = size;
    shape.mark = window->FromDIP(10);
    shape.axis_height = sizes.of("0", font_small()).y + window->FromDIP(6);
    int widest = 0;
    for (const auto& lane : timeline.lanes) {
        widest = std::max(widest, sizes.of(say(lane.name), font_body()).x);
        widest = std::max(widest,
                          std::min(sizes.of(say(lane.note), font_small()).x, window->FromDIP(kNameRoomDip)));
    }
    shape.label_width = widest + window->FromDIP(20);
    const auto rows = band_rows(timeline, layout);
    int all_rows = 0;
    for (const int n : rows) all_rows += n;
    const int lanes = std::max(static_cast<int>(timeline.lanes.size()), 1);
    const int room = size.y - shape.axis_height;
    const int text = sizes.of("0", font_small()).y;
    shape.band_gap = window->FromDIP(kBandGapDip);
    const int wanted = all_rows * (text + shape.band_gap) + lanes * window->FromDIP(kLaneDip);
    // Where there is little room, bands lose their words before marks lose their place.
    shape.band_height = wanted <= room ? text : window->FromDIP(kTightBandDip);
    const int for_marks = std::max({(room - all_rows * (shape.band_height + shape.band_gap)) / lanes,
                                    window->FromDIP(kTightLaneDip), window->GetCharHeight()});
    // Never so far that the largest mark leaves its lane.
    shape.nudge = std::clamp(for_marks / 2 - shape.mark * 12 / 10, 2, shape.mark * 9 / 10);
    int top = 0;
    for (size_t i = 0; i < timeline.lanes.size(); ++i) {
        const int height = for_marks + rows[i] * (shape.band_height + shape.band_gap);
        shape.lanes.push_back({top, height, top + for_marks / 2, top + for_marks - window->FromDIP(2)});
        top += height;
    }
    return shape;
}

wxPoint point_of(const Cluster& cluster, const TimelineShape& shape) {
    const auto& lane = shape.lanes[cluster.lane];
    return {static_cast<int>(std::lround(cluster.x)), lane.line + cluster.nudge * shape.nudge};
}

int radius_of(const Cluster& cluster, const TimelineShape& shape) {
    const bool has_count = cluster.count > 1;
    if (cluster.is_significant) return has_count ? shape.mark * 12 / 10 : shape.mark * 8 / 10;
    return has_count ? shape.mark * 8 / 10 : shape.mark * 45 / 100;
}

void draw_layer(wxDC& dc, const Timeline& timeline, const TimelineLayout& layout, const TimeScale& scale,
                const TimelineShape& shape, TextSizes& sizes) {
    draw_grid(dc, scale, shape, sizes);
    draw_today(dc, timeline, scale, shape);
    {
        const std::unique_ptr<wxGraphicsContext> gc(wxGraphicsContext::CreateFromUnknownDC(dc));
        draw_band_shapes(*gc, timeline, layout, shape);
        gc->Flush();
    }
    draw_band_words(dc, timeline, layout, shape, scale);
    {
        const std::unique_ptr<wxGraphicsContext> gc(wxGraphicsContext::CreateFromUnknownDC(dc));
        draw_mark_shapes(*gc, timeline, layout, shape);
        gc->Flush();
    }
    draw_counts(dc, timeline, layout, shape);
}

void draw_lane_names(wxDC& dc, const Timeline& timeline, const TimelineShape& shape, TextSizes& sizes,
                     const wxWindow* window) {
    const int left = window->FromDIP(10);
    for (size_t i = 0; i < timeline.lanes.size() && i < shape.lanes.size(); ++i) {
        const auto& lane = timeline.lanes[i];
        const auto& at = shape.lanes[i];
        const wxSize name = sizes.of(say(lane.name), font_body());
        const int note_height = lane.note.empty() ? 0 : sizes.of(say(lane.note), font_small()).y;
        const bool has_room = at.height >= name.y + note_height;
        const int block = name.y + (has_room ? note_height : 0);
        int y = std::max(at.line - block / 2, at.top);
        dc.SetFont(font_body());
        dc.SetTextForeground(colour(Tone::text));
        dc.DrawText(say(lane.name), left, y);
        if (!has_room || lane.note.empty()) continue;
        y += name.y;
        dc.SetFont(font_small());
        dc.SetTextForeground(
            colour(lane.note_mood == present::Mood::neutral ? Tone::text_quiet : ink_of(lane.note_mood)));
        dc.DrawText(wxControl::Ellipsize(say(lane.note), dc, wxELLIPSIZE_END, shape.label_width - left - 4),
                    left, y);
    }
}

}  // namespace kith::ui
