#include "asked.h"
#include "json/value.h"

#include <boost/test/unit_test.hpp>

#include <random>

using namespace kith;
using namespace kith::social_care::tests;
using record::LedgerState;

BOOST_AUTO_TEST_SUITE(social_care_conversation_tests)

BOOST_AUTO_TEST_CASE(the_search_says_who_is_meant_in_its_body_alone) {
    const auto conversation = social_care::make(council())->open(ask_about_maisie());
    const auto request = std::get<federate::Send>(conversation->next()).request;
    BOOST_TEST(request.method == "POST");
    BOOST_TEST(request.path == "/children_social_care_data/997/children/search");
    BOOST_TEST(
        request.body ==
        R"({"unique_pupil_number":"R201100018042","first_name":"Maisie Rose","surname":"Pellow","date_of_birth":"2017-02-14","postcode":"NS4 7QT"})");
    bool has_key = false;
    for (const auto& [name, value] : request.headers) has_key |= name == "SupplierKey" && value == "kith";
    BOOST_TEST(has_key);
    BOOST_TEST(social_care::make(council())->token_request()->path == "/oauth2/v2.0/token");
}

BOOST_AUTO_TEST_CASE(fd_3_children_only_and_what_is_missing_is_named) {
    const auto connector = social_care::make(council());
    record::RosterPerson mother;
    mother.relation = "mother";
    BOOST_TEST(connector->cannot_ask(mother) == "holds records of children only");
    record::RosterPerson child;
    BOOST_TEST(connector->cannot_ask(child) == "needs a family name");
    child.names = {{.family = "Pellow"}};
    BOOST_TEST(connector->cannot_ask(child) == "needs a first name");
    child.is_unborn = true;
    BOOST_TEST(connector->cannot_ask(child).empty());
    BOOST_TEST(connector->cannot_ask(ask_about_maisie().person).empty());
}

BOOST_AUTO_TEST_CASE(an_adult_is_not_covered_and_not_sent) {
    auto ask = ask_about_maisie();
    ask.person.born = *record::PartialDate::of_day(1991, 6, 3);
    const auto conversation = social_care::make(council())->open(ask);
    const auto step = conversation->next();
    BOOST_TEST_REQUIRE(std::holds_alternative<federate::Done>(step));
    BOOST_TEST((std::get<federate::Done>(step).reply.state == LedgerState::not_covered));
}

BOOST_AUTO_TEST_CASE(fd_8_the_pupil_number_with_agreeing_name_and_birth_date_opens_the_file) {
    const auto reply = after_children(child("C-1", details(), kPlan));
    BOOST_TEST((reply.state == LedgerState::records_held));
    BOOST_TEST(reply.subject_ref == "C-1");
    BOOST_TEST(reply.events.size() == 2);
}

