#include "review/retention.h"

#include "json/value.h"
#include "ports/audit_kinds.h"

#include <algorithm>

namespace kith::review {
namespace {

namespace kinds = ports::kinds;

/// However the shelf says how many: a number, or a list of what went.
std::uint64_t copies_in(const json::Value& facts) {
    for (const char* name : {"count", "copies"})
        if (const auto count = facts[name].integer(); count && *count >= 0)
            return static_cast<std::uint64_t>(*count);
    return facts["items"].size();
}

RetentionReport::Purged purged_in(const LogLine& line, std::uint64_t place) {
    RetentionReport::Purged purged{.place = place, .at = line.at, .reason = {}, .certificate = {}};
    if (const auto document = json::parse(line.facts)) {
        const auto facts = document->root();
        for (const char* name : {"why", "rule", "reason"})
            if (facts[name].is_text()) purged.reason = facts[name].text();
        purged.certificate = facts["certificate"].text();
        purged.copies = copies_in(facts);
    }
    return purged;
}

/// How many copies one entry says were kept; one, where it does not say.
size_t count_in(const std::string& facts) {
    const auto document = json::parse(facts);
    const auto count = document ? document->root()["count"].integer() : std::nullopt;
    return count && *count > 0 ? static_cast<size_t>(*count) : 1;
}

}  // namespace

RetentionReport retention_report(const Register& log, const std::vector<ShelfCopy>& copies,
                                 base::Instant from, base::Instant now) {
    RetentionReport report;
    for (const auto& copy : copies) {
        if (!copy.hold_owner.empty())
            report.holds.push_back({copy, !copy.hold_review || *copy.hold_review <= now});
        else
            (copy.until <= now ? report.overdue : report.live).push_back(copy);
    }
    std::ranges::stable_sort(report.live, {}, &ShelfCopy::until);
    if (!report.live.empty()) report.next_expiry = report.live.front().until;
    Filter filter;
    filter.from = from;
    filter.until = now + std::chrono::milliseconds{1};
    filter.kinds = {std::string(kinds::kPurged), std::string(kinds::kShelfEmptied)};
    for (const auto place : log.find(filter)) {
        report.purged.push_back(purged_in(log.line(place), place));
        report.copies_purged += report.purged.back().copies;
    }
    filter.kinds = {std::string(kinds::kKept)};
    for (const auto place : log.find(filter)) report.copies_kept += count_in(log.line(place).facts);
    return report;
}

}  // namespace kith::review
