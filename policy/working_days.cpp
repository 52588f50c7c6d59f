#include "policy/working_days.h"

#include <algorithm>

namespace kith::policy {
namespace {

using std::chrono::minutes;

/// 1970-01-01 was a Thursday. 0: Monday.
int weekday(int day) {
    return ((day + 3) % 7 + 7) % 7;
}

}  // namespace

bool is_working_day(const record::PartialDate& day, const Holidays& holidays) {
    const int number = day.first_day();
    return weekday(number) < 5 &&
           std::ranges::none_of(holidays, [&](const auto& holiday) { return holiday.first_day() == number; });
}

record::PartialDate next_working_day(const record::PartialDate& day, const Holidays& holidays) {
    // As many days as there are holidays, and a weekend for each five of them, is the longest that there can
    // be without one; the calendar's own end stops it as well.
    const int furthest = day.first_day() + 3 + 2 * static_cast<int>(holidays.size());
    record::PartialDate next = record::from_day_number(day.first_day() + 1);
    for (int number = day.first_day() + 2; number <= furthest && !is_working_day(next, holidays); ++number)
        next = record::from_day_number(number);
    return next;
}

base::Instant uk_moment(const record::PartialDate& day, int minutes_after_midnight) {
    const base::Instant by_utc{std::chrono::days(day.first_day()) + minutes(minutes_after_midnight)};
    // Clocks are never more than an hour ahead: what they show an hour before tells which side of a change
    // this is.
    const int ahead = base::uk_offset_minutes(by_utc - minutes(60));
    return by_utc - minutes(ahead);
}

base::Instant add_working_time(base::Instant from, minutes time, const Holidays& holidays,
                               WorkingHours hours) {
    record::PartialDate day = record::uk_day(from);
    if (!is_working_day(day, holidays)) day = next_working_day(day, holidays);
    base::Instant at = from;
    std::chrono::milliseconds left = time;
    while (true) {
        at = std::max(at, uk_moment(day, hours.begins));
        const base::Instant ends = uk_moment(day, hours.ends);
        if (at < ends || (at == ends && left.count() == 0)) {
            if (at + left <= ends) return at + left;
            left -= ends - at;
        }
        const record::PartialDate next = next_working_day(day, holidays);
        if (next.first_day() <= day.first_day()) return ends;  // the calendar ends here
        day = next;
    }
}

}  // namespace kith::policy
