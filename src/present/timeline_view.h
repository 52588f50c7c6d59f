#pragma once
#include "present/child_view.h"
#include "present/chronology_view.h"
#include "present/time_window.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kith::present {

/// One event on a lane. `entry` is its index in Chronology::entries.
struct Mark {
    double day = 0;
    std::uint32_t entry = 0;
    bool is_significant = false;
};

/// Something that lasts, or whose date is a month or a year: drawn as a span, never at an invented day
/// (SW-4).
struct Band {
    double from = 0, to = 0;
    std::uint32_t entry = 0;
    bool goes_on = false;       ///< no end given
    bool is_imprecise = false;  ///< a month or a year rather than a stretch
    bool is_significant = false;
};

struct Lane {
    char agency = 'O';
    std::string name;  ///< "Health"
    std::string note;  ///< "GP: no answer": who of this agency has not answered about the child
    Mood note_mood = Mood::neutral;
    std::vector<Mark> marks;  ///< by day
    std::vector<Band> bands;  ///< by start
};

/// The events of the chronology by agency. Built once a picture or a filter changes; linear in the events.
struct Timeline {
    std::shared_ptr<const enquiry::Picture> picture;
    std::vector<Lane> lanes;
    TimeWindow extent;
    double today = 0;
    size_t steps = 0;  ///< events looked at, for the test that this stays linear
};
Timeline timeline_of(const ChildView& view, const ChronologyView& chronology);

/// Where an entry stands on the timeline.
struct MarkPlace {
    size_t lane = 0;
    double day = 0;
    std::uint32_t entry = 0;
};
std::optional<MarkPlace> place_of(const Timeline& timeline, const std::string& entry);

/// The neighbour of an entry in its own lane (`forward` in time or back), or in the lane below or above at
/// the nearest day. With no entry, the newest. Empty lanes are passed over.
enum class Step { earlier, later, lane_up, lane_down, first, last };
std::optional<MarkPlace> step(const Timeline& timeline, const std::optional<MarkPlace>& from, Step direction);

const chronology::Entry& entry_of(const Timeline& timeline, std::uint32_t entry);
/// "16 Nov 2026, Hospitals: attended emergency department, significant".
std::string mark_words(const Timeline& timeline, const SourceBook& sources, std::uint32_t entry);

}  // namespace kith::present
