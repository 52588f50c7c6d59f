#include "present/enquiry_form.h"
#include "present/keeping.h"
#include "support/builders.h"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <sstream>

using namespace kith;
using namespace kith::present;
using support::instant;

namespace {

const base::Instant kNow = instant("2026-11-22T09:41:00Z");

std::shared_ptr<const policy::Rulebook> northshire() {
    std::ostringstream text;
    text << std::ifstream(std::string(KITH_SOURCE_DIR) + "/policy/rules/northshire.json").rdbuf();
    auto read = policy::read_rulebook(text.str());
    BOOST_TEST_REQUIRE(read.has_value());
    return std::make_shared<const policy::Rulebook>(std::move(*read));
}

/// The Enquiry form with the shipped rulebook, as a MASH worker has filled it in.
struct Form {
    explicit Form(const std::string& role = "mash_worker")
        : rules(make_form_rules(
              northshire(), {"a.okafor", "A. Okafor", role, "Northshire Council", "NS-1041"},
              [](const auto&, const auto&) { return std::string(); }, kNow)) {
        fields.case_ref = "NC-2026-10482";
        fields.purpose = "MASH_ENQUIRY";
        fields.reason = "School reports bruising";
        fields.given = "Maisie Rose";
        fields.family = "Pellow";
        fields.born = "14 Feb 2017";
        fields.nhs_number = "999 000 4838";
    }
    EnquiryReview review() const { return present::review(fields, rules, kNow); }
    void leave_out_all_but(const std::string& source) {
        for (const auto& one : rules.rulebook->sources)
            if (one.id.text() != source) fields.left_out.insert(one.id);
    }

