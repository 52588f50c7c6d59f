#include "asked.h"
#include "connectors/declarative/mapping.h"

#include <boost/test/unit_test.hpp>

using namespace kith;
using namespace kith::declarative::tests;

namespace {

/// A small mapping that holds together, with one part of it replaced.
std::string mapping(const std::string& what = {}, const std::string& with = {}) {
    std::string text = R"({
        "mapping": 1, "source": "depot",
        "request": {"path": "/{organisation}/find", "headers": {"X-Why": "{purpose}"},
                    "body": {"who": {"n": "{nhs_number?}", "f": "{family}"}, "fixed": [1, true]}},
        "answer": {"list": "rows"},
        "identity": {"at": "who", "ref": "id", "agrees": {"nhs_number": "n"}},
        "people": [{"each": "who", "ref": "id"}],
        "events": [{"each": "rows", "category": "tenancy", "reference": "id"}]
    })";
    if (!what.empty()) text.replace(text.find(what), what.size(), with);
    return text;
}

std::string fault_in(const std::string& text) {
    const auto read = declarative::parse_mapping(text);
    return read ? "" : read.error().detail;
}

std::string fault_with(const std::string& what, const std::string& with) {
    return fault_in(mapping(what, with));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(declarative_mapping_tests)

BOOST_AUTO_TEST_CASE(the_small_mapping_holds_together) {
    BOOST_TEST(fault_in(mapping()) == "");
}

BOOST_AUTO_TEST_CASE(an_unknown_member_is_named_with_what_was_meant) {
    BOOST_TEST(fault_with("\"category\"", "\"catgory\"") == "events[0].category is missing");
    BOOST_TEST(fault_with("\"people\"", "\"peple\"") ==
               "peple does not belong there; did you mean \"people\"?");
    BOOST_TEST(fault_with("\"ref\": \"id\"}", "\"ref\": \"id\", \"script\": \"x\"}") ==
               "people[0].script does not belong there");
}

BOOST_AUTO_TEST_CASE(nothing_of_the_person_may_stand_outside_the_body) {
    BOOST_TEST(fault_with("/{organisation}/find", "/find/{nhs_number}") ==
               "request.path may hold {organisation} only: people belong in the body");
    BOOST_TEST(fault_with("{purpose}", "{family}") ==
               "request.headers may hold what is of the question only: people belong in the body");
}

BOOST_AUTO_TEST_CASE(no_mapping_can_name_another_host_or_the_engines_headers) {
    for (const char* path :
         {"//elsewhere.example/x", "https://elsewhere.example", "/../x", "find", "/a b", "/a\\nb"})
        BOOST_TEST(fault_with("/{organisation}/find", path).find("request.path") == 0, path);
    for (const char* header : {"Authorization", "host", "X Why", "Content-Length"})
        BOOST_TEST(fault_with("X-Why", header) == "request.headers holds a name that may not be set", header);
}

BOOST_AUTO_TEST_CASE(placeholders_are_whole_texts_that_we_have) {
    BOOST_TEST(
        fault_with("{family}", "{shoe_size}").find("request.body holds a placeholder that we do not have") ==
        0);
    BOOST_TEST(fault_with("{family}", "Mrs {family}") ==
               "request.body holds a placeholder that is not the whole text");
}

BOOST_AUTO_TEST_CASE(an_answer_must_be_tellable_from_another_persons) {
    BOOST_TEST(fault_with(R"({"nhs_number": "n"})", R"({"family": "f"})")
                   .find("identity.agrees must name a number") == 0);
    BOOST_TEST(fault_with(R"("identity")", R"("ignored": [], "identty")").find("identity is missing") == 0);
}

BOOST_AUTO_TEST_CASE(values_are_of_one_kind) {
    BOOST_TEST(fault_with(R"("reference": "id")", R"("reference": {"fixed": "a", "path": "b"})") ==
               "events[0].reference.path or \"fixed\" or \"each\" must be given, and only one of them");
    BOOST_TEST(fault_with(R"("reference": "id")", R"("reference": {"path": "a..b"})") ==
               "events[0].reference.path is not a path");
    BOOST_TEST(fault_with(R"("reference": "id")", R"("reference": {"path": "a", "template": "{b"})") ==
               "events[0].reference.template is not text with paths in braces");
    BOOST_TEST(fault_with(R"("reference": "id")", R"("reference": 7)") ==
               "events[0].reference must be an object");
    BOOST_TEST(
        fault_with(R"("each": "rows")", R"("each": "../rows")").find("events[0].each must be a path") == 0);
}

BOOST_AUTO_TEST_CASE(a_bare_status_cannot_be_declared_to_mean_none) {
    BOOST_TEST(fault_with(R"({"list": "rows"})", R"({"list": "rows", "not_found": {"status": 404}})") ==
               "answer.not_found.path is missing");
    BOOST_TEST(fault_with(R"({"list": "rows"})",
                          R"({"list": "rows", "not_found": {"status": 503, "path": "a", "is": "b"}})") ==
               "answer.not_found.status must be between 400 and 499");
}

BOOST_AUTO_TEST_CASE(a_source_is_not_made_from_a_mapping_that_does_not_hold_together) {
    for (const std::string& text :
         {std::string(), std::string("[]"), std::string("{}"), mapping("\"mapping\": 1", "\"mapping\": 2")}) {
        const auto made = declarative::make(settings_of("depot", text));
        BOOST_TEST_REQUIRE(!made.has_value());
        BOOST_TEST(made.error().detail.find("source \"depot\": mapping: ") == 0);
    }
    BOOST_TEST(!declarative::make(settings_of("housing", mapping())).has_value());
    auto settings = settings_of("depot", mapping());
    settings.organisation = "../other";
    BOOST_TEST(!declarative::make(settings).has_value());
}

BOOST_AUTO_TEST_CASE(the_request_holds_what_the_template_says) {
    auto settings = settings_of("depot", mapping());
    settings.organisation = "997";
    const auto conversation = (*declarative::make(settings))->open(ask_about(maisie(), "depot", {"tenancy"}));
    const auto request = sent(*conversation);
    BOOST_TEST(request.path == "/997/find");
    BOOST_TEST(request.body == R"({"who":{"n":"9990004838","f":"Pellow"},"fixed":[1,true]})");
}

BOOST_AUTO_TEST_CASE(trap_2_a_tokens_life_may_be_a_number_or_digits) {
    auto settings = settings_of(
        "depot", mapping("\"request\"", R"("token": {"path": "/token", "scope": "a b"}, "request")"));
    settings.client_id = "kith & co";
    settings.client_secret = base::Secret("s=1");
    const auto connector = *declarative::make(settings);
    const auto request = connector->token_request();
    BOOST_TEST_REQUIRE(request.has_value());
    BOOST_TEST(request->body ==
               "grant_type=client_credentials&client_id=kith%20%26%20co&client_secret=s%3D1&scope=a%20b");
    for (const char* body :
         {R"({"access_token":"abc","expires_in":599})", R"({"access_token":"abc","expires_in":"599"})"}) {
        const auto token = connector->read_token(answer(body));
        BOOST_TEST_REQUIRE(token.has_value());
        BOOST_TEST(token->lasts.count() == 599);
        BOOST_TEST(token->bearer.reveal() == "abc");
    }
    BOOST_TEST(!connector->read_token(answer(R"({"access_token":"a\r\nX: y"})")).has_value());
    BOOST_TEST((connector->read_token(answer("{}", 401)).error().fault == base::Fault::denied));
    BOOST_TEST((connector->read_token(answer("{}", 503)).error().fault == base::Fault::unavailable));
}

BOOST_AUTO_TEST_SUITE_END()
