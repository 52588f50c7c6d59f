#include "present/timeline_view.h"

#include "base/text.h"
#include "wording/wording.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace kith::present {
namespace {

using record::Precision;
using record::When;

constexpr double kMsPerDay = 24.0 * 60 * 60 * 1000;

double day_of(const When& when) {
    return static_cast<double>(when.sort_key()) / kMsPerDay;
}

bool lasts(const When& when) {
    return when.is_span() || when.precision() == Precision::month || when.precision() == Precision::year;
}

/// A span without an end is drawn up to today, or to its start when that lies ahead.
double end_of(const When& when, double today) {
    if (when.is_span() && !when.end()) return std::max(today, day_of(when));
    return when.last_day() + 1.0;
}

Band band_of(const When& when, std::uint32_t entry, bool is_significant, double today) {
    return {.from = day_of(when),
            .to = end_of(when, today),
            .entry = entry,
            .goes_on = when.is_span() && !when.end(),
            .is_imprecise = !when.is_span(),
            .is_significant = is_significant};
}

/// What the child's cells of one agency have not said yet.
void add_note(const ChildView& view, Lane& lane) {
    std::vector<std::string> silent;
    for (const auto& cell : view.ledger) {
        if (view.roster.empty() || cell.person != view.roster.front().id) continue;
        if (view.sources->agency(cell.source) != lane.agency) continue;
        const Mood mood = mood_of(cell);
        if (mood == Mood::good) continue;
        silent.push_back(view.sources->short_name(cell.source) + ": " +
                         base::lower_ascii(wording::label(cell.state)));
        if (mood == Mood::hole || lane.note_mood == Mood::neutral) lane.note_mood = mood;
    }
    lane.note = base::join(silent, "; ");
}

/// A lane for every agency that is asked or that has events, in the agencies' order.
std::vector<Lane> lanes_of(const ChildView& view, std::map<char, Lane> filled) {
    std::vector<Lane> lanes;
    for (const char agency : kAgencies) {
        const bool is_asked = std::any_of(
            view.ledger.begin(), view.ledger.end(),
            [&](const record::Cell& cell) { return view.sources->agency(cell.source) == agency; });
        const auto found = filled.find(agency);
        if (!is_asked && found == filled.end()) continue;
        Lane lane = found == filled.end() ? Lane{} : std::move(found->second);
        lane.agency = agency;
        lane.name = agency_name(agency);
        add_note(view, lane);
        lanes.push_back(std::move(lane));
    }
    return lanes;
}

void stretch(TimeWindow& extent, double day, bool& is_first) {
    extent.from = is_first ? day : std::min(extent.from, day);
    extent.to = is_first ? day : std::max(extent.to, day);
    is_first = false;
}

double nearest_distance(const Lane& lane, double day, std::uint32_t& entry, double& at) {
    double best = INFINITY;
    const auto offer = [&](double candidate, std::uint32_t which) {
        if (std::abs(candidate - day) >= best) return;
        best = std::abs(candidate - day);
        entry = which;
        at = candidate;
    };
    for (const auto& mark : lane.marks) offer(mark.day, mark.entry);
    for (const auto& band : lane.bands) offer(band.from, band.entry);
    return best;
}

/// All of a lane in time order, marks and bands together.
std::vector<MarkPlace> in_order(const Lane& lane, size_t index) {
    std::vector<MarkPlace> out;
    for (const auto& mark : lane.marks) out.push_back({index, mark.day, mark.entry});
    for (const auto& band : lane.bands) out.push_back({index, band.from, band.entry});
    std::sort(out.begin(), out.end(), [](const MarkPlace& a, const MarkPlace& b) {
        return std::pair(a.day, a.entry) < std::pair(b.day, b.entry);
    });
    return out;
}

std::optional<MarkPlace> newest(const Timeline& timeline) {
    std::optional<MarkPlace> best;
    for (size_t i = 0; i < timeline.lanes.size(); ++i)
        for (const auto& place : in_order(timeline.lanes[i], i))
            if (!best || place.day > best->day) best = place;
    return best;
}

std::optional<MarkPlace> along_lane(const Timeline& timeline, const MarkPlace& from, Step direction) {
    const auto places = in_order(timeline.lanes[from.lane], from.lane);
    if (places.empty()) return std::nullopt;
    if (direction == Step::first) return places.front();
    if (direction == Step::last) return places.back();
    const auto here =
        std::find_if(places.begin(), places.end(), [&](const auto& p) { return p.entry == from.entry; });
    if (here == places.end()) return places.back();
    if (direction == Step::earlier) return here == places.begin() ? *here : *(here - 1);
    return here + 1 == places.end() ? *here : *(here + 1);
}

std::optional<MarkPlace> across_lanes(const Timeline& timeline, const MarkPlace& from, int by) {
    for (auto lane = static_cast<std::ptrdiff_t>(from.lane) + by;
         lane >= 0 && lane < static_cast<std::ptrdiff_t>(timeline.lanes.size()); lane += by) {
        MarkPlace place{static_cast<size_t>(lane), 0, 0};
        if (std::isfinite(nearest_distance(timeline.lanes[place.lane], from.day, place.entry, place.day)))
            return place;
    }
    return from;
}

}  // namespace

