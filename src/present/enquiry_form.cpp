#include "present/enquiry_form.h"

#include "base/text.h"
#include "present/form_access.h"
#include "present/form_people.h"
#include "present/form_sources.h"
#include "wording/wording.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace kith::present {
namespace {

/// Why Ask cannot be pressed: where it is mended, in a few words and in a sentence.
struct Block {
    Field field;
    std::string few;
    std::string sentence;
};

Block missing_block(const std::string& what) {
    static const std::map<std::string, std::pair<Field, std::string>> kWhere{
        {"purpose", {Field::purpose, "purpose"}},
        {"case", {Field::case_ref, "case reference"}},
        {"reason", {Field::reason, "reason"}},
        {"person", {Field::given, "the child's name or number"}},
    };
    const auto found = kWhere.find(what);
    if (found == kWhere.end()) return {Field::case_ref, what, wording::missing(what)};
    return {found->second.first, found->second.second, wording::missing(what)};
}

std::string to_mend(const Note& note) {
    return std::string(name_of(note.field)) + " to mend";
}

std::string mend_sentence(const Note& note) {
    std::string sentence(name_of(note.field));
    sentence[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(sentence[0])));
    return sentence + ": " + note.words;
}

bool is_set(std::string_view text) {
    return !base::trim(text).empty();
}

void add_override_blocks(const EnquiryReview& review, std::vector<Block>& blocks) {
    if (!review.needs_override) return;
    if (review.request.override_reason.empty())
        blocks.push_back({Field::override_reason, "reason without consent",
                          "This purpose rests on consent. Choose why it goes ahead without it."});
    if (!is_set(review.request.override_words))
        blocks.push_back(
            {Field::override_words, "words on going ahead without it",
             "Say in your own words why it goes ahead without consent; it is recorded and sent."});
}

/// Policy asks only that somebody is ticked; a form must also say who that is. A child not yet born may have
/// no name, and then somebody around the child must be named.
bool says_who(const EnquiryReview& review) {
    const auto& roster = review.request.roster;
    const auto& child = roster.front();
    if (!child.names.empty() || !child.nhs_number.empty() || !child.upn.empty()) return true;
    return child.is_unborn &&
           std::any_of(roster.begin() + 1, roster.end(), [](const auto& p) { return p.ticked; });
}

void add_missing_blocks(const EnquiryReview& review, std::vector<Block>& blocks) {
    std::vector<std::string> missing = policy::missing_for(review.request);
    if (missing.end() == std::find(missing.begin(), missing.end(), "person") && !says_who(review))
        missing.emplace_back("person");
    for (const auto& what : missing) blocks.push_back(missing_block(what));
}

void add_mending_blocks(const EnquiryReview& review, std::vector<Block>& blocks) {
    for (const Note& note : review.notes)
        if (note.mood == Mood::hole) blocks.push_back({note.field, to_mend(note), mend_sentence(note)});
}

/// Only once the rest is there: before, the rows say it.
void add_nobody_block(const EnquiryReview& review, std::vector<Block>& blocks) {
    if (blocks.empty() && review.will_ask == 0 && !review.request.has_declared_conflict)
        blocks.push_back({Field::purpose, "a source that may be asked",
                          "No ticked source may be asked this. The table says why for each."});
}

std::vector<Block> blocks_of(const EnquiryReview& review) {
    std::vector<Block> blocks;
    add_missing_blocks(review, blocks);
    add_override_blocks(review, blocks);
    add_mending_blocks(review, blocks);
    if (review.needs_approval) blocks.push_back({Field::approval, "a second person", review.access_words});
    add_nobody_block(review, blocks);
    std::stable_sort(blocks.begin(), blocks.end(),
                     [](const Block& a, const Block& b) { return a.field < b.field; });
    return blocks;
}

void tell_blocks(EnquiryReview& review) {
    const std::vector<Block> blocks = blocks_of(review);
    if (blocks.empty()) return;
    review.first_block = blocks.front().field;
    std::vector<std::string> few;
    for (const Block& block : blocks) {
        few.push_back(block.few);
        review.blocks.push_back(block.sentence);
    }
    review.still_needed = "Still needed: " + base::join(few, ", ");
}

policy::Request request_of(const EnquiryFields& fields, const FormRules& rules) {
    policy::Request request;
    request.user = rules.user;
    request.purpose = fields.purpose;
    request.case_ref = base::trim(fields.case_ref);
    request.reason = base::trim(fields.reason);
    request.consent = fields.consent;
    return request;
}

/// An override belongs to a purpose that needs it: one left over from another purpose is not sent.
void take_override(const EnquiryFields& fields, EnquiryReview& review) {
    if (!review.needs_override) return;
    review.request.override_reason = fields.override_reason;
    review.request.override_words = base::trim(fields.override_words);
}

void take_purpose(const EnquiryFields& fields, const policy::Rulebook& book, EnquiryReview& review) {
    const policy::Purpose* purpose = book.purpose(fields.purpose);
    if (!purpose) return;
    review.lawful_basis = purpose->lawful_basis;
    review.guidance = purpose->guidance;
    review.needs_consent = purpose->needs_consent;
    review.needs_override = purpose->needs_consent && fields.consent != policy::Consent::given;
    take_override(fields, review);
}

