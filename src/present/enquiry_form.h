#pragma once
#include "federate/fetch.h"
#include "policy/decide.h"
#include "present/line.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace kith::present {

/// The fields of the Enquiry page, in the order in which the keyboard meets them.
enum class Field {
    case_ref,
    purpose,
    consent,
    override_reason,
    override_words,
    reason,
    knows_family,
    emergency,
    emergency_words,
    approval,
    given,
    family,
    also_known_as,
    born,
    nhs_number,
    upn,
    address,
    sex,
    school,
    people
};
/// "date of birth", as it stands in a sentence.
std::string_view name_of(Field field);

/// Somebody around the child, as typed.
struct AroundFields {
    std::string relation = "mother";  ///< a word of around_relations()
    std::string name, born, nhs_number;
    bool included = true;  ///< otherwise listed as mentioned, not asked
};

/// The relations a person may have to the child on this form, in the order offered.
const std::vector<std::string>& around_relations();

/// The form exactly as typed. Nothing in it has been checked.
struct EnquiryFields {
    std::string case_ref, purpose, reason;
    policy::Consent consent = policy::Consent::not_sought;
    std::string override_reason, override_words;
    bool knows_family = false;                   ///< a declared conflict of interest (AU-6)
    std::string emergency_code, emergency_words;  ///< code empty: ordinary access
    /// A second person's yes to the request as it stood then; another request wants another.
    std::optional<policy::Approval> approval;
    std::string given, family;
    std::string also_known_as;  ///< several names between semicolons
    std::string born;           ///< "14 Feb 2017", "2017", "about 9"; of an unborn child the expected date
    bool is_unborn = false;
    std::string nhs_number, upn;
    std::string address;  ///< a postcode, an address, or several between semicolons
    record::Sex sex = record::Sex::not_stated;
    std::string school;
    std::vector<AroundFields> around;
    std::set<record::SourceId> left_out;  ///< sources that the asker has unticked
};

/// What a source cannot be asked without, given the person; empty when it can be asked.
using CannotAsk = std::function<std::string(const record::SourceId&, const record::RosterPerson&)>;
/// By the connectors at hand; a source without one cannot be asked at all.
CannotAsk cannot_ask_with(federate::Connectors connectors);

/// What the form is read against. Made once, when the form opens: it works out which purposes open which
/// source.
struct FormRules {
    std::shared_ptr<const policy::Rulebook> rulebook;
    policy::User user;
    CannotAsk cannot_ask;
    /// Purposes that the user's role can ask anything under, in rulebook order.
    std::vector<const policy::Purpose*> purposes;
    /// The purposes under which each source would answer about a child, had consent been given.
    std::map<record::SourceId, std::vector<const policy::Purpose*>> opens;
};
FormRules make_form_rules(std::shared_ptr<const policy::Rulebook> rulebook, policy::User user,
                          CannotAsk cannot_ask, base::Instant now);

/// What the form says beside one field.
struct Note {
    Field field;
    Mood mood = Mood::neutral;  ///< hole: it must be mended before Ask
    std::string words;
    bool operator==(const Note&) const = default;
};

/// One line of "who will be asked".
struct SourceRow {
    record::SourceId id;
    std::string name;
    char agency = 'O';
    std::string what;           ///< the kinds of information that would be asked for
    std::string what_in_short;  ///< the first of them, and how many more
    std::string badge;  ///< "Will ask", "Section 47 enquiry only", "Not permitted", "Needs an NHS number"
    Mood mood = Mood::neutral;
    std::string why;  ///< the rule's sentence, or what to do
    bool may_tick = false;
    bool is_ticked = false;
    bool operator==(const SourceRow&) const = default;
};

/// Somebody around the child, as the table shows it.
struct PersonRow {
    std::string name, born, relation;
    std::string
        include;  ///< "Yes, by NHS number 999 000 4846", "Mentioned, not asked", or what must be mended
    Mood mood = Mood::neutral;
    bool is_unknown = false;  ///< an explicit unknown that the form itself keeps open
    bool operator==(const PersonRow&) const = default;
};

/// The form, read: what it would ask and what stands in the way. Plain values.
struct EnquiryReview {
    policy::Request request;
    std::vector<Note> notes;
    std::vector<PersonRow> people;   ///< as many as were typed, then the explicit unknowns
    std::vector<SourceRow> sources;  ///< in rulebook order
    size_t will_ask = 0;             ///< sources
    std::string lawful_basis, guidance;
    bool needs_consent = false;
    bool needs_override = false;
    bool offers_emergency = false;  ///< this role may claim emergency access under this purpose
    /// What emergency access means here, or what the conflict means, or who must approve; empty: nothing to say.
    std::string access_words;
    Mood access_mood = Mood::neutral;
    bool needs_approval = false;               ///< and has none that holds
    std::vector<std::string> approver_roles;   ///< Role::id of those who may
    /// Why Ask cannot be pressed, a sentence each, in the order of the fields; empty: it can.
    std::vector<std::string> blocks;
    /// The same in a few words: "Still needed: purpose, reason".
    std::string still_needed;
    /// Where the first of them is mended.
    Field first_block = Field::case_ref;
    std::string ask_label;  ///< "Ask 10 sources"

    bool may_ask() const { return blocks.empty(); }
    /// The note beside a field; empty words if there is none.
    Note note(Field field) const;
};

/// Reads the form. Pure and quick: one decision of policy. Nobody is asked anything.
EnquiryReview review(const EnquiryFields& fields, const FormRules& rules, base::Instant now);

}  // namespace kith::present
