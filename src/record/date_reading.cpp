// How agencies write dates: every form that real files hold, read strictly or not at all.
#include "base/text.h"
#include "record/when.h"

#include <algorithm>
#include <array>

namespace kith::record {
namespace {

base::Error unreadable() {
    return base::fail(base::Fault::invalid_input, "not a date that can be read");
}

bool all_digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The number that `text` is, if it is between `min` and `max` digits long and nothing else.
std::optional<int> number(std::string_view text, size_t min, size_t max) {
    if (text.size() < min || text.size() > max || !all_digits(text)) return std::nullopt;
    int value = 0;
    for (char c : text) value = value * 10 + (c - '0');
    return value;
}

std::optional<int> month_named(std::string_view word) {
    constexpr std::array<std::string_view, 12> kNames = {"january",   "february", "march",    "april",
                                                         "may",       "june",     "july",     "august",
                                                         "september", "october",  "november", "december"};
    const std::string lower = base::lower_ascii(word);
    for (size_t i = 0; i < kNames.size(); ++i) {
        const bool is_short = lower == kNames[i].substr(0, 3) || (i == 8 && lower == "sept");
        if (is_short || lower == kNames[i]) return static_cast<int>(i) + 1;
    }
    return std::nullopt;
}

/// "1980", or "80" as the latest such year not after `latest`.
std::optional<int> year_of(std::string_view text, int latest) {
    if (auto full = number(text, 4, 4)) return full;
    const auto two = number(text, 2, 2);
    if (!two) return std::nullopt;
    const int year = latest / 100 * 100 + *two;
    return year > latest ? year - 100 : year;
}

/// "14/02/2017", "1/7/80", and "02/2017" where the day is not known.
base::Expected<PartialDate> read_english(const std::vector<std::string>& parts, int latest) {
    if (parts.size() == 2) {
        const auto month = number(parts[0], 1, 2);
        const auto year = number(parts[1], 4, 4);
        return month && year ? PartialDate::of_month(*year, *month) : unreadable();
    }
    if (parts.size() != 3) return unreadable();
    const auto day = number(parts[0], 1, 2);
    const auto month = number(parts[1], 1, 2);
    const auto year = year_of(parts[2], latest);
    return day && month && year ? PartialDate::of_day(*year, *month, *day) : unreadable();
}

/// "14 Feb 2017" or "Feb 2017".
base::Expected<PartialDate> read_words(std::string_view text, int latest) {
    std::vector<std::string> words;
    for (std::string& word : base::split(text, ' '))
        if (!word.empty()) words.push_back(std::move(word));
    if (words.size() < 2 || words.size() > 3) return unreadable();
    const auto month = month_named(words[words.size() - 2]);
    const auto year = year_of(words.back(), latest);
    if (!month || !year) return unreadable();
    if (words.size() == 2) return PartialDate::of_month(*year, *month);
    const auto day = number(words[0], 1, 2);
    return day ? PartialDate::of_day(*year, *month, *day) : unreadable();
}

/// "20170214".
base::Expected<PartialDate> read_compact(std::string_view text) {
    return PartialDate::of_day(*number(text.substr(0, 4), 4, 4), *number(text.substr(4, 2), 2, 2),
                               *number(text.substr(6, 2), 2, 2));
}

/// The date of "2017-02-14T00:00:00" and "14/02/2017 00:00"; the text itself when there is no time of day.
std::string_view without_time_of_day(std::string_view text) {
    const size_t at = text.find_first_of("T ");
    if (at == std::string_view::npos || text.find(':', at) == std::string_view::npos) return text;
    return text.find_first_not_of("0123456789-/.") == at ? text.substr(0, at) : text;
}

}  // namespace

base::Expected<PartialDate> PartialDate::parse_iso(std::string_view text) {
    const auto parts = base::split(text, '-');
    if (parts.size() > 3) return unreadable();
    const auto year = number(parts[0], 4, 4);
    const auto month = parts.size() > 1 ? number(parts[1], 2, 2) : std::optional<int>(0);
    const auto day = parts.size() > 2 ? number(parts[2], 2, 2) : std::optional<int>(0);
    if (!year || !month || !day) return unreadable();
    if (parts.size() == 1) return of_year(*year);
    return parts.size() == 2 ? of_month(*year, *month) : of_day(*year, *month, *day);
}

base::Expected<PartialDate> PartialDate::parse_any(std::string_view given, int latest_year) {
    const std::string_view text = without_time_of_day(base::trim(given));
    if (auto iso = parse_iso(text)) return iso;
    if (text.size() == 8 && all_digits(text)) return read_compact(text);
    for (char separator : {'/', '.', '-'})
        if (text.find(separator) != std::string_view::npos)
            return read_english(base::split(text, separator), latest_year);
    return read_words(text, latest_year);
}

}  // namespace kith::record
