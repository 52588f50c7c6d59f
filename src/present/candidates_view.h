#pragma once
#include "present/child_view.h"

#include <optional>
#include <string>
#include <vector>

namespace kith::present {

/// One field of what was asked beside one field of a record: agrees, nearly, differs, or one side is blank.
struct Comparison {
    std::string field, sign, finding, words;
    Mood mood = Mood::neutral;
};

/// One record that may be the person.
struct CandidateOption {
    std::string id;               ///< Candidate::id
    link::Settlement settlement;  ///< what confirming it would settle; is_same false rejects it
    std::string source, reference, name;
    char agency = 'O';
    std::string guard;               ///< why it was not joined
    std::string weight;              ///< "Agrees strongly; needs your yes" or "A weak match: look closely"
    std::vector<Comparison> fields;  ///< what disagrees first
    Lines record;                    ///< what else the record says
};

/// All the records that may be one person, side by side. None is chosen beforehand (FD-8).
struct CandidateQuestion {
    std::string title;  ///< "2 records may be Kerry PELLOW, mother"
    Lines asked;        ///< what the person asking gave
    std::vector<CandidateOption> options;
};
CandidateQuestion candidate_question(const ChildView& view, const record::PersonId& person);
/// People with something to settle, in roster order.
std::vector<record::PersonId> people_to_settle(const ChildView& view);

/// Where the reader is among the options. Nobody is, until a key or click says so.
struct Choosing {
    std::optional<size_t> focused;
};
enum class ChoiceKey { next, previous, same, not_the_same };
struct ChoiceOutcome {
    Choosing now;
    std::optional<link::Settlement> settled;
    std::string say;  ///< for the panel's status line and assistive technology
};
/// Enter (same) and N (not the same) settle only an option that has been focused.
ChoiceOutcome press(Choosing choosing, ChoiceKey key, const CandidateQuestion& question);

}  // namespace kith::present