    FormRules rules;
    EnquiryFields fields;
};

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(present_form_access_tests)

BOOST_AUTO_TEST_CASE(AU_6_a_declared_conflict_asks_nobody_and_may_still_be_declared) {
    Form form;
    BOOST_TEST(form.review().may_ask());
    form.fields.knows_family = true;
    const EnquiryReview review = form.review();
    BOOST_TEST(review.will_ask == 0u);
    BOOST_TEST(review.may_ask(), "the declaration is put on record by the same key");
    BOOST_TEST(review.ask_label == "Declare and hand over");
    BOOST_TEST(review.request.has_declared_conflict);
    BOOST_TEST(!review.access_words.empty());
}

BOOST_AUTO_TEST_CASE(AU_9_emergency_access_says_what_it_is_and_wants_words_of_its_own) {
    Form form;
    BOOST_TEST(!form.review().offers_emergency, "screening a referral is no emergency");
    form.fields.purpose = "IMMEDIATE_DANGER";
    BOOST_TEST(form.review().offers_emergency);
    form.fields.emergency_code = "danger_now";
    form.fields.emergency_words = "too few";
    BOOST_TEST(!form.review().may_ask());
    BOOST_TEST((form.review().note(Field::emergency_words).mood == Mood::hole));
    form.fields.emergency_words = "The neighbour hears the child crying and nobody opens the door";
    const EnquiryReview review = form.review();
    BOOST_TEST(review.may_ask(), review.still_needed);
    BOOST_TEST(has(review.access_words, "at most 30 minutes"), review.access_words);
    BOOST_TEST(has(review.access_words, "next working day"));
    BOOST_TEST_REQUIRE(review.request.emergency.has_value());
    BOOST_TEST((review.request.emergency->began == base::Instant{}),
               "it begins when it is asked, not while typing");
}

BOOST_AUTO_TEST_CASE(AU_9_an_auditor_is_offered_no_emergency) {
    Form form("auditor");
    form.fields.purpose = "IMMEDIATE_DANGER";
    BOOST_TEST(!form.review().offers_emergency);
}

BOOST_AUTO_TEST_CASE(P25_a_second_person_is_wanted_by_name_of_the_rule_and_holds_for_this_request_alone) {
    Form form("duty_social_worker");
    form.fields.purpose = "COURT_ORDER";
    form.leave_out_all_but("northshire-care");
    EnquiryReview review = form.review();
    BOOST_TEST_REQUIRE(review.needs_approval);
    BOOST_TEST(!review.may_ask());
    BOOST_TEST((review.first_block == Field::approval));
    BOOST_TEST((review.approver_roles == std::vector<std::string>{"safeguarding_lead"}));
    BOOST_TEST(review.will_ask == 1u, "what would be asked is shown while it waits");

    policy::Approval yes;
    yes.by = {"l.hughes", "L. Hughes", "safeguarding_lead", "Northshire Council", "NS-0312"};
    yes.at = kNow;
    yes.of = policy::approval_subject(review.request);
    form.fields.approval = yes;
    BOOST_TEST(form.review().may_ask(), form.review().still_needed);
    BOOST_TEST(has(form.review().access_words, "L. Hughes agreed"));

    form.fields.approval->by.person = "NS-1041";
    BOOST_TEST(!form.review().may_ask(), "the same person under another account");
    form.fields.approval = yes;
    form.fields.reason += ", and something else";
    BOOST_TEST(form.review().needs_approval, "another request wants another yes");
}

BOOST_AUTO_TEST_CASE(P25_a_purpose_that_wants_a_second_person_is_offered_all_the_same) {
    const Form form("duty_social_worker");
    const auto offered = [&](const char* id) {
        return std::ranges::any_of(form.rules.purposes,
                                   [&](const auto* purpose) { return purpose->id == id; });
    };
    BOOST_TEST(offered("COURT_ORDER"));
    BOOST_TEST(offered("SECTION_47"));
    BOOST_TEST(!offered("AUDIT"));
}

BOOST_AUTO_TEST_CASE(a_kept_copy_is_counted_down_in_words) {
    BOOST_TEST(time_left(kNow + std::chrono::minutes(200), kNow) == "3 h 20 min");
    BOOST_TEST(time_left(kNow + std::chrono::minutes(120), kNow) == "2 h");
    BOOST_TEST(time_left(kNow + std::chrono::seconds(59), kNow) == "less than a minute");
    BOOST_TEST(time_left(kNow, kNow) == "no time");
    record::Cell cell;
    BOOST_TEST(kept_words(cell, kNow).empty());
    cell.kept_until = kNow + std::chrono::hours(3);
    BOOST_TEST(has(kept_words(cell, kNow), "3 h from now"));
    ChildView view;
    view.now = kNow;
    BOOST_TEST(kept_chip(view).text.empty());
    view.ledger = {cell, cell};
    view.ledger[1].kept_until = kNow + std::chrono::hours(1);
    BOOST_TEST(kept_chip(view).text == "2 copies kept, 1 h");
    view.now += std::chrono::hours(1);
    BOOST_TEST(kept_chip(view).text == "1 copy kept, 2 h", "what has gone is not counted");
}

BOOST_AUTO_TEST_CASE(P22_when_emergency_access_ends_nothing_of_it_stays_on_the_screen) {
    ChildView view;
    view.enquiry = 4;
    view.now = kNow;
    view = reduce(view, enquiry::Began{.number = 4,
                                       .ledger = {record::Cell{}},
                                       .emergency_until = kNow + std::chrono::minutes(30)});
    view = reduce(view, enquiry::PictureGrew{4, std::make_shared<const enquiry::Picture>()});
    BOOST_TEST(emergency_chip(view).text == "Emergency access, 30 min left");
    view = reduce(view, enquiry::EmergencyOver{4, support::date("2026-11-23")});
    BOOST_TEST(!view.picture);
    BOOST_TEST(view.ledger.empty());
    BOOST_TEST(emergency_chip(view).text.empty());
    BOOST_TEST(has(banner_of(view).text, "review is due on 23 Nov 2026"), banner_of(view).text);
}

BOOST_AUTO_TEST_SUITE_END()
