#pragma once
#include "base/expected.h"
#include "base/instant.h"
#include "record/ids.h"
#include "record/when.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
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

/// Parts of a record that a permit may withhold while the rest of the category is seen (FD-2). Each belongs
/// to the categories that cut() finds it in; a rule that withholds any other cannot be evaluated.
inline constexpr std::array<std::string_view, 11> kFields = {
    "telephone",      ///< of people, with "address"
    "email",          ///< of people, with "address"
    "address_lines",  ///< house and street; postcode and authority stay
    "gp",             ///< the practice, with "gp_registration"
    "school",         ///< its name, with "school_attendance"
    "numbers",        ///< identifiers of people other than the one asked about, with "identity"
    "ethnicity",      ///< with "identity"
    "language",       ///< with "identity"
    "narrative",      ///< an entry's own text and further details, in any category
    "author",         ///< who wrote an entry, in any category
    "place"           ///< where an entry says it happened, in any category
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
    /// Of kFields: parts of the content that this permit keeps back; a deny has none. What another permit
    /// gives is seen.
    std::vector<std::string> without_fields;
    /// A deny that emergency access lifts where EmergencyRules apply. Any other deny holds in an emergency
    /// too.
    bool yields_in_emergency = false;
};

/// Why a consent-based purpose may go ahead without consent.
struct OverrideReason {
    std::string id;     ///< "risk_to_child"
    std::string words;  ///< "Seeking consent would place the child at risk"
};

/// What the holders of sources have signed. Without one that covers source, category, purpose and day nothing
/// is asked: rules say what a role may do, agreements what a source gives. Its shape follows the pilot's
/// dsaPolicy.
struct Agreement {
    std::string id;                              ///< "A-003"
    std::string name;                            ///< "Northshire health sharing agreement"
    std::vector<record::SourceId> sources;       ///< never empty: the parties that give
    std::vector<record::CategoryId> categories;  ///< empty: all that these sources hold
    std::vector<std::string> purposes;           ///< empty: all
    Mode mode = Mode::content;                   ///< content implies existence
    /// An exception: takes away what other agreements give, for that mode and, when it is existence, content
    /// too.
    bool denies = false;
    base::Instant valid_from{};
    std::optional<base::Instant> valid_until;
};

/// The longest that a copy may be kept. The shortest of those that match rules; none matches:
/// Rulebook::usual_retention.
struct Retention {
    std::vector<record::SourceId> sources;       ///< empty: all
    std::vector<record::CategoryId> categories;  ///< empty: all
    std::vector<std::string> purposes;           ///< empty: all
    std::chrono::seconds longest{0};             ///< 0: never kept
    std::string why;
};

/// What must be seen by a second person before its content is asked. Existence alone never needs one, nor
/// does what an emergency opens: its review stands in for it.
struct ApprovalRule {
    std::string id;                              ///< "S-001"
    std::vector<std::string> roles;              ///< of those who ask; empty: all
    std::vector<std::string> purposes;           ///< empty: all
    std::vector<record::SourceId> sources;       ///< empty: all
    std::vector<record::CategoryId> categories;  ///< empty: all
    std::vector<std::string> approvers;          ///< roles that may approve; never empty
    std::string why;
};

/// A named reason to ask in an emergency what the rules would refuse.
struct EmergencyCode {
    std::string id;     ///< "danger_now"
    std::string words;  ///< "A child is in danger now and nobody else can be reached"
};
/// Emergency access: one subject, a short time, words of one's own, and a review that is always due. It
/// permits the content of what is named here, of any age, where no rule does; it lifts the denies that say
/// they yield, and no other; it never lifts a declared conflict, a handling mark or an obligation.
struct EmergencyRules {
    std::vector<EmergencyCode> codes;            ///< empty: this rulebook knows no emergency access
    std::vector<std::string> roles;              ///< who may; empty: nobody
    std::vector<std::string> purposes;           ///< under which purposes
    std::vector<record::SourceId> sources;       ///< what it opens; empty: all sources
    std::vector<record::CategoryId> categories;  ///< never opens others; empty: all
    std::chrono::minutes longest{30};            ///< never more than 30
    size_t least_words = 20;                     ///< characters of explanation, never fewer than 20
    bool without_agreement =
        false;  ///< whether it opens what no agreement covers; an exception holds even so
};

