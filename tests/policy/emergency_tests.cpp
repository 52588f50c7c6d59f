#include "builders.h"
#include "policy/working_days.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace kith;
using namespace kith::policy_tests;
using policy::Mode;
using policy::PersonKind;
using record::CategoryId;
using record::PartialDate;
using record::PersonId;
using record::SourceId;

// Break-glass: AU-9 of the behaviours, P22 and C23 of the trust notes.
namespace {

bool holds(const auto& list, const auto& value) {
    return std::ranges::find(list, value) != list.end();
}

using namespace std::chrono_literals;
using Codes = std::vector<std::string>;

policy::Request emergency(std::string role = "early_help_worker",
                          PersonKind kind = PersonKind::subject_child) {
    auto asked = request(role, "IMMEDIATE_DANGER");
    asked.roster = {person("subject", kind)};
    asked.emergency =
        policy::Emergency{"danger_now", "She says he is on his way to the school", story_time() - 5min};
    return asked;
}

Codes refused(const policy::Request& asked, base::Instant now = story_time()) {
    return codes(refusal_for(shipped(), asked, now));
}

template <typename Spoil>
Codes refused_when(const Spoil& spoil) {
    auto asked = emergency();
    spoil(asked);
    return refused(asked);
}

const policy::CellGrant& cell(const policy::Permit& permit, const std::string& source) {
    const auto* grant = permit.grant(PersonId("subject"), SourceId(source));
    BOOST_TEST_REQUIRE((grant != nullptr));
    return *grant;
}

const auto each = boost::test_tools::per_element();

}  // namespace

BOOST_AUTO_TEST_SUITE(policy_emergency_tests)

BOOST_AUTO_TEST_CASE(AU_9_an_emergency_opens_what_the_rules_refuse_and_says_so) {
    auto ordinary = emergency();
    ordinary.emergency.reset();
    BOOST_TEST(refused(ordinary) == Codes{"nothing_permitted"}, each);
    const auto permit = permit_for(shipped(), emergency());
    const auto& care = cell(permit, "northshire-care");
    BOOST_TEST(care.may_ask);
    BOOST_TEST(care.by_emergency);
    BOOST_TEST((care.mode == Mode::content));
    BOOST_TEST(
        care.why ==
        "Rule R-004 yields to emergency access. Opened by emergency access until 22 Nov 2026, 10:06; it will "
        "be reviewed.");
    BOOST_TEST(holds(care.rules, "R-004"));
}

BOOST_AUTO_TEST_CASE(AU_9_an_emergency_is_about_one_subject) {
    BOOST_TEST(refused_when([](auto& asked) { asked.roster.push_back(person("p1", PersonKind::adult)); }) ==
                   Codes{"emergency_many_subjects"},
               each);
    auto asked = emergency();
    asked.roster.push_back(person("p1", PersonKind::adult));
    asked.roster.back().ticked = false;
    asked.roster.push_back(person("p2", PersonKind::adult));
    asked.roster.back().is_unknown = true;
    BOOST_TEST(cell(permit_for(shipped(), asked), "school").may_ask,
               "people who are only mentioned do not count");
}

BOOST_AUTO_TEST_CASE(AU_9_an_emergency_needs_a_listed_code_and_twenty_characters) {
    BOOST_TEST(refused_when([](auto& a) { a.emergency->code = "in_a_hurry"; }) == Codes{"emergency_unknown"},
               each);
    BOOST_TEST(refused_when([](auto& a) { a.emergency->code.clear(); }) == Codes{"emergency_unknown"}, each);
    for (const std::string few :
         {"", "nineteen characters", "                                        ", "   nineteen characters   ",
          "a               b                 c",
          "\xC2\xA0\xC2\xA0\xC2\xA0\xC2\xA0\xC2\xA0\xC2\xA0\xC2\xA0\xC2\xA0\xC2\xA0\xC2\xA0\xC2\xA0\xC2\xA0"
          "\xC2\xA0"
          "\xC2\xA0\xC2\xA0\xC2\xA0\xC2\xA0\xC2\xA0\xC2\xA0\xC2\xA0\xC2\xA0\xC2\xA0",
          "\xE2\x80\x8B\xE2\x80\x8B\xE2\x80\x8B\xE2\x80\x8B\xE2\x80\x8B\xE2\x80\x8B\xE2\x80\x8B\xE2\x80\x8B"
          "\xE2\x80\x8B"
          "\xE2\x80\x8B\xE2\x80\x8B\xE2\x80\x8B\xE2\x80\x8B\xE2\x80\x8B\xE2\x80\x8B\xE2\x80\x8B\xE2\x80\x8B"
          "\xE2\x80\x8B"
          "\xE2\x80\x8B\xE2\x80\x8B\xE2\x80\x8B",
          "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9",
          "\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80"})
        BOOST_TEST(
            refused_when([&](auto& a) { a.emergency->words = few; }) == Codes{"emergency_without_words"},
            each);
    for (const std::string enough : {"twenty characters...", "  twenty characters...  ",
                                     "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3"
                                     "\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"
                                     "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"}) {
        auto asked = emergency();
        asked.emergency->words = enough;
        BOOST_TEST(permit_for(shipped(), asked).emergency_until().has_value(), enough);
    }
}

