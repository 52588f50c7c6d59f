#include "asked.h"
#include "json/value.h"

#include <boost/test/unit_test.hpp>

using namespace kith;
using namespace kith::declarative::tests;
using record::LedgerState;

namespace {

const std::string kSource = "police-incidents";

federate::Ask asked(record::RosterPerson person = maisie()) {
    return ask_about(std::move(person), kSource, {"police_incident"});
}

std::string subject(const std::string& number = "9990004838", const std::string& family = "PELLOW",
                    const std::string& given = "Maisie", const std::string& born = "2017-02-14") {
    return R"({"personReference":"NCP-1","familyName":")" + family + R"(","givenNames":")" + given +
           R"(","dateOfBirth":")" + born + R"(","nhsNumber":)" +
           (number.empty() ? "null" : "\"" + number + "\"") + "}";
}

std::string incident(const std::string& reference) {
    return R"({"reference":")" + reference + R"(","type":"assault","startedAt":"2026-05-01T10:00:00Z"})";
}

std::string page(const std::string& subject, const std::string& incidents, const std::string& next = "null") {
    return R"({"subject":)" + subject + R"(,"incidents":[)" + incidents + R"(],"nextCursor":)" + next + "}";
}

LedgerState state_after(const ports::HttpAnswer& came) {
    return ask_once(kSource, asked(), came).state;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(declarative_conversation_tests)

BOOST_AUTO_TEST_CASE(nothing_that_identifies_the_child_stands_outside_the_body) {
    const auto conversation = shipped(kSource)->open(asked());
    const auto request = sent(*conversation);
    BOOST_TEST(request.method == "POST");
    BOOST_TEST(request.path == "/incident-log/v2/search");
    for (const auto& [name, value] : request.headers)
        for (const char* secret : {"9990004838", "Pellow", "2017-02-14", "NS4"})
            BOOST_TEST(value.find(secret) == std::string::npos, name);
    const auto body = json::parse(request.body);
    BOOST_TEST_REQUIRE(body.has_value());
    BOOST_TEST(body->root()["subject"]["nhsNumber"].text() == "9990004838");
    BOOST_TEST(body->root()["subject"]["personReference"].is_missing());
    BOOST_TEST(body->root()["from"].is_missing());
    BOOST_TEST(body->root()["categories"][0].text() == "police_incident");
}

BOOST_AUTO_TEST_CASE(x_6_a_protected_address_is_not_sent_to_anybody) {
    auto child = maisie();
    child.addresses.front().is_protected = true;
    const auto conversation = shipped(kSource)->open(asked(child));
    BOOST_TEST(sent(*conversation).body.find("NS4") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(fd_3_what_is_missing_to_ask_is_named) {
    record::RosterPerson person;
    BOOST_TEST(shipped(kSource)->cannot_ask(person) == "needs a family name");
    person.names = {{.family = "Hart"}};
    BOOST_TEST(shipped(kSource)->cannot_ask(person).find("needs one of: an NHS number, a full birth date") ==
               0);
    person.born = *record::PartialDate::of_year(1988);
    BOOST_TEST(!shipped(kSource)->cannot_ask(person).empty());
    person.born = *record::PartialDate::of_day(1988, 1, 19);
    BOOST_TEST(shipped(kSource)->cannot_ask(person).empty());
}

BOOST_AUTO_TEST_CASE(fd_9_an_explicit_empty_list_is_none_held_and_says_how_it_was_searched) {
    const auto reply = ask_once(kSource, asked(), answer(page(subject(), "")));
    BOOST_TEST((reply.state == LedgerState::none_held));
    BOOST_TEST(reply.detail.find("NHS number") != std::string::npos);
    BOOST_TEST(reply.people.empty());
    BOOST_TEST((state_after(answer(page("null", ""))) == LedgerState::none_held));
}

BOOST_AUTO_TEST_CASE(not_found_counts_only_in_the_words_of_the_mapping) {
    BOOST_TEST(
        (state_after(answer(R"({"error":{"code":"PERSON_NOT_FOUND"}})", 404)) == LedgerState::none_held));
    BOOST_TEST((state_after(answer(R"({"error":{"code":"NO_SUCH_ROUTE"}})", 404)) == LedgerState::unusable));
    BOOST_TEST((state_after(answer("<html>", 404, "text/html")) == LedgerState::unusable));
    BOOST_TEST(
        (state_after(answer(R"({"error":{"code":"PERSON_NOT_FOUND"}})", 500)) == LedgerState::unreachable));
}

BOOST_AUTO_TEST_CASE(statuses_are_refusals_silences_or_unusable_and_never_none) {
    for (int status : {401, 403}) BOOST_TEST((state_after(answer("{}", status)) == LedgerState::refused));
    for (int status : {408, 429, 500, 502, 503})
        BOOST_TEST((state_after(answer("{}", status)) == LedgerState::unreachable));
    for (int status : {204, 302, 400, 404, 410})
        BOOST_TEST((state_after(answer("{}", status)) == LedgerState::unusable));
}

BOOST_AUTO_TEST_CASE(no_answer_at_all_is_unreachable) {
    const auto conversation = shipped(kSource)->open(asked());
    sent(*conversation);
    conversation->fail({});
    BOOST_TEST((reply_of(*conversation).state == LedgerState::unreachable));
}

BOOST_AUTO_TEST_CASE(another_persons_answer_is_set_aside_whole) {
    for (const std::string& other :
         {subject("9990005109"), subject("9990004838", "Hart", "Tom", "2001-03-09"),
          subject("", "Hart", "Tom", "2001-03-09")}) {
        const auto reply = ask_once(kSource, asked(), answer(page(other, incident("I-1"))));
        BOOST_TEST((reply.state == LedgerState::unusable));
        BOOST_TEST(reply.people.empty());
        BOOST_TEST(reply.events.empty());
    }
    BOOST_TEST((state_after(answer(page("null", incident("I-1")))) == LedgerState::unusable));
}

BOOST_AUTO_TEST_CASE(fd_8_a_likely_person_is_a_candidate_whose_records_stay_shut) {
    for (const std::string& likely : {subject(""), subject("9990004838", "PELLOW", "Mollie"),
                                      subject("9990004838", "PELLOW", "Maisie", "2016-02-14")}) {
        const auto reply = ask_once(kSource, asked(), answer(page(likely, incident("I-1"))));
        BOOST_TEST((reply.state == LedgerState::candidates));
        BOOST_TEST(reply.people.size() == 1);
        BOOST_TEST(reply.events.empty());
        BOOST_TEST(reply.subject_ref.empty());
    }
}

BOOST_AUTO_TEST_CASE(fd_8_a_confirmed_number_of_the_sources_own_opens_the_records) {
    auto child = maisie();
    child.nhs_number.clear();
    child.confirmed = {{"person_reference", "NCP-1", record::IdentifierState::valid, kSource}};
    auto reply = ask_once(kSource, asked(child), answer(page(subject(""), incident("I-1"))));
    BOOST_TEST((reply.state == LedgerState::records_held));
    reply = ask_once(kSource, asked(child), answer(page(subject("", "HART", "Tom"), incident("I-1"))));
    BOOST_TEST((reply.state == LedgerState::records_held));
    child.confirmed.front().issuer = "housing";
    reply = ask_once(kSource, asked(child), answer(page(subject(""), incident("I-1"))));
    BOOST_TEST((reply.state == LedgerState::candidates));
}

BOOST_AUTO_TEST_CASE(several_possible_people_are_candidates) {
    const std::string two = R"({"possibleSubjects":[)" + subject("") + "," +
                            R"({"personReference":"NCP-2","familyName":"PELLOW","postcode":"NS1 1AA"}]})";
    const auto reply = ask_once(kSource, asked(), answer(two));
    BOOST_TEST((reply.state == LedgerState::candidates));
    BOOST_TEST(reply.people.size() == 2);
    BOOST_TEST(reply.record_count() == 2);
}

BOOST_AUTO_TEST_CASE(pages_are_followed_by_their_cursor) {
    const auto conversation = shipped(kSource)->open(asked());
    sent(*conversation);
    conversation->take(answer(page(subject(), incident("I-1"), "\"c2\"")));
    const auto second = std::get<federate::Send>(conversation->next());
    BOOST_TEST(second.part == "page 2");
    BOOST_TEST(json::parse(second.request.body)->root()["cursor"].text() == "c2");
    conversation->take(answer(page(subject(), incident("I-2"))));
    const auto reply = reply_of(*conversation);
    BOOST_TEST((reply.state == LedgerState::records_held));
    BOOST_TEST(reply.events.size() == 2);
    BOOST_TEST(reply.people.size() == 1);
}

BOOST_AUTO_TEST_CASE(fd_7_a_missing_second_page_keeps_the_first_as_partial) {
    for (int way = 0; way < 4; ++way) {
        const auto conversation = shipped(kSource)->open(asked());
        sent(*conversation);
        conversation->take(answer(page(subject(), incident("I-1"), "\"c2\"")));
        sent(*conversation);
        if (way == 0) conversation->fail({});
        if (way == 1) conversation->take(answer("{}", 503));
        if (way == 2) conversation->take(answer("<html>", 200, "text/html"));
        if (way == 3) conversation->take(answer(page(subject(), incident("I-2"), "\"c2\"")));
        const auto reply = reply_of(*conversation);
        BOOST_TEST((reply.state == LedgerState::partial));
        BOOST_TEST(reply.events.size() == (way == 3 ? 2 : 1));
        BOOST_TEST(reply.detail.find("page ") == 0);
    }
}

BOOST_AUTO_TEST_CASE(a_second_page_about_somebody_else_sets_everything_aside) {
    const auto conversation = shipped(kSource)->open(asked());
    sent(*conversation);
    conversation->take(answer(page(subject(), incident("I-1"), "\"c2\"")));
    sent(*conversation);
    conversation->take(answer(page(subject("9990005109"), incident("I-2"))));
    const auto reply = reply_of(*conversation);
    BOOST_TEST((reply.state == LedgerState::unusable));
    BOOST_TEST(reply.events.empty());
}

BOOST_AUTO_TEST_CASE(trap_19_existence_keeps_the_state_and_whom_to_ring) {
    auto ask = asked();
    ask.mode = policy::Mode::existence;
    const auto reply = ask_once(kSource, ask, answer(example_answer(kSource)));
    BOOST_TEST((reply.state == LedgerState::records_held));
    BOOST_TEST(reply.events.empty());
    BOOST_TEST(reply.people.empty());
    BOOST_TEST(reply.ties.empty());
    BOOST_TEST(reply.contacts.size() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
