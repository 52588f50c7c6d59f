#include "asked.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace kith;
using namespace kith::sui::tests;

namespace {

record::Reply read(const std::string& type, const std::string& payload) {
    const auto reply = sui::read_message("sui." + type, payload);
    BOOST_REQUIRE(reply.has_value());
    return *reply;
}

std::string detail(const std::vector<std::pair<std::string, std::string>>& details,
                   const std::string& label) {
    for (const auto& [name, value] : details)
        if (name == label) return value;
    return "no such detail";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sui_records_tests)

BOOST_AUTO_TEST_CASE(trap_12_a_risk_is_yes_no_or_not_stated) {
    const auto reply =
        read("crime-justice.details",
             R"({"riskSexualExploitation":null,"riskCriminalExploitation":true,"riskRadicalisation":false})");
    BOOST_TEST_REQUIRE(reply.events.size() == 1);
    const auto& details = reply.events.front().details;
    BOOST_TEST(detail(details, "Risk of sexual exploitation") == "not stated");
    BOOST_TEST(detail(details, "Risk of criminal exploitation") == "yes");
    BOOST_TEST(detail(details, "Risk of radicalisation") == "no");
    BOOST_TEST(detail(details, "Risk of gangs and youth violence") == "not stated");
    BOOST_TEST((reply.events.front().tags == std::vector<std::string>{"risk_criminal_exploitation"}));
}

BOOST_AUTO_TEST_CASE(trap_9_flags_written_as_words_are_kept_as_written) {
    const auto reply = read(
        "crime-justice.details",
        R"({"riskRadicalisation":"Don't know","missingEpisodes":[{"date":"2026-05-01","returnedHomeInterviewAttended":"No"}]})");
    BOOST_TEST(detail(reply.events[0].details, "Risk of radicalisation") == "Don't know");
    BOOST_TEST(detail(reply.events[1].details, "Return home interview attended") == "no");
}

BOOST_AUTO_TEST_CASE(a_placeholder_for_a_date_is_noted_and_is_not_an_event_in_time) {
    const auto reply = read("crime-justice.details", R"({"lastPoliceProtectionPowerEvent":"None"})");
    BOOST_TEST_REQUIRE(reply.events.size() == 2);
    const auto& event = reply.events.back();
    BOOST_TEST(!event.occurred.is_known());
    BOOST_TEST(!event.significant);
    BOOST_TEST(event.quality.front() == "The date it happened cannot be read as a date");
    BOOST_TEST(detail(event.details, "The date it happened, as written") == "None");
}

BOOST_AUTO_TEST_CASE(police_intelligence_carries_its_mark_and_missing_episodes_their_own_category) {
    const auto reply = read("crime-justice.details",
                            R"({"policeMarkerDetails":"Dog","missingEpisodes":[{"date":"2026-05-01"}],
        "linkedCrimeRisks":[{"date":"2026-04-02","riskType":"CriminalExploitation"}]})");
    BOOST_TEST_REQUIRE(reply.events.size() == 3);
    BOOST_TEST(reply.events[0].category.text() == "police_intelligence");
    BOOST_TEST(reply.events[0].handling.front().mark == "police_intelligence");
    BOOST_TEST(reply.events[1].category.text() == "missing_episode");
    BOOST_TEST(detail(reply.events[1].details, "Return home interview attended") == "not stated");
    BOOST_TEST(reply.events[2].title == "Risk of criminal exploitation");
}

BOOST_AUTO_TEST_CASE(related_people_become_people_with_ties_and_keep_their_risks) {
    const auto reply =
        read("personal.details", R"({"firstName":"Ana","lastName":"Vale","dateOfBirth":"2011-09-25",
        "relatedPeople":[{"relationshipToTheChild":"Birth mother","name":"Ida Vale","dob":"1982-02-25","risk":["Violent"]},
                         {"relationshipToTheChild":"Mother's partner","name":"Jo Hart","dob":null,"risk":null}],
        "namesOfIndividualsResidingAtMainAddress":["Ida Vale","Sam Vale"],
        "address":{"line1":"1 Quay","line2":"","townOrCity":"Northbridge","county":null,"postcode":"NS1 1AA"}})");
    BOOST_TEST_REQUIRE(reply.people.size() == 4);
    BOOST_TEST_REQUIRE(reply.ties.size() == 3);
    BOOST_TEST(reply.ties[0].kind == "mother");
    BOOST_TEST(reply.ties[0].words == "Birth mother");
    BOOST_TEST(reply.ties[1].kind == "mothers_partner");
    BOOST_TEST(reply.people[1].born->iso() == "1982-02-25");
    BOOST_TEST(detail(reply.people[1].details, "Risk recorded") == "Violent");
    BOOST_TEST(reply.people[3].addresses.front().one_line() == "1 Quay, Northbridge, NS1 1AA");
}

