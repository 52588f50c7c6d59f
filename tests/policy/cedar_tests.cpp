#include "cedar.h"
#include "policy/agreements.h"
#include "random_rulebooks.h"

#include <boost/test/unit_test.hpp>

#include <iostream>

using namespace kith;
using namespace kith::policy_tests;
using policy::Mode;
using policy::PersonKind;
using policy::Question;
using policy::Rulebook;

// The permit/deny core of our rulebooks, decided by an engine that shares no line with ours: Cedar.
namespace {

constexpr size_t kRandomBooks = 60, kQuestionsABook = 120, kQuestionsShipped = 4'800;

/// Ours: rules and agreements together, as "existence content".
std::string ours(const Rulebook& book, const Question& q, base::Instant at) {
    const auto answer = policy::answer(book, q);
    const auto agreed = policy::agreed(book, q.source, q.category, q.purpose, at);
    const bool finds = answer.mode && agreed.existence;
    const bool reads = answer.mode == Mode::content && agreed.content;
    return std::string(finds ? "1" : "0") + (reads ? " 1" : " 0");
}

/// Names of the rulebook, and now and then one that it does not have.
struct Names {
    std::vector<std::string> roles, purposes;
    std::vector<record::SourceId> sources;
    std::vector<record::CategoryId> categories;
};

Names names_of(const Rulebook& book) {
    Names names;
    for (const auto& one : book.roles) names.roles.push_back(one.id);
    for (const auto& one : book.purposes) names.purposes.push_back(one.id);
    for (const auto& one : book.sources) names.sources.push_back(one.id);
    for (const auto& one : book.categories) names.categories.push_back(one.id);
    return names;
}

Question random_question(Dice& dice, const Names& names) {
    static const std::string stranger = "stranger";
    Question q{dice.any(names.roles),      dice.any(names.purposes), dice.any(names.sources),
               dice.any(names.categories), dice.any(kKinds),         dice.one_in(2)};
    if (dice.one_in(40)) q.role = stranger;
    if (dice.one_in(40)) q.purpose = stranger;
    if (dice.one_in(40)) q.source = record::SourceId(stranger);
    if (dice.one_in(40)) q.category = record::CategoryId(stranger);
    return q;
}

/// A moment before, in and after the agreements' time.
base::Instant random_moment(Dice& dice) {
    return story_time() + std::chrono::hours(24 * (dice.below(2'000) - 1'000));
}

policy::Agreement random_agreement(Dice& dice, int number) {
    policy::Agreement one;
    one.id = "A-" + std::to_string(number);
    one.sources = dice.some(kSources);
    if (one.sources.empty()) one.sources = kSources;
    one.categories = dice.some(kCategories);
    one.purposes = dice.some(kPurposes);
    one.mode = dice.one_in(3) ? Mode::existence : Mode::content;
    one.denies = dice.one_in(5);
    one.valid_from = random_moment(dice);
    if (dice.one_in(2)) one.valid_until = one.valid_from + std::chrono::hours(24 * (1 + dice.below(1'500)));
    return one;
}

Rulebook random_book(Dice& dice) {
    Rulebook book = random_rulebook(dice);
    if (dice.one_in(3)) return book;  // its agreement covers all
    book.agreements.clear();
    for (int i = 0; i < 4; ++i) book.agreements.push_back(random_agreement(dice, i));
    return book;
}

/// Questions in Cedar's words, and our answers to them.
struct Sheet {
    std::string lines;
    std::vector<std::string> answers;
};

void ask(Sheet& sheet, const Rulebook& book, size_t questions, Dice& dice) {
    sheet.lines += cedar_policies(book, Layers::rules_and_agreements);
    const Names names = names_of(book);
    for (size_t i = 0; i < questions; ++i) {
        const Question q = random_question(dice, names);
        const auto at = random_moment(dice);
        sheet.lines += cedar_question(q, at);
        sheet.answers.push_back(ours(book, q, at));
    }
}

size_t count_of(const std::vector<std::string>& answers, const std::string& answer) {
    return static_cast<size_t>(std::ranges::count(answers, answer));
}

void compare(const Sheet& sheet) {
    const auto modules = cedar_modules();
    if (!modules) {
        std::cout << "skipped 1: node, npm or Cedar's package is not to be had; " << sheet.answers.size()
                  << " questions were not asked twice\n";
        return;
    }
    const auto theirs = ask_cedar(*modules, "decide", sheet.lines);
    BOOST_TEST_REQUIRE(theirs.size() == sheet.answers.size());
    size_t different = 0;
    for (size_t i = 0; i < theirs.size(); ++i) different += theirs[i] != sheet.answers[i];
    BOOST_TEST(different == 0u);
    // Not by both saying no to everything.
    for (const auto* answer : {"0 0", "1 0", "1 1"})
        BOOST_TEST(count_of(theirs, answer) > 10u, answer);
    std::cout << theirs.size() << " questions answered alike by Cedar, " << count_of(theirs, "0 0")
              << " refused, " << count_of(theirs, "1 0") << " existence, " << count_of(theirs, "1 1")
              << " content\n";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(policy_cedar_tests)

BOOST_AUTO_TEST_CASE(P7_the_shipped_rulebook_decides_as_cedar_does) {
    Dice dice(47);
    Sheet sheet;
    ask(sheet, shipped(), kQuestionsShipped, dice);
    compare(sheet);
}

BOOST_AUTO_TEST_CASE(P7_random_rulebooks_decide_as_cedar_does) {
    Dice dice(11);
    Sheet sheet;
    for (size_t i = 0; i < kRandomBooks; ++i) ask(sheet, random_book(dice), kQuestionsABook, dice);
    compare(sheet);
}

BOOST_AUTO_TEST_SUITE_END()