/// Who a picture or copy is for, and which handling marks may go there.
struct Audience {
    std::string id;                  ///< "police"
    std::string name;                ///< "Police copy"
    std::vector<std::string> roles;  ///< users of these roles are this audience at their own screen
    std::vector<std::string> marks;  ///< handling marks it may see; any other mark is withheld from it
};

/// A handling mark that sources put on facts, and how it is said.
struct Mark {
    std::string id;     ///< "police_intelligence"
    std::string words;  ///< "Police intelligence: not to be repeated to the family"
    /// What somebody who may not see it learns: that something is withheld and whom to ring, or nothing at
    /// all.
    bool tells_that_withheld = true;
};

/// The mark of an address that nobody may be shown. No audience may list it.
inline constexpr std::string_view kProtectedAddress = "protected_address";

/// Numbers that are policy, not program. Source of the defaults: TRUST.md 3.
struct Limits {
    int children_an_hour = 30, children_a_day = 120;  ///< opened by one user before a supervisor is told
    int searches_without_opening = 20;                ///< an hour
    std::chrono::minutes idle_lock{5};
    std::chrono::seconds clipboard{60};
    std::chrono::hours unwitnessed{
        72};  ///< how long the log may run unshipped before only emergencies are asked
    std::chrono::hours lease{
        24 * 7};  ///< how long copies stay open without contact with the partnership; 0: no bound
};

/// One question with its answer at the moment the rulebook comes into force, carried in the rulebook: a
/// rulebook that fails its own examples does not load.
struct Example {
    std::string says;  ///< "A MASH worker may not see police intelligence"
    std::string role, purpose;
    record::SourceId source;
    record::CategoryId category;
    PersonKind person = PersonKind::subject_child;
    bool has_consent = false;
    std::optional<Mode> expect;  ///< the widest mode that must come out; absent: it must be refused
};

/// A rulebook's rules made ready to answer quickly. Whoever copies a rulebook may mean to alter it, so a copy
/// starts without; one that is only moved keeps it.
class Prepared {
public:
    Prepared() = default;
    explicit Prepared(std::shared_ptr<const class Compiled> rules) : rules_(std::move(rules)) {}
    Prepared(const Prepared&) noexcept {}
    Prepared& operator=(const Prepared&) noexcept { return rules_.reset(), *this; }
    Prepared(Prepared&&) noexcept = default;
    Prepared& operator=(Prepared&&) noexcept = default;
    ~Prepared() = default;
    const Compiled* get() const { return rules_.get(); }

private:
    std::shared_ptr<const Compiled> rules_;
};

/// What a partnership has agreed, as data. Immutable once read.
struct Rulebook {
    std::string id;       ///< "northshire"
    std::string version;  ///< "2026-11"
    /// Goes up by one at least with every version: a workstation that has seen a higher one takes no lower.
    std::int64_t serial = 0;
    std::string hash;  ///< SHA-256 of the file's bytes, lower-case hex
    /// It holds from the first until just before the second. A file must give both; absent here means no
    /// bound.
    std::optional<base::Instant> valid_from, valid_until;
    std::vector<Role> roles;
    std::vector<Purpose> purposes;
    std::vector<Category> categories;
    std::vector<Source> sources;
    std::vector<OverrideReason> override_reasons;
    std::vector<Rule> rules;
    std::vector<Agreement> agreements;
    std::vector<Retention> retention;
    std::chrono::seconds usual_retention{0};
    std::vector<ApprovalRule> approvals;
    EmergencyRules emergency;
    std::vector<Mark> marks;
    std::vector<Audience> audiences;
    Limits limits;
    /// Days on which nobody is expected to review or answer, beside Saturdays and Sundays.
    std::vector<record::PartialDate> bank_holidays;
    std::vector<Example> examples;
    Prepared prepared;  ///< see prepare()

    const Role* role(std::string_view id) const;
    const Purpose* purpose(std::string_view id) const;
    const Source* source(const record::SourceId& id) const;
    const Category* category(const record::CategoryId& id) const;
    const OverrideReason* override_reason(std::string_view id) const;
};

/// Makes its rules ready, once, for many questions; read_rulebook does. A rulebook that is not prepared gives
/// the same answers more slowly. One that is altered in its place afterwards must be prepared again.
void prepare(Rulebook& rulebook);

/// Reads a rulebook file; its schema is policy/schema/rulebook.json. Every reference must resolve, every id
/// be unique, unknown members are errors that name the nearest known one, and a rule that could never match
/// is an error. Fails with invalid_input and the place in the file.
base::Expected<Rulebook> read_rulebook(std::string_view bytes);

}  // namespace kith::policy