Timeline timeline_of(const ChildView& view, const ChronologyView& chronology) {
    Timeline timeline;
    timeline.picture = view.picture;
    timeline.today = today_of(view).first_day() + 0.5;
    std::map<char, Lane> filled;
    bool is_first = true;
    for (const size_t index : chronology.shown()) {
        ++timeline.steps;
        const auto& event = view.picture->chronology.entries[index].event;
        const When& when = event.sort_time();
        if (!when.is_known()) continue;
        Lane& lane = filled[view.sources->agency(event.origin.source)];
        const auto entry = static_cast<std::uint32_t>(index);
        stretch(timeline.extent, day_of(when), is_first);
        if (lasts(when)) {
            lane.bands.push_back(band_of(when, entry, event.significant, timeline.today));
            stretch(timeline.extent, lane.bands.back().to, is_first);
        } else {
            lane.marks.push_back({day_of(when), entry, event.significant});
        }
    }
    if (is_first) timeline.extent = {timeline.today - 365, timeline.today};
    timeline.extent.to = std::max(timeline.extent.to, timeline.today);
    timeline.lanes = lanes_of(view, std::move(filled));
    return timeline;
}

std::optional<MarkPlace> place_of(const Timeline& timeline, const std::string& entry) {
    if (!timeline.picture || entry.empty()) return std::nullopt;
    for (size_t i = 0; i < timeline.lanes.size(); ++i) {
        for (const auto& mark : timeline.lanes[i].marks)
            if (entry_of(timeline, mark.entry).id == entry) return MarkPlace{i, mark.day, mark.entry};
        for (const auto& band : timeline.lanes[i].bands)
            if (entry_of(timeline, band.entry).id == entry) return MarkPlace{i, band.from, band.entry};
    }
    return std::nullopt;
}

std::optional<MarkPlace> step(const Timeline& timeline, const std::optional<MarkPlace>& from,
                              Step direction) {
    if (!from || from->lane >= timeline.lanes.size()) return newest(timeline);
    if (direction == Step::lane_up) return across_lanes(timeline, *from, -1);
    if (direction == Step::lane_down) return across_lanes(timeline, *from, 1);
    return along_lane(timeline, *from, direction);
}

const chronology::Entry& entry_of(const Timeline& timeline, std::uint32_t entry) {
    return timeline.picture->chronology.entries[entry];
}

std::string mark_words(const Timeline& timeline, const SourceBook& sources, std::uint32_t entry) {
    const record::Event& event = entry_of(timeline, entry).event;
    std::string words =
        event.sort_time().words() + ", " + sources.short_name(event.origin.source) + ": " + event.title;
    if (event.significant) words += ", significant";
    if (const std::string voice = voice_words(event.voice); !voice.empty()) words += ", " + voice;
    return words;
}

}  // namespace kith::present
