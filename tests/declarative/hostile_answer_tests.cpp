#include "asked.h"

#include <boost/test/unit_test.hpp>

#include <random>

using namespace kith;
using namespace kith::declarative::tests;
using record::LedgerState;

namespace {

const std::string kSource = "police-incidents";

record::Reply reply_to(const std::string& body) {
    return ask_once(kSource, ask_about(maisie(), kSource, {"police_incident"}), answer(body));
}

bool holds_nothing(const record::Reply& reply) {
    return reply.people.empty() && reply.events.empty() && reply.ties.empty();
}

std::string repeated(std::string_view text, size_t times) {
    std::string out;
    for (size_t i = 0; i < times; ++i) out += text;
    return out;
}

std::string with_incident(const std::string& members) {
    return R"({"subject":{"personReference":"NCP-1","nhsNumber":"9990004838"},"incidents":[{)" + members +
           "}]}";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(declarative_hostile_answer_tests)

BOOST_AUTO_TEST_CASE(what_does_not_fit_the_mapping_is_unusable_and_leaves_nothing) {
    for (const std::string& body :
         {std::string(), std::string("null"), std::string("[]"), std::string("7"), std::string("{}"),
          std::string("<html><body>Sign in</body></html>"), std::string(R"({"incidents":{}})"),
          std::string(R"({"incidents":"none"})"), std::string(R"({"subject":[],"incidents":[{}]})"),
          std::string(R"({"subject":{"nhsNumber":["9990004838"]},"incidents":[7]})"), repeated("[", 100'000),
          R"({"incidents":)" + repeated("[", 60) + repeated("]", 60) + "}", std::string("\xef\xbb\xbf{}"),
          std::string("{\"incidents\":[],\"incidents\":[]}")}) {
        const auto reply = reply_to(body);
        BOOST_TEST((reply.state == LedgerState::unusable || reply.state == LedgerState::candidates),
                   body.substr(0, 60) << " gives " << record::name_of(reply.state));
        BOOST_TEST(reply.events.empty());
    }
}

BOOST_AUTO_TEST_CASE(a_record_without_what_every_record_must_have_spoils_the_answer) {
    const auto reply = reply_to(with_incident(R"("type":"assault")"));
    BOOST_TEST((reply.state == LedgerState::unusable));
    BOOST_TEST(holds_nothing(reply));
    BOOST_TEST(reply.detail.find("reference") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(trap_10_a_date_that_does_not_read_is_kept_as_written_and_noted) {
    const auto reply = reply_to(with_incident(R"("reference":"I-1","startedAt":"sometime in May")"));
    BOOST_TEST_REQUIRE(reply.events.size() == 1);
    BOOST_TEST(!reply.events.front().occurred.is_known());
    BOOST_TEST(reply.events.front().quality.size() == 1);
    BOOST_TEST(record::to_json(reply).find("sometime in May") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(trap_14_dates_in_the_future_are_noted) {
    const auto reply = reply_to(with_incident(R"("reference":"I-1","startedAt":"2031-05-01T10:00:00Z")"));
    BOOST_TEST_REQUIRE(reply.events.size() == 1);
    BOOST_TEST(reply.events.front().quality.front() == "dated in the future");
}

BOOST_AUTO_TEST_CASE(trap_16_template_marks_in_values_pass_through_as_text) {
    const auto reply = reply_to(
        with_incident(R"("reference":"I-1","startedAt":"2026","description":"#(diagnostics) {family}")"));
    BOOST_TEST_REQUIRE(reply.events.size() == 1);
    BOOST_TEST(reply.events.front().text == "#(diagnostics) {family}");
}

BOOST_AUTO_TEST_CASE(disguising_characters_are_taken_out) {
    const auto reply = reply_to(
        with_incident("\"reference\":\"I-1\",\"startedAt\":\"2026\",\"type\":\"ass\\u202eault\\u0007\""));
    BOOST_TEST_REQUIRE(reply.events.size() == 1);
    BOOST_TEST(reply.events.front().title == "assault attended by police");
}

BOOST_AUTO_TEST_CASE(a_member_that_the_mapping_does_not_name_is_said_by_name_only) {
    const auto reply =
        reply_to(with_incident(R"("reference":"I-1","startedAt":"2026","weather":{"sky":"Pellow"})"));
    BOOST_TEST_REQUIRE(reply.notices.size() == 1);
    BOOST_TEST(reply.notices.front() ==
               "the answer has a member that the mapping does not name: incidents.weather.sky");
}

BOOST_AUTO_TEST_CASE(wide_lists_at_every_level_are_read_in_time_with_their_size) {
    const std::string many = repeated("{},", 20'000) + "{}";
    const auto reply =
        reply_to(R"({"subject":{"personReference":"N","nhsNumber":"9990004838"},"contact":[)" + many +
                 R"(],"incidents":[{"reference":"I","startedAt":"2026","otherReferences":[)" + many + "]}]}");
    BOOST_TEST((reply.state == LedgerState::records_held));
}

BOOST_AUTO_TEST_CASE(no_mangled_answer_throws_or_passes_for_none_held) {
    const std::string good = example_answer(kSource);
    std::mt19937 random(11);
    for (int round = 0; round < 600; ++round) {
        std::string body = good;
        for (int n = 0; n < 3; ++n) body[random() % body.size()] = static_cast<char>(random() % 256);
        const auto reply = reply_to(body);
        BOOST_TEST((reply.state != LedgerState::none_held));
    }
    for (size_t length = 0; length < good.size(); length += 37)
        BOOST_TEST((reply_to(good.substr(0, length)).state == LedgerState::unusable));
}

BOOST_AUTO_TEST_SUITE_END()
