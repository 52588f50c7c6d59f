#pragma once
#include "base/expected.h"
#include "ports/audit_sink.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace kith::sandbox {

/// An access log to be made: weeks of ordinary work by the teams of two authorities, from 21 September 2026
/// on, and in it what a reviewer should find. Repeatable: the same order, the same log.
struct LogOrder {
    std::uint64_t seed = 1;
    std::uint64_t entries = 1000;  ///< at least; a few more, so that each access is whole
    double unexplained = 0.01;     ///< share of accesses that no work explains, as far as misdeeds leave room
    int of_each_rule =
        1;  ///< misdeeds planted for each rule that questions accesses, and as many near misses
};

struct Planted {
    std::string rule;  ///< which must question this enquiry, or must not; empty: unexplained and no more
    std::string enquiry, user;
    bool is_near_miss = false;   ///< the rule must not question it
    bool is_unexplained = true;  ///< no work explains it
};

struct MadeLog {
    std::string work_json, staff_json;  ///< as src/review/schema has them
    std::vector<Planted> planted;
    std::uint64_t entries = 0, accesses = 0;
};

/// Gives the entries one by one in the order of their time. Fails when `take` does.
base::Expected<MadeLog> make_log(const LogOrder& order,
                                 const std::function<base::Expected<void>(const ports::AuditEntry&)>& take);

/// The list of what was planted, as JSON for a reader to compare with.
std::string planted_json(const MadeLog& made);

}  // namespace kith::sandbox