void take_people(const EnquiryFields& fields, base::Instant now, EnquiryReview& review) {
    ReadPeople people = read_people(fields, record::uk_day(now));
    review.request.roster = std::move(people.roster);
    review.notes = std::move(people.notes);
    review.people = std::move(people.rows);
}

/// The note that says which sources go unsearched takes the place of an empty one.
void take_identifier_notes(const FormRules& rules, EnquiryReview& review) {
    for (Note& missing : missing_identifier_notes(review.request, rules))
        for (Note& note : review.notes)
            if (note.field == missing.field && note.words.empty()) note = std::move(missing);
}

/// Exactly the sources that the rows say will be asked: those left out, by rule or by the asker, are not in
/// the request unless none is left, which the blocks then say.
void take_sources(const EnquiryFields& fields, const FormRules& rules, base::Instant now,
                  EnquiryReview& review) {
    review.sources = read_sources(review.request, fields.left_out, rules, now);
    for (const policy::Source& source : rules.rulebook->sources)
        if (!fields.left_out.contains(source.id)) review.request.sources.push_back(source.id);
    review.will_ask = static_cast<size_t>(std::count_if(review.sources.begin(), review.sources.end(),
                                                        [](const SourceRow& row) { return row.is_ticked; }));
    review.ask_label = review.request.has_declared_conflict ? "Declare and hand over"
                       : review.will_ask == 0               ? "Ask"
                                              : "Ask " + base::counted(review.will_ask, "source", "sources");
}

/// A child of whom only that is known: enough to ask policy what a purpose opens.
policy::Request trial(const policy::User& user, const policy::Purpose& purpose) {
    policy::Request request;
    request.user = user;
    request.purpose = purpose.id;
    request.consent = policy::Consent::given;
    request.roster.emplace_back();
    request.roster.front().id = record::PersonId("subject");
    request.roster.front().estimated_age = 8;
    return as_if_complete(std::move(request));
}

std::set<record::SourceId> opened_by(const policy::Purpose& purpose, const FormRules& rules,
                                     base::Instant now) {
    std::set<record::SourceId> opened;
    const policy::Decision decision = decide_as_if_agreed(trial(rules.user, purpose), *rules.rulebook, now);
    if (const auto* permit = std::get_if<policy::Permit>(&decision))
        for (const auto& grant : permit->grants())
            if (grant.may_ask) opened.insert(grant.source);
    return opened;
}

}  // namespace

std::string_view name_of(Field field) {
    static constexpr std::array<std::string_view, 20> kNames{"case reference",
                                                             "purpose",
                                                             "consent",
                                                             "reason for going ahead without consent",
                                                             "words on going ahead without consent",
                                                             "reason",
                                                             "knowing the family",
                                                             "emergency access",
                                                             "words on the emergency",
                                                             "second person",
                                                             "given names",
                                                             "family name",
                                                             "other names",
                                                             "date of birth",
                                                             "NHS number",
                                                             "unique pupil number",
                                                             "address",
                                                             "sex",
                                                             "school",
                                                             "people around the child"};
    return kNames[static_cast<size_t>(field)];
}

const std::vector<std::string>& around_relations() {
    static const std::vector<std::string> relations{"mother",
                                                    "father",
                                                    "parent",
                                                    "step_parent",
                                                    "mothers_partner",
                                                    "fathers_partner",
                                                    "brother",
                                                    "sister",
                                                    "sibling",
                                                    "half_sibling",
                                                    "twin",
                                                    "grandmother",
                                                    "grandfather",
                                                    "grandparent",
                                                    "carer",
                                                    "foster_carer",
                                                    "guardian",
                                                    "household_adult",
                                                    "relative",
                                                    "friend",
                                                    "other"};
    return relations;
}

CannotAsk cannot_ask_with(federate::Connectors connectors) {
    return
        [held = std::move(connectors)](const record::SourceId& source, const record::RosterPerson& person) {
            const auto found = held.find(source);
            if (found == held.end())
                return std::string("no connection to this source is set up on this machine");
            return found->second->cannot_ask(person);
        };
}

FormRules make_form_rules(std::shared_ptr<const policy::Rulebook> rulebook, policy::User user,
                          CannotAsk cannot_ask, base::Instant now) {
    FormRules rules{std::move(rulebook), std::move(user), std::move(cannot_ask), {}, {}};
    for (const policy::Purpose& purpose : rules.rulebook->purposes) {
        const auto opened = opened_by(purpose, rules, now);
        if (!opened.empty()) rules.purposes.push_back(&purpose);
        for (const auto& source : opened) rules.opens[source].push_back(&purpose);
    }
    return rules;
}

Note EnquiryReview::note(Field field) const {
    const auto found =
        std::find_if(notes.begin(), notes.end(), [&](const Note& n) { return n.field == field; });
    return found == notes.end() ? Note{field, Mood::neutral, {}} : *found;
}

EnquiryReview review(const EnquiryFields& fields, const FormRules& rules, base::Instant now) {
    EnquiryReview review;
    review.request = request_of(fields, rules);
    take_purpose(fields, *rules.rulebook, review);
    take_people(fields, now, review);
    take_identifier_notes(rules, review);
    review.request.has_declared_conflict = fields.knows_family;
    take_emergency(fields, rules, now, review);
    take_sources(fields, rules, now, review);
    tell_access(fields, rules, now, review);
    tell_blocks(review);
    return review;
}

}  // namespace kith::present
