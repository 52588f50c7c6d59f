#pragma once
#include "policy/rulebook.h"

#include <optional>
#include <string_view>
#include <vector>

// Private to this room: what the rules say of one kind of information about one kind of person.
namespace kith::policy {

/// All that a rule may look at.
struct Circumstances {
    std::string_view role, purpose;
    bool has_consent = false;  ///< given, or overridden with a listed reason
    record::SourceId source;
    record::CategoryId category;
    /// Never age_unknown: for somebody who may be a child or an adult, each is asked about in turn and only
    /// what both allow is granted.
    PersonKind kind = PersonKind::subject_child;
    bool is_age_unknown = false;
};

enum class Verdict { silent, permits, denies };

/// What one rule says. One that names something the rulebook does not have, an obligation nobody can keep, or
/// a span that is none, denies wherever its other conditions match: nobody can tell what it was meant to say
/// there.
Verdict evaluate(const Rulebook& rulebook, const Rule& rule, const Circumstances& circumstances);

/// How far back, in years; 0 means without bound. Absent: not at all.
using Years = std::optional<int>;

/// What may be seen of one category. Content implies existence, so `existence` is never the narrower of the
/// two.
struct Reach {
    Years content, existence;
    bool is_nothing() const { return !existence; }
    bool operator==(const Reach&) const = default;
};

/// What all rules together say: the widest reach of the permits, or none if any rule denies. Each rule that
/// spoke is added to `spoke`, denying ones to `denied` as well.
struct Findings {
    Reach reach;
    std::vector<const Rule*> spoke;
    std::vector<const Rule*> denied;
};
Findings weigh(const Rulebook& rulebook, const Circumstances& circumstances);

/// Only what both allow.
Reach meet(const Reach& a, const Reach& b);

}  // namespace kith::policy
