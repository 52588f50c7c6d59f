#pragma once
#include "base/instant.h"
#include "policy/rulebook.h"
#include "policy/sight.h"
#include "record/ids.h"
#include "record/reply.h"
#include "record/roster_person.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace kith::policy {

/// Whether the family agreed to being asked about.
enum class Consent { not_sought, given, refused };
std::string_view name_of(Consent consent);

struct User {
    std::string id;      ///< sign-in name: "a.okafor"
    std::string name;    ///< as shown: "A. Okafor"
    std::string role;    ///< Role::id
    std::string agency;  ///< "Northshire Council"
    /// Who they are behind any account (staff number, or the provider's own subject): two accounts of one
    /// person share it. Empty: the sign-in name stands for it.
    std::string person;

    const std::string& who() const { return person.empty() ? id : person; }
};

/// Emergency access, as claimed by the asker. decide() checks it against the rulebook and the time.
struct Emergency {
    std::string code;   ///< EmergencyCode::id
    std::string words;  ///< why, in the asker's own words
    base::Instant began{};
    /// An earlier emergency of this asker about this subject that nobody has reviewed yet: it may not follow
    /// itself.
    bool follows_unreviewed = false;
};

/// A second person's yes to exactly this request.
struct Approval {
    User by;
    base::Instant at{};
    std::string of;  ///< approval_subject() of the request that was approved
};

/// What somebody wants to ask. Everything that decide() may look at is here: it reads no clock and no file.
struct Request {
    User user;
    std::string purpose;  ///< Purpose::id
    std::string case_ref;
    std::string reason;  ///< in the asker's own words
    Consent consent = Consent::not_sought;
    std::string override_reason;  ///< OverrideReason::id, when the purpose needs consent and it is not given
    std::string override_words;
    std::vector<record::RosterPerson> roster;
    std::vector<record::SourceId> sources;  ///< empty: all that the rulebook knows
    record::Period period;                  ///< open: as far as the rules allow
    std::optional<Emergency> emergency;
    std::optional<Approval> approval;
    /// The asker has said, now or before, that they know this family (AU-6).
    bool has_declared_conflict = false;
};

/// What a second person approves: a hash of who asks whom about whom, why and for which case. Another
/// request, another hash.
std::string approval_subject(const Request& request);
/// How long an approval holds.
inline constexpr std::chrono::hours kApprovalHolds{4};

/// By birth date, else by estimated age; a date too imprecise to tell a child from an adult is age_unknown.
/// The person the enquiry is about is the child unless a date or an age says otherwise.
PersonKind kind_of(const record::RosterPerson& person, const record::PartialDate& today);

/// How far one kind of information may be seen. A category may have two: its content for a while back, and
/// its existence for longer.
struct CategoryGrant {
    record::CategoryId category;
    Mode mode = Mode::content;
    record::Period period;
    std::vector<std::string> without_fields;  ///< of kFields: what of it is kept back, sorted
    bool operator==(const CategoryGrant&) const = default;
};

/// What the permit says of one person at one source.
struct CellGrant {
    record::PersonId person;
    record::SourceId source;
    bool may_ask = false;
    /// Content as soon as the content of any category may be seen.
    Mode mode = Mode::content;
    /// What to ask for, and no more, in the source's order; empty when not may_ask.
    std::vector<record::CategoryId> categories;
    /// The narrowest span that covers those categories; `allowed` bounds each of them, and cut() holds it.
    record::Period period;
    std::vector<CategoryGrant> allowed;
    bool required = false;
    std::vector<std::string> rules;  ///< ids of every rule that spoke, sorted
    std::string why;  ///< the sentence: of the denying rules, or of the permits and their limits
    std::vector<std::string> obligations;      ///< sorted
    std::vector<std::string> withheld_fields;  ///< of kFields: kept back from some category entirely, sorted
    std::vector<std::string> agreements;       ///< ids of those that give or take some of it, sorted
    /// Whether emergency access opens something here that the rules would not.
    bool by_emergency = false;
    /// How long a copy of the answer may be kept: the shortest of its categories; 0: not at all.
    std::chrono::seconds keep_for{0};
    bool operator==(const CellGrant&) const = default;
};

/// Leave to ask. Only decide() makes one.
class Permit {
public:
    const record::PermitId& id() const { return id_; }
    const Request& request() const { return request_; }
    const std::string& lawful_basis() const { return lawful_basis_; }
    const std::string& rulebook_hash() const { return rulebook_hash_; }
    const std::string& rulebook_version() const { return rulebook_version_; }
    base::Instant decided_at() const { return decided_at_; }
    /// One for every person x source of the request, person by person, in roster and rulebook order; sources
    /// that the rulebook does not know come last. Unticked and unknown people have theirs too, with may_ask
    /// false and why.
    const std::vector<CellGrant>& grants() const { return grants_; }
    const CellGrant* grant(const record::PersonId& person, const record::SourceId& source) const;
    /// Set when this permit rests on emergency access: it is good for nothing from then on, and a review is
    /// due on the second, the next working day.
    const std::optional<base::Instant>& emergency_until() const { return emergency_until_; }
    const std::optional<record::PartialDate>& review_due() const { return review_due_; }
    /// Union of the rule ids behind the grants, sorted.
    const std::vector<std::string>& rules() const { return rules_; }
    /// Which handling marks the asker may see, as the audience of their role.
    const Sight& sight() const { return sight_; }

private:
    friend std::variant<Permit, struct Refusal> decide(const Rulebook&, const Request&, base::Instant);
    Permit() = default;
    record::PermitId id_;
    Request request_;
    std::string lawful_basis_, rulebook_hash_, rulebook_version_;
    base::Instant decided_at_{};
    std::optional<base::Instant> emergency_until_;
    std::optional<record::PartialDate> review_due_;
    std::vector<CellGrant> grants_;
    std::vector<std::string> rules_;
    Sight sight_;
};

/// Policy says no. Not an error.
struct Refusal {
    struct Reason {
        /// "no_purpose", "no_case", "no_reason", "no_person", "person_ambiguous", "purpose_unknown",
        /// "role_unknown", "rulebook_not_yet_valid", "rulebook_expired", "consent_needed",
        /// "override_unknown", "override_without_words", "period_upside_down", "conflict_declared",
        /// "approval_needed", "approval_by_same_person", "approval_not_allowed",
        /// "approval_of_another_request", "approval_too_old", "emergency_unknown", "emergency_not_allowed",
        /// "emergency_without_words", "emergency_many_subjects", "emergency_over", "emergency_unreviewed",
        /// "cannot_decide" or "nothing_permitted".
        std::string code;
        std::string rule;  ///< rule id, if a rule said it
        std::string why;   ///< the sentence: what is missing and what to do
    };
    std::vector<Reason> reasons;  ///< never empty
    std::string rulebook_hash;
};

using Decision = std::variant<Permit, Refusal>;

/// Decides. Pure and total: same rulebook, request and instant, same answer (the permit's id included: it is
/// a hash of them). Default deny; a deny beats a permit; a rule that cannot be evaluated denies; the order of
/// rules means nothing; what no agreement in force gives is not asked; somebody who may be a child or an
/// adult gets only what both would; every decision names its rules.
Decision decide(const Rulebook& rulebook, const Request& request, base::Instant now);

/// What is missing before Ask may be pressed: any of "purpose", "case", "reason", "person". Empty: nothing.
std::vector<std::string> missing_for(const Request& request);

}  // namespace kith::policy