BOOST_AUTO_TEST_CASE(AU_9_roles_and_purposes_that_the_section_does_not_name_have_no_emergencies) {
    BOOST_TEST(refused(emergency("auditor")) == Codes{"emergency_not_allowed"}, each);
    BOOST_TEST(refused_when([](auto& a) { a.purpose = "MASH_ENQUIRY"; }) == Codes{"emergency_not_allowed"},
               each);
    policy::Rulebook none = shipped();
    none.emergency = {};
    BOOST_TEST(codes(refusal_for(none, emergency())) == (Codes{"emergency_unknown", "emergency_not_allowed"}),
               each);
}

BOOST_AUTO_TEST_CASE(AU_9_a_review_is_due_on_the_next_working_day) {
    // The story's day is a Sunday.
    const auto permit = permit_for(shipped(), emergency());
    BOOST_TEST(permit.review_due()->iso() == "2026-11-23");
    auto at_christmas = emergency();
    const auto christmas_eve = *base::parse_instant("2026-12-24T23:30:00Z");
    at_christmas.emergency->began = christmas_eve;
    const auto decision = policy::decide(shipped(), at_christmas, christmas_eve);
    // Christmas Day, a weekend, and the Monday that stands in for Boxing Day.
    BOOST_TEST(std::get<policy::Permit>(decision).review_due()->iso() == "2026-12-29");
    auto ordinary = request("mash_worker", "MASH_ENQUIRY");
    BOOST_TEST(!permit_for(shipped(), ordinary).review_due().has_value());
    BOOST_TEST(!permit_for(shipped(), ordinary).emergency_until().has_value());
}

BOOST_AUTO_TEST_CASE(P22_an_emergency_ends_on_time_and_is_never_longer_than_thirty_minutes) {
    const auto began = story_time();
    auto asked = emergency();
    asked.emergency->began = began;
    const auto permitted_at = [&](const policy::Rulebook& book, base::Instant now) {
        return std::holds_alternative<policy::Permit>(policy::decide(book, asked, now));
    };
    policy::Rulebook longer = shipped(), shorter = shipped();
    longer.emergency.longest = 600min;
    shorter.emergency.longest = 10min;
    for (const policy::Rulebook* book : {&shipped(), static_cast<const policy::Rulebook*>(&longer)}) {
        BOOST_TEST(permitted_at(*book, began + 30min - 1ms));
        BOOST_TEST(!permitted_at(*book, began + 30min));
    }
    BOOST_TEST(permitted_at(shorter, began + 10min - 1ms));
    BOOST_TEST(!permitted_at(shorter, began + 10min));
    BOOST_TEST(refused(asked, began + 31min) == Codes{"emergency_over"}, each);
    BOOST_TEST(refused(asked, began - 1ms) == Codes{"emergency_over"}, each);
    const auto late = policy::decide(shipped(), asked, began + 20min);
    BOOST_TEST((std::get<policy::Permit>(late).emergency_until() == began + 30min));
}

BOOST_AUTO_TEST_CASE(P22_an_emergency_cannot_renew_itself) {
    BOOST_TEST(refused_when([](auto& a) { a.emergency->follows_unreviewed = true; }) ==
                   Codes{"emergency_unreviewed"},
               each);
}

BOOST_AUTO_TEST_CASE(P22_every_emergency_leaves_a_review_whatever_the_day) {
    for (int hour = 0; hour < 24 * 400; hour += 7) {
        auto asked = emergency();
        const auto now = story_time() + std::chrono::hours(hour);
        asked.emergency->began = now;
        const auto decision = policy::decide(shipped(), asked, now);
        const auto* permit = std::get_if<policy::Permit>(&decision);
        BOOST_TEST_REQUIRE((permit != nullptr));
        const auto& due = permit->review_due();
        BOOST_TEST_REQUIRE(due.has_value());
        BOOST_TEST(policy::is_working_day(*due, shipped().bank_holidays));
        BOOST_TEST(due->first_day() > record::uk_day(now).first_day());
        BOOST_TEST(due->first_day() <= record::uk_day(now).first_day() + 5);
    }
}

