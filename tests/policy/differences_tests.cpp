#include "builders.h"
#include "policy/differences.h"
#include "policy/matrix.h"
#include "support/seeded_entropy.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <set>

using namespace kith;
using namespace kith::policy_tests;
using policy::Differences;
using policy::PersonKind;
using policy::Rulebook;
using policy::Shift;

// C19: exactly what two rulebooks change, for whom. Held to the matrices of both, cell by cell.
namespace {

using Cells = std::map<std::string, std::pair<policy::Extent, std::vector<std::string>>>;

std::string key(const std::string& role, const std::string& purpose, const std::string& source,
                const std::string& category, PersonKind kind, bool has_consent) {
    return role + "|" + purpose + "|" + source + "|" + category + "|" + std::string(policy::name_of(kind)) +
           (has_consent ? "|consent" : "|no consent");
}

Cells cells_of(const Rulebook& book) {
    Cells cells;
    for (const auto& one : policy::matrix(book, story_time()))
        cells[key(one.role, one.purpose, one.source.text(), one.category.text(), one.kind, one.has_consent)] =
            {one.answer.extent, one.answer.obligations};
    return cells;
}

/// The cells that the differences say have changed, each with the shift told; a cell told twice fails.
std::map<std::string, Shift> told(const Differences& all) {
    std::map<std::string, Shift> cells;
    for (const auto& one : all.access)
        for (const auto& category : one.categories)
            for (const auto kind : one.people)
                for (const bool has_consent : {false, true}) {
                    if (!(has_consent ? one.with_consent : one.without_consent)) continue;
                    const auto cell =
                        key(one.role, one.purpose, one.source.text(), category.text(), kind, has_consent);
                    if (!cells.emplace(cell, one.shift).second) BOOST_ERROR(cell + " is told twice");
                }
    return cells;
}

std::set<std::string> keys_of(const Cells& a, const Cells& b) {
    std::set<std::string> keys;
    for (const auto* cells : {&a, &b})
        for (const auto& [cell, answer] : *cells) keys.insert(cell);
    return keys;
}

void check_against_matrices(const Rulebook& before, const Rulebook& after) {
    const Cells was = cells_of(before), is = cells_of(after);
    const auto changed = told(policy::differences(before, after, story_time()));
    const auto answer = [](const Cells& cells, const std::string& cell) {
        const auto at = cells.find(cell);
        return at == cells.end() ? Cells::mapped_type{} : at->second;
    };
    for (const auto& cell : keys_of(was, is)) {
        const auto a = answer(was, cell), b = answer(is, cell);
        if (changed.contains(cell) != (a != b)) BOOST_ERROR(cell + " is told wrongly");
        if (a == b || !changed.contains(cell)) continue;
        const Shift shift = changed.at(cell);
        if ((shift == Shift::gained) != a.first.is_nothing()) BOOST_ERROR(cell + " is no gain, or is one");
        if ((shift == Shift::lost) != b.first.is_nothing()) BOOST_ERROR(cell + " is no loss, or is one");
    }
    for (const auto& [cell, shift] : changed)
        if (!was.contains(cell) && !is.contains(cell)) BOOST_ERROR(cell + " is in neither");
}

/// One thing changed, chosen by `roll`.
Rulebook changed(Rulebook book, const std::function<size_t(size_t)>& roll) {
    auto& rule = book.rules[roll(book.rules.size())];
    switch (roll(8)) {
        case 0:
            book.rules.erase(book.rules.begin() + static_cast<long>(roll(book.rules.size())));
            break;
        case 1:
            rule.permits = !rule.permits;
            break;
        case 2:
            rule.roles = {book.roles[roll(book.roles.size())].id};
            break;
        case 3:
            rule.people = {static_cast<PersonKind>(roll(5))};
            break;
        case 4:
            if (rule.permits) rule.lookback_years = static_cast<int>(roll(12));
            break;
        case 5:
            if (rule.permits) rule.mode = roll(2) ? policy::Mode::existence : policy::Mode::content;
            break;
        case 6:
            if (rule.permits) rule.obligations = {std::string(policy::kObligations[roll(4)])};
            break;
        default:
            if (!book.agreements.empty())
                book.agreements.erase(book.agreements.begin() +
                                      static_cast<long>(roll(book.agreements.size())));
    }
    policy::prepare(book);
    return book;
}

Rulebook copy_of(const Rulebook& book) {
    Rulebook copy = book;
    policy::prepare(copy);
    return copy;
}

policy::Rule* rule(Rulebook& book, const std::string& id) {
    const auto at = std::ranges::find(book.rules, id, &policy::Rule::id);
    BOOST_TEST_REQUIRE((at != book.rules.end()));
    return &*at;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(policy_differences_tests)

BOOST_AUTO_TEST_CASE(a_rulebook_does_not_differ_from_itself_in_whatever_order_it_is_written) {
    Rulebook other = copy_of(shipped());
    BOOST_TEST(policy::differences(shipped(), other, story_time()).is_empty());
    std::ranges::reverse(other.rules);
    std::ranges::reverse(other.agreements);
    for (auto& one : other.rules) std::ranges::reverse(one.roles);
    other.version = "2030-01";
    policy::prepare(other);
    const auto none = policy::differences(shipped(), other, story_time());
    BOOST_TEST(none.is_empty(), policy::in_words(none));
    BOOST_TEST(policy::in_words(none) == "Nothing changes for anybody.\n");
}

BOOST_AUTO_TEST_CASE(C19_a_deny_that_is_taken_out_shows_who_gains_and_the_rule_that_is_gone) {
    Rulebook wider = copy_of(shipped());
    std::erase_if(wider.rules, [](const auto& one) { return one.id == "R-009"; });
    policy::prepare(wider);
    const auto all = policy::differences(shipped(), wider, story_time());
    BOOST_TEST(std::ranges::all_of(all.access, [](const auto& one) { return one.shift <= Shift::widened; }));
    for (const auto& one : all.access)
        BOOST_TEST((std::ranges::find(one.because, "-R-009") != one.because.end()), policy::in_words(all));
    check_against_matrices(shipped(), wider);
}

BOOST_AUTO_TEST_CASE(what_one_gains_the_way_back_loses) {
    Rulebook other = copy_of(shipped());
    rule(other, "R-105")->lookback_years = 2;
    rule(other, "R-121")->permits = false;
    rule(other, "R-121")->obligations.clear();
    policy::prepare(other);
    const auto there = told(policy::differences(shipped(), other, story_time()));
    const auto back = told(policy::differences(other, shipped(), story_time()));
    BOOST_TEST(there.size() == back.size());
    BOOST_TEST(!there.empty());
    for (const auto& [cell, shift] : there)
        BOOST_TEST(static_cast<int>(shift) + static_cast<int>(back.at(cell)) == 4, cell);
}

BOOST_AUTO_TEST_CASE(who_gains_comes_first_and_who_loses_last) {
    Rulebook other = copy_of(shipped());
    std::erase_if(other.rules, [](const auto& one) { return one.id == "R-009"; });
    rule(other, "R-101")->permits = false;
    rule(other, "R-101")->obligations.clear();
    rule(other, "R-105")->lookback_years = 20;
    policy::prepare(other);
    const auto all = policy::differences(shipped(), other, story_time());
    BOOST_TEST(std::ranges::is_sorted(all.access, {}, &policy::AccessChange::shift));
    BOOST_TEST((all.access.back().shift == Shift::lost));
}

BOOST_AUTO_TEST_CASE(a_condition_lifted_is_wider_and_one_added_is_narrower) {
    Rulebook other = copy_of(shipped());
    rule(other, "R-103")->obligations = {"never_keep"};
    policy::prepare(other);
    const auto eased = policy::differences(shipped(), other, story_time());
    const auto bound = policy::differences(other, shipped(), story_time());
    BOOST_TEST(!eased.access.empty());
    for (const auto& one : eased.access) BOOST_TEST((one.shift == Shift::widened), policy::in_words(eased));
    for (const auto& one : bound.access) BOOST_TEST((one.shift == Shift::narrowed));
    BOOST_TEST(policy::in_words(eased).find("-> never_keep") != std::string::npos, policy::in_words(eased));
}

BOOST_AUTO_TEST_CASE(agreements_retention_approvals_and_limits_that_changed_are_told_once_each) {
    Rulebook other = copy_of(shipped());
    other.limits.children_an_hour += 1;
    other.usual_retention += std::chrono::hours(24);
    other.approvals.push_back({"S-900", {}, {"SECTION_47"}, {}, {}, {"safeguarding_lead"}, "Two see it."});
    other.agreements.push_back({"A-900",
                                "Yet to begin",
                                {record::SourceId("gp")},
                                {},
                                {},
                                policy::Mode::content,
                                false,
                                *base::parse_instant("2050-01-01T00:00:00Z"),
                                {}});
    policy::prepare(other);
    const auto all = policy::differences(shipped(), other, story_time());
    std::set<std::string> entries;
    for (const auto& one : all.entries) BOOST_TEST(entries.insert(one.list + "/" + one.id).second);
    BOOST_TEST((entries == std::set<std::string>{"agreements/A-900", "approvals/S-900",
                                                 "limits/children an hour", "retention/anything else"}),
               policy::in_words(all));
}

BOOST_AUTO_TEST_CASE(a_rule_in_other_words_that_changes_nothing_for_anybody_is_told_as_that) {
    Rulebook other = copy_of(shipped());
    rule(other, "R-009")->why = "Schools know children.";
    const auto all = policy::differences(shipped(), other, story_time());
    BOOST_TEST(all.access.empty());
    BOOST_TEST_REQUIRE(all.entries.size() == 1u);
    BOOST_TEST(all.entries.front().id == "R-009");
    BOOST_TEST(policy::in_words(all).starts_with("Nobody gains or loses access.\n"), policy::in_words(all));
}

BOOST_AUTO_TEST_CASE(C19_over_random_changes_exactly_the_cells_that_changed_are_told) {
    support::SeededEntropy entropy(19);
    const auto roll = [&](size_t n) {
        const auto bytes = entropy.bytes(2);
        return (static_cast<unsigned char>(bytes[0]) * 256u + static_cast<unsigned char>(bytes[1])) % n;
    };
    Rulebook before = copy_of(shipped());
    size_t with_changes = 0;
    for (int i = 0; i < 2; ++i) {
        const Rulebook after = changed(changed(before, roll), roll);
        check_against_matrices(before, after);
        with_changes += !policy::differences(before, after, story_time()).access.empty();
        before = copy_of(after);
    }
    BOOST_TEST(with_changes > 0u);
}

BOOST_AUTO_TEST_CASE(a_new_role_gains_and_a_role_that_is_gone_loses_all_it_had) {
    Rulebook other = copy_of(shipped());
    std::erase_if(other.roles, [](const auto& one) { return one.id == "mash_worker"; });
    for (auto& one : other.rules) std::erase(one.roles, "mash_worker");
    std::erase_if(other.rules, [](const auto& one) { return one.id == "R-900"; });
    policy::prepare(other);
    const auto all = policy::differences(shipped(), other, story_time());
    BOOST_TEST(!all.access.empty());
    for (const auto& one : all.access)
        if (one.role == "mash_worker") BOOST_TEST((one.shift == Shift::lost));
    check_against_matrices(shipped(), other);
}

BOOST_AUTO_TEST_SUITE_END()
