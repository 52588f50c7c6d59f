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
    std::string purpose;   ///< Purpose::id
    std::string case_ref;
    std::string reason;    ///< in the asker's own words
    Consent consent = Consent::not_sought;
    std::string override_reason;  ///< OverrideReason::id, when the purpose needs consent and it is not given
    std::string override_words;
    std::vector<record::RosterPerson> roster;
    std::vector<record::SourceId> sources;  ///< empty: all that the rulebook knows
    record::Period period;                  ///< open: as far as the rules allow
};

PersonKind kind_of(const record::RosterPerson& person, const record::PartialDate& today);

/// What the permit says of one person at one source.
struct CellGrant {
    record::PersonId person;
    record::SourceId source;
    bool may_ask = false;
    Mode mode = Mode::content;
    std::vector<record::CategoryId> categories;  ///< empty when not may_ask
    record::Period period;
    bool required = false;
    std::vector<std::string> rules;   ///< ids of every rule that spoke
    std::string why;                  ///< the sentence: of the denying rule, or of the permit's limits
    std::vector<std::string> obligations;
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
    /// One for every ticked person x source of the request, person by person, in roster and rulebook order.
    /// Unticked and unknown people have theirs too, with may_ask false and why.
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
        std::string code;   ///< "no_purpose", "no_case", "no_reason", "consent_needed", "role_unknown", "rulebook_expired", "nothing_permitted", ...
        std::string rule;   ///< rule id, if a rule said it
        std::string why;    ///< the sentence: what is missing and what to do
    };
    std::vector<Reason> reasons;  ///< never empty
    std::string rulebook_hash;
};

using Decision = std::variant<Permit, Refusal>;

/// Decides. Pure: same rulebook, request and instant, same answer (the permit's id included: it is a hash of them).
/// Default deny; a deny beats a permit; a rule that cannot be evaluated denies; every decision names its rules.
Decision decide(const Rulebook& rulebook, const Request& request, base::Instant now);

/// What is missing before Ask may be pressed: any of "purpose", "case", "reason", "person". Empty: nothing.
std::vector<std::string> missing_for(const Request& request);

}  // namespace kith::policy
