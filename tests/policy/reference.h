#pragma once
#include "policy/question.h"

#include <string>
#include <vector>

namespace kith::policy_tests {

/// What the rules say, worked out as slowly and plainly as it can be said: each rule in turn, each condition
/// in turn, no index and nothing remembered. Shares no code with the room it judges.
struct Plainly {
    std::optional<policy::Mode> mode;
    int lookback_years = 0;
    std::vector<std::string> spoke;  ///< ids, sorted, once each
    bool denied_by_rule = false;
    bool operator==(const Plainly&) const = default;
};
Plainly answer_plainly(const policy::Rulebook& rulebook, const policy::Question& question);

/// The answer of the room, written the same way.
Plainly in_plain_terms(const policy::Answer& answer);

}  // namespace kith::policy_tests
