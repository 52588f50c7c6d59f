// The national child protection list.
#include "tests/fhir/talk.h"

using namespace kith;
using namespace kith::test;

namespace {

const auto kCpis = fhir::make_cpis({});

federate::Ask ask(std::initializer_list<const char*> categories = {"child_protection_plan", "looked_after"}) {
    return ask_about(maisie(), categories);
}

std::string team(const std::string& code, const std::string& period, const char* number = kChild) {
    return R"({"resourceType":"CareTeam","id":"T-)" + code +
           R"(","status":"active","category":[{"coding":[{"system":"http://snomed.info/sct","code":")" +
           code + R"("}]}],"name":"Westmoor Council","period":)" + period +
           R"(,"telecom":[{"system":"phone","use":"work","value":"01632960301"},{"system":"phone","use":"mobile","value":"07700900301"}],
           "subject":{"identifier":{"system":"https://fhir.nhs.uk/Id/nhs-number","value":")" +
           number + R"("}}})";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fhir_cpis_tests)

BOOST_AUTO_TEST_CASE(the_lookup_is_silent_and_traced) {
    Talk talk(*kCpis, ask());
    BOOST_TEST(talk.request().path ==
               "/CareTeam?patient%3Aidentifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C9990004838");
    BOOST_TEST(talk.header("IsUnscheduledAccessEvent") == "false");
    BOOST_TEST(talk.header("TraceID") == "6f40cebe-7b55-461d-9d7f-eadb4c0657ff");
}

BOOST_AUTO_TEST_CASE(each_category_is_a_span_with_its_authority) {
    Talk talk(*kCpis, ask());
    talk.hear(answer(200, bundle({team("342191000000101", R"({"start":"2020-03-01","end":"2021-11-05"})"),
                                  team("764841000000100", R"({"start":"2021-11-05"})"),
                                  team("818901000000100", R"({"start":"2016-12-01","end":"2017-02-14"})")})));
    BOOST_TEST(talk.state() == "records_held");
    const auto& events = talk.reply().events;
    BOOST_TEST_REQUIRE(events.size() == 3u);
    BOOST_TEST(events[0].kind == "plan_child_protection");
    BOOST_TEST(events[0].category.text() == "child_protection_plan");
    BOOST_TEST(events[0].occurred.iso() == "2020-03-01/2021-11-05");
    BOOST_TEST(events[0].place == "Westmoor Council");
    BOOST_TEST(events[1].kind == "looked_after");
    BOOST_TEST(events[1].category.text() == "looked_after");
    BOOST_TEST(events[1].occurred.is_span());
    BOOST_TEST(!events[1].occurred.end().has_value());
    BOOST_TEST(events[2].kind == "plan_unborn");
    for (const auto& event : events) BOOST_TEST(event.significant);
}

BOOST_AUTO_TEST_CASE(the_duty_telephones_are_contacts_once_each) {
    Talk talk(*kCpis, ask());
    talk.hear(answer(200, bundle({team("342191000000101", R"({"start":"2020"})"),
                                  team("764841000000100", R"({"start":"2021"})")})));
    const auto& contacts = talk.reply().contacts;
    BOOST_TEST_REQUIRE(contacts.size() == 2u);
    BOOST_TEST(contacts[0].phone == "01632960301");
    BOOST_TEST(contacts[0].hours == "office hours");
    BOOST_TEST(contacts[1].phone == "07700900301");
    BOOST_TEST(contacts[1].role == "emergency duty team");
    BOOST_TEST(contacts[1].name == "Westmoor Council");
}

BOOST_AUTO_TEST_CASE(what_the_permit_does_not_cover_is_left_out) {
    Talk talk(*kCpis, ask({"child_protection_plan"}));
    talk.hear(answer(200, bundle({team("342191000000101", R"({"start":"2020"})"),
                                  team("764841000000100", R"({"start":"2021"})")})));
    BOOST_TEST(talk.reply().events.size() == 1u);
}

BOOST_AUTO_TEST_CASE(FD_9_an_empty_list_says_what_it_covers) {
    Talk talk(*kCpis, ask());
    talk.hear(answer(200, R"({"resourceType":"Bundle","type":"searchset","total":0})"));
    BOOST_TEST(talk.state() == "none_held");
    BOOST_TEST(has(talk.reply().detail, "now or in the last year, by NHS number; none held"));
    BOOST_TEST(!has(talk.reply().detail, "no concern"));
}

BOOST_AUTO_TEST_CASE(C16_another_childs_plan_is_unusable_and_nothing_of_it_is_kept) {
    Talk talk(*kCpis, ask());
    talk.hear(answer(200, bundle({team("342191000000101", R"({"start":"2020"})"),
                                  team("764841000000100", R"({"start":"2021"})", kOther)})));
    BOOST_TEST(talk.state() == "unusable");
    BOOST_TEST(talk.reply().events.empty());
    BOOST_TEST(talk.reply().contacts.empty());
}

BOOST_AUTO_TEST_CASE(a_plan_that_does_not_say_whose_it_is_is_set_aside) {
    std::string nameless = team("342191000000101", R"({"start":"2020"})");
    nameless = nameless.substr(0, nameless.rfind(R"("subject")")) + R"("note":[]})";
    Talk talk(*kCpis, ask());
    talk.hear(answer(200, bundle({nameless})));
    BOOST_TEST(talk.state() == "partial");
    BOOST_TEST(talk.reply().events.empty());
}

BOOST_AUTO_TEST_CASE(errors_settle_in_their_own_states) {
    const std::pair<ports::HttpAnswer, const char*> cases[] = {
        {answer(400, outcome("INVALID_SEARCH_DATA")), "refused"},
        {answer(400, outcome("PRECONDITION_FAILED")), "refused"},
        {answer(403, outcome("ACCESS_DENIED", "forbidden")), "refused"},
        {answer(503, ""), "unreachable"},
        {answer(404, outcome("RESOURCE_NOT_FOUND", "not-found")), "unusable"},
        {answer(200, "<html>", "text/html"), "unusable"},
        {answer(200, team("342191000000101", "{}")), "unusable"},
    };
    for (const auto& [heard, state] : cases) {
        Talk talk(*kCpis, ask());
        talk.hear(heard);
        BOOST_TEST(talk.state() == state);
        BOOST_TEST(talk.reply().events.empty());
    }
    Talk lost(*kCpis, ask());
    lost.lose(ports::HttpFailure::tls);
    BOOST_TEST(lost.state() == "unreachable");
}

BOOST_AUTO_TEST_SUITE_END()
