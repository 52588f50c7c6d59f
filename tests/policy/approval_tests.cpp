#include "builders.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace kith;
using namespace kith::policy_tests;
using policy::PersonKind;
using record::CategoryId;
using record::SourceId;

// P25: four eyes are two people's.
namespace {

using namespace std::chrono_literals;
using Codes = std::vector<std::string>;

policy::Request wanting() {
    auto asked = request("mash_worker", "IMMEDIATE_DANGER");
    asked.user = {"a.okafor", "A. Okafor", "mash_worker", "Northshire Council", "NC-10001"};
    return asked;
}

Codes refused(const policy::Request& asked, base::Instant now = story_time()) {
    return codes(refusal_for(shipped(), asked, now));
}

/// Agreed to, and then spoilt in one way.
template <typename Spoil>
Codes refused_when(const Spoil& spoil) {
    auto asked = approved(wanting());
    spoil(asked);
    return refused(asked);
}

const auto each = boost::test_tools::per_element();

}  // namespace

BOOST_AUTO_TEST_SUITE(policy_approval_tests)

BOOST_AUTO_TEST_CASE(P25_what_needs_a_second_person_names_its_rule_and_who_may_agree) {
    const auto refusal = refusal_for(shipped(), wanting());
    BOOST_TEST(codes(refusal) == Codes{"approval_needed"}, each);
    BOOST_TEST(refusal.reasons[0].rule == "S-001");
    BOOST_TEST(
        refusal.reasons[0].why ==
        "A front-door worker is shown police intelligence once a safeguarding lead has agreed. Who may agree "
        "to it: safeguarding lead.");
    const auto permit = permit_for(shipped(), approved(wanting()));
    BOOST_TEST(permit.grant(record::PersonId("subject"), SourceId("constabulary"))->may_ask);
}

BOOST_AUTO_TEST_CASE(P25_nobody_agrees_to_their_own_request_under_whatever_account) {
    const Codes same{"approval_by_same_person"};
    BOOST_TEST(refused_when([](auto& a) { a.approval->by = a.user; }) == same, each);
    BOOST_TEST(refused_when([](auto& a) { a.approval->by.person = "NC-10001"; }) == same, each);
    BOOST_TEST(refused_when([](auto& a) { a.approval->by.person = " nc-10001 "; }) == same, each);
    BOOST_TEST(refused_when([](auto& a) {
                   a.approval->by = {"a.okafor", "A. Okafor", "safeguarding_lead", "Northshire Council", ""};
               }) == same,
               each);
    BOOST_TEST(refused_when([](auto& a) {
                   a.approval->by.id = "A.Okafor";
                   a.approval->by.person = "NC-99999";
               }) == same,
               each);
    // Somebody whose staff number is another's sign-in name is that person as well.
    BOOST_TEST(refused_when([](auto& a) {
                   a.user.person = "l.hughes";
                   a.approval->by.person.clear();
                   a.approval->of = policy::approval_subject(a);
               }) == same,
               each);
}

BOOST_AUTO_TEST_CASE(P25_only_the_roles_that_the_rule_names_may_agree) {
    const Codes wrong{"approval_not_allowed"};
    for (const auto* role :
         {"duty_social_worker", "auditor", "early_help_worker", "mash_worker", "", "mayor"})
        BOOST_TEST(refused_when([&](auto& a) { a.approval->by.role = role; }) == wrong, each);
    BOOST_TEST(refused_when([](auto& a) { a.approval->by.id.clear(); }) == wrong, each);
    policy::Rulebook book = shipped();
    book.approvals[0].approvers = {"mayor"};
    auto asked = approved(wanting());
    asked.approval->by.role = "mayor";
    BOOST_TEST(codes(refusal_for(book, asked)) == wrong, each);
}

BOOST_AUTO_TEST_CASE(P25_agreement_to_one_request_is_agreement_to_no_other) {
    const Codes another{"approval_of_another_request"};
    BOOST_TEST(refused_when([](auto& a) { a.roster[0].nhs_number = "9990004838"; }) == another, each);
    BOOST_TEST(refused_when([](auto& a) { a.case_ref = "NC-2026-10483"; }) == another, each);
    BOOST_TEST(refused_when([](auto& a) { a.reason += " again"; }) == another, each);
    BOOST_TEST(refused_when([](auto& a) { a.user.agency = "Westmoor Council"; }) == another, each);
    BOOST_TEST(refused_when([](auto& a) { a.sources = {SourceId("constabulary")}; }) == another, each);
    BOOST_TEST(refused_when([](auto& a) { a.period.from = *record::PartialDate::of_year(2020); }) == another,
               each);
    BOOST_TEST(refused_when([](auto& a) { a.roster.push_back(person("p1", PersonKind::adult)); }) == another,
               each);
    BOOST_TEST(refused_when([](auto& a) {
                   a.roster[0].confirmed.push_back(record::identifier("local", "4711", "northshire-care"));
               }) == another,
               each);
    BOOST_TEST(refused_when([](auto& a) { a.approval->of.clear(); }) == another, each);
}

BOOST_AUTO_TEST_CASE(P25_agreement_is_good_for_four_hours_and_not_before_it_was_given) {
    const auto asked = approved(wanting());
    const auto permitted_at = [&](base::Instant now) {
        return std::holds_alternative<policy::Permit>(policy::decide(shipped(), asked, now));
    };
    BOOST_TEST(permitted_at(story_time()));
    BOOST_TEST(permitted_at(story_time() + 4h));
    BOOST_TEST(!permitted_at(story_time() + 4h + 1ms));
    BOOST_TEST(permitted_at(story_time() - 2min), "another workstation's clock may be a little ahead");
    BOOST_TEST(!permitted_at(story_time() - 2min - 1ms));
    BOOST_TEST(refused(asked, story_time() + 5h) == Codes{"approval_too_old"}, each);
}

BOOST_AUTO_TEST_CASE(what_is_approved_is_the_request_and_not_the_approval) {
    const auto asked = wanting();
    BOOST_TEST(policy::approval_subject(asked) == policy::approval_subject(approved(asked)));
    BOOST_TEST(policy::approval_subject(asked).size() == 64u);
}

BOOST_AUTO_TEST_CASE(existence_alone_and_sources_left_out_need_no_second_person) {
    auto narrow = wanting();
    narrow.sources = {SourceId("northshire-care"), SourceId("cpis")};
    BOOST_TEST(permit_for(shipped(), narrow).grants().size() == 2u);
    policy::Rulebook book = shipped();
    for (auto& one : book.agreements)
        if (one.id == "A-010") one.mode = policy::Mode::existence;
    const auto permit = permit_for(book, wanting());
    BOOST_TEST(permit.grant(record::PersonId("subject"), SourceId("constabulary"))->may_ask);
}

BOOST_AUTO_TEST_CASE(a_rule_of_approval_that_names_what_nobody_knows_wants_it_of_everybody) {
    policy::Rulebook book = shipped();
    policy::ApprovalRule strange;
    strange.id = "S-900";
    strange.roles = {"mayor"};
    strange.approvers = {"safeguarding_lead"};
    book.approvals.push_back(strange);
    auto asked = request("duty_social_worker", "SECTION_47");
    BOOST_TEST(codes(refusal_for(book, asked)) == Codes{"approval_needed"}, each);
    BOOST_TEST(permit_for(book, approved(asked)).grants().size() == shipped().sources.size());
}

BOOST_AUTO_TEST_SUITE_END()
