#include "base/instant.h"

#include <array>
#include <charconv>
#include <cstdio>

namespace kith::base {
namespace {

using namespace std::chrono;

constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// Reads exactly `digits` decimal digits at `at`; -1 if there are none.
int number_at(std::string_view text, size_t at, size_t digits) {
    if (at + digits > text.size()) return -1;
    int value = 0;
    for (size_t i = at; i < at + digits; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

bool has(std::string_view text, size_t at, char c) {
    return at < text.size() && text[at] == c;
}

/// The last Sunday of a month at 01:00 UTC, when United Kingdom clocks change (Summer Time Order 2002).
sys_seconds last_sunday_at_one(year y, month m) {
    return sys_days{y / m / Sunday[last]} + hours{1};
}

struct Zone {
    size_t length;
    minutes ahead;
};

/// Reads "Z", "+01:00" or "-0530" at `at`; length 0 when there is none.
Zone zone_at(std::string_view text, size_t at) {
    if (has(text, at, 'Z') || has(text, at, 'z')) return {1, minutes{0}};
    if (!has(text, at, '+') && !has(text, at, '-')) return {0, minutes{0}};
    const size_t colon = has(text, at + 3, ':') ? 1 : 0;
    const int h = number_at(text, at + 1, 2);
    const int m = number_at(text, at + 3 + colon, 2);
    if (h < 0 || h > 14 || m < 0 || m > 59) return {0, minutes{0}};
    const minutes ahead = hours{h} + minutes{m};
    return {5 + colon, text[at] == '-' ? -ahead : ahead};
}

/// Skips ".250"; gives milliseconds, cut.
milliseconds decimals_at(std::string_view text, size_t& at) {
    if (!has(text, at, '.')) return milliseconds{0};
    ++at;
    int value = 0, weight = 100;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
        value += (text[at] - '0') * weight;
        weight /= 10;
    }
    return milliseconds{value};
}

}  // namespace

std::string to_iso(Instant instant) {
    const auto day = floor<days>(instant);
    const year_month_day date{day};
    const hh_mm_ss time{instant - day};
    char out[40];
    std::snprintf(out, sizeof out, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", int(date.year()),
                  unsigned(date.month()), unsigned(date.day()), int(time.hours().count()),
                  int(time.minutes().count()), int(time.seconds().count()), int(time.subseconds().count()));
    return out;
}

Expected<Instant> parse_instant(std::string_view text) {
    const int y = number_at(text, 0, 4), mo = number_at(text, 5, 2), d = number_at(text, 8, 2);
    const int h = number_at(text, 11, 2), mi = number_at(text, 14, 2);
    const bool shaped = has(text, 4, '-') && has(text, 7, '-') &&
                        (has(text, 10, 'T') || has(text, 10, 't') || has(text, 10, ' ')) &&
                        has(text, 13, ':');
    const year_month_day date{year{y}, month{unsigned(mo)}, day{unsigned(d)}};
    if (!shaped || y < 0 || mo < 0 || d < 0 || !date.ok() || h < 0 || h > 23 || mi < 0 || mi > 59)
        return fail(Fault::invalid_input, "not a date and time");
    size_t at = 16;
    int s = 0;
    if (has(text, at, ':')) {
        s = number_at(text, at + 1, 2);
        if (s < 0 || s > 60) return fail(Fault::invalid_input, "not a date and time");
        at += 3;
    }
    const milliseconds part = decimals_at(text, at);
    const Zone zone = zone_at(text, at);
    if (zone.length == 0 || at + zone.length != text.size())
        return fail(Fault::invalid_input, "a time without a zone");
    return Instant{sys_days{date} + hours{h} + minutes{mi} + seconds{s} + part - zone.ahead};
}

int uk_offset_minutes(Instant instant) {
    const year y = year_month_day{floor<days>(instant)}.year();
    const bool summer = instant >= last_sunday_at_one(y, March) && instant < last_sunday_at_one(y, October);
    return summer ? 60 : 0;
}

std::string uk_time(Instant instant) {
    const Instant local = instant + minutes{uk_offset_minutes(instant)};
    const auto day = floor<days>(local);
    const year_month_day date{day};
    const hh_mm_ss time{floor<minutes>(local - day)};
    char out[40];
    std::snprintf(out, sizeof out, "%u %s %04d, %02d:%02d", unsigned(date.day()),
                  kMonths[unsigned(date.month()) - 1], int(date.year()), int(time.hours().count()),
                  int(time.minutes().count()));
    return out;
}

}  // namespace kith::base
