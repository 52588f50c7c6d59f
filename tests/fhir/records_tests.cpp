// A provider's health record: one search after another, page by page.
#include "tests/fhir/talk.h"

#include <algorithm>

using namespace kith;
using namespace kith::test;

namespace {

federate::SourceSettings settings() {
    federate::SourceSettings settings;
    settings.base_url = "https://hospital.example:8443/fhir/R4";
    return settings;
}

const auto kHospital = fhir::make_records(settings());

federate::Ask ask(std::initializer_list<const char*> categories = {"health_attendance", "health_concern"}) {
    return ask_about(maisie(), categories);
}

std::string encounter(const std::string& id, const std::string& more = {},
                      const std::string& subject = "Patient/p-1") {
    return R"({"resourceType":"Encounter","id":")" + id +
           R"(","status":"finished","class":{"code":"EMER"},"subject":{"reference":")" + subject +
           R"("},"period":{"start":"2026-11-16T18:40:00Z"})" + (more.empty() ? "" : "," + more) + "}";
}

/// The hospital numbers its patients itself; the NHS number stands inside.
std::string hospital_patient(const char* number = kChild, const std::string& more = {}) {
    std::string text = patient(number, more);
    return text.replace(text.find(number), 10, "p-1");
}

const std::string kEmpty = R"({"resourceType":"Bundle","type":"searchset","total":0})";

std::string next(const std::string& url) {
    return R"("link":[{"relation":"self","url":"x"},{"relation":"next","url":")" + url + R"("}])";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fhir_records_tests)

BOOST_AUTO_TEST_CASE(it_searches_by_body_so_that_the_number_stays_out_of_every_address) {
    Talk talk(*kHospital, ask());
    BOOST_TEST(talk.request().method == "POST");
    BOOST_TEST(talk.request().path == "/Encounter/_search");
    BOOST_TEST(talk.header("Content-Type") == "application/x-www-form-urlencoded");
    BOOST_TEST(has(talk.request().body,
                   "patient.identifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C9990004838"));
    BOOST_TEST(has(talk.request().body, "_count=50"));
    talk.hear(answer(200, kEmpty));
    BOOST_TEST(talk.request().path == "/Flag/_search");
    talk.hear(answer(200, kEmpty));
    BOOST_TEST(talk.request().path == "/Appointment/_search");
    talk.hear(answer(200, kEmpty));
    BOOST_TEST(talk.state() == "none_held");
}

BOOST_AUTO_TEST_CASE(the_permitted_period_is_in_the_question_except_for_flags_that_may_have_begun_before) {
    auto question = ask();
    question.period = {date("2024-08-01"), date("2026-11-22")};
    Talk talk(*kHospital, question);
    BOOST_TEST(has(talk.request().body, "&date=ge2024-08-01&date=le2026-11-22"));
    talk.hear(answer(200, kEmpty));
    BOOST_TEST(!has(talk.request().body, "date="));
}

BOOST_AUTO_TEST_CASE(only_what_the_categories_need_is_asked) {
    Talk concerns(*kHospital, ask({"health_concern"}));
    BOOST_TEST(concerns.request().path == "/Flag/_search");
    concerns.hear(answer(200, kEmpty));
    BOOST_TEST(concerns.is_over());
    Talk professionals(*kHospital, ask({"professionals"}));
    BOOST_TEST(professionals.request().path == "/Encounter/_search");
    professionals.hear(answer(200, kEmpty));
    BOOST_TEST(professionals.is_over());
}

BOOST_AUTO_TEST_CASE(only_the_kinds_that_the_source_is_set_to_serve_are_asked) {
    auto ambulance = settings();
    ambulance.record_types = {"Encounter"};
    const auto connector = fhir::make_records(ambulance);
    Talk talk(*connector, ask());
    talk.hear(answer(200, kEmpty));
    BOOST_TEST(talk.state() == "none_held");
}

BOOST_AUTO_TEST_CASE(FD_9_none_held_says_what_was_searched_for_when_and_how) {
    auto gp = settings();
    gp.coverage_note = "electronic records from 2006";
    const auto connector = fhir::make_records(gp);
    auto question = ask();
    question.period = {date("2024-08-01"), std::nullopt};
    Talk talk(*connector, question);
    while (!talk.is_over()) talk.hear(answer(200, kEmpty));
    BOOST_TEST(talk.reply().detail ==
               "searched attendances, flags, appointments (electronic records from 2006), 1 Aug 2024 to now, "
               "by NHS number; none held");
    BOOST_TEST(talk.reply().subject_ref.empty());
}

