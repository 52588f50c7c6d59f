#pragma once
#include <chrono>
#include <string>
#include <string_view>

namespace kith::sandbox {

/// The day on which the stories of Northshire stand still.
inline constexpr std::string_view kToday = "2026-11-22";

using Day = std::chrono::sys_days;

/// "2026-11-22" and back; only for dates written by ourselves.
Day day_of(std::string_view iso);
std::string iso(Day day);
Day today();
/// "2017-02-14" as "2017-14-02" would be read by somebody who swaps day and month; empty when that is no
/// date.
std::string swapped_day_and_month(std::string_view iso);
/// "2026-11-16" and "18:40" of a United Kingdom clock as "2026-11-16T18:40:00+00:00".
std::string stamp(std::string_view date, std::string_view clock);
/// Whole years old on kToday; 0 for an empty birth date.
int age_today(std::string_view born);

}  // namespace kith::sandbox
