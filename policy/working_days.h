#pragma once
#include "base/instant.h"
#include "record/when.h"

#include <chrono>
#include <vector>

// Working days of the United Kingdom. Days are full dates (a part of a date counts as its first day); bank
// holidays are data of the rulebook. Clocks follow the Summer Time Order 2002. All pure.
namespace kith::policy {

using Holidays = std::vector<record::PartialDate>;

/// Neither Saturday, Sunday nor a bank holiday.
bool is_working_day(const record::PartialDate& day, const Holidays& holidays);

/// The first working day after `day`, which may be one itself.
record::PartialDate next_working_day(const record::PartialDate& day, const Holidays& holidays);

/// When people are at work, in minutes after midnight by the clock on the wall. `ends` is later than
/// `begins`.
struct WorkingHours {
    int begins = 9 * 60;
    int ends = 17 * 60;
};

/// The moment when so much working time has passed since `from`. Time outside working hours does not pass; a
/// moment at which work ends counts as that evening, not the next morning. `time` must not be negative.
base::Instant add_working_time(base::Instant from, std::chrono::minutes time, const Holidays& holidays,
                               WorkingHours hours = {});

/// The moment at which clocks in the United Kingdom show so many minutes after midnight of that day. In the
/// hour that is skipped in spring, an hour later by the clock; in the hour that comes twice in autumn, the
/// first.
base::Instant uk_moment(const record::PartialDate& day, int minutes_after_midnight);

}  // namespace kith::policy