BOOST_AUTO_TEST_CASE(records_are_about_the_patient_that_came_along) {
    Talk talk(*kHospital, ask({"health_attendance"}));
    talk.hear(answer(200, bundle({hospital_patient(), encounter("ED-1")}))).hear(answer(200, kEmpty));
    BOOST_TEST(talk.state() == "records_held");
    BOOST_TEST(talk.reply().subject_ref == "Patient/p-1");
    BOOST_TEST_REQUIRE(talk.reply().events.size() == 1u);
    BOOST_TEST(talk.reply().events[0].about.at(0) == "Patient/p-1");
    BOOST_TEST(talk.reply().events[0].origin.reference == "Encounter/ED-1");
}

BOOST_AUTO_TEST_CASE(a_patient_of_an_earlier_page_answers_for_later_ones) {
    Talk talk(*kHospital, ask());
    talk.hear(answer(200, bundle({hospital_patient(), encounter("ED-1")})));
    talk.hear(answer(
        200,
        bundle(
            {R"({"resourceType":"Flag","id":"F1","status":"active","code":{"text":"Safeguarding concern"},"subject":{"reference":"Patient/p-1"}})"})));
    talk.hear(answer(200, kEmpty));
    BOOST_TEST(talk.reply().events.size() == 2u);
    BOOST_TEST(talk.reply().people.size() == 1u);
}

BOOST_AUTO_TEST_CASE(C16_records_of_another_child_are_unusable_and_none_is_kept) {
    Talk talk(*kHospital, ask());
    talk.hear(answer(200, bundle({hospital_patient(kOther), encounter("ED-1")})));
    BOOST_TEST(talk.state() == "unusable");
    BOOST_TEST(talk.reply().events.empty());
    BOOST_TEST(talk.reply().people.empty());
    BOOST_TEST(is_free_of_details(talk.reply().detail));
}

BOOST_AUTO_TEST_CASE(C16_one_record_of_another_child_among_good_ones_spoils_the_whole_answer) {
    Talk talk(*kHospital, ask());
    talk.hear(answer(200, bundle({hospital_patient(), encounter("ED-1")})));
    const std::string other =
        R"({"resourceType":"Flag","id":"F1","code":{"text":"x"},"subject":{"identifier":{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990004846"}}})";
    talk.hear(answer(200, bundle({other})));
    BOOST_TEST(talk.state() == "unusable");
    BOOST_TEST(talk.reply().events.empty());
}

BOOST_AUTO_TEST_CASE(C16_a_reference_to_the_child_with_anothers_number_beside_it_is_another_childs) {
    Talk talk(*kHospital, ask());
    const std::string mixed =
        R"({"resourceType":"Encounter","id":"E","class":{"code":"EMER"},"subject":{"reference":"Patient/p-1","identifier":{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990004846"}}})";
    talk.hear(answer(200, bundle({hospital_patient(), mixed})));
    BOOST_TEST(talk.state() == "unusable");
}

BOOST_AUTO_TEST_CASE(C16_a_record_that_does_not_say_whose_it_is_is_set_aside_and_said) {
    Talk talk(*kHospital, ask({"health_attendance"}));
    talk.hear(answer(200, bundle({hospital_patient(), encounter("ED-1"),
                                  encounter("ED-2", "", "Patient/elsewhere")})))
        .hear(answer(200, kEmpty));
    BOOST_TEST(talk.state() == "partial");
    BOOST_TEST(talk.reply().events.size() == 1u);
    BOOST_TEST(has(talk.reply().detail, "1 record set aside"));
}

BOOST_AUTO_TEST_CASE(
    a_number_whose_demographics_contradict_is_to_be_confirmed_before_its_records_are_the_childs) {
    Talk talk(*kHospital, ask({"health_attendance"}));
    std::string other =
        patient("p-1", "", R"("name":[{"given":["Daisy"],"family":"Pellow"}],"birthDate":"2017-02-14")");
    other.replace(other.rfind("p-1"), 3, kChild);
    talk.hear(answer(200, bundle({other, encounter("ED-1")}))).hear(answer(200, kEmpty));
    BOOST_TEST(talk.state() == "candidates");
    BOOST_TEST(talk.reply().subject_ref.empty());
    BOOST_TEST(has(talk.reply().detail, "name differs"));
}

BOOST_AUTO_TEST_CASE(a_restricted_patient_is_withheld_with_what_is_left) {
    Talk talk(*kHospital, ask({"health_attendance"}));
    talk.hear(answer(200, bundle({hospital_patient(kChild, R"("meta":{"security":[{"code":"R"}]})"),
                                  encounter("ED-1")})))
        .hear(answer(200, kEmpty));
    BOOST_TEST(talk.state() == "withheld");
    BOOST_TEST(talk.reply().events.size() == 1u);
}

