#include "asked.h"
#include "connectors/social_care/codes.h"
#include "record/said.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace kith;
using namespace kith::social_care::tests;
using record::LedgerState;

namespace {

record::Reply file_with(const std::string& episode, const std::string& more_details = {}) {
    const auto reply = after_children(child("C-1", details() + more_details, episode));
    BOOST_REQUIRE((reply.state == LedgerState::records_held));
    return reply;
}

const record::Event* event_of(const record::Reply& reply, const std::string& kind) {
    const auto found = std::find_if(reply.events.begin(), reply.events.end(),
                                    [&](const auto& one) { return one.kind == kind; });
    return found == reply.events.end() ? nullptr : &*found;
}

bool has_detail(const record::Details& details, const std::string& label, const std::string& value) {
    return std::find(details.begin(), details.end(), std::pair(label, value)) != details.end();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(social_care_child_tests)

BOOST_AUTO_TEST_CASE(codes_are_put_into_words_and_kept) {
    using social_care::CodeList;
    BOOST_TEST(social_care::in_words(CodeList::referral_source, "3E") ==
               "health services: emergency department (3E)");
    BOOST_TEST(social_care::in_words(CodeList::closure_reason, "RC8") ==
               "closed after assessment, no further action (RC8)");
    BOOST_TEST(social_care::in_words(CodeList::upn_unknown, "UN9") == "code UN9");
    BOOST_TEST(social_care::in_words(CodeList::disability, "") == "");
}

BOOST_AUTO_TEST_CASE(a_referral_names_its_source_and_whether_it_went_on) {
    const auto reply = file_with(R"("referral_source":"2A","referral_no_further_action_flag":false)");
    const auto* referral = event_of(reply, "referral");
    BOOST_TEST_REQUIRE(referral);
    BOOST_TEST(referral->title == "Referral to children's social care from schools (2A)");
    BOOST_TEST(referral->significant);
    const auto closed_again = file_with(
        R"("referral_no_further_action_flag":"Yes","closure_date":"2025-06-03","closure_reason":"RC8")");
    BOOST_TEST(!event_of(closed_again, "referral")->significant);
    BOOST_TEST(event_of(closed_again, "case_closed")->occurred.iso() == "2025-06-03");
}

BOOST_AUTO_TEST_CASE(fd_13_a_plan_without_an_end_goes_on) {
    const auto reply = file_with(kPlan);
    const auto* plan = event_of(reply, "plan_child_protection");
    BOOST_TEST_REQUIRE(plan);
    BOOST_TEST(plan->category.text() == "child_protection_plan");
    BOOST_TEST(plan->occurred.iso() == "2025-06-12/..");
    BOOST_TEST(plan->origin.reference == "P-1");
    BOOST_TEST((plan->about == std::vector<std::string>{"C-1"}));
}

BOOST_AUTO_TEST_CASE(an_enquiry_and_its_conference_are_two_events) {
    const auto reply = file_with(
        R"("section_47_assessments":[{"section_47_assessment_id":"S-1","start_date":"2026-11-18","icpc_required_flag":true,"icpc_date":"2026-12-04"}])");
    BOOST_TEST(event_of(reply, "section_47")->occurred.iso() == "2026-11-18/..");
    BOOST_TEST(event_of(reply, "conference")->planned);
    BOOST_TEST(event_of(reply, "conference")->quality.empty());
}

BOOST_AUTO_TEST_CASE(trap_8_no_factors_at_all_is_read_and_factors_become_tags) {
    const auto reply = file_with(
        R"("child_and_family_assessments":[{"child_and_family_assessment_id":"A-1","start_date":"2025-06-02",
        "authorisation_date":"2025-07-01","factors":["3B","16A","18C","99Z"]},{"child_and_family_assessment_id":"A-2","start_date":"2025-08-02","factors":[]}])");
    const auto* assessment = event_of(reply, "assessment");
    BOOST_TEST((assessment->tags == std::vector<std::string>{"domestic_abuse", "neglect", "physical_abuse"}));
    BOOST_TEST(has_detail(assessment->details, "Factor", "code 99Z"));
    BOOST_TEST(std::count_if(reply.events.begin(), reply.events.end(),
                             [](const auto& one) { return one.kind == "assessment"; }) == 2);
}

