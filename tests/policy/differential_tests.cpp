#include "random_rulebooks.h"
#include "reference.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace kith;
using namespace kith::policy_tests;
using policy::Question;
using policy::Rulebook;

// F7 and G11: the compiled answer against the plain one, on seeded questions to rulebooks of every size.
namespace {

struct Tally {
    int asked = 0, differ = 0, permitted = 0, denied = 0;
};

Question random_question(Dice& dice, const Rulebook& book) {
    Question q;
    q.role = dice.any(book.roles).id;
    q.purpose = dice.any(book.purposes).id;
    q.source = dice.any(book.sources).id;
    q.category = dice.any(book.categories).id;
    q.kind = dice.any(kKinds);
    q.has_consent = dice.one_in(2);
    if (dice.one_in(40)) q.role = "stranger";
    if (dice.one_in(40)) q.purpose = "AIMLESS";
    if (dice.one_in(40)) q.source = record::SourceId("nowhere");
    if (dice.one_in(40)) q.category = record::CategoryId("nothing");
    return q;
}

void ask(const Rulebook& book, const Question& q, Tally& tally) {
    const auto fast = in_plain_terms(policy::answer(book, q));
    const auto slow = answer_plainly(book, q);
    ++tally.asked;
    tally.permitted += slow.mode ? 1 : 0;
    tally.denied += slow.denied_by_rule ? 1 : 0;
    if (fast != slow) ++tally.differ;
}

/// More rules than a word has bits, and more words than a word has bits.
Rulebook large_rulebook(Dice& dice, int rules) {
    Rulebook book = random_rulebook(dice);
    book.rules.clear();
    for (int i = 0; i < rules; ++i) {
        auto rule = random_rule(dice, i);
        // Narrow enough that not everything is denied by something.
        rule.permits = !dice.one_in(30);
        if (!rule.permits) {
            rule = {};
            rule.id = "R-" + std::to_string(100 + i);
        }
        rule.roles = {dice.any(kRoles)};
        rule.sources = {dice.any(kSources)};
        rule.categories = {dice.any(kCategories)};
        rule.people = {dice.any(kKinds)};
        rule.purposes = {dice.any(kPurposes)};
        if (dice.one_in(50)) rule.people.clear();
        book.rules.push_back(rule);
    }
    return book;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(policy_differential_tests)

BOOST_AUTO_TEST_CASE(G11_a_hundred_thousand_questions_to_small_rulebooks_are_answered_as_plainly_stated) {
    Dice dice(71);
    Tally tally;
    for (int round = 0; round < 1000; ++round) {
        Rulebook book = random_rulebook(dice);
        if (round % 2) spoil(dice, book);
        policy::prepare(book);
        for (int i = 0; i < 100; ++i) ask(book, random_question(dice, book), tally);
    }
    BOOST_TEST(tally.asked == 100'000);
    BOOST_TEST(tally.differ == 0);
    BOOST_TEST(tally.permitted > 20'000);
    BOOST_TEST(tally.denied > 20'000);
}

BOOST_AUTO_TEST_CASE(F7_large_rulebooks_are_answered_as_plainly_stated_prepared_or_not) {
    Dice dice(72);
    Tally tally;
    for (const int rules : {63, 64, 65, 128, 1000, 4095, 4096, 4097}) {
        Rulebook book = large_rulebook(dice, rules);
        policy::prepare(book);
        for (int i = 0; i < 60; ++i) ask(book, random_question(dice, book), tally);
        const Rulebook copy = book;
        BOOST_TEST((copy.prepared.get() == nullptr));
        for (int i = 0; i < 3; ++i) ask(copy, random_question(dice, copy), tally);
    }
    BOOST_TEST(tally.differ == 0);
    BOOST_TEST(tally.permitted > tally.asked / 10);
    BOOST_TEST(tally.denied > tally.asked / 20);
}

BOOST_AUTO_TEST_CASE(every_question_that_can_be_put_to_the_shipped_rulebook_is_answered_as_plainly_stated) {
    Tally tally;
    for (const auto& role : shipped().roles)
        for (const auto& purpose : shipped().purposes)
            for (const auto& source : shipped().sources)
                for (const auto& category : source.categories)
                    for (const auto kind : kKinds)
                        for (const bool has_consent : {false, true}) {
                            const Rulebook& book = shipped();
                            ask(book, {role.id, purpose.id, source.id, category, kind, has_consent}, tally);
                        }
    BOOST_TEST(tally.asked == 5 * 8 * 40 * 5 * 2);
    BOOST_TEST(tally.permitted > 1000);
}

BOOST_AUTO_TEST_CASE(a_rulebook_altered_after_it_was_prepared_and_copied_is_read_anew) {
    Rulebook book = shipped();
    policy::prepare(book);
    Rulebook moved = std::move(book);
    BOOST_TEST((moved.prepared.get() != nullptr));
    Rulebook copy = moved;
    copy.rules.clear();
    const Question q{"mash_worker",
                     "SECTION_47",
                     record::SourceId("pds"),
                     record::CategoryId("identity"),
                     policy::PersonKind::subject_child,
                     true};
    BOOST_TEST(policy::answer(moved, q).mode.has_value());
    BOOST_TEST(!policy::answer(copy, q).mode.has_value());
    moved.rules.pop_back();
    moved.rules.clear();
    BOOST_TEST(!policy::answer(moved, q).mode.has_value(), "fewer rules than were prepared are noticed");
}

BOOST_AUTO_TEST_SUITE_END()
