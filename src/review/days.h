#pragma once
#include "base/instant.h"
#include "policy/rulebook.h"

// Private to this room: days and hours in the clock of the United Kingdom.
namespace kith::review {

/// Days since 1970-01-01.
int uk_day_number(base::Instant at);
/// Neither a Saturday, a Sunday nor one of the rulebook's bank holidays.
bool is_working_day(int day, const policy::Rulebook& rulebook);
/// The first working day after that day.
int next_working_day(int day, const policy::Rulebook& rulebook);
/// Between 19:00 and 07:00, or not on a working day.
bool is_out_of_hours(base::Instant at, const policy::Rulebook& rulebook);

}  // namespace kith::review