BOOST_AUTO_TEST_CASE(what_is_kept_of_an_emergency_is_gone_when_it_ends) {
    const auto permit = permit_for(shipped(), emergency());
    for (const auto& grant : permit.grants()) BOOST_TEST((grant.keep_for <= 25min), grant.source.text());
    BOOST_TEST((cell(permit, "northshire-care").keep_for == 25min));
    BOOST_TEST((cell(permit, "constabulary").keep_for == 0s));
}

BOOST_AUTO_TEST_CASE(obligations_and_the_rules_that_do_not_yield_hold_in_an_emergency) {
    const auto adult = permit_for(shipped(), emergency("duty_social_worker", PersonKind::adult));
    BOOST_TEST(!cell(adult, "school").may_ask);
    BOOST_TEST(cell(adult, "school").why == "Schools are asked about children, never about adults.");
    BOOST_TEST(cell(adult, "hospitals").may_ask);
    BOOST_TEST(cell(adult, "hospitals").by_emergency);
    BOOST_TEST((cell(adult, "northshire-care").mode == Mode::content));
    const auto& police = cell(adult, "constabulary");
    BOOST_TEST(holds(police.obligations, "never_keep"));
    BOOST_TEST(!police.allowed.empty());
    for (const auto& one : police.allowed) BOOST_TEST(!one.period.from.has_value(), one.category.text());
}

BOOST_AUTO_TEST_CASE(an_emergency_never_opens_a_category_that_its_section_leaves_out) {
    const auto permit = permit_for(shipped(), emergency());
    const auto& categories = cell(permit, "constabulary").categories;
    BOOST_TEST(!holds(categories, CategoryId("police_intelligence")));
    // A front-door worker needs a second person for it, in an emergency too; the rest is open at once.
    const auto front_door = permit_for(shipped(), emergency("mash_worker"));
    BOOST_TEST(!holds(cell(front_door, "constabulary").categories, CategoryId("police_intelligence")));
    BOOST_TEST(
        cell(front_door, "constabulary").why.find("needs a second person's agreement in an emergency too") !=
        std::string::npos);
    const auto agreed = permit_for(shipped(), approved(emergency("mash_worker")));
    BOOST_TEST(holds(cell(agreed, "constabulary").categories, CategoryId("police_intelligence")));
}

BOOST_AUTO_TEST_CASE(an_emergency_asks_nobody_without_an_agreement_unless_its_section_says_so) {
    policy::Rulebook book = shipped();
    std::erase_if(book.agreements, [](const auto& one) { return one.id == "A-004"; });
    auto asked = emergency("mash_worker");
    BOOST_TEST(!cell(permit_for(book, asked), "gp").may_ask);
    book.emergency.without_agreement = true;
    BOOST_TEST(cell(permit_for(book, asked), "gp").may_ask);
    asked.emergency.reset();
    asked.sources = {SourceId("gp"), SourceId("school")};
    BOOST_TEST(!cell(permit_for(book, asked), "gp").may_ask);
    policy::Agreement exception = agreement({SourceId("gp")});
    exception.denies = true;
    exception.mode = Mode::existence;
    book.agreements.push_back(exception);
    BOOST_TEST(!cell(permit_for(book, emergency("mash_worker")), "gp").may_ask, "an exception holds even so");
}

BOOST_AUTO_TEST_CASE(a_rule_that_cannot_be_evaluated_denies_in_an_emergency_too) {
    policy::Rulebook book = shipped();
    policy::Rule unreadable;
    unreadable.id = "R-900";
    unreadable.obligations = {"whisper"};
    unreadable.permits = unreadable.yields_in_emergency = true;
    book.rules.push_back(unreadable);
    BOOST_TEST(codes(refusal_for(book, emergency())) == Codes{"nothing_permitted"}, each);
}

BOOST_AUTO_TEST_CASE(AU_6_a_declared_conflict_refuses_and_offers_to_hand_over) {
    auto asked = request("duty_social_worker", "SECTION_47");
    asked.has_declared_conflict = true;
    const auto refusal = refusal_for(shipped(), asked);
    BOOST_TEST(codes(refusal) == Codes{"conflict_declared"}, each);
    BOOST_TEST(refusal.reasons[0].why.find("Hand it over to a colleague") != std::string::npos);
    BOOST_TEST(refusal.reasons[0].why.find("not held against you") != std::string::npos);
    auto urgent = emergency();
    urgent.has_declared_conflict = true;
    BOOST_TEST(refused(urgent) == Codes{"conflict_declared"}, each);
}

BOOST_AUTO_TEST_SUITE_END()