BOOST_AUTO_TEST_CASE(fd_8_without_it_children_are_candidates_and_no_episode_is_opened) {
    for (const auto& like : {details("Maisie", "Pellow", "2017-02-14", ""), details("Maisie", "Hart"),
                             details("Mollie", "Pellow"), details("Maisie", "Pellow", "2017-02-15"),
                             details("Maisie", "Pellow", "2017-02-14", "T20110001804V")}) {
        const auto reply = after_children(child("C-1", like, kPlan));
        BOOST_TEST((reply.state == LedgerState::candidates), like);
        BOOST_TEST(reply.people.size() == 1);
        BOOST_TEST(reply.events.empty());
        BOOST_TEST(reply.ties.empty());
        BOOST_TEST(reply.subject_ref.empty());
        BOOST_TEST(record::to_json(reply).find("2025-06-12") == std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(two_children_who_may_be_meant_are_two_candidates) {
    const auto reply =
        after_children(child("C-1", details("Maisie", "Pellow", "2017-02-14", ""), kPlan) + "," +
                       child("C-2", details("Maisie", "Pellow", "2017-02-24", ""), kPlan));
    BOOST_TEST((reply.state == LedgerState::candidates));
    BOOST_TEST(reply.record_count() == 2);
    BOOST_TEST(reply.detail == "2 children who may be meant");
}

BOOST_AUTO_TEST_CASE(sw_12_two_files_under_one_pupil_number_are_for_a_person_to_settle) {
    const auto reply = after_children(child("C-1", details(), kPlan) + "," + child("C-2", details(), kPlan));
    BOOST_TEST((reply.state == LedgerState::candidates));
    BOOST_TEST(reply.events.empty());
}

BOOST_AUTO_TEST_CASE(the_wrong_child_is_set_aside) {
    for (const auto& other :
         {details("Tom", "Hart", "2009-09-09"), details("Tom", "Hart", "2009-09-09", "")}) {
        const auto reply = after_children(child("C-9", other, kPlan));
        BOOST_TEST((reply.state == LedgerState::unusable));
        BOOST_TEST(reply.people.empty());
        BOOST_TEST(reply.events.empty());
    }
    const auto reply = after_children(child("C-9", details("Tom", "Hart", "2009-09-09", "")) + "," +
                                      child("C-1", details()));
    BOOST_TEST((reply.state == LedgerState::records_held));
    BOOST_TEST(reply.people.size() == 1);
    BOOST_TEST(reply.notices.front() == "1 other child came back and stayed unopened");
}

BOOST_AUTO_TEST_CASE(a_former_pupil_number_still_tells_the_child) {
    const auto reply =
        after_children(child("C-1", details("Maisie", "Pellow", "2017-02-14", "T20110001804V") +
                                        R"(,"former_unique_pupil_number":"R201100018042")"));
    BOOST_TEST((reply.state == LedgerState::records_held));
}

BOOST_AUTO_TEST_CASE(fd_8_a_confirmed_number_of_the_councils_own_opens_the_file) {
    auto ask = ask_about_maisie();
    ask.person.upn.clear();
    ask.person.confirmed = {{"la_child_id", "C-1", record::IdentifierState::valid, "northshire-care"}};
    const auto conversation = social_care::make(council())->open(ask);
    BOOST_TEST(std::get<federate::Send>(conversation->next()).request.body.find(R"("la_child_id":"C-1")") !=
               std::string::npos);
    BOOST_TEST(
        (after_children(child("C-1", details("Maisie", "Hart")), ask).state == LedgerState::records_held));
    ask.person.confirmed.front().issuer = "westmoor-care";
    BOOST_TEST(
        (after_children(child("C-1", details("Maisie", "Hart")), ask).state == LedgerState::candidates));
}

BOOST_AUTO_TEST_CASE(fd_9_an_empty_list_is_none_held_and_says_how_it_was_searched) {
    const auto reply = after_children("");
    BOOST_TEST((reply.state == LedgerState::none_held));
    BOOST_TEST(reply.detail.find("pupil number") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_child_that_the_council_has_withdrawn_is_left_out_and_said) {
    const auto reply = after_children(R"({"la_child_id":"C-1","purge":true})");
    BOOST_TEST((reply.state == LedgerState::none_held));
    BOOST_TEST(reply.notices.front() == "1 record was withdrawn by the source");
}

BOOST_AUTO_TEST_CASE(statuses_are_refusals_silences_or_unusable_and_never_none) {
    for (int status : {401, 403}) BOOST_TEST((after(answer("[]", status)).state == LedgerState::refused));
    for (int status : {408, 429, 500, 503})
        BOOST_TEST((after(answer("[]", status)).state == LedgerState::unreachable));
    for (int status : {204, 400, 404, 413})
        BOOST_TEST((after(answer("[]", status)).state == LedgerState::unusable));
    const auto conversation = social_care::make(council())->open(ask_about_maisie());
    conversation->next();
    conversation->fail({});
    BOOST_TEST((std::get<federate::Done>(conversation->next()).reply.state == LedgerState::unreachable));
}

BOOST_AUTO_TEST_CASE(trap_19_existence_opens_nothing) {
    auto ask = ask_about_maisie();
    ask.mode = policy::Mode::existence;
    const auto reply = after_children(child("C-1", details(), kPlan), ask);
    BOOST_TEST((reply.state == LedgerState::records_held));
    BOOST_TEST(reply.people.empty());
    BOOST_TEST(reply.events.empty());
}

BOOST_AUTO_TEST_CASE(hostile_answers_never_throw_or_pass_for_none_held) {
    for (const std::string& body :
         {std::string(), std::string("{}"), std::string("[7]"), std::string("[{}]"), std::string("[[]]"),
          std::string("null"), std::string(300'000, '['), std::string("<html>")})
        BOOST_TEST((after(answer(body)).state == LedgerState::unusable), body.substr(0, 20));
    BOOST_TEST((after(answer("[]", 200, "text/html")).state == LedgerState::unusable));
    const std::string good = "[" + child("C-1", details(), kPlan) + "]";
    std::mt19937 random(5);
    for (int round = 0; round < 600; ++round) {
        std::string body = good;
        for (int n = 0; n < 2; ++n) body[random() % body.size()] = static_cast<char>(random() % 256);
        const auto reply = after(answer(body));
        BOOST_TEST((reply.state != LedgerState::none_held));
    }
}

BOOST_AUTO_TEST_SUITE_END()
