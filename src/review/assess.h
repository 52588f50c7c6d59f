#pragma once
#include "policy/rulebook.h"
#include "review/register.h"

#include <set>
#include <string>
#include <vector>

namespace kith::review {

/// Turns a clear text into the token that leaves carry: kinds as in audit::AccessLog::token().
using TokenOf = std::function<std::string(std::string_view kind, std::string_view clear)>;

/// What the organisation's own systems say of who was working on what: case allocations, rotas, meetings, reviews; and what
/// staff have declared. Read from the review files that settings name; their schemas are in schema/.
struct Work {
    struct Spell {
        std::string user, case_ref;  ///< case empty: any case (a rota)
        std::string subject;         ///< token; empty: not told by subject
        std::string why;             ///< "allocated", "duty_rota", "referral_owner", "chase_reply", "meeting", "supervision", "review"
        base::Instant from{}, until{};
    };
    /// Somebody whom a member of staff has declared; tokens, empty where not told.
    struct Relation {
        std::string subject, family, postcode;
    };
    struct Staff {
        std::string user, person, team, manager;
        std::string own_subject;                 ///< token of the member of staff
        std::string family, postcode;            ///< tokens of their own
        std::set<std::string> related_subjects;  ///< tokens of declared relations
        std::set<std::string> related_families, related_postcodes;
        std::vector<Relation> relations;         ///< the same, each with what was told of it
    };
    /// What a subject account leaves out: entries of that purpose, or that source's name; empty: any.
    struct Withhold {
        std::string purpose, source;
        std::string reason;
    };
    std::vector<Spell> spells;
    std::vector<Staff> staff;
    std::set<std::string> in_the_news;  ///< tokens of children whose deaths are public
    std::vector<std::string> head_of_service;  ///< who is told of an overdue emergency review
    std::vector<Withhold> withhold;

    const Staff* of(std::string_view user) const;
    /// Empty for somebody who is in no list.
    std::string team_of(std::string_view user) const;
    /// Whether two accounts are the same account, or of one member of staff.
    bool is_same_person(std::string_view user, std::string_view other) const;
};
/// "allocated", "duty_rota", "referral_owner", "chase_reply", "meeting", "supervision", "review" and their words:
/// "Allocated to the case", ... Empty: "Unexplained".
std::string_view words_of_spell(std::string_view why);
/// Reads work.json and staff.json (schema/ has their form; unknown members are errors that name the nearest known one). An empty text is an empty file: nobody's work
/// is known. Fails with invalid_input and the place.
base::Expected<Work> read_work(std::string_view work_json, std::string_view staff_json, const TokenOf& token_of);

/// A published rule that questions an access (AU-5). Its text is shown with every signal.
struct SignalRule {
    std::string id;    ///< "own_record"
    std::string name;  ///< "Own record"
    std::string text;  ///< what it looks for, in a sentence with its numbers
};
const std::vector<SignalRule>& signal_rules();

struct Signal {
    std::string rule;
    std::string why;                      ///< the sentence for this entry, without names
    std::vector<std::uint64_t> evidence;  ///< places of other entries it rests on
};

/// One access: all entries of one enquiry by one user.
struct Access {
    std::uint64_t place = 0;             ///< its first entry in the register
    std::vector<std::uint64_t> entries;
    std::string explained_by;            ///< Work::Spell::why; empty: unexplained, which blames nobody (AU-4)
    std::vector<Signal> signals;         ///< strongest first
    bool is_emergency = false;
    bool was_refused = false;            ///< nothing was shown
    std::string verdict;                 ///< the last recorded: "explained", "asked", "referred", empty: none yet
};

/// Two authorities' staff at one subject within a day (AU-8), which either may have had good reason to do.
struct TwoBoroughs {
    std::uint64_t first = 0, second = 0;  ///< places of the two accesses' first entries
    std::string subject;                  ///< token
};

/// Many refusals about one child (AU-16): somebody may be trying to raise an alarm and be turned away. For the safeguarding
/// lead, never for discipline.
struct HarmSignal {
    std::string subject;                  ///< token
    std::vector<std::uint64_t> refusals;  ///< places of the refused entries
    std::uint64_t users = 0;              ///< by so many different people
    base::Instant last{};
};

struct Assessment {
    std::vector<Access> accesses;        ///< newest first
    std::uint64_t explained = 0, unexplained = 0, with_signal = 0, emergencies = 0, overdue_emergencies = 0;
    std::vector<TwoBoroughs> pairs;      ///< newest first
    std::vector<HarmSignal> harm;        ///< most refusals first
};
/// Pure. `rulebook` gives working days and limits. `stop` ends it early with what there is.
Assessment assess(const Register& log, const Work& work, const policy::Rulebook& rulebook, base::Instant now,
                  std::stop_token stop = {});

}  // namespace kith::review
