#include "patterns/rules.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>
#include <string_view>

namespace kith::patterns {

namespace {

using chronology::Entry;

constexpr int kNinetyDays = 90, kYear = 365, kThirtyDays = 30;
constexpr size_t kAttendances = 3, kAddresses = 3, kMissed = 2;
constexpr double kPoints = 15;

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_emergency(const record::Event& event) {
    return event.kind == "ed_attendance";
}

bool is_missed(const record::Event& event) {
    const auto says = [](std::string_view word) {
        return is_one_of(word, {"not_brought", "not_attended", "was_not_brought", "did_not_attend"});
    };
    return says(event.kind) || std::any_of(event.tags.begin(), event.tags.end(), says);
}

std::optional<int> day_of(const record::Event& event) {
    const auto& when = event.occurred;
    if (!when.is_known() || !when.start().has_day()) return std::nullopt;
    return when.first_day();
}

std::string days(int first, int last) {
    return record::from_day_number(first).words() + " to " + record::from_day_number(last).words();
}

/// What several sources tell of one day counts once: as often as the one that tells most.
struct Day {
    int day = 0;
    size_t count = 0;
    std::vector<const Entry*> entries;
};

template <typename Wanted>
std::vector<Day> by_day(const Facts& facts, Wanted wanted, int today) {
    std::map<int, std::map<record::SourceId, std::vector<const Entry*>>> found;
    for (const auto* entry : facts.entries) {
        const auto day = day_of(entry->event);
        if (day && *day <= today && wanted(entry->event))
            found[*day][entry->event.origin.source].push_back(entry);
    }
    std::vector<Day> out;
    for (const auto& [day, sources] : found) {
        out.push_back({.day = day});
        for (const auto& [source, entries] : sources) {
            out.back().count = std::max(out.back().count, entries.size());
            out.back().entries.insert(out.back().entries.end(), entries.begin(), entries.end());
        }
    }
    return out;
}

/// The run of days no longer than `window` that holds most; the latest of those. Empty when it holds under
/// `least`.
std::pair<size_t, size_t> fullest(const std::vector<Day>& found, int window, size_t least, size_t& most) {
    std::pair<size_t, size_t> best{0, 0};
    size_t count = 0;
    most = least;
    for (size_t first = 0, next = 0; next < found.size();) {
        count += found[next++].count;
        while (found[next - 1].day - found[first].day > window) count -= found[first++].count;
        if (count >= most) {
            most = count;
            best = {first, next};
        }
    }
    return best;
}

template <typename Wanted>
std::optional<Finding> count_in_window(const Facts& facts, const Setting& setting, Wanted wanted,
                                       size_t least, std::string_view what) {
    const auto found = by_day(facts, wanted, setting.today);
    size_t count = 0;
    const auto [first, end] = fullest(found, kNinetyDays, least, count);
    if (first == end) return std::nullopt;
    Finding finding;
    for (size_t i = first; i < end; ++i)
        for (const auto* entry : found[i].entries) add_evidence(finding, *entry);
    finding.words = std::to_string(count) + ' ' + std::string(what) + " in " + std::to_string(kNinetyDays) +
                    " days (" + days(found[first].day, found[end - 1].day) + ")";
    return finding;
}

std::optional<Finding> emergencies(const Facts& facts, const Setting& setting) {
    return count_in_window(facts, setting, is_emergency, kAttendances, "emergency attendances");
}

std::optional<Finding> missed(const Facts& facts, const Setting& setting) {
    return count_in_window(facts, setting, is_missed, kMissed, "appointments not brought to or not attended");
}

/// Homes that a source dates the beginning or the end of within the twelve months before a day.
std::vector<const Stay*> homes_before(const Facts& facts, int day) {
    const auto within = [&](const std::optional<int>& d) { return d && *d <= day && *d > day - kYear; };
    std::vector<const Stay*> out;
    for (const auto& stay : facts.stays)
        if (within(stay.from) || within(stay.to)) out.push_back(&stay);
    return out;
}

std::optional<Finding> addresses(const Facts& facts, const Setting& setting) {
    size_t most = kAddresses;
    std::optional<Finding> best;
    std::set<int> moves;
    for (const auto& stay : facts.stays)
        if (stay.from && *stay.from <= setting.today) moves.insert(*stay.from);
    for (const int move : moves) {
        const auto homes = homes_before(facts, move);
        std::set<std::string_view> keys;
        for (const auto* home : homes) keys.insert(home->key);
        if (keys.size() < most) continue;
        most = keys.size();
        best.emplace();
        best->words = std::to_string(most) + " addresses in 12 months (to " +
                      record::from_day_number(move).words() + ")";
        for (const auto* home : homes) best->origins.push_back(home->origin);
    }
    return best;
}

struct SchoolYear {
    int starts = 0;
    double attendance = 0;
    const Entry* entry = nullptr;
};

std::optional<SchoolYear> school_year(const Entry& entry) {
    if (entry.event.kind != "attendance_year" || !entry.event.occurred.is_known()) return std::nullopt;
    for (const auto& [label, value] : entry.event.details) {
        if (!is_one_of(base::lower_ascii(label),
                       {"attendance, per cent", "attendance_percentage", "attendancepercentage"}))
            continue;
        double percent = 0;
        const auto read = std::from_chars(value.data(), value.data() + value.size(), percent);
        if (read.ec == std::errc() && percent >= 0 && percent <= 100)
            return SchoolYear{entry.event.occurred.start().year(), percent, &entry};
    }
    return std::nullopt;
}

std::string percent(double value) {
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed,
                                   value == static_cast<int>(value) ? 0 : 1);
    return std::string(text.data(), end.ptr) + " %";
}

std::optional<Finding> attendance_down(const Facts& facts, const Setting&) {
    std::map<record::SourceId, std::map<int, SchoolYear>> years;
    for (const auto* entry : facts.entries)
        if (const auto year = school_year(*entry)) years[entry->event.origin.source][year->starts] = *year;
    std::optional<Finding> best;
    int latest = 0;
    for (const auto& [source, by_start] : years)
        for (const auto& [start, now] : by_start) {
            const auto before = by_start.find(start - 1);
            const bool is_down =
                before != by_start.end() && before->second.attendance - now.attendance >= kPoints;
            if (!is_down || start <= latest) continue;
            latest = start;
            best.emplace();
            best->words = "Attendance " + percent(now.attendance) + " in the school year from " +
                          std::to_string(start) + ", was " + percent(before->second.attendance);
            add_evidence(*best, *before->second.entry);
            add_evidence(*best, *now.entry);
        }
    return best;
}

std::optional<Finding> moved_after_referral(const Facts& facts, const Setting& setting) {
    std::optional<Finding> best;
    for (const auto* entry : facts.entries) {
        const auto referred = entry->event.kind == "referral" ? day_of(entry->event) : std::nullopt;
        if (!referred || *referred > setting.today) continue;
        for (const auto& stay : facts.stays) {
            if (!stay.from || *stay.from <= *referred || *stay.from > *referred + kThirtyDays) continue;
            best.emplace();
            best->words = "Moved on " + record::from_day_number(*stay.from).words() + ", " +
                          base::counted(static_cast<size_t>(*stay.from - *referred), "day", "days") +
                          " after a referral";
            add_evidence(*best, *entry);
            best->origins.push_back(stay.origin);
        }
    }
    return best;
}

}  // namespace

void add_evidence(Finding& finding, const Entry& entry) {
    finding.entries.push_back(entry.id);
    finding.origins.push_back(entry.event.origin);
}

const std::vector<RuleTest>& rule_tests() {
    static const std::vector<RuleTest> tests{
        {{"P-01", "Three or more emergency attendances within 90 days"}, emergencies},
        {{"P-02", "Three or more addresses within 12 months"}, addresses},
        {{"P-03", "Two or more appointments not brought to or not attended within 90 days"}, missed},
        {{"P-04", "Attendance at school down by 15 points or more between two consecutive years"},
         attendance_down},
        {{"P-05", "Moved within 30 days after a referral"}, moved_after_referral},
        {{"P-06", "An injury described differently by two sources of one incident"}, told_differently},
    };
    return tests;
}

}  // namespace kith::patterns
