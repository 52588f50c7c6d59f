#include "asked.h"
#include "json/value.h"

#include <boost/test/unit_test.hpp>

#include <random>

using namespace kith;
using namespace kith::sui::tests;
using record::LedgerState;

namespace {

const ports::HttpAnswer kNone = answer("[]");
const ports::HttpAnswer kOneYear = answer("[" + pointer("education.details", "ATT-1") + "]");
const ports::HttpAnswer kOnePersonal = answer("[" + pointer("personal.details", "PER-1") + "]");
const ports::HttpAnswer kYear = answer(envelope("education.details", "ATT-1", kAttendance));
const ports::HttpAnswer kChild = answer(envelope("personal.details", "PER-1", kPersonal));

ports::HttpAnswer personal(const std::string& given, const std::string& family, const std::string& born) {
    return answer(envelope(
        "personal.details", "PER-1",
        R"({"firstName":")" + given + R"(","lastName":")" + family + R"(","dateOfBirth":")" + born + "\"}"));
}

bool holds_nothing(const record::Reply& reply) {
    return reply.people.empty() && reply.events.empty() && reply.ties.empty() && reply.contacts.empty();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sui_conversation_tests)

BOOST_AUTO_TEST_CASE(the_persons_number_stays_out_of_every_address) {
    const auto conversation = sui::make(school())->open(ask_about_maisie());
    const auto find = sent(*conversation);
    BOOST_TEST(find.request.method == "POST");
    BOOST_TEST(find.request.path == "/api/v1/Find/manifest");
    BOOST_TEST(find.request.body ==
               R"({"orgId":"EDUCATION-01","personId":"9990004838","recordType":"education.details"})");
    conversation->take(kOneYear);
    sent(*conversation);
    conversation->take(kOnePersonal);
    const auto fetch = sent(*conversation);
    BOOST_TEST(fetch.request.method == "GET");
    BOOST_TEST(fetch.request.path == "/api/v1/Fetch/EDUCATION-01/ATT-1");
    BOOST_TEST(fetch.part == "record 1 of 2");
}

BOOST_AUTO_TEST_CASE(only_record_types_that_may_answer_are_looked_for) {
    auto ask = ask_about_maisie();
    ask.categories = {record::CategoryId("school_attendance")};
    const auto conversation = sui::make(school())->open(ask);
    BOOST_TEST(sent(*conversation).part == "education.details");
    conversation->take(kNone);
    BOOST_TEST((reply_of(*conversation).state == LedgerState::none_held));
}

BOOST_AUTO_TEST_CASE(fd_3_without_an_nhs_number_it_cannot_be_asked) {
    record::RosterPerson person;
    BOOST_TEST(sui::make(school())->cannot_ask(person) == "needs an NHS number");
    person.nhs_number = "9999999991";
    BOOST_TEST(sui::make(school())->cannot_ask(person) == "needs an NHS number");
    person.nhs_number = kNumber;
    BOOST_TEST(sui::make(school())->cannot_ask(person).empty());
}

BOOST_AUTO_TEST_CASE(found_records_are_fetched_and_filed_under_one_person) {
    const auto reply = after({kOneYear, kOnePersonal, kYear, kChild});
    BOOST_TEST((reply.state == LedgerState::records_held));
    BOOST_TEST(reply.people.size() == 1);
    BOOST_TEST(reply.subject_ref == reply.people.front().ref);
    BOOST_TEST(reply.people.front().best_name().family == "Pellow");
    BOOST_TEST(reply.events.size() == 1);
    BOOST_TEST(reply.contacts.size() == 1);
}

