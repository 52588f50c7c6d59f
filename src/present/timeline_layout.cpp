#include "present/timeline_layout.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace kith::present {
namespace {

using MarkIndex = std::uint32_t;

struct VisibleRange {
    size_t begin = 0, end = 0;
};

VisibleRange visible_marks(const Lane& lane, TimeWindow window) {
    const auto before = [](const Mark& mark, double day) { return mark.day < day; };
    const auto after = [](double day, const Mark& mark) { return day < mark.day; };
    const auto begin = std::lower_bound(lane.marks.begin(), lane.marks.end(), window.from, before);
    const auto end = std::upper_bound(begin, lane.marks.end(), window.to, after);
    return {static_cast<size_t>(begin - lane.marks.begin()), static_cast<size_t>(end - lane.marks.begin())};
}

/// Grows the last cluster of its kind while marks come within its width; else begins another.
class Clustering {
public:
    Clustering(size_t lane, double width, bool is_significant)
        : lane_(lane), width_(width), is_significant_(is_significant) {}

    void take(double x, MarkIndex mark) {
        if (clusters_.empty() || x - clusters_.back().x >= width_) {
            clusters_.push_back({lane_, x, 0, is_significant_, mark, mark, nudge_for(x)});
        }
        ++clusters_.back().count;
        clusters_.back().last = mark;
    }
    /// Steps off the line where one of `others` stands, so that neither hides the other. Both run by x.
    void step_aside_for(const Clustering& others) {
        size_t next = 0;
        for (auto& cluster : clusters_) {
            while (next < others.clusters_.size() && others.clusters_[next].x < cluster.x - 1.5 * width_)
                ++next;
            const bool is_near =
                next < others.clusters_.size() && others.clusters_[next].x < cluster.x + 1.5 * width_;
            if (is_near && cluster.nudge == 0) cluster.nudge = -1;
        }
    }
    /// Whether most marks here stand for several events: then they need room for their counts.
    bool is_dense() const {
        const auto several =
            std::count_if(clusters_.begin(), clusters_.end(), [](const Cluster& c) { return c.count > 1; });
        return clusters_.size() > 8 && 2 * static_cast<size_t>(several) > clusters_.size();
    }
    void stand(int nudge) {
        for (auto& cluster : clusters_) cluster.nudge = nudge;
    }
    void move_into(std::vector<Cluster>& out) { out.insert(out.end(), clusters_.begin(), clusters_.end()); }

private:
    /// Neighbours closer than two widths step up and down around the line.
    int nudge_for(double x) const {
        if (clusters_.empty() || x - clusters_.back().x >= 2 * width_) return 0;
        return clusters_.back().nudge == 0 ? -1 : -clusters_.back().nudge;
    }

    size_t lane_;
    double width_;
    bool is_significant_;
    std::vector<Cluster> clusters_;
};

struct LaneClusters {
    Clustering plain, significant;
    LaneClusters(size_t lane, double width) : plain(lane, width, false), significant(lane, width, true) {}
};

LaneClusters clustered(const Lane& lane, size_t index, const TimeScale& scale, double width, size_t& steps) {
    LaneClusters out(index, width);
    const VisibleRange visible = visible_marks(lane, scale.window);
    for (size_t i = visible.begin; i < visible.end; ++i) {
        ++steps;
        Clustering& kind = lane.marks[i].is_significant ? out.significant : out.plain;
        kind.take(scale.x_of(lane.marks[i].day), static_cast<MarkIndex>(i));
    }
    return out;
}

/// A crowded lane is laid out a second time with wider clusters, significant above and plain below its line.
void lay_out_marks(const Lane& lane, size_t index, const TimeScale& scale, double mark, TimelineLayout& out) {
    constexpr double kCountWidths = 2.6;
    LaneClusters clusters = clustered(lane, index, scale, mark, out.steps);
    if (clusters.plain.is_dense()) {
        clusters = clustered(lane, index, scale, mark * kCountWidths, out.steps);
        clusters.plain.stand(1);
        clusters.significant.stand(-1);
    } else {
        clusters.plain.step_aside_for(clusters.significant);
    }
    clusters.plain.move_into(out.clusters);
    clusters.significant.move_into(out.clusters);
}

/// Bands lie in the first row that is free; what finds none lies in the last row, counted with the band it
/// overlaps.
class BandRows {
public:
    explicit BandRows(TimelineLayout& out) : out_(out) { open_until_.fill(-INFINITY); }

    void take(DrawnBand band) {
        for (int row = 0; row < kBandRows; ++row)
            if (open_until_[static_cast<size_t>(row)] <= band.left) return put(band, row);
        DrawnBand& last = out_.bands[last_index_];
        ++last.count;
        last.right = std::max(last.right, band.right);
        open_until_.back() = std::max(open_until_.back(), band.right + 1);
    }

private:
    void put(DrawnBand band, int row) {
        band.row = row;
        open_until_[static_cast<size_t>(row)] = band.right + 1;
        if (row == kBandRows - 1) last_index_ = out_.bands.size();
        out_.bands.push_back(band);
    }

    TimelineLayout& out_;
    std::array<double, kBandRows> open_until_{};
    size_t last_index_ = 0;
};

void lay_out_bands(const Lane& lane, size_t index, const TimeScale& scale, double mark, TimelineLayout& out) {
    BandRows rows(out);
    const double right_edge = scale.left + scale.width;
    for (size_t i = 0; i < lane.bands.size() && lane.bands[i].from <= scale.window.to; ++i) {
        ++out.steps;
        if (lane.bands[i].to < scale.window.from) continue;
        const double left = std::max(scale.x_of(lane.bands[i].from), scale.left);
        const double right = std::min(std::max(scale.x_of(lane.bands[i].to), left + mark / 2), right_edge);
        rows.take({index, left, right, static_cast<MarkIndex>(i), 0, 1});
    }
}

bool is_in(const Cluster& cluster, const Lane& lane, std::uint32_t entry) {
    for (MarkIndex i = cluster.first; i <= cluster.last; ++i)
        if (lane.marks[i].entry == entry) return lane.marks[i].is_significant == cluster.is_significant;
    return false;
}

}  // namespace

TimelineLayout lay_out(const Timeline& timeline, const TimeScale& scale, double mark) {
    TimelineLayout out;
    for (size_t i = 0; i < timeline.lanes.size(); ++i) {
        lay_out_marks(timeline.lanes[i], i, scale, mark, out);
        lay_out_bands(timeline.lanes[i], i, scale, mark, out);
    }
    return out;
}

std::optional<std::uint32_t> entry_at(const Timeline& timeline, const TimelineLayout& layout, size_t lane,
                                      double x, double reach) {
    std::optional<std::uint32_t> best;
    double distance = reach;
    for (const auto& cluster : layout.clusters) {
        if (cluster.lane != lane || std::abs(cluster.x - x) > distance) continue;
        distance = std::abs(cluster.x - x);
        best = timeline.lanes[lane].marks[cluster.last].entry;
    }
    if (best) return best;
    for (const auto& band : layout.bands)
        if (band.lane == lane && x >= band.left && x <= band.right)
            best = timeline.lanes[lane].bands[band.band].entry;
    return best;
}

std::optional<size_t> cluster_of(const Timeline& timeline, const TimelineLayout& layout,
                                 std::uint32_t entry) {
    for (size_t i = 0; i < layout.clusters.size(); ++i)
        if (is_in(layout.clusters[i], timeline.lanes[layout.clusters[i].lane], entry)) return i;
    return std::nullopt;
}

}  // namespace kith::present
