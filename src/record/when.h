#pragma once
#include "base/expected.h"
#include "base/instant.h"

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace kith::record {

/// A calendar date that may know only its year, or its year and month. It cannot pretend to know the day.
class PartialDate {
public:
    /// Each fails with invalid_input for a date that is not in the calendar or not within 1850..2200.
    static base::Expected<PartialDate> of_year(int year);
    static base::Expected<PartialDate> of_month(int year, int month);
    static base::Expected<PartialDate> of_day(int year, int month, int day);
    /// Reads "2017", "2017-02", "2017-02-14" (FHIR and ISO 8601).
    static base::Expected<PartialDate> parse_iso(std::string_view text);
    /// Reads what agencies really send as well: "14/02/2017", "20170214", "1/7/80" (two-digit years: the
    /// latest year not after `latest_year`), "14 Feb 2017", "Feb 2017". Day before month, as in England.
    static base::Expected<PartialDate> parse_any(std::string_view text, int latest_year = 2099);

    int year() const { return year_; }
    std::optional<int> month() const { return month_ ? std::optional<int>(month_) : std::nullopt; }
    std::optional<int> day() const { return day_ ? std::optional<int>(day_) : std::nullopt; }
    bool has_day() const { return day_ != 0; }

    /// First and last day that it can mean, as days since 1970-01-01.
    int first_day() const;
    int last_day() const;

    /// "2017-02-14", "2017-02" or "2017".
    std::string iso() const;
    /// "14 Feb 2017", "Feb 2017" or "2017": unambiguous, never an invented day.
    std::string words() const;
    /// 1 January of any year (1 January 1970 above all): systems write these when they do not know.
    bool is_possibly_default() const;

    bool operator==(const PartialDate&) const = default;

private:
    PartialDate(int year, int month, int day) : year_(year), month_(month), day_(day) {}
    int year_ = 0;
    int month_ = 0;  ///< 0: not known
    int day_ = 0;    ///< 0: not known
};

/// The United Kingdom calendar day of an instant.
PartialDate uk_day(base::Instant instant);
/// Days since 1970-01-01 to a full date; days outside 1850..2200 come back as the first or last day of that
/// range.
PartialDate from_day_number(int days);
/// Whole years from birth to `on`; empty when the birth date or `on` is too imprecise to say for sure.
std::optional<int> age_on(const PartialDate& born, const PartialDate& on);

enum class Precision { instant, day, month, year, unknown };
std::string_view name_of(Precision precision);

/// When something happened, as precisely as somebody said it: a moment, a date or part of one, a span, or
/// unknown.
class When {
public:
    When() = default;  ///< unknown
    static When at(base::Instant instant);
    static When on(PartialDate date);
    /// From `start` to `end`; an empty end means it goes on.
    static When span(PartialDate start, std::optional<PartialDate> end);
    /// Reads a date or a date-time with zone as FHIR writes them; unknown when it reads as neither.
    /// Of a date-time without a zone only the day is kept: which moment it means cannot be said.
    static When parse_fhir(std::string_view text);

    bool is_known() const { return start_.has_value(); }
    bool is_span() const { return span_; }
    Precision precision() const;
    std::optional<base::Instant> instant() const { return instant_; }
    /// The date it starts on (United Kingdom day for an instant). Only when is_known().
    const PartialDate& start() const { return *start_; }
    std::optional<PartialDate> end() const { return end_; }
    /// Days since 1970-01-01 of the earliest and latest day it can mean. Only when is_known().
    /// A span that goes on lasts until the end of 2200; one that ends before it starts keeps its start.
    int first_day() const;
    int last_day() const;
    /// Sorting key in milliseconds since 1970: the start of what it can mean. Only when is_known().
    std::int64_t sort_key() const;
    /// "16 Nov 2026, 18:40", "16 Nov 2026", "Nov 2026", "2026", "12 Jun 2025 to now", "date not given".
    std::string words() const;
    /// ISO form for files: instant, date, "start/end", "start/.." while it goes on, or empty.
    std::string iso() const;
    /// The reverse of iso(); unknown when it does not read.
    static When parse_iso(std::string_view text);
    /// As of a date; of an instant only when it is midnight on 1 January.
    bool is_possibly_default() const;
    bool operator==(const When&) const = default;

private:
    std::optional<base::Instant> instant_;
    std::optional<PartialDate> start_;
    std::optional<PartialDate> end_;
    bool span_ = false;
};

/// Inclusive range of days; an empty side is open.
struct Period {
    std::optional<PartialDate> from;
    std::optional<PartialDate> to;
    bool operator==(const Period&) const = default;
    bool is_open() const { return !from && !to; }
    /// Whether any part of `when` can fall inside; an unknown time always may.
    bool may_contain(const When& when) const;
    /// "Aug 2024 to now", "any time".
    std::string words() const;
};

}  // namespace kith::record
