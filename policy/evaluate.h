#pragma once
#include "policy/rulebook.h"

#include <array>
#include <limits>
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
    /// Emergency access opens this kind of information: denies that yield to it do not count.
    bool is_emergency = false;
};

enum class Verdict { silent, permits, denies };

/// What one rule says. One with an obligation nobody can keep or a span that is none denies wherever its
/// conditions match; one that names something the rulebook does not have, wherever its other conditions match
/// and that name may have been meant: nobody can tell what it was meant to say there.
Verdict evaluate(const Rulebook& rulebook, const Rule& rule, const Circumstances& circumstances);

/// Whether what a rule names, bounds, obliges and withholds can all be understood.
bool is_sound(const Rule& rule);
bool names_only_known(const Rulebook& rulebook, const Rule& rule);

/// How far back, in years.
using Years = int;
inline constexpr Years kNever = 0, kEver = std::numeric_limits<Years>::max();

/// What may be seen of one category. Content implies existence, so `existence` is never the narrower of the
/// two; each of kFields may be seen for a part of what content may.
struct Reach {
    Years content = kNever, existence = kNever;
    std::array<Years, kFields.size()> fields{};
    bool is_nothing() const { return existence == kNever; }
    bool operator==(const Reach&) const = default;
};
inline constexpr Reach whole_reach() {
    Reach reach{kEver, kEver, {}};
    reach.fields.fill(kEver);
    return reach;
}
/// Only what both allow.
Reach meet(const Reach& a, const Reach& b);

/// A set of kFields, one bit each.
using FieldSet = unsigned;
FieldSet fields_in(const std::vector<std::string>& names);

/// What all rules together say: the widest reach of the permits, or none if any rule denies. Each rule that
/// spoke is in `spoke`, denying ones in `denied` as well. Their order does not depend on the rulebook's.
struct Findings {
    Reach reach;
    std::vector<const Rule*> spoke;
    std::vector<const Rule*> denied;  ///< those that denied; left empty where nobody asks which
    bool is_denied = false;
};
Findings weigh(const Rulebook& rulebook, const Circumstances& circumstances);

}  // namespace kith::policy
