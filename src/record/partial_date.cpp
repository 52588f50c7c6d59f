#include "record/when.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

namespace kith::record {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr int kFirstYear = 1850;
constexpr int kLastYear = 2200;
constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::chrono::year_month_day calendar(int year, int month, int day) {
    return {std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
            std::chrono::day(static_cast<unsigned>(day))};
}

int day_number(std::chrono::year_month_day date) {
    return static_cast<int>(sys_days(date).time_since_epoch().count());
}

int last_day_of(int year, int month) {
    using namespace std::chrono;
    const auto last =
        std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month)) / std::chrono::last;
    return day_number(year_month_day(last));
}

bool is_in_range(int year) {
    return year >= kFirstYear && year <= kLastYear;
}

base::Error not_a_date() {
    return base::fail(base::Fault::invalid_input, "not a date in the calendar");
}

std::string formatted(const char* pattern, int a, int b, int c) {
    std::array<char, 48> out{};
    const int n = std::snprintf(out.data(), out.size(), pattern, a, b, c);
    return {out.data(), static_cast<size_t>(n)};
}

}  // namespace

base::Expected<PartialDate> PartialDate::of_year(int year) {
    if (!is_in_range(year)) return not_a_date();
    return PartialDate(year, 0, 0);
}

base::Expected<PartialDate> PartialDate::of_month(int year, int month) {
    if (!is_in_range(year) || month < 1 || month > 12) return not_a_date();
    return PartialDate(year, month, 0);
}

base::Expected<PartialDate> PartialDate::of_day(int year, int month, int day) {
    if (!is_in_range(year) || month < 1 || month > 12 || day < 1 || day > 31) return not_a_date();
    if (!calendar(year, month, day).ok()) return not_a_date();
    return PartialDate(year, month, day);
}

int PartialDate::first_day() const {
    return day_number(calendar(year_, std::max(month_, 1), std::max(day_, 1)));
}

int PartialDate::last_day() const {
    if (day_) return first_day();
    return last_day_of(year_, month_ ? month_ : 12);
}

std::string PartialDate::iso() const {
    if (day_) return formatted("%04d-%02d-%02d", year_, month_, day_);
    return month_ ? formatted("%04d-%02d", year_, month_, 0) : formatted("%04d", year_, 0, 0);
}

std::string PartialDate::words() const {
    if (!month_) return std::to_string(year_);
    const std::string month_and_year =
        std::string(kMonths[static_cast<size_t>(month_ - 1)]) + " " + std::to_string(year_);
    return day_ ? std::to_string(day_) + " " + month_and_year : month_and_year;
}

bool PartialDate::is_possibly_default() const {
    return month_ == 1 && day_ == 1;
}

PartialDate from_day_number(int number) {
    const int first = day_number(calendar(kFirstYear, 1, 1));
    const int last = day_number(calendar(kLastYear, 12, 31));
    const std::chrono::year_month_day date{sys_days{days{std::clamp(number, first, last)}}};
    return *PartialDate::of_day(static_cast<int>(date.year()),
                                static_cast<int>(static_cast<unsigned>(date.month())),
                                static_cast<int>(static_cast<unsigned>(date.day())));
}

PartialDate uk_day(base::Instant instant) {
    const auto local = instant + std::chrono::minutes(base::uk_offset_minutes(instant));
    return from_day_number(static_cast<int>(std::chrono::floor<days>(local).time_since_epoch().count()));
}

namespace {

/// Whole years between two full days. Somebody born on 29 February is a year older on 1 March of a common
/// year.
int years_between(int born_day, int on_day) {
    const PartialDate born = from_day_number(born_day);
    const PartialDate on = from_day_number(on_day);
    const bool had_birthday = std::pair(*on.month(), *on.day()) >= std::pair(*born.month(), *born.day());
    return on.year() - born.year() - (had_birthday ? 0 : 1);
}

}  // namespace

std::optional<int> age_on(const PartialDate& born, const PartialDate& on) {
    const int youngest = years_between(born.last_day(), on.first_day());
    const int oldest = years_between(born.first_day(), on.last_day());
    if (youngest != oldest || youngest < 0) return std::nullopt;
    return youngest;
}

}  // namespace kith::record
