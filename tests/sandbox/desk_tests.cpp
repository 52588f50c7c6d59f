#include "connectors/sandbox/desk_care.h"
#include "connectors/sandbox/desk_cpis.h"
#include "connectors/sandbox/desk_pds.h"
#include "connectors/sandbox/desk_records.h"
#include "connectors/sandbox/desk_sui.h"
#include "tests/sandbox/asking.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>

using namespace kith;
using namespace kith::sandbox;
using namespace kith::sandbox::test;

namespace {

std::string code_of(const Answer& answer) {
    const auto said = document(answer);
    return std::string(said.root()["issue"][0]["details"]["coding"][0]["code"].text());
}

std::string nhs_token(std::string_view number) {
    return "https://fhir.nhs.uk/Id/nhs-number|" + std::string(number);
}

Question search_records(const std::string& resource, const std::string& number) {
    return post("/" + resource + "/_search", "",
                {{"patient.identifier", nhs_token(number)}, {"_count", "50"}});
}

Question care_team(const std::string& number) {
    Question question = get("/CareTeam", {{"patient:identifier", nhs_token(number)}});
    question.headers = {{"traceid", kUuid}, {"isunscheduledaccessevent", "false"}};
    return question;
}

Question with_token(Question question, Desk& desk, const std::string& path) {
    const Answer issued = desk.answer(post(
        path, "", {{"grant_type", "client_credentials"}, {"client_id", "me"}, {"client_secret", "secret"}}));
    BOOST_TEST_REQUIRE(issued.status == 200);
    const auto said = document(issued);
    question.headers["authorization"] = "Bearer " + std::string(said.root()["access_token"].text());
    return question;
}

struct Records {
    RecordsDesk desk{northshire(), "hospitals", "Northshire Hospitals", "RNS01"};
    /// Follows the next links to the end; how many pages there were.
    int read_all(const std::string& number, std::set<std::string>& ids) {
        int pages = 0;
        Question question = search_records("Encounter", number);
        for (;;) {
            ++pages;
            const auto page = document(desk.answer(question));
            for (const auto entry : page.root()["entry"])
                if (entry["resource"]["resourceType"].text() == "Encounter")
                    ids.emplace(entry["resource"]["id"].text());
            const auto next = page.root()["link"][1];
            if (next["relation"].text() != "next") return pages;
            const std::string url(next["url"].text());
            BOOST_TEST_REQUIRE(url.starts_with(std::string(kBase) + "/Encounter?_cursor="));
            question = get("/Encounter", {{"_cursor", url.substr(url.find('=') + 1)}});
        }
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(sandbox_desk_tests)

BOOST_AUTO_TEST_CASE(demographics_answer_by_number_and_echo_the_request_id) {
    PdsDesk desk(northshire());
    const Answer answer = desk.answer(get("/Patient/9990004838"));
    BOOST_TEST(answer.status == 200);
    const auto patient = document(answer);
    BOOST_TEST(patient.root()["id"].text() == "9990004838");
    BOOST_TEST(patient.root()["birthDate"].text() == "2017-02-14");
    BOOST_TEST((
        std::ranges::count(answer.headers, std::pair<std::string, std::string>("X-Request-ID", kUuid)) == 1));
}

BOOST_AUTO_TEST_CASE(demographics_want_a_request_id_that_is_a_uuid) {
    PdsDesk desk(northshire());
    Question question = get("/Patient/9990004838");
    question.headers["x-request-id"] = "17";
    const Answer answer = desk.answer(question);
    BOOST_TEST(answer.status == 400);
    BOOST_TEST(code_of(answer) == "MISSING_VALUE");
}

BOOST_AUTO_TEST_CASE(too_many_matches_come_as_status_200_trap_1) {
    PdsDesk desk(northshire());
    const Answer answer = desk.answer(get("/Patient", {{"family", "Jones"}, {"birthdate", "eq2016-05-05"}}));
    BOOST_TEST(answer.status == 200);
    BOOST_TEST(code_of(answer) == "TOO_MANY_MATCHES");
}

BOOST_AUTO_TEST_CASE(a_replaced_number_is_answered_under_the_new_one_trap_3) {
    PdsDesk desk(northshire());
    const auto& child = person("superseded.child");
    const auto patient = document(desk.answer(get("/Patient/" + child.old_nhs_numbers.front())));
    BOOST_TEST(patient.root()["id"].text() == child.nhs_number);
}

BOOST_AUTO_TEST_CASE(an_invalidated_number_is_gone_and_an_unknown_one_not_found) {
    PdsDesk desk(northshire());
    const Answer gone = desk.answer(get("/Patient/" + northshire().invalidated_nhs_numbers.front()));
    BOOST_TEST(gone.status == 404);
    BOOST_TEST(code_of(gone) == "INVALIDATED_RESOURCE");
    BOOST_TEST(code_of(desk.answer(get("/Patient/" + person("quiet.child").nhs_number))) ==
               "RESOURCE_NOT_FOUND");
    BOOST_TEST(code_of(desk.answer(get("/Patient/9990004839"))) == "INVALID_RESOURCE_ID");
}

BOOST_AUTO_TEST_CASE(a_restricted_record_keeps_silent_about_where_traps_4_and_5) {
    PdsDesk desk(northshire());
    const std::string number = person("restricted.child").nhs_number;
    const auto patient = document(desk.answer(get("/Patient/" + number)));
    BOOST_TEST(patient.root()["meta"]["security"][0]["code"].text() == "R");
    for (const auto* member : {"address", "telecom", "generalPractitioner", "contact"})
        BOOST_TEST(patient.root()[member].is_missing());
    const auto related = document(desk.answer(get("/Patient/" + number + "/RelatedPerson")));
    BOOST_TEST(*related.root()["total"].integer() == 0);
    BOOST_TEST(related.root()["entry"].is_missing());
    const auto placed = document(desk.answer(
        get("/Patient",
            {{"family", "Kowalczyk"}, {"birthdate", "2014-03-29"}, {"address-postalcode", "NS1 1AA"}})));
    BOOST_TEST(*placed.root()["total"].integer() == 0);
}

BOOST_AUTO_TEST_CASE(a_search_with_less_than_a_minimum_set_is_refused) {
    PdsDesk desk(northshire());
    for (const auto& values : std::vector<std::multimap<std::string, std::string>>{
             {{"family", "Pellow"}},
             {{"given", "Maisie"}, {"birthdate", "2017-02-14"}},
             {},
             {{"family", "Pellow"}, {"birthdate", "2017-02-14"}, {"_max-results", "51"}}}) {
        const Answer answer = desk.answer(get("/Patient", values));
        BOOST_TEST(answer.status == 400);
        BOOST_TEST(code_of(answer) == "INVALID_SEARCH_DATA");
    }
}

BOOST_AUTO_TEST_CASE(a_plain_search_is_exact_and_a_fuzzy_one_scores) {
    PdsDesk desk(northshire());
    const auto exact = document(desk.answer(
        get("/Patient", {{"family", "Pellow"}, {"given", "Maisie"}, {"birthdate", "eq2017-02-14"}})));
    BOOST_TEST(*exact.root()["total"].integer() == 1);
    BOOST_TEST(*exact.root()["entry"][0]["search"]["score"].number() == 1.0);
    const auto fuzzy = document(desk.answer(get("/Patient", {{"family", "Pelow"},
                                                             {"given", "Maisie"},
                                                             {"birthdate", "eq2017-02-14"},
                                                             {"_fuzzy-match", "true"}})));
    BOOST_TEST(*fuzzy.root()["total"].integer() == 1);
    BOOST_TEST(*fuzzy.root()["entry"][0]["search"]["score"].number() < 1.0);
    const auto ranged = document(desk.answer(get(
        "/Patient", {{"family", "Pellow"}, {"birthdate", "ge2017-02-01"}, {"birthdate", "le2017-02-28"}})));
    BOOST_TEST(*ranged.root()["total"].integer() == 2);
}

BOOST_AUTO_TEST_CASE(a_hundred_and_twenty_encounters_come_in_three_pages_behind_opaque_cursors) {
    Records records;
    std::set<std::string> ids;
    BOOST_TEST(records.read_all(person("many.child").nhs_number, ids) == 3);
    BOOST_TEST(ids.size() == 120u);
}

BOOST_AUTO_TEST_CASE(no_next_link_shows_an_nhs_number) {
    RecordsDesk desk(northshire(), "hospitals", "Northshire Hospitals", "RNS01");
    const std::string number = person("many.child").nhs_number;
    const auto page = document(desk.answer(search_records("Encounter", number)));
    BOOST_TEST(page.root()["link"][1]["url"].text().find(number) == std::string_view::npos);
    BOOST_TEST(desk.answer(get("/Encounter", {{"_cursor", "00ff"}})).status == 400);
}

BOOST_AUTO_TEST_CASE(every_page_says_whose_it_is) {
    RecordsDesk desk(northshire(), "hospitals", "Northshire Hospitals", "RNS01");
    const auto page = document(desk.answer(search_records("Encounter", "9990004838")));
    bool is_said = false;
    for (const auto entry : page.root()["entry"])
        if (entry["resource"]["resourceType"].text() == "Patient") {
            is_said = true;
            BOOST_TEST(entry["search"]["mode"].text() == "include");
            BOOST_TEST(entry["resource"]["identifier"][0]["value"].text() == "9990004838");
        }
    BOOST_TEST(is_said);
}

BOOST_AUTO_TEST_CASE(encounters_keep_to_the_period_asked_for) {
    RecordsDesk desk(northshire(), "hospitals", "Northshire Hospitals", "RNS01");
    Question question = search_records("Encounter", "9990004838");
    question.values.emplace("date", "ge2026-01-01");
    question.values.emplace("date", "le2026-10-31");
    const auto page = document(desk.answer(question));
    BOOST_TEST(*page.root()["total"].integer() == 4);
}

BOOST_AUTO_TEST_CASE(two_people_under_one_number_come_as_two_patients) {
    RecordsDesk desk(northshire(), "gp", "GP record summary", "Y99010");
    const auto page = document(desk.answer(search_records("Encounter", person("shared.hamza").nhs_number)));
    std::set<std::string> families;
    for (const auto entry : page.root()["entry"])
        if (entry["resource"]["resourceType"].text() == "Patient")
            families.emplace(entry["resource"]["name"][0]["family"].text());
    BOOST_TEST((families == std::set<std::string>{"Hussain", "Hussein"}));
}

BOOST_AUTO_TEST_CASE(an_unknown_number_gives_an_empty_bundle) {
    RecordsDesk desk(northshire(), "hospitals", "Northshire Hospitals", "RNS01");
    const auto page = document(desk.answer(search_records("Encounter", person("quiet.child").nhs_number)));
    BOOST_TEST(*page.root()["total"].integer() == 0);
    BOOST_TEST(page.root()["entry"].size() == 0u);
}

BOOST_AUTO_TEST_CASE(cpis_knows_plans_care_and_unborn_children_under_the_mothers_number) {
    CpisDesk desk(northshire());
    const auto code = [&](std::string_view slug) {
        const auto bundle = document(desk.answer(care_team(person(slug).nhs_number)));
        return std::string(bundle.root()["entry"][0]["resource"]["category"][0]["coding"][0]["code"].text());
    };
    BOOST_TEST(code("pellow.maisie") == "342191000000101");
    BOOST_TEST(code("far.child") == "764841000000100");
    BOOST_TEST(code("unborn.mother") == "818901000000100");
    BOOST_TEST(code("quiet.child").empty());
    BOOST_TEST(code("hart.tyler").empty());  // ended in 2019: longer ago than CP-IS keeps
}

BOOST_AUTO_TEST_CASE(cpis_refuses_a_look_up_that_does_not_say_whether_it_is_unscheduled) {
    CpisDesk desk(northshire());
    Question question = care_team("9990004838");
    question.headers.erase("isunscheduledaccessevent");
    BOOST_TEST(desk.answer(question).status == 400);
    question = care_team("9990004838");
    question.headers["traceid"] = "not a uuid";
    BOOST_TEST(code_of(desk.answer(question)) == "PRECONDITION_FAILED");
}

BOOST_AUTO_TEST_CASE(custodians_want_a_token_of_their_own) {
    SuiDesk desk(northshire(), "school", "EDUCATION-01", "me", "secret");
    const Question find =
        post("/api/v1/Find/manifest",
             R"({"orgId":"EDUCATION-01","personId":"9990004838","recordType":"education.details"})");
    BOOST_TEST(desk.answer(find).status == 401);
    Question forged = find;
    forged.headers["authorization"] = "Bearer 0123456789";
    BOOST_TEST(desk.answer(forged).status == 401);
    const Answer refused = desk.answer(
        post("/api/v1/Auth/token", "",
             {{"grant_type", "client_credentials"}, {"client_id", "me"}, {"client_secret", "wrong"}}));
    BOOST_TEST(refused.status == 401);
    BOOST_TEST(desk.answer(with_token(find, desk, "/api/v1/Auth/token")).status == 200);
}

BOOST_AUTO_TEST_CASE(find_points_at_records_that_fetch_gives) {
    SuiDesk desk(northshire(), "school", "EDUCATION-01", "me", "secret");
    const std::string token = "/api/v1/Auth/token";
    for (const std::string type : {"education.details", "personal.details"}) {
        const auto found = document(desk.answer(with_token(
            post("/api/v1/Find/manifest",
                 R"({"orgId":"EDUCATION-01","personId":"9990004838","recordType":")" + type + "\"}"),
            desk, token)));
        BOOST_TEST_REQUIRE(found.root().size() == 1u);
        const auto record = document(desk.answer(
            with_token(get("/api/v1/Fetch/EDUCATION-01/" + std::string(found.root()[0]["recordId"].text())),
                       desk, token)));
        BOOST_TEST(record.root()["recordType"].text() == type);
        BOOST_TEST(record.root()["personId"].text() == "9990004838");
    }
    const auto by_path =
        document(desk.answer(with_token(get("/api/v1/Find/EDUCATION-01/9990004838"), desk, token)));
    BOOST_TEST(by_path.root().size() == 2u);
    BOOST_TEST(desk.answer(with_token(get("/api/v1/Fetch/OTHER-01/x"), desk, token)).status == 404);
}

BOOST_AUTO_TEST_CASE(what_the_police_do_not_state_is_null_and_not_false_trap_12) {
    SuiDesk desk(northshire(), "constabulary", "POLICE-01", "me", "secret");
    const auto record = document(
        desk.answer(with_token(get("/api/v1/Fetch/POLICE-01/POL-2300-P"), desk, "/api/v1/Auth/token")));
    const auto payload = record.root()["payload"];
    BOOST_TEST(*payload["riskCriminalExploitation"].boolean());
    BOOST_TEST(!*payload["riskGangsAndYouthViolence"].boolean());
    BOOST_TEST(payload["riskRadicalisation"].is_null());
    BOOST_TEST(payload["missingEpisodes"][1]["returnedHomeInterviewAttended"].is_null());
}

BOOST_AUTO_TEST_CASE(a_council_answers_with_every_child_who_may_be_meant) {
    CareDesk desk(northshire(), "westmoor-care", "996", "me", "secret");
    const auto ask = [&](const std::string& body) {
        Question question = with_token(post("/children_social_care_data/996/children/search", body), desk,
                                       "/oauth2/v2.0/token");
        question.headers["supplierkey"] = "kith";
        return document(desk.answer(question));
    };
    BOOST_TEST(ask(R"({"first_name":"Maisie Rose","surname":"Pellow","date_of_birth":"2017-02-14"})")
                   .root()
                   .size() == 2u);
    BOOST_TEST(
        ask(R"({"first_name":"Ivy","surname":"Gosling","date_of_birth":"2022-08-30"})").root().size() == 0u);
    const auto exact = ask(R"({"unique_pupil_number":")" + person("pellow.cousin").upn +
                           R"(","first_name":"x","surname":"y","date_of_birth":"2000-01-01"})");
    BOOST_TEST_REQUIRE(exact.root().size() == 1u);
    BOOST_TEST(exact.root()[0]["child_details"]["first_name"].text() == "Maisie Ann");
    const auto own = ask(R"({"la_child_id":")" + std::string(exact.root()[0]["la_child_id"].text()) + "\"}");
    BOOST_TEST(own.root().size() == 1u);
}

