#pragma once
#include "present/timeline_view.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace kith::present {

/// Plain marks of one lane that fall on the same few pixels, or one significant place. Positions are pixels.
struct Cluster {
    size_t lane = 0;
    double x = 0;
    size_t count = 0;
    bool is_significant = false;  ///< a diamond; never swallowed by plain marks
    std::uint32_t first = 0,
                  last =
                      0;  ///< indices into Lane::marks, inclusive; between them only marks of this kind count
    int nudge =
        0;  ///< -1, 0 or 1: above, on or below the lane's line, so that neighbours do not hide one another
};

struct DrawnBand {
    size_t lane = 0;
    double left = 0, right = 0;
    std::uint32_t band = 0;  ///< index into Lane::bands
    int row = 0;             ///< bands that overlap lie under one another, up to kBandRows
    size_t count = 1;        ///< further bands in the last row that lie within this one
};
inline constexpr int kBandRows = 3;

struct TimelineLayout {
    std::vector<Cluster> clusters;  ///< lane by lane, plain before significant, then by x
    std::vector<DrawnBand> bands;   ///< lane by lane, by left
    size_t steps = 0;  ///< marks and bands looked at, for the test that this is linear in what is visible
};

/// Lays out what is visible. `mark` is a mark's width in pixels: nearer marks become one cluster with a
/// count. Only the visible marks are walked; finding where they begin is a binary search.
TimelineLayout lay_out(const Timeline& timeline, const TimeScale& scale, double mark);

/// The mark or band under a point given as lane and x, the nearest within `reach` pixels; significant ones
/// win ties.
std::optional<std::uint32_t> entry_at(const Timeline& timeline, const TimelineLayout& layout, size_t lane,
                                      double x, double reach);
/// The cluster that shows an entry, if it is visible.
std::optional<size_t> cluster_of(const Timeline& timeline, const TimelineLayout& layout, std::uint32_t entry);

}  // namespace kith::present