BOOST_AUTO_TEST_CASE(pages_are_followed_and_named) {
    Talk talk(*kHospital, ask({"professionals", "health_attendance"}));
    BOOST_TEST(talk.wanted().part == "attendances, page 1");
    talk.hear(answer(
        200,
        bundle({hospital_patient(), encounter("E1")},
               R"("total":5,)" + next("https://hospital.example:8443/fhir/R4/Encounter/_search?page=2"))));
    BOOST_TEST(talk.request().method == "GET");
    BOOST_TEST(talk.request().path == "/Encounter/_search?page=2");
    talk.hear(answer(200, bundle({encounter("E2")}, next("/fhir/R4/Encounter/_search?page=3"))));
    BOOST_TEST(talk.request().path == "/Encounter/_search?page=3");
    talk.hear(answer(200, bundle({encounter("E3")})));
    BOOST_TEST(talk.wanted().part == "appointments, page 1");
    talk.hear(answer(200, kEmpty));
    BOOST_TEST(talk.state() == "records_held");
    BOOST_TEST(talk.reply().events.size() == 3u);
}

BOOST_AUTO_TEST_CASE(FD_7_a_page_that_does_not_arrive_leaves_the_earlier_ones_with_its_number) {
    Talk talk(*kHospital, ask({"health_attendance"}));
    talk.hear(answer(200, R"({"resourceType":"Bundle","total":3,)" +
                              next("https://hospital.example:8443/fhir/R4/Encounter/_search?page=2") +
                              R"(,"entry":[{"search":{"mode":"include"},"resource":)" + hospital_patient() +
                              R"(},{"search":{"mode":"match"},"resource":)" + encounter("E1") + "}]}"));
    BOOST_TEST(talk.wanted().part == "attendances, page 2 of 3");
    talk.lose(ports::HttpFailure::dropped);
    BOOST_TEST(talk.state() == "partial");
    BOOST_TEST(has(talk.reply().detail, "page 2 of 3"));
    BOOST_TEST(talk.reply().events.size() == 1u);
    BOOST_TEST(talk.reply().subject_ref == "Patient/p-1");
}

BOOST_AUTO_TEST_CASE(FD_7_a_page_that_cannot_be_read_leaves_the_earlier_ones_too) {
    for (const auto& bad : {answer(503, ""), answer(200, "<html>", "text/html"), answer(200, "{"),
                            answer(403, outcome("ACCESS_DENIED", "forbidden"))}) {
        Talk talk(*kHospital, ask());
        talk.hear(answer(200, bundle({hospital_patient(), encounter("E1")}))).hear(bad);
        BOOST_TEST(talk.state() == "partial");
        BOOST_TEST(has(talk.reply().detail, "flags, page 1 did not arrive"));
        BOOST_TEST(talk.reply().events.size() == 1u);
    }
}

BOOST_AUTO_TEST_CASE(with_nothing_received_a_failure_is_the_answer) {
    Talk lost(*kHospital, ask());
    lost.lose(ports::HttpFailure::connect);
    BOOST_TEST(lost.state() == "unreachable");
    Talk half(*kHospital, ask());
    half.hear(answer(200, kEmpty)).lose(ports::HttpFailure::timed_out);
    BOOST_TEST(half.state() == "unreachable");
    Talk refused(*kHospital, ask());
    refused.hear(answer(401, R"({"error":"invalid_token"})"));
    BOOST_TEST(refused.state() == "refused");
}

BOOST_AUTO_TEST_CASE(C13_a_next_link_to_anywhere_else_is_not_followed) {
    for (const char* url :
         {"https://evil.example/fhir/R4/Encounter?page=2",
          "http://hospital.example:8443/fhir/R4/Encounter?page=2", "file:///etc/passwd",
          "https://hospital.example:8443/other/Encounter",
          "https://hospital.example:8443@evil.example/fhir/R4/Encounter",
          "https://hospital.example:8443/fhir/R4evil/Encounter", "//evil.example/fhir/R4/Encounter",
          "https://hospital.example/fhir/R4/Encounter", "/etc/Encounter"}) {
        Talk talk(*kHospital, ask({"health_attendance"}));
        talk.hear(answer(200, bundle({hospital_patient(), encounter("E1")}, next(url))));
        BOOST_TEST_CONTEXT(url) {
            BOOST_TEST(talk.state() == "partial");
            BOOST_TEST(has(talk.reply().detail, "leads to another place"));
            BOOST_TEST(talk.reply().events.size() == 1u);
        }
    }
}

BOOST_AUTO_TEST_CASE(C13_a_next_link_that_goes_round_in_a_circle_ends) {
    Talk talk(*kHospital, ask({"health_attendance"}));
    const std::string page = bundle({hospital_patient(), encounter("E1")},
                                    next("https://hospital.example:8443/fhir/R4/Encounter?page=2"));
    talk.hear(answer(200, page)).hear(answer(200, page));
    BOOST_TEST(talk.state() == "partial");
    BOOST_TEST(has(talk.reply().detail, "earlier page"));
}

