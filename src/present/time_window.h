#pragma once
#include <string>
#include <vector>

namespace kith::present {

/// The stretch of time a timeline shows, in days since 1970-01-01 (fractions allowed). A plain value: panning
/// and zooming give a new one.
struct TimeWindow {
    double from = 0, to = 1;

    double length() const { return to - from; }
    bool contains(double day) const { return day >= from && day <= to; }
    bool operator==(const TimeWindow&) const = default;
};

/// Nobody needs less than two days across a screen.
inline constexpr double kShortestWindow = 2.0;

/// All of `extent` with a little air at both sides.
TimeWindow fit(TimeWindow extent);
/// `factor` above 1 shows more detail; the day `around` stays where it is. Never beyond the fitted extent.
TimeWindow zoomed(TimeWindow window, double around, double factor, TimeWindow extent);
/// Moved by a share of its own length, kept within the fitted extent.
TimeWindow panned(TimeWindow window, double share, TimeWindow extent);
/// Moved as little as needed for `day` to be comfortably inside.
TimeWindow brought_into_view(TimeWindow window, double day, TimeWindow extent);

/// Days to pixels and back for a strip of `width` pixels that begins at `left`.
struct TimeScale {
    TimeWindow window;
    double left = 0, width = 1;
    double x_of(double day) const { return left + (day - window.from) / window.length() * width; }
    double day_at(double x) const { return window.from + (x - left) / width * window.length(); }
    double days_per_pixel() const { return window.length() / width; }
};

/// A grid line and its label: "2026", "Aug 2026", "14 Aug".
struct Tick {
    double day = 0;
    std::string label;
};
/// Grid lines that leave at least `room` pixels for each label: years, then months, then days. Labels name no
/// more than the grid's own precision.
std::vector<Tick> ticks(const TimeScale& scale, double room);

}  // namespace kith::present
