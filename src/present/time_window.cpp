#include "present/time_window.h"

#include "record/when.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace kith::present {
namespace {

using record::PartialDate;

TimeWindow kept_within(TimeWindow window, TimeWindow bounds) {
    if (window.length() >= bounds.length()) return bounds;
    if (window.from < bounds.from) return {bounds.from, bounds.from + window.length()};
    if (window.to > bounds.to) return {bounds.to - window.length(), bounds.to};
    return window;
}

PartialDate day_of(double day) {
    return record::from_day_number(static_cast<int>(std::floor(day)));
}

/// "14 Aug" from "14 Aug 2026", whose year the neighbouring month labels give.
std::string without_year(const std::string& words) {
    const size_t last = words.rfind(' ');
    return last == std::string::npos ? words : words.substr(0, last);
}

/// One grid line a year, every `step` years.
std::vector<Tick> year_ticks(TimeWindow window, int step) {
    std::vector<Tick> out;
    int year = day_of(window.from).year();
    year += (step - year % step) % step;
    for (;; year += step) {
        const auto date = PartialDate::of_year(year);
        if (!date || date->first_day() > window.to) return out;
        if (date->first_day() >= window.from)
            out.push_back({static_cast<double>(date->first_day()), date->words()});
    }
}

std::vector<Tick> month_ticks(TimeWindow window, int step) {
    std::vector<Tick> out;
    const PartialDate first = day_of(window.from);
    for (int month = first.year() * 12;; month += step) {
        const auto date = PartialDate::of_month(month / 12, month % 12 + 1);
        if (!date || date->first_day() > window.to) return out;
        if (date->first_day() >= window.from)
            out.push_back({static_cast<double>(date->first_day()), date->words()});
    }
}

std::vector<Tick> day_ticks(TimeWindow window, int step) {
    std::vector<Tick> out;
    int day = static_cast<int>(std::ceil(window.from));
    day += (step - day % step) % step;
    for (; day <= window.to; day += step)
        out.push_back({static_cast<double>(day), without_year(day_of(day).words())});
    return out;
}

}  // namespace

TimeWindow fit(TimeWindow extent) {
    const double length = std::max(extent.length(), kShortestWindow);
    const double air = std::max(length * 0.03, 1.0);
    const double middle = (extent.from + extent.to) / 2;
    return {middle - length / 2 - air, middle + length / 2 + air};
}

TimeWindow zoomed(TimeWindow window, double around, double factor, TimeWindow extent) {
    const TimeWindow bounds = fit(extent);
    const double length =
        std::clamp(window.length() / factor, std::min(kShortestWindow, bounds.length()), bounds.length());
    const double share = window.length() > 0 ? (around - window.from) / window.length() : 0.5;
    const double from = around - share * length;
    return kept_within({from, from + length}, bounds);
}

TimeWindow panned(TimeWindow window, double share, TimeWindow extent) {
    const double days = share * window.length();
    return kept_within({window.from + days, window.to + days}, fit(extent));
}

TimeWindow brought_into_view(TimeWindow window, double day, TimeWindow extent) {
    const double margin = window.length() * 0.05;
    if (day < window.from + margin) {
        const double from = day - margin;
        return kept_within({from, from + window.length()}, fit(extent));
    }
    if (day > window.to - margin) {
        const double to = day + margin;
        return kept_within({to - window.length(), to}, fit(extent));
    }
    return window;
}

std::vector<Tick> ticks(const TimeScale& scale, double room) {
    const double days = room * scale.days_per_pixel();
    for (const int step : {1, 2, 7, 14})
        if (days <= step) return day_ticks(scale.window, step);
    for (const int step : {1, 3, 6})
        if (days <= step * 28) return month_ticks(scale.window, step);
    for (const int step : {1, 2, 5, 10, 20})
        if (days <= step * 365) return year_ticks(scale.window, step);
    return year_ticks(scale.window, 50);
}

}  // namespace kith::present
