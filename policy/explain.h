#pragma once
#include "base/instant.h"
#include "policy/question.h"
#include "policy/rulebook.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace kith::policy {

/// How far back may be seen, in years; 0: without bound; absent: not at all. Content implies existence, so
/// `existence` is never the narrower.
struct Extent {
    std::optional<int> content, existence;
    /// Of kFields, those that are seen for less than the content is; no years: not at all.
    struct KeptBack {
        std::string field;
        std::optional<int> years;
        bool operator==(const KeptBack&) const = default;
    };
    std::vector<KeptBack> kept_back;
    bool is_nothing() const { return !existence; }
    bool operator==(const Extent&) const = default;
};
/// "content", "content of the last 10 years", "content of the last 2 years, existence without bound",
/// "existence", "nothing".
std::string in_words(const Extent& extent);

/// Why one question is answered as it is. Everything it points to belongs to the rulebook.
struct Explanation {
    Extent extent;    ///< what may be seen, all told
    Extent by_rules;  ///< what it would be if every source had agreed to everything
    bool denied_by_rule = false;
    bool needs_consent = false;      ///< refused because the purpose rests on consent and there is none
    std::vector<const Rule*> rules;  ///< that spoke, by id
    std::optional<Mode> agreed;      ///< the widest that the agreements of that day give; absent: nothing
    std::vector<const Agreement*> agreements;  ///< of that day that cover it, exceptions too, by id
    std::vector<std::string> obligations;      ///< sorted
    std::chrono::seconds keep_for{0};          ///< the longest that a copy may be kept; 0: never
    const Retention* retention = nullptr;  ///< the entry that says so; none: the usual time, or an obligation
    std::vector<const ApprovalRule*> approvals;  ///< who must say yes first, before its content is asked
    std::string sentence;                        ///< the whole of it in one or two sentences
};

/// Pure. Looks at rules, agreements, consent, retention and approvals, as decide() does for a request about
/// nobody in particular; not at emergencies, which are for one subject at a time. `at` is the moment of
/// asking; whether the rulebook is in force then is not looked at.
Explanation explain(const Rulebook& rulebook, const Question& question, base::Instant at);

/// For people who write rulebooks: the question, its answer, and everything behind it, some ten lines.
std::string in_full(const Rulebook& rulebook, const Question& question, const Explanation& explanation,
                    base::Instant at);

/// "the child", "an adult": whom a question is about.
std::string_view who(PersonKind kind);

}  // namespace kith::policy
