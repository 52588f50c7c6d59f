#include "connectors/sandbox/days.h"

#include "base/instant.h"

#include <cstdio>

namespace kith::sandbox {
namespace {

int number(std::string_view digits) {
    int value = 0;
    for (const char digit : digits) value = value * 10 + (digit - '0');
    return value;
}

std::chrono::year_month_day calendar(std::string_view iso) {
    return {std::chrono::year(number(iso.substr(0, 4))),
            std::chrono::month(static_cast<unsigned>(number(iso.substr(5, 2)))),
            std::chrono::day(static_cast<unsigned>(number(iso.substr(8, 2))))};
}

}  // namespace

Day day_of(std::string_view iso) {
    return Day(calendar(iso));
}

std::string iso(Day day) {
    const std::chrono::year_month_day date(day);
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text;
}

Day today() {
    return day_of(kToday);
}

std::string swapped_day_and_month(std::string_view iso) {
    const auto date = calendar(iso);
    if (static_cast<unsigned>(date.day()) > 12) return {};
    const std::string text(iso);
    return text.substr(0, 5) + text.substr(8, 2) + "-" + text.substr(5, 2);
}

std::string stamp(std::string_view date, std::string_view clock) {
    const auto minutes =
        std::chrono::hours(number(clock.substr(0, 2))) + std::chrono::minutes(number(clock.substr(3, 2)));
    const int ahead = base::uk_offset_minutes(base::Instant(day_of(date).time_since_epoch() + minutes));
    return std::string(date) + "T" + std::string(clock) + (ahead ? ":00+01:00" : ":00+00:00");
}

int age_today(std::string_view born) {
    if (born.size() < 10) return 0;
    const int years = number(kToday.substr(0, 4)) - number(born.substr(0, 4));
    return kToday.substr(5) < born.substr(5) ? years - 1 : years;
}

}  // namespace kith::sandbox