BOOST_AUTO_TEST_CASE(trap_11_conflicting_values_of_two_systems_are_all_kept) {
    const auto one =
        envelope("personal.details", "A",
                 R"({"firstName":"Ana","lastName":"Vale","dateOfBirth":"2011-09-25","ethnicity":"White"})");
    const auto two =
        envelope("personal.details", "B",
                 R"({"firstName":"Anna","lastName":null,"dateOfBirth":"2011-09-26","ethnicity":"Irish"})");
    const auto file = R"({"orgId":"SCHOOL","records":[)" + one + "," + two + "]}";
    const auto reply = sui::read_message("sui.custodian", file);
    BOOST_TEST_REQUIRE(reply.has_value());
    BOOST_TEST_REQUIRE(reply->people.size() == 1);
    const auto& child = reply->people.front();
    BOOST_TEST(child.names.size() == 2);
    BOOST_TEST(detail(child.details, "Ethnicity, recorded as well") == "Irish");
    BOOST_TEST(detail(child.details, "Birth date, recorded as well") == "26 Sep 2011");
    BOOST_TEST(child.quality.size() == 1);
}

BOOST_AUTO_TEST_CASE(a_year_of_attendance_runs_from_september_and_low_attendance_is_significant) {
    const auto reply = read("education.details", R"({"yearlyEducationAttendances":[
        {"academicTermYearStart":2025,"academicTermYearEnd":2026,"attendancePercentage":71,"exclusions":0},
        {"academicTermYearStart":"2024","academicTermYearEnd":"2025","attendancePercentage":"96.5","exclusions":1},
        {"academicTermYearStart":2023,"academicTermYearEnd":2024,"attendancePercentage":98}]})");
    BOOST_TEST_REQUIRE(reply.events.size() == 3);
    BOOST_TEST(reply.events[0].occurred.iso() == "2025-09/2026-08");
    BOOST_TEST(reply.events[0].title == "Attendance 71 % in the school year 2025/26");
    BOOST_TEST(reply.events[0].significant);
    BOOST_TEST(!reply.events[2].significant);
}

BOOST_AUTO_TEST_CASE(health_records_of_both_shapes_are_read) {
    const auto newer =
        read("health.details", R"({"registeredGPName":"Dr E Green","registeredGPSurgery":"Quay Surgery",
        "gpAddress":{"line1":"2 Quay","postcode":"NS1 1AB"},"gpTelephone":"01632 960150",
        "camhsContactDetails":["camhs@health.example","01632 960151"],"camhsTeamInvolvement":["Neighbourhood CAMHS"],
        "missedAppointments":[{"date":"2026-03-04","setting":"Hospital","reason":"Not brought"}],
        "emergencyDepartmentAttendances":[{"date":"2026-11-16","reason":"Forearm injury"}]})");
    BOOST_TEST(newer.people.front().gp_practice == "Quay Surgery");
    BOOST_TEST(newer.ties.size() == 2);
    BOOST_TEST(newer.contacts.size() == 2);
    BOOST_TEST_REQUIRE(newer.events.size() == 2);
    BOOST_TEST(newer.events[0].kind == "not_brought");
    BOOST_TEST((newer.events[1].tags == std::vector<std::string>{"injury"}));
    const auto older = read(
        "health.details",
        R"({"registeredGP":"Dr E Green","camhsContactAddress":{"line1":"3 Quay"},"camhsContactTelephone":"01632 960152"})");
    BOOST_TEST(older.people.front().gp_practice == "Dr E Green");
    BOOST_TEST(older.contacts.size() == 1);
}

BOOST_AUTO_TEST_CASE(childrens_services_statuses_find_their_category) {
    const auto reply =
        read("childrens-services.details", R"({"keyWorker":"A Worker","cscActiveStatusesAndPlans":[
        {"status":"Child Protection","plan":"Child protection plan"},{"status":"Child Looked After","plan":null},{"status":"Child In Need","plan":null}]})");
    BOOST_TEST_REQUIRE(reply.events.size() == 3);
    BOOST_TEST(reply.events[0].kind == "plan_child_protection");
    BOOST_TEST(reply.events[1].category.text() == "looked_after");
    BOOST_TEST(reply.events[2].kind == "plan_child_in_need");
    BOOST_TEST(reply.ties.front().kind == "social_worker");
}

BOOST_AUTO_TEST_CASE(trap_6_a_number_that_fails_its_check_is_noted_and_kept) {
    const auto reply = sui::read_message("sui.record", envelope("personal.details", "A", "{}", "9999999991"));
    BOOST_TEST_REQUIRE(reply.has_value());
    BOOST_TEST(reply->people.front().identifiers.front().value == "9999999991");
    BOOST_TEST(reply->people.front().quality.front() == "NHS number fails its check digit");
}

BOOST_AUTO_TEST_CASE(messages_that_are_not_of_their_kind_are_refused_without_their_words) {
    for (const auto& kind : sui::readable_kinds())
        for (const char* bytes : {"", "Pellow", "[\"Pellow\"]", "7", "null"}) {
            const auto reply = sui::read_message(kind, bytes);
            BOOST_TEST(!reply.has_value(), kind << " " << bytes);
            if (!reply) BOOST_TEST(reply.error().detail.find("Pellow") == std::string::npos);
        }
    BOOST_TEST(!sui::read_message("sui.unheard.of", "{}").has_value());
    BOOST_TEST((sui::read_message("sui.find", "[]")->state == record::LedgerState::none_held));
}

BOOST_AUTO_TEST_SUITE_END()
