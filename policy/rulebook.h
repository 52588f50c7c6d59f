#pragma once
#include "base/expected.h"
#include "base/instant.h"
#include "record/ids.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::policy {

struct Role {
    std::string id;    ///< "mash_worker"
    std::string name;  ///< "MASH front-door worker"
};

struct Category {
    record::CategoryId id;
    std::string name;  ///< "Attendance at school"
};

/// Existence: whether anything is held and whom to ring. Content: the records.
enum class Mode { existence, content };

struct Source {
    record::SourceId id;
    std::string name;        ///< "Northshire Constabulary"
    std::string short_name;  ///< "Constabulary", for strips and columns
    char agency = 'O';       ///< H health, P police, E education, S social care, J justice, O other
    std::vector<record::CategoryId> categories;
    std::string area;  ///< what it covers, in words
    std::string contact_name, contact_phone, contact_hours;
    /// Its answers count as stale after this many hours; 0: the source gives no freshness.
    int fresh_hours = 0;
};

/// Who in the roster a cell is about: the child, another child, an adult, an unborn child, or of unknown age.
enum class PersonKind { subject_child, other_child, adult, unborn, age_unknown };
std::string_view name_of(PersonKind kind);

struct Purpose {
    std::string id;    ///< "MASH_ENQUIRY"
    std::string name;  ///< "Screening a referral (MASH)"
    std::string
        lawful_basis;  ///< "Children Act 2004 s.10, s.16LA; UK GDPR 6(1)(e), 9(2)(g), DPA 2018 Sch 1 para 18"
    std::string guidance;  ///< the published guidance the basis rests on
    bool needs_consent = false;
    /// Sources that must answer about the child before the picture may be called complete.
    std::vector<record::SourceId> required;
};

/// Conditions that a permit may carry. A rule with any other cannot be evaluated: nobody would know how to
/// keep it.
inline constexpr std::array<std::string_view, 4> kObligations = {
    "never_keep",        ///< no copy outlives the enquiry
    "show_to_lead",      ///< a safeguarding lead sees it before anybody acts on it
    "ring_before_use",   ///< its source is rung before it is used outside the room
    "no_onward_sharing"  ///< it is in no pack and no export
};

/// One rule. Every given list must match; an empty list matches all. A rule that cannot be evaluated denies.
struct Rule {
    std::string id;        ///< "R-014"
    bool permits = false;  ///< otherwise it denies
    std::vector<std::string> roles;
    std::vector<std::string> purposes;
    std::vector<record::SourceId> sources;
    std::vector<record::CategoryId> categories;
    std::vector<PersonKind> people;
    std::optional<Mode> mode;           ///< a permit of existence only; absent means content; a deny has none
    bool without_consent_only = false;  ///< applies only while consent is not given and not overridden
    int lookback_years = 0;             ///< permits only the last so many years; 0: no bound; a deny has none
    std::vector<std::string> obligations;  ///< of kObligations; a deny has none
    std::string why;                       ///< the sentence a person reads
};

/// Why a consent-based purpose may go ahead without consent.
struct OverrideReason {
    std::string id;     ///< "risk_to_child"
    std::string words;  ///< "Seeking consent would place the child at risk"
};

/// What a partnership has agreed, as data. Immutable once read.
struct Rulebook {
    std::string id;       ///< "northshire"
    std::string version;  ///< "2026-11"
    std::string hash;     ///< SHA-256 of the file's bytes, lower-case hex
    /// It holds from the first until just before the second. A file must give both; absent here means no
    /// bound.
    std::optional<base::Instant> valid_from, valid_until;
    std::vector<Role> roles;
    std::vector<Purpose> purposes;
    std::vector<Category> categories;
    std::vector<Source> sources;
    std::vector<OverrideReason> override_reasons;
    std::vector<Rule> rules;

    const Role* role(std::string_view id) const;
    const Purpose* purpose(std::string_view id) const;
    const Source* source(const record::SourceId& id) const;
    const Category* category(const record::CategoryId& id) const;
    const OverrideReason* override_reason(std::string_view id) const;
};

/// Reads a rulebook file; its schema is policy/schema/rulebook.json. Every reference must resolve, every id
/// be unique, unknown members are errors that name the nearest known one, and a rule that could never match
/// is an error. Fails with invalid_input and the place in the file.
base::Expected<Rulebook> read_rulebook(std::string_view bytes);

}  // namespace kith::policy
