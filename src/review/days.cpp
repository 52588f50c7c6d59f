#include "review/days.h"

#include <algorithm>

namespace kith::review {
namespace {

constexpr int kBegins = 7 * 60, kEnds = 19 * 60;  ///< minutes of the day
constexpr int kMostHolidays = 30;                 ///< no run of free days is longer

std::chrono::milliseconds uk_clock(base::Instant at) {
    return at.time_since_epoch() + std::chrono::minutes(base::uk_offset_minutes(at));
}

}  // namespace

int uk_day_number(base::Instant at) {
    return static_cast<int>(std::chrono::floor<std::chrono::days>(uk_clock(at)).count());
}

bool is_working_day(int day, const policy::Rulebook& rulebook) {
    const std::chrono::weekday weekday{std::chrono::sys_days{std::chrono::days{day}}};
    if (weekday == std::chrono::Saturday || weekday == std::chrono::Sunday) return false;
    return std::ranges::none_of(rulebook.bank_holidays,
                                [day](const auto& h) { return h.first_day() == day; });
}

int next_working_day(int day, const policy::Rulebook& rulebook) {
    for (int tried = 0; tried < kMostHolidays; ++tried)
        if (is_working_day(++day, rulebook)) break;
    return day;
}

bool is_out_of_hours(base::Instant at, const policy::Rulebook& rulebook) {
    const auto clock = uk_clock(at);
    const auto minutes = std::chrono::floor<std::chrono::minutes>(clock).count() % (24 * 60);
    return minutes < kBegins || minutes >= kEnds || !is_working_day(uk_day_number(at), rulebook);
}

}  // namespace kith::review