BOOST_AUTO_TEST_CASE(a_kind_that_the_source_does_not_serve_is_said_and_the_others_count) {
    const std::string unsupported =
        R"({"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"not-supported"}]})";
    Talk talk(*kHospital, ask());
    talk.hear(answer(200, bundle({hospital_patient(), encounter("E1")})))
        .hear(answer(404, unsupported))
        .hear(answer(404, unsupported));
    BOOST_TEST(talk.state() == "records_held");
    BOOST_TEST(talk.reply().notices.at(0) == "the source does not serve flags");
    Talk none(*kHospital, ask());
    none.hear(answer(400, unsupported)).hear(answer(400, unsupported)).hear(answer(400, unsupported));
    BOOST_TEST(none.state() == "not_covered");
}

BOOST_AUTO_TEST_CASE(no_such_record_is_no_answer_to_a_search) {
    Talk talk(*kHospital, ask());
    talk.hear(answer(404, outcome("RESOURCE_NOT_FOUND", "not-found")));
    BOOST_TEST(talk.state() == "unusable");
}

BOOST_AUTO_TEST_CASE(too_many_matches_is_work_and_not_an_answer) {
    Talk talk(*kHospital, ask());
    talk.hear(answer(
        200,
        R"({"resourceType":"OperationOutcome","issue":[{"severity":"information","code":"multiple-matches"}]})"));
    BOOST_TEST(talk.state() == "too_many");
}

BOOST_AUTO_TEST_CASE(professionals_are_ties_only_where_the_permit_covers_them) {
    const std::string seen = encounter(
        "E1", R"("participant":[{"type":[{"text":"attender"}],"individual":{"display":"Dr A. Shah"}}])");
    const std::string gp = R"("generalPractitioner":[{"display":"Millbrook Surgery"}])";
    Talk with(*kHospital, ask({"health_attendance", "professionals"}));
    with.hear(answer(200, bundle({hospital_patient(kChild, gp), seen}))).hear(answer(200, kEmpty));
    BOOST_TEST(with.reply().ties.size() == 2u);
    Talk without(*kHospital, ask({"health_attendance"}));
    without.hear(answer(200, bundle({hospital_patient(kChild, gp), seen}))).hear(answer(200, kEmpty));
    BOOST_TEST(without.reply().ties.empty());
    BOOST_TEST(without.reply().events.size() == 1u);
    Talk only(*kHospital, ask({"professionals"}));
    only.hear(answer(200, bundle({hospital_patient(kChild, gp), seen})));
    BOOST_TEST(only.reply().events.empty());
    BOOST_TEST(only.reply().ties.size() == 2u);
    BOOST_TEST(only.state() == "records_held");
}

BOOST_AUTO_TEST_CASE(H14_what_the_source_withdrew_is_not_shown_but_counted) {
    std::string withdrawn = encounter("E2");
    withdrawn.replace(withdrawn.find("finished"), 8, "entered-in-error");
    Talk talk(*kHospital, ask({"health_attendance"}));
    talk.hear(answer(200, bundle({hospital_patient(), encounter("E1"), withdrawn})))
        .hear(answer(200, kEmpty));
    BOOST_TEST(talk.reply().events.size() == 1u);
    BOOST_TEST(has(talk.reply().notices.at(0), "1 record left out"));
}

BOOST_AUTO_TEST_CASE(a_kind_that_is_not_understood_is_counted_in_a_notice) {
    Talk talk(*kHospital, ask({"health_attendance"}));
    talk
        .hear(answer(
            200,
            bundle({hospital_patient(), encounter("E1"),
                    R"({"resourceType":"Observation","id":"O1","subject":{"reference":"Patient/p-1"}})"})))
        .hear(answer(200, kEmpty));
    BOOST_TEST(talk.state() == "records_held");
    BOOST_TEST(has(talk.reply().notices.at(0), "1 Observation received and not read"));
}

BOOST_AUTO_TEST_CASE(FD_10_the_sources_own_time_is_the_answers_time) {
    Talk talk(*kHospital, ask({"health_attendance"}));
    talk.hear(answer(200, bundle({hospital_patient(), encounter("E1")},
                                 R"("timestamp":"2026-11-22T08:30:00+00:00")")))
        .hear(answer(200, kEmpty));
    BOOST_TEST(base::to_iso(*talk.reply().as_of) == "2026-11-22T08:30:00.000Z");
}

BOOST_AUTO_TEST_CASE(it_cannot_be_asked_without_a_number) {
    record::RosterPerson person;
    BOOST_TEST(kHospital->cannot_ask(person) == "needs an NHS number");
    BOOST_TEST(kHospital->cannot_ask(maisie()).empty());
}

BOOST_AUTO_TEST_SUITE_END()
