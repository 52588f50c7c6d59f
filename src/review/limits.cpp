#include "review/limits.h"

#include "ports/audit_kinds.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace kith::review {
namespace {

namespace kinds = ports::kinds;
using std::chrono::hours;

constexpr std::array kAsking = {kinds::kAsked, kinds::kAskedAgain, kinds::kCopyOpened};
constexpr std::array kOpening = {
    kinds::kEventOpened, kinds::kOriginShown, kinds::kEdgeShown,          kinds::kCopied,
    kinds::kPrinted,     kinds::kExported,    kinds::kCandidateConfirmed, kinds::kCandidateRejected};

bool is_one_of(const auto& list, std::string_view kind) {
    return std::ranges::find(list, kind) != list.end();
}

class Count {
public:
    explicit Count(base::Instant now) : now_(now) {}
    void take(const LogLine& line) {
        if (line.at > now_ || line.at <= now_ - hours{24}) return;
        const bool is_of_hour = line.at > now_ - hours{1};
        if (is_one_of(kAsking, line.kind) && !line.subject.empty()) {
            day_.insert(line.subject);
            if (is_of_hour) hour_.insert(line.subject);
        }
        // An enquiry begins with its first question, however much is asked again.
        if (is_one_of(kAsking, line.kind) && is_of_hour) searches_.insert(line.enquiry);
        if (is_one_of(kOpening, line.kind)) opened_.insert(line.enquiry);
    }
    Usage usage() const {
        const auto closed =
            std::ranges::count_if(searches_, [&](const auto& e) { return !opened_.contains(e); });
        return {static_cast<int>(hour_.size()), static_cast<int>(day_.size()), static_cast<int>(closed)};
    }

private:
    base::Instant now_;
    std::set<std::string> hour_, day_, searches_, opened_;
};

std::string over(int done, int allowed, const char* what) {
    return std::to_string(done) + " " + what + "; the rulebook allows " + std::to_string(allowed) +
           " before a supervisor is told.";
}

}  // namespace

Usage usage_of(const Register& log, std::string_view user, base::Instant now) {
    Count count(now);
    Filter filter;
    filter.user = user;
    filter.from = now - hours{24};
    for (const auto place : log.find(filter)) count.take(log.line(place));
    return count.usage();
}

Usage usage_of(const std::vector<LogLine>& entries, std::string_view user, base::Instant now) {
    Count count(now);
    for (const auto& line : entries)
        if (line.user == user) count.take(line);
    return count.usage();
}

std::vector<Reached> reached(const Usage& usage, const policy::Limits& limits) {
    std::vector<Reached> all;
    if (usage.children_last_hour >= limits.children_an_hour)
        all.push_back({"many_children", over(usage.children_last_hour, limits.children_an_hour,
                                             "children within the last hour")});
    if (usage.children_last_day >= limits.children_a_day)
        all.push_back({"many_children",
                       over(usage.children_last_day, limits.children_a_day, "children within the last day")});
    if (usage.searches_without_opening >= limits.searches_without_opening)
        all.push_back({"searches_only", over(usage.searches_without_opening, limits.searches_without_opening,
                                             "searches within the last hour without opening anything")});
    return all;
}

}  // namespace kith::review
