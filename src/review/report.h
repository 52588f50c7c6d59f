#pragma once
#include "review/assess.h"
#include "review/emergency.h"

namespace kith::review {

/// A table of a report: a heading, then counts by name.
struct CountTable {
    std::string title;
    std::vector<std::pair<std::string, std::uint64_t>> rows;  ///< name, count
};

/// Counts under 5 stand as "fewer than 5", and where one alone would follow from the total the next smallest is hidden as
/// well. 0 is told: it is about nobody.
std::vector<std::pair<std::string, std::string>> with_small_numbers_hidden(const CountTable& table);

/// What a month came to, in counts alone (no user, no subject): accesses by what explains them, by team and by purpose; signals
/// by rule; verdicts; emergencies by outcome; refusals. `from` and `until` bound the accesses' first entries.
struct Report {
    base::Instant from{}, until{};
    std::vector<CountTable> tables;
    std::vector<std::string> findings;  ///< sentences: overdue emergencies, "other" too often
};
Report make_report(const Register& log, const Assessment& assessed, const EmergencyQueue& emergencies, const Work& work,
                   base::Instant from, base::Instant until);
/// As text, small numbers hidden.
std::string text_of(const Report& report);

}  // namespace kith::review