BOOST_AUTO_TEST_CASE(a_placements_postcode_carries_its_mark) {
    const auto reply = file_with(R"("child_looked_after_placements":[
        {"child_looked_after_placement_id":"L-1","start_date":"2025-07-01","start_reason":"S","placement_type":"U6","postcode":"fh1 2ab","end_date":"2025-09-01","change_reason":"CHILD"},
        {"child_looked_after_placement_id":"L-2","start_date":"2025-09-01","placement_type":"K2"}])");
    const auto* placement = event_of(reply, "placement");
    BOOST_TEST_REQUIRE(placement);
    BOOST_TEST(placement->postcode == "FH1 2AB");
    BOOST_TEST(placement->handling.front().mark == "placement_address");
    BOOST_TEST(event_of(reply, "looked_after")->occurred.iso() == "2025-07-01/..");
    BOOST_TEST(reply.people.front().addresses.empty());
}

BOOST_AUTO_TEST_CASE(sw_15_adoption_carries_its_mark_on_event_and_child) {
    const auto reply = file_with(
        R"("adoption":{"initial_decision_date":"2025-10-01","matched_date":null,"placed_date":""})");
    const auto* adoption = event_of(reply, "adoption");
    BOOST_TEST_REQUIRE(adoption);
    BOOST_TEST(adoption->handling.front().mark == "adoption");
    BOOST_TEST(reply.people.front().handling.front().mark == "adoption");
    BOOST_TEST(std::count_if(reply.events.begin(), reply.events.end(),
                             [](const auto& one) { return one.kind == "adoption"; }) == 1);
}

BOOST_AUTO_TEST_CASE(workers_become_professionals_with_their_time) {
    const auto reply =
        file_with(R"("care_worker_details":[{"worker_id":"W7","start_date":"2025-06-02","end_date":null}])");
    BOOST_TEST_REQUIRE(reply.ties.size() == 1);
    BOOST_TEST(reply.ties.front().kind == "social_worker");
    BOOST_TEST(reply.ties.front().to == "Worker W7");
    BOOST_TEST(reply.ties.front().since.iso() == "2025-06-02/..");
}

BOOST_AUTO_TEST_CASE(what_the_source_has_purged_is_left_out_and_said) {
    const auto reply = file_with(
        R"("child_protection_plans":[{"child_protection_plan_id":"P-1","start_date":"2025-06-12","purge":true}],
        "child_looked_after_placements":[{"purge":1,"postcode":"FH1 2AB"}],"adoption":{"purge":"true","placed_date":"2025-10-01"})");
    BOOST_TEST(!event_of(reply, "plan_child_protection"));
    BOOST_TEST(!event_of(reply, "placement"));
    BOOST_TEST(!event_of(reply, "adoption"));
    BOOST_TEST(reply.notices.size() == 3);
    BOOST_TEST(reply.notices.front() == "a child protection plan was withdrawn by the source");
    BOOST_TEST(record::to_json(reply).find("FH1") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_missing_list_of_episodes_is_not_an_empty_one) {
    const auto reply = after_children(R"({"la_child_id":"C-1","child_details":{)" + details() + "}}");
    BOOST_TEST((reply.state == LedgerState::records_held));
    BOOST_TEST(reply.notices.front() == "the source sent no list of episodes");
}

BOOST_AUTO_TEST_CASE(trap_14_planted_dates_are_kept_and_noted) {
    const auto reply = file_with(
        R"("child_in_need_plans":[{"child_in_need_plan_id":"N-1","start_date":"2028-01-10","end_date":"2020-05-01"},
        {"child_in_need_plan_id":"N-2","start_date":"soon"}])");
    const auto* plan = event_of(reply, "plan_child_in_need");
    BOOST_TEST_REQUIRE(plan);
    BOOST_TEST(plan->quality.size() == 2);
    BOOST_TEST(record::to_json(reply).find("soon") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(trap_6_pupil_numbers_that_fail_their_letter_are_kept_and_noted) {
    const auto reply =
        after_children(child("C-1", details("Maisie", "Pellow", "2017-02-14", "ABC0123456789")));
    BOOST_TEST_REQUIRE(reply.people.size() == 1);
    BOOST_TEST(reply.people.front().quality.front() == "UPN fails its check letter");
    BOOST_TEST(record::to_json(reply).find("ABC0123456789") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(trap_9_flags_in_any_writing_keep_their_meaning) {
    const auto reply = file_with({}, R"(,"uasc_flag":0,"disabilities":["AUT","XX"])");
    const auto& facts = reply.people.front().details;
    BOOST_TEST(has_detail(facts, "Unaccompanied asylum-seeking child", "no"));
    BOOST_TEST(has_detail(facts, "Disability", "autism (AUT)"));
    BOOST_TEST(has_detail(facts, "Disability", "code XX"));
}

BOOST_AUTO_TEST_SUITE_END()
