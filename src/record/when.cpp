#include "record/when.h"

#include <algorithm>

namespace kith::record {
namespace {

constexpr std::int64_t kDayMs = 24LL * 60 * 60 * 1000;

/// The year of an instant, before it is pressed into the calendar that PartialDate keeps to.
bool is_in_calendar(base::Instant instant) {
    static const std::int64_t first = PartialDate::of_year(1850)->first_day() * kDayMs;
    static const std::int64_t last = (PartialDate::of_year(2200)->last_day() + 1LL) * kDayMs;
    const std::int64_t ms = instant.time_since_epoch().count();
    return ms >= first && ms < last;
}

/// Midnight in the United Kingdom, so that a day sorts before all that happened on it, in summer too.
std::int64_t midnight_ms(int day) {
    const base::Instant utc{std::chrono::milliseconds(day * kDayMs)};
    return utc.time_since_epoch().count() - base::uk_offset_minutes(utc) * 60'000LL;
}

bool is_uk_midnight(base::Instant instant) {
    return instant.time_since_epoch().count() == midnight_ms(uk_day(instant).first_day());
}

/// An open end reads as ".." (ISO 8601-2).
When read_span(std::string_view start, std::string_view end) {
    const auto from = PartialDate::parse_iso(start);
    if (!from) return {};
    if (end == "..") return When::span(*from, std::nullopt);
    const auto to = PartialDate::parse_iso(end);
    return to ? When::span(*from, *to) : When{};
}

}  // namespace

std::string_view name_of(Precision precision) {
    switch (precision) {
        case Precision::instant:
            return "instant";
        case Precision::day:
            return "day";
        case Precision::month:
            return "month";
        case Precision::year:
            return "year";
        case Precision::unknown:
            return "unknown";
    }
    return "unknown";
}

When When::at(base::Instant instant) {
    When when;
    when.instant_ = instant;
    when.start_ = uk_day(instant);
    return when;
}

When When::on(PartialDate date) {
    When when;
    when.start_ = date;
    return when;
}

When When::span(PartialDate start, std::optional<PartialDate> end) {
    When when;
    when.start_ = start;
    when.end_ = end;
    when.span_ = true;
    return when;
}

When When::parse_fhir(std::string_view text) {
    const auto instant = base::parse_instant(text);
    if (instant) return is_in_calendar(*instant) ? at(*instant) : When{};
    const auto date = PartialDate::parse_iso(text.substr(0, text.find('T')));
    return date ? on(*date) : When{};
}

Precision When::precision() const {
    if (instant_) return Precision::instant;
    if (!start_) return Precision::unknown;
    if (start_->has_day()) return Precision::day;
    return start_->month() ? Precision::month : Precision::year;
}

int When::first_day() const {
    return start_->first_day();
}

int When::last_day() const {
    if (!span_) return start_->last_day();
    static const int end_of_time = PartialDate::of_year(2200)->last_day();
    return end_ ? std::max(end_->last_day(), start_->first_day()) : end_of_time;
}

std::int64_t When::sort_key() const {
    return instant_ ? instant_->time_since_epoch().count() : midnight_ms(first_day());
}

std::string When::words() const {
    if (!start_) return "date not given";
    if (instant_) return base::uk_time(*instant_);
    if (!span_) return start_->words();
    return start_->words() + " to " + (end_ ? end_->words() : "now");
}

std::string When::iso() const {
    if (!start_) return {};
    if (instant_) return base::to_iso(*instant_);
    if (!span_) return start_->iso();
    return start_->iso() + "/" + (end_ ? end_->iso() : "..");
}

When When::parse_iso(std::string_view text) {
    const size_t slash = text.find('/');
    if (slash == std::string_view::npos) return parse_fhir(text);
    return read_span(text.substr(0, slash), text.substr(slash + 1));
}

bool When::is_possibly_default() const {
    if (!start_ || !start_->is_possibly_default()) return false;
    return !instant_ || is_uk_midnight(*instant_);
}

bool Period::may_contain(const When& when) const {
    if (!when.is_known()) return true;
    if (from && when.last_day() < from->first_day()) return false;
    return !to || when.first_day() <= to->last_day();
}

std::string Period::words() const {
    if (is_open()) return "any time";
    if (!from) return "until " + to->words();
    return from->words() + " to " + (to ? to->words() : "now");
}

}  // namespace kith::record
