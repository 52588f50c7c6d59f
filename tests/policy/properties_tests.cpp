#include "random_rulebooks.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace kith;
using namespace kith::policy_tests;
using policy::CellGrant;
using policy::Mode;
using policy::PersonKind;
using policy::Rule;
using policy::Rulebook;
using record::CategoryId;
using record::SourceId;

// P7: default deny; a deny beats a permit; order, duplicates and renaming do not matter; removing a permit or
// adding a deny never adds access. On rulebooks and requests made from a seed.
namespace {

constexpr int kRounds = 300;

std::vector<CellGrant> grants(const Rulebook& book, const policy::Request& asked) {
    const auto decision = policy::decide(book, asked, story_time());
    const auto* permit = std::get_if<policy::Permit>(&decision);
    return permit ? permit->grants() : std::vector<CellGrant>{};
}

bool covers(const policy::CategoryGrant& wide, const policy::CategoryGrant& narrow) {
    const bool starts = !wide.period.from || (narrow.period.from && wide.period.from->first_day() <=
                                                                        narrow.period.from->first_day());
    const bool shows = std::ranges::all_of(wide.without_fields, [&](const auto& field) {
        return narrow.mode == Mode::existence ||
               std::ranges::find(narrow.without_fields, field) != narrow.without_fields.end();
    });
    return wide.category == narrow.category && starts && shows && wide.period.to == narrow.period.to &&
           (wide.mode == Mode::content || narrow.mode == Mode::existence);
}

/// Whether `more` permits everything that `less` does.
bool covers(const std::vector<CellGrant>& more, const std::vector<CellGrant>& less) {
    for (const auto& cell : less) {
        if (!cell.may_ask) continue;
        const auto at = std::ranges::find_if(more, [&](const CellGrant& other) {
            return other.person == cell.person && other.source == cell.source;
        });
        if (at == more.end()) return false;
        for (const auto& one : cell.allowed)
            if (std::ranges::none_of(at->allowed, [&](const auto& other) { return covers(other, one); }))
                return false;
    }
    return true;
}

/// The definition, as slowly and plainly as it can be said, for one kind of person whose age is known.
bool permits_by_definition(const Rulebook& book, const policy::Request& asked, PersonKind kind,
                           const SourceId& source, const CategoryId& category) {
    const auto has = [](const auto& list, const auto& value) {
        return list.empty() || std::ranges::find(list, value) != list.end();
    };
    bool permitted = false;
    for (const auto& rule : book.rules) {
        if (rule.without_consent_only && asked.consent == policy::Consent::given) continue;
        if (!has(rule.roles, asked.user.role) || !has(rule.purposes, asked.purpose)) continue;
        if (!has(rule.sources, source) || !has(rule.categories, category) || !has(rule.people, kind))
            continue;
        if (!rule.permits) return false;
        permitted = true;
    }
    return permitted;
}

template <typename Check>
void for_many(unsigned seed, const Check& check) {
    Dice dice(seed);
    size_t permitted = 0;
    for (int round = 0; round < kRounds; ++round) {
        const Rulebook book = random_rulebook(dice);
        const policy::Request asked = random_request(dice);
        const auto before = grants(book, asked);
        permitted += before.empty() ? 0 : 1;
        check(dice, book, asked, before, round);
    }
    BOOST_TEST(permitted > kRounds / 4,
               "too few of the random rulebooks permit anything for this to mean much");
    BOOST_TEST(permitted < kRounds, "none of the random rulebooks refuses");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(policy_properties_tests)

BOOST_AUTO_TEST_CASE(what_is_permitted_is_what_the_definition_says) {
    for_many(1, [](Dice&, const Rulebook& book, const policy::Request& asked, const auto& before, int round) {
        for (const auto& cell : before) {
            const auto kind = kKinds[static_cast<size_t>(cell.person.text()[1] - '0')];
            if (kind == PersonKind::age_unknown) continue;
            for (const auto& category : kCategories) {
                const bool decided =
                    std::ranges::find(cell.allowed, category, &policy::CategoryGrant::category) !=
                    cell.allowed.end();
                BOOST_TEST(decided == permits_by_definition(book, asked, kind, cell.source, category),
                           "round " << round);
            }
        }
    });
}

BOOST_AUTO_TEST_CASE(adding_a_deny_never_permits_more) {
    for_many(2, [](Dice& dice, Rulebook book, const policy::Request& asked, const auto& before, int round) {
        Rule deny = random_rule(dice, 50);
        deny.permits = false;
        book.rules.insert(book.rules.begin() + dice.below(static_cast<int>(book.rules.size())), deny);
        BOOST_TEST(covers(before, grants(book, asked)), "round " << round);
    });
}

BOOST_AUTO_TEST_CASE(removing_a_permit_never_permits_more) {
    for_many(3, [](Dice&, const Rulebook& book, const policy::Request& asked, const auto& before, int round) {
        for (size_t i = 0; i < book.rules.size(); ++i) {
            if (!book.rules[i].permits) continue;
            Rulebook less = book;
            less.rules.erase(less.rules.begin() + static_cast<std::ptrdiff_t>(i));
            BOOST_TEST(covers(before, grants(less, asked)), "round " << round);
        }
    });
}

BOOST_AUTO_TEST_CASE(the_order_of_rules_never_matters) {
    for_many(4, [](Dice& dice, Rulebook book, const policy::Request& asked, const auto& before, int round) {
        std::ranges::shuffle(book.rules, dice.engine());
        BOOST_TEST((before == grants(book, asked)), "round " << round);
    });
}

BOOST_AUTO_TEST_CASE(a_rule_given_twice_never_matters) {
    for_many(5, [](Dice& dice, Rulebook book, const policy::Request& asked, const auto& before, int round) {
        const Rule again = book.rules[static_cast<size_t>(dice.below(static_cast<int>(book.rules.size())))];
        book.rules.push_back(again);
        BOOST_TEST((before == grants(book, asked)), "round " << round);
    });
}

BOOST_AUTO_TEST_CASE(renaming_rules_changes_their_names_and_nothing_else) {
    for_many(6, [](Dice&, Rulebook book, const policy::Request& asked, const auto& before, int round) {
        for (auto& rule : book.rules) rule.id = "Z" + std::to_string(999 - std::stoi(rule.id.substr(2)));
        const auto after = grants(book, asked);
        BOOST_TEST(covers(before, after), "round " << round);
        BOOST_TEST(covers(after, before), "round " << round);
    });
}

BOOST_AUTO_TEST_CASE(a_value_that_nobody_knows_denies) {
    for_many(7, [](Dice& dice, const Rulebook& book, policy::Request asked, const auto& before, int round) {
        policy::Request stranger = asked;
        stranger.user.role = "stranger";
        BOOST_TEST(grants(book, stranger).empty(), "round " << round);
        policy::Request aimless = asked;
        aimless.purpose = "AIMLESS";
        BOOST_TEST(grants(book, aimless).empty(), "round " << round);
        Rulebook dangling = book;
        Rule permit = random_rule(dice, 60);
        permit.permits = true;
        permit.roles = {"stranger"};
        dangling.rules.push_back(permit);
        BOOST_TEST(covers(before, grants(dangling, asked)), "round " << round);
    });
}

BOOST_AUTO_TEST_CASE(somebody_of_unknown_age_never_gets_more_than_a_child_or_an_adult_would) {
    for_many(8, [](Dice&, Rulebook book, const policy::Request& asked, const auto& before, int round) {
        // A rule that names people of unknown age speaks of nobody else, so it is left out of the comparison.
        std::erase_if(book.rules, [](const Rule& rule) {
            return std::ranges::find(rule.people, PersonKind::age_unknown) != rule.people.end();
        });
        auto as = [&](PersonKind kind) {
            policy::Request about = asked;
            about.roster = {person("p", kind)};
            return grants(book, about);
        };
        const auto either = as(PersonKind::age_unknown);
        BOOST_TEST(covers(as(PersonKind::other_child), either), "round " << round);
        BOOST_TEST(covers(as(PersonKind::adult), either), "round " << round);
        (void)before;
    });
}

BOOST_AUTO_TEST_CASE(P7_removing_an_agreement_or_adding_an_exception_never_permits_more) {
    for_many(9, [](Dice& dice, Rulebook book, const policy::Request& asked, const auto& before, int round) {
        book.agreements.clear();
        for (int i = 1 + dice.below(4); i > 0; --i) {
            policy::Agreement one = agreement(dice.some(kSources));
            if (one.sources.empty()) one.sources = kSources;
            one.id = "A-" + std::to_string(i);
            one.categories = dice.some(kCategories);
            one.purposes = dice.some(kPurposes);
            if (dice.one_in(3)) one.mode = Mode::existence;
            one.denies = dice.one_in(4);
            if (dice.one_in(5)) one.valid_until = story_time();
            book.agreements.push_back(one);
        }
        const auto bounded = grants(book, asked);
        BOOST_TEST(covers(before, bounded), "round " << round);
        for (size_t i = 0; i < book.agreements.size(); ++i) {
            Rulebook less = book;
            less.agreements.erase(less.agreements.begin() + static_cast<std::ptrdiff_t>(i));
            const auto after = grants(less, asked);
            const bool was_exception = book.agreements[i].denies;
            BOOST_TEST((was_exception ? covers(after, bounded) : covers(bounded, after)), "round " << round);
        }
        std::ranges::shuffle(book.agreements, dice.engine());
        BOOST_TEST((grants(book, asked) == bounded), "round " << round);
    });
}

BOOST_AUTO_TEST_CASE(P7_a_rule_that_cannot_be_evaluated_never_permits_more) {
    for_many(10, [](Dice& dice, Rulebook book, const policy::Request& asked, const auto& before, int round) {
        for (int i = 0; i < 3; ++i) {
            Rulebook spoilt = book;
            spoil(dice, spoilt);
            // A condition that can no longer be read must not let a rule say more than silence would.
            for (const auto& cell : grants(spoilt, asked))
                for (const auto& one : cell.allowed) {
                    const auto at = std::ranges::find_if(before, [&](const CellGrant& other) {
                        return other.person == cell.person && other.source == cell.source;
                    });
                    BOOST_TEST_REQUIRE((at != before.end()));
                    BOOST_TEST(std::ranges::any_of(at->allowed,
                                                   [&](const auto& other) { return covers(other, one); }),
                               "round " << round);
                }
        }
    });
}

BOOST_AUTO_TEST_CASE(P8_an_obligation_that_nobody_knows_denies_whatever_it_is_tied_to) {
    for_many(11, [](Dice&, Rulebook book, const policy::Request& asked, const auto&, int round) {
        for (auto& rule : book.rules)
            if (rule.permits) rule.obligations.push_back("whisper");
        BOOST_TEST(grants(book, asked).empty(), "round " << round);
    });
}

BOOST_AUTO_TEST_SUITE_END()
