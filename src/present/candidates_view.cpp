#include "present/candidates_view.h"

#include "base/text.h"
#include "present/details_parts.h"
#include "wording/wording.h"

#include <algorithm>

namespace kith::present {
namespace {

using link::Candidate;
using Finding = link::Evidence::Finding;

Comparison comparison(const link::Evidence& evidence) {
    switch (evidence.finding) {
        case Finding::agrees:
            return {evidence.field, "✓", "agrees", evidence.words, Mood::good};
        case Finding::near:
            return {evidence.field, "≈", "nearly", evidence.words, Mood::work};
        case Finding::differs:
            return {evidence.field, "×", "differs", evidence.words, Mood::hole};
        case Finding::missing:
            break;
    }
    return {evidence.field, "–", "blank", evidence.words, Mood::neutral};
}

void add_name_and_birth(Lines& out, const record::PersonRecord& person) {
    for (const auto& name : person.names) add_field(out, "Name", name.display());
    if (person.born) add_field(out, "Born", person.born->words());
    for (const auto& address : person.addresses) add_field(out, "Address", address.one_line());
    add_field(out, "School", person.school);
    add_quality(out, person.quality);
}

/// The other side of the question: the roster line, or the first record of the identity when no line is
/// meant.
link::Settlement settlement_of(const ChildView& view, const Candidate& candidate) {
    link::Settlement settlement{
        .record = candidate.record, .person = candidate.person, .other = {}, .is_same = true};
    if (!candidate.person.empty()) return settlement;
    const link::Identity* identity = find_identity(*view.picture, candidate.identity);
    if (identity && !identity->members.empty()) settlement.other = identity->members.front().record;
    return settlement;
}

CandidateOption option_of(const ChildView& view, const Candidate& candidate) {
    CandidateOption option;
    option.id = candidate.id;
    option.settlement = settlement_of(view, candidate);
    option.guard = candidate.guard;
    option.weight =
        candidate.is_strong ? "Much agrees. It still needs your yes." : "A weak match. Look closely.";
    for (const auto& evidence : candidate.evidence) option.fields.push_back(comparison(evidence));
    const record::PersonRecord* person = find_record(*view.picture, candidate.record);
    option.name = person ? person->best_name().display() : std::string();
    if (option.name.empty()) option.name = "Name not given";
    if (!person) return option;
    option.source = view.sources->name(person->origin.source);
    option.reference = person->origin.reference;
    option.agency = view.sources->agency(person->origin.source);
    add_name_and_birth(option.record, *person);
    return option;
}

Lines asked_lines(const record::RosterPerson& person) {
    Lines out;
    add_field(out, "Name", person.best_name().display());
    add_field(out, "Relation", wording::relation(person.relation));
    if (person.born) add_field(out, "Born", person.born->words());
    if (person.estimated_age) add_field(out, "Age", "about " + std::to_string(*person.estimated_age));
    if (const auto number = record::NhsNumber::parse(person.nhs_number))
        add_field(out, "NHS number", number->spaced());
    add_field(out, "Pupil number", person.upn);
    for (const auto& address : person.addresses) add_field(out, "Address", address.one_line());
    add_field(out, "School", person.school);
    return out;
}

std::string whom(const ChildView& view, const record::PersonId& person,
                 const std::vector<const Candidate*>& found) {
    if (!person.empty()) return person_words(view, person);
    return found.empty() ? std::string("somebody") : identity_words(*view.picture, found.front()->identity);
}

}  // namespace

CandidateQuestion candidate_question(const ChildView& view, const record::PersonId& person) {
    CandidateQuestion question;
    if (!view.picture) return question;
    std::vector<const Candidate*> found;
    for (const auto& candidate : view.picture->identities.candidates)
        if (candidate.person == person) found.push_back(&candidate);
    for (const auto* candidate : found) question.options.push_back(option_of(view, *candidate));
    for (const auto& line : view.roster)
        if (line.id == person) question.asked = asked_lines(line);
    question.title =
        base::counted(found.size(), "record", "records") + " may be " + whom(view, person, found);
    return question;
}

std::vector<record::PersonId> people_to_settle(const ChildView& view) {
    std::vector<record::PersonId> people;
    if (!view.picture) return people;
    const auto& candidates = view.picture->identities.candidates;
    const auto has = [&](const record::PersonId& id) {
        return std::any_of(candidates.begin(), candidates.end(),
                           [&](const auto& c) { return c.person == id; });
    };
    for (const auto& line : view.roster)
        if (has(line.id)) people.push_back(line.id);
    if (has({})) people.emplace_back();
    return people;
}

ChoiceOutcome press(Choosing choosing, ChoiceKey key, const CandidateQuestion& question) {
    const size_t count = question.options.size();
    if (count == 0) return {{}, {}, "There is no record to settle."};
    if (key == ChoiceKey::next || key == ChoiceKey::previous) {
        const size_t at = choosing.focused.value_or(key == ChoiceKey::next ? count - 1 : 0);
        choosing.focused = key == ChoiceKey::next ? (at + 1) % count : (at + count - 1) % count;
        const CandidateOption& option = question.options[*choosing.focused];
        return {
            choosing, {}, option.name + ", " + option.source + ". Enter: the same person. N: not the same."};
    }
    if (!choosing.focused || *choosing.focused >= count)
        return {choosing, {}, "Choose a record first, with the arrow keys. None is chosen for you."};
    link::Settlement settlement = question.options[*choosing.focused].settlement;
    settlement.is_same = key == ChoiceKey::same;
    return {
        {}, settlement, settlement.is_same ? "Recorded: the same person." : "Recorded: not the same person."};
}

}  // namespace kith::present
