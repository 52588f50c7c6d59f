#pragma once
#include "base/instant.h"
#include "policy/rulebook.h"
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
};

/// By birth date, else by estimated age; a date too imprecise to tell a child from an adult is age_unknown.
/// The person the enquiry is about is the child unless a date or an age says otherwise.
PersonKind kind_of(const record::RosterPerson& person, const record::PartialDate& today);

/// How far one kind of information may be seen. A category may have two: its content for a while back, and
/// its existence for longer.
struct CategoryGrant {
    record::CategoryId category;
    Mode mode = Mode::content;
    record::Period period;
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
    std::vector<std::string> obligations;  ///< sorted
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
    /// Union of the rule ids behind the grants, sorted.
    const std::vector<std::string>& rules() const { return rules_; }

private:
    friend std::variant<Permit, struct Refusal> decide(const Rulebook&, const Request&, base::Instant);
    Permit() = default;
    record::PermitId id_;
    Request request_;
    std::string lawful_basis_, rulebook_hash_, rulebook_version_;
    base::Instant decided_at_{};
    std::vector<CellGrant> grants_;
    std::vector<std::string> rules_;
};

/// Policy says no. Not an error.
struct Refusal {
    struct Reason {
        /// "no_purpose", "no_case", "no_reason", "no_person", "person_ambiguous", "purpose_unknown",
        /// "role_unknown", "rulebook_not_yet_valid", "rulebook_expired", "consent_needed",
        /// "override_unknown", "override_without_words", "period_upside_down" or "nothing_permitted".
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
/// rules means nothing; somebody who may be a child or an adult gets only what both would; every decision
/// names its rules.
Decision decide(const Rulebook& rulebook, const Request& request, base::Instant now);

/// What is missing before Ask may be pressed: any of "purpose", "case", "reason", "person". Empty: nothing.
std::vector<std::string> missing_for(const Request& request);

}  // namespace kith::policy
