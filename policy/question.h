#pragma once
#include "policy/rulebook.h"

#include <optional>
#include <string_view>
#include <vector>

namespace kith::policy {

/// The smallest thing that can be asked of the rules: one kind of information, about one kind of person.
struct Question {
    std::string_view role, purpose;
    record::SourceId source;
    record::CategoryId category;
    /// Somebody of unknown age gets what both a child and an adult would.
    PersonKind kind = PersonKind::subject_child;
    bool has_consent = false;  ///< given, or overridden with a listed reason
};

struct Answer {
    /// The widest that may be seen; absent: denied, by a rule or because none permits.
    std::optional<Mode> mode;
    /// Of that mode: the last so many years; 0: without bound.
    int lookback_years = 0;
    /// Every rule that spoke, once each, whatever it said. Their order means nothing. They point into the
    /// rulebook.
    std::vector<const Rule*> spoke;
    bool denied_by_rule = false;
};

/// What the rules alone say; agreements, approvals and emergencies are decide()'s. Pure; any thread. A role,
/// purpose, source or category that the rulebook does not have is denied. decide() itself asks through here.
Answer answer(const Rulebook& rulebook, const Question& question);

}  // namespace kith::policy