BOOST_AUTO_TEST_CASE(both_twins_come_back_for_either_of_them_without_a_pupil_number) {
    CareDesk desk(northshire(), "northshire-care", "997", "me", "secret");
    Question question =
        with_token(post("/children_social_care_data/997/children/search",
                        R"({"first_name":"Taiwo","surname":"Adeyinka","date_of_birth":"2016-04-17"})"),
                   desk, "/oauth2/v2.0/token");
    BOOST_TEST(desk.answer(question).status == 403);
    question.headers["supplierkey"] = "kith";
    BOOST_TEST(document(desk.answer(question)).root().size() == 2u);
}

BOOST_AUTO_TEST_CASE(an_unborn_child_is_found_by_name_and_place) {
    CareDesk desk(northshire(), "northshire-care", "997", "me", "secret");
    Question question = with_token(post("/children_social_care_data/997/children/search",
                                        R"({"first_name":"Unborn","surname":"Reid","postcode":"NS1 4TY"})"),
                                   desk, "/oauth2/v2.0/token");
    question.headers["supplierkey"] = "kith";
    const auto found = document(desk.answer(question));
    BOOST_TEST_REQUIRE(found.root().size() == 1u);
    BOOST_TEST(found.root()[0]["child_details"]["expected_date_of_birth"].text() == "2027-02-18");
    BOOST_TEST(found.root()[0]["child_details"]["date_of_birth"].is_missing());
}

BOOST_AUTO_TEST_CASE(with_the_fault_other_child_every_desk_answers_about_somebody_else) {
    PdsDesk pds(northshire());
    Question question = get("/Patient/9990004838");
    question.about_somebody_else = true;
    BOOST_TEST(document(pds.answer(question)).root()["id"].text() != "9990004838");
    RecordsDesk records(northshire(), "hospitals", "Northshire Hospitals", "RNS01");
    question = search_records("Encounter", "9990004838");
    question.about_somebody_else = true;
    for (const auto page = document(records.answer(question)); const auto entry : page.root()["entry"])
        if (entry["resource"]["resourceType"].text() == "Patient")
            BOOST_TEST(entry["resource"]["identifier"][0]["value"].text() != "9990004838");
    CpisDesk cpis(northshire());
    question = care_team("9990004838");
    question.about_somebody_else = true;
    BOOST_TEST(document(cpis.answer(question))
                   .root()["entry"][0]["resource"]["subject"]["identifier"]["value"]
                   .text() != "9990004838");
}

BOOST_AUTO_TEST_SUITE_END()
