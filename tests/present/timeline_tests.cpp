#include "pellow.h"
#include "present/timeline_layout.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <set>

using namespace kith;
using present::ChronologyView;
using present::Timeline;
using present::TimeScale;
using present::TimeWindow;

namespace {

constexpr double kMark = 10;

Timeline timeline_with(std::shared_ptr<const enquiry::Picture> picture) {
    auto view = pellow::finished();
    view.picture = std::move(picture);
    return present::timeline_of(view, ChronologyView(view.picture, view.sources, {}));
}

TimeScale over(TimeWindow window, double width = 800) {
    return {window, 120, width};
}

/// Significant events of a lane that a layout stands for.
size_t significant_drawn(const present::TimelineLayout& layout) {
    size_t out = 0;
    for (const auto& cluster : layout.clusters)
        if (cluster.is_significant) out += cluster.count;
    return out;
}

size_t significant_in(const Timeline& timeline, TimeWindow window) {
    size_t out = 0;
    for (const auto& lane : timeline.lanes)
        for (const auto& mark : lane.marks) out += mark.is_significant && window.contains(mark.day);
    return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(present_timeline_tests)

BOOST_AUTO_TEST_CASE(every_visible_event_is_in_exactly_one_cluster_at_every_zoom) {
    const auto timeline = timeline_with(pellow::crowded(3000));
    TimeWindow window = present::fit(timeline.extent);
    for (int zoom = 0; zoom < 12; ++zoom) {
        size_t drawn = 0, visible = 0;
        for (const auto& cluster : present::lay_out(timeline, over(window), kMark).clusters)
            drawn += cluster.count;
        for (const auto& lane : timeline.lanes)
            visible += static_cast<size_t>(
                std::count_if(lane.marks.begin(), lane.marks.end(),
                              [&](const auto& mark) { return window.contains(mark.day); }));
        BOOST_TEST(drawn == visible);
        window = present::zoomed(window, timeline.today - 500, 1.8, timeline.extent);
    }
}

BOOST_AUTO_TEST_CASE(clustering_never_hides_a_significant_event_among_plain_ones) {
    const auto timeline = timeline_with(pellow::crowded(3000));
    TimeWindow window = present::fit(timeline.extent);
    for (int zoom = 0; zoom < 12; ++zoom) {
        const auto layout = present::lay_out(timeline, over(window), kMark);
        BOOST_TEST(significant_drawn(layout) == significant_in(timeline, window));
        for (const auto& cluster : layout.clusters) {
            const auto& marks = timeline.lanes[cluster.lane].marks;
            BOOST_TEST(marks[cluster.first].is_significant == cluster.is_significant);
        }
        window = present::zoomed(window, timeline.today - 900, 1.7, timeline.extent);
    }
}

BOOST_AUTO_TEST_CASE(
    a_hundred_thousand_events_take_work_in_proportion_and_a_close_look_only_what_is_visible) {
    const auto small = timeline_with(pellow::crowded(10'000)),
               large = timeline_with(pellow::crowded(100'000));
    BOOST_TEST(large.steps == 10 * small.steps);
    const auto whole = present::fit(large.extent);
    const auto all = present::lay_out(large, over(whole), kMark);
    BOOST_TEST(all.steps <= 2 * 100'000u);
    BOOST_TEST(all.clusters.size() < 2'000u);
    const TimeWindow close{large.today - 35, large.today};
    BOOST_TEST(present::lay_out(large, over(close), kMark).steps <= 2 * 1'100u);
}

BOOST_AUTO_TEST_CASE(what_lasts_and_what_has_only_a_year_is_a_band_and_not_a_mark) {  // SW-4
    const auto timeline = timeline_with(pellow::picture());
    size_t imprecise = 0, going_on = 0;
    for (const auto& lane : timeline.lanes)
        for (const auto& band : lane.bands) {
            const auto& when = present::entry_of(timeline, band.entry).event.occurred;
            BOOST_TEST(band.from == when.first_day(), boost::test_tools::tolerance(1e-3));
            if (band.goes_on) BOOST_TEST(band.to == timeline.today);
            imprecise += band.is_imprecise;
            going_on += band.goes_on;
        }
    BOOST_TEST(imprecise == 1u);
    BOOST_TEST(going_on == 2u);
}

BOOST_AUTO_TEST_CASE(an_agency_that_has_not_answered_has_a_lane_that_says_so) {
    const auto timeline = timeline_with(pellow::picture());
    BOOST_TEST(timeline.lanes.size() == present::kAgencies.size());
    const auto health = std::find_if(timeline.lanes.begin(), timeline.lanes.end(),
                                     [](const auto& lane) { return lane.agency == 'H'; });
    BOOST_TEST(health->note.find("GP: no answer") != std::string::npos);
    const auto other = std::find_if(timeline.lanes.begin(), timeline.lanes.end(),
                                    [](const auto& lane) { return lane.agency == 'O'; });
    BOOST_TEST(other->marks.empty());
    BOOST_TEST(other->note == "Housing: not asked");
}

BOOST_AUTO_TEST_CASE(bands_of_one_row_never_overlap) {
    auto timeline = timeline_with(pellow::picture());
    auto& lane = timeline.lanes.front();
    for (int i = 0; i < 40; ++i)
        lane.bands.push_back(
            {timeline.extent.from + i * 20, timeline.extent.from + i * 20 + 300, 0, false, false, false});
    std::sort(lane.bands.begin(), lane.bands.end(),
              [](const auto& a, const auto& b) { return a.from < b.from; });
    const auto layout = present::lay_out(timeline, over(present::fit(timeline.extent)), kMark);
    size_t counted = 0;
    for (const auto& a : layout.bands) {
        if (a.lane == 0) counted += a.count;
        for (const auto& b : layout.bands)
            if (&a != &b && a.lane == b.lane && a.row == b.row)
                BOOST_TEST((a.right <= b.left || b.right <= a.left));
    }
    BOOST_TEST(counted == lane.bands.size());
}

BOOST_AUTO_TEST_CASE(arrow_keys_reach_every_event_of_a_lane_and_stop_at_its_ends) {
    const auto timeline = timeline_with(pellow::picture());
    auto here = present::step(timeline, std::nullopt, present::Step::first);
    BOOST_TEST_REQUIRE(here.has_value());
    here = present::step(timeline, here, present::Step::first);
    const auto& lane = timeline.lanes[here->lane];
    std::set<std::uint32_t> reached{here->entry};
    for (size_t i = 0; i < lane.marks.size() + lane.bands.size() + 3; ++i) {
        here = present::step(timeline, here, present::Step::later);
        reached.insert(here->entry);
    }
    BOOST_TEST(reached.size() == lane.marks.size() + lane.bands.size());
    BOOST_TEST(present::step(timeline, here, present::Step::later)->entry == here->entry);
    const auto below = present::step(timeline, here, present::Step::lane_down);
    BOOST_TEST(below.has_value());
}

BOOST_AUTO_TEST_CASE(a_selected_row_is_found_on_the_timeline_and_the_mark_in_the_list) {
    const auto page = pellow::finished();
    const ChronologyView list(page.picture, page.sources, {});
    const auto timeline = present::timeline_of(page, list);
    for (size_t i = 0; i < list.size(); ++i) {
        const auto place = present::place_of(timeline, list.row(i).entry);
        BOOST_TEST_REQUIRE(place.has_value());
        BOOST_TEST((list.row_of(present::entry_of(timeline, place->entry).id) == i));
    }
    BOOST_TEST(!present::place_of(timeline, "no such entry").has_value());
}

BOOST_AUTO_TEST_CASE(the_mark_under_the_pointer_is_the_event_drawn_there) {
    const auto timeline = timeline_with(pellow::picture());
    const auto layout = present::lay_out(timeline, over(present::fit(timeline.extent)), kMark);
    for (const auto& cluster : layout.clusters) {
        const auto entry = present::entry_at(timeline, layout, cluster.lane, cluster.x, kMark);
        BOOST_TEST_REQUIRE(entry.has_value());
        const auto found = present::cluster_of(timeline, layout, *entry);
        BOOST_TEST_REQUIRE(found.has_value());
        BOOST_TEST(std::abs(layout.clusters[*found].x - cluster.x) < 1e-9);
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(present_time_window_tests)

BOOST_AUTO_TEST_CASE(zooming_keeps_the_day_under_the_pointer_in_place) {
    const TimeWindow extent{1000, 5000}, window{2000, 3000};
    const auto closer = present::zoomed(window, 2250, 2, extent);
    BOOST_TEST((2250 - closer.from) / closer.length() == 0.25, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(closer.length() == 500, boost::test_tools::tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(no_window_leaves_the_extent_or_shrinks_below_two_days) {
    const TimeWindow extent{1000, 5000};
    const auto bounds = present::fit(extent);
    auto window = bounds;
    for (int i = 0; i < 60; ++i) window = present::zoomed(window, 4999, 3, extent);
    BOOST_TEST(window.length() == present::kShortestWindow, boost::test_tools::tolerance(1e-9));
    for (int i = 0; i < 60; ++i) window = present::panned(window, 50, extent);
    BOOST_TEST(window.to <= bounds.to + 1e-6);
    for (int i = 0; i < 60; ++i) window = present::zoomed(window, 1000, 0.2, extent);
    BOOST_TEST((window == bounds));
}

BOOST_AUTO_TEST_CASE(a_day_out_of_sight_is_brought_in_and_one_in_sight_moves_nothing) {
    const TimeWindow extent{1000, 5000}, window{2000, 2100};
    BOOST_TEST(present::brought_into_view(window, 4000, extent).contains(4000));
    BOOST_TEST(present::brought_into_view(window, 1200, extent).contains(1200));
    BOOST_TEST((present::brought_into_view(window, 2050, extent) == window));
}

BOOST_AUTO_TEST_CASE(grid_labels_leave_room_for_one_another_at_every_zoom) {
    const TimeWindow extent{16000, 20780};
    auto window = present::fit(extent);
    for (int zoom = 0; zoom < 25; ++zoom) {
        const present::TimeScale scale{window, 0, 700};
        const auto ticks = present::ticks(scale, 80);
        for (size_t i = 1; i < ticks.size(); ++i)
            BOOST_TEST(scale.x_of(ticks[i].day) - scale.x_of(ticks[i - 1].day) >= 79.0);
        BOOST_TEST(ticks.size() <= 10u);
        window = present::zoomed(window, 20000, 1.5, extent);
    }
}

BOOST_AUTO_TEST_SUITE_END()