BOOST_AUTO_TEST_CASE(fd_9_empty_finds_are_none_held_and_say_how_it_was_searched) {
    const auto reply = after({kNone, kNone});
    BOOST_TEST((reply.state == LedgerState::none_held));
    BOOST_TEST(reply.detail.find("NHS number") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_404_is_none_held_only_as_the_pilots_own_problem) {
    const auto own = answer(R"({"title":"Not Found","status":404,"detail":"Record not found"})", 404,
                            "application/problem+json");
    BOOST_TEST((after({own, own}).state == LedgerState::none_held));
    const auto organisation =
        answer(R"({"title":"No such organisation","status":404})", 404, "application/problem+json");
    BOOST_TEST((after({organisation, organisation}).state == LedgerState::unusable));
    const auto page = answer("<html>Record not found</html>", 404, "text/html");
    BOOST_TEST((after({page, page}).state == LedgerState::unusable));
}

BOOST_AUTO_TEST_CASE(a_find_that_failed_is_never_taken_for_an_empty_one) {
    BOOST_TEST((after({answer("{}", 503), kNone}).state == LedgerState::unreachable));
    BOOST_TEST((after({answer("{}", 403), kNone}).state == LedgerState::refused));
    BOOST_TEST((after({answer("{}", 429), answer("{}", 429)}).state == LedgerState::unreachable));
    BOOST_TEST((after({answer("<html>", 200, "text/html"), kNone}).state == LedgerState::unusable));
    BOOST_TEST((after({answer("{}"), kNone}).state == LedgerState::unusable));
    BOOST_TEST((after({answer("[7]"), kNone}).state == LedgerState::unusable));
}

BOOST_AUTO_TEST_CASE(trap_20_what_failed_is_named_and_the_rest_is_kept) {
    const auto third = answer("[" + pointer("education.details", "ATT-1") + "," +
                              pointer("education.details", "ATT-2") + "]");
    const auto conversation = sui::make(school())->open(ask_about_maisie());
    for (const auto& one : {third, kOnePersonal, kYear, answer("{}", 503), kChild}) {
        sent(*conversation);
        conversation->take(one);
    }
    const auto reply = reply_of(*conversation);
    BOOST_TEST((reply.state == LedgerState::partial));
    BOOST_TEST(reply.detail.find("record 2 of 3") != std::string::npos);
    BOOST_TEST(reply.events.size() == 1);
}

BOOST_AUTO_TEST_CASE(no_answer_to_a_fetch_names_that_record_and_goes_on) {
    const auto conversation = sui::make(school())->open(ask_about_maisie());
    sent(*conversation);
    conversation->take(kOneYear);
    sent(*conversation);
    conversation->take(kOnePersonal);
    sent(*conversation);
    conversation->fail({});
    sent(*conversation);
    conversation->take(kChild);
    const auto reply = reply_of(*conversation);
    BOOST_TEST((reply.state == LedgerState::partial));
    BOOST_TEST(reply.detail == "without record 1 of 2");
}

BOOST_AUTO_TEST_CASE(found_but_not_fetched_is_not_none_held) {
    BOOST_TEST((after({kOneYear, kNone, answer("{}", 404)}).state == LedgerState::unusable));
    BOOST_TEST((after({kOneYear, kNone, answer("{}", 500)}).state == LedgerState::unreachable));
}

BOOST_AUTO_TEST_CASE(a_record_about_somebody_else_sets_everything_aside) {
    const auto other = answer(envelope("education.details", "ATT-1", kAttendance, "9990005109"));
    const auto reply = after({kOneYear, kOnePersonal, other});
    BOOST_TEST((reply.state == LedgerState::unusable));
    BOOST_TEST(holds_nothing(reply));
}

BOOST_AUTO_TEST_CASE(fd_8_a_differing_name_or_birth_date_is_for_a_person_to_settle) {
    for (const auto& other :
         {personal("Mollie", "Pellow", "2017-02-14"), personal("Maisie", "Pellow", "2017-02-15")}) {
        const auto reply = after({kOneYear, kOnePersonal, kYear, other});
        BOOST_TEST((reply.state == LedgerState::candidates));
        BOOST_TEST(reply.people.size() == 1);
        BOOST_TEST(reply.events.empty());
        BOOST_TEST(reply.subject_ref.empty());
    }
    BOOST_TEST((after({kOneYear, kOnePersonal, kYear, personal("Tom", "Hart", "2001-03-09")}).state ==
                LedgerState::unusable));
}

BOOST_AUTO_TEST_CASE(fd_8_once_confirmed_the_records_open) {
    auto ask = ask_about_maisie();
    ask.person.confirmed = {{"sui_person_id", kNumber, record::IdentifierState::valid, "school"}};
    const auto reply = after({kOneYear, kOnePersonal, kYear, personal("Maisie", "Hart", "2017-02-14")}, ask);
    BOOST_TEST((reply.state == LedgerState::records_held));
    BOOST_TEST(reply.events.size() == 1);
}

BOOST_AUTO_TEST_CASE(trap_17_template_addresses_are_reduced_to_their_path) {
    const auto conversation = sui::make(school())->open(ask_about_maisie());
    sent(*conversation);
    conversation->take(answer(
        "[" +
        pointer("education.details", "ATT-1", "{StubCustodiansBaseUrl}/api/v1/Fetch/EDUCATION-01/ATT-1") +
        "]"));
    sent(*conversation);
    conversation->take(kNone);
    BOOST_TEST(sent(*conversation).request.path == "/api/v1/Fetch/EDUCATION-01/ATT-1");
}

BOOST_AUTO_TEST_CASE(a_record_elsewhere_is_named_and_never_followed) {
    const auto elsewhere = answer(
        "[" + pointer("education.details", "ATT-1", "https://elsewhere.example/api/v1/Fetch/X/ATT-1") + "]");
    BOOST_TEST((after({elsewhere, kNone}).state == LedgerState::unusable));
    const auto reply = after({elsewhere, kOnePersonal, kChild});
    BOOST_TEST((reply.state == LedgerState::partial));
    BOOST_TEST(reply.detail.find("not kept at this source") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(trap_19_existence_finds_and_fetches_nothing) {
    auto ask = ask_about_maisie();
    ask.mode = policy::Mode::existence;
    const auto reply = after({kOneYear, kOnePersonal}, ask);
    BOOST_TEST((reply.state == LedgerState::records_held));
    BOOST_TEST(holds_nothing(reply));
    BOOST_TEST((after({kNone, kNone}, ask).state == LedgerState::none_held));
    BOOST_TEST((after({kOneYear, answer("{}", 503)}, ask).state == LedgerState::partial));
}

BOOST_AUTO_TEST_CASE(trap_2_a_tokens_life_may_be_a_number_or_digits) {
    const auto connector = sui::make(school());
    BOOST_TEST(connector->token_request()->path == "/api/v1/Auth/token");
    for (const char* life : {"1200", "\"1200\""}) {
        const auto token =
            connector->read_token(answer(std::string(R"({"access_token":"t","expires_in":)") + life + "}"));
        BOOST_TEST_REQUIRE(token.has_value());
        BOOST_TEST(token->lasts.count() == 1200);
    }
}

BOOST_AUTO_TEST_CASE(no_mangled_answer_throws_or_passes_for_none_held) {
    const std::string good = envelope("education.details", "ATT-1", kAttendance);
    std::mt19937 random(3);
    for (int round = 0; round < 400; ++round) {
        std::string body = good;
        for (int n = 0; n < 2; ++n) body[random() % body.size()] = static_cast<char>(random() % 256);
        const auto reply = after({kOneYear, kNone, answer(body)});
        BOOST_TEST((reply.state != LedgerState::none_held));
    }
    for (
        const char* payload :
        {"{}", R"({"educationSettingName":{"a":[1]},"yearlyEducationAttendances":{"x":1}})",
         R"({"yearlyEducationAttendances":[[],7,null,{"academicTermYearStart":1e300,"attendancePercentage":"x"}]})"})
        BOOST_TEST((after({kOneYear, kNone, answer(envelope("education.details", "ATT-1", payload))}).state ==
                    LedgerState::records_held));
    std::string deep(200'000, '[');
    BOOST_TEST((after({kOneYear, kNone, answer(deep)}).state == LedgerState::unusable));
}

BOOST_AUTO_TEST_SUITE_END()
