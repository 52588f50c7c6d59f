#include "random_rulebooks.h"

namespace kith::policy_tests {

using policy::Mode;
using policy::PersonKind;
using policy::Rule;
using policy::Rulebook;
using record::CategoryId;
using record::SourceId;

const std::vector<std::string> kRoles = {"worker", "lead", "auditor"};
const std::vector<std::string> kPurposes = {"HARM", "HELP"};
const std::vector<SourceId> kSources = {SourceId("care"), SourceId("police"), SourceId("school")};
const std::vector<CategoryId> kCategories = {CategoryId("identity"), CategoryId("plan"),
                                             CategoryId("incident")};
const std::vector<PersonKind> kKinds = {PersonKind::subject_child, PersonKind::other_child, PersonKind::adult,
                                        PersonKind::unborn, PersonKind::age_unknown};

Rule random_rule(Dice& dice, int number) {
    Rule rule;
    rule.id = "R-" + std::to_string(100 + number);
    rule.permits = !dice.one_in(4);
    rule.roles = dice.some(kRoles);
    rule.purposes = dice.some(kPurposes);
    rule.sources = dice.some(kSources);
    rule.categories = dice.some(kCategories);
    rule.people = dice.some(kKinds);
    rule.without_consent_only = dice.one_in(5);
    rule.why = "Because of " + rule.id + ".";
    if (!rule.permits) return rule;
    if (dice.one_in(3)) rule.mode = Mode::existence;
    if (dice.one_in(3)) rule.lookback_years = 1 + dice.below(9);
    if (dice.one_in(4)) rule.obligations = {"never_keep"};
    if (!rule.mode && dice.one_in(4)) rule.without_fields = {"narrative"};
    return rule;
}

Rulebook random_rulebook(Dice& dice) {
    Rulebook book;
    book.id = "random";
    book.hash = "hash";
    for (const auto& role : kRoles) book.roles.push_back({role, role});
    for (const auto& purpose : kPurposes) book.purposes.push_back({.id = purpose, .name = purpose});
    for (const auto& category : kCategories) book.categories.push_back({category, category.text()});
    for (const auto& source : kSources) {
        policy::Source held;
        held.id = source;
        held.name = source.text();
        held.categories = kCategories;
        book.sources.push_back(held);
    }
    book.agreements = {agreement(kSources)};
    const int rules = 1 + dice.below(8);
    for (int i = 0; i < rules; ++i) book.rules.push_back(random_rule(dice, i));
    return book;
}

policy::Request random_request(Dice& dice) {
    auto asked =
        request(kRoles[static_cast<size_t>(dice.below(3))], kPurposes[static_cast<size_t>(dice.below(2))]);
    asked.consent = dice.one_in(2) ? policy::Consent::given : policy::Consent::not_sought;
    if (dice.one_in(3)) asked.period.from = *record::PartialDate::of_year(2018 + dice.below(8));
    if (dice.one_in(4)) asked.period.to = *record::PartialDate::of_year(2026);
    asked.roster.clear();
    for (size_t i = 0; i < kKinds.size(); ++i)
        asked.roster.push_back(person("p" + std::to_string(i), kKinds[i]));
    return asked;
}

void spoil(Dice& dice, Rulebook& book) {
    if (book.rules.empty() || dice.one_in(3)) return;
    Rule& rule = book.rules[static_cast<size_t>(dice.below(static_cast<int>(book.rules.size())))];
    switch (dice.below(9)) {
        case 0:
            return rule.roles.push_back("stranger");
        case 1:
            return rule.purposes.push_back("AIMLESS");
        case 2:
            return rule.sources.push_back(SourceId("nowhere"));
        case 3:
            return rule.categories.push_back(CategoryId("nothing"));
        case 4:
            return rule.people.push_back(static_cast<PersonKind>(9));
        case 5:
            return rule.obligations.push_back("whisper");
        case 6:
            return rule.without_fields.push_back("handwriting");
        case 7:
            rule.lookback_years = -1;
            return;
        default:
            rule.mode = static_cast<Mode>(5);
    }
}

}  // namespace kith::policy_tests
