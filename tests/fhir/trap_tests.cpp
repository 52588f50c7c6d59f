// The traps found in real samples that concern FHIR, by their numbers in the notes on interfaces (section
// 12). Those about JSON itself are tests/json; trap 2 (a token's lifetime as text) is the engine's.
#include "tests/fhir/talk.h"

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace kith;
using namespace kith::test;
namespace fs = std::filesystem;

namespace {

const auto kPds = fhir::make_pds({});

/// The bytes of a published sample; empty, with a word about it, where the samples are not at hand.
std::string sample(const std::string& path) {
    const fs::path file = fs::path(KITH_SHARED_DATA) / path;
    if (!fs::exists(file)) BOOST_TEST_MESSAGE("skipped: " << path << " is not here");
    std::ifstream in(file, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

federate::Ask ask_for(const char* number, const char* given, const char* family, const char* born) {
    record::RosterPerson person;
    person.id = record::PersonId("subject");
    person.nhs_number = number;
    person.names.push_back({.given = given, .family = family});
    person.born = date(born);
    return ask_about(person, {"identity", "address", "relationships", "gp_registration"});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fhir_trap_tests)

BOOST_AUTO_TEST_CASE(trap_1_a_200_that_is_an_outcome_is_too_many) {
    const std::string body = sample("pds/search/TOO_MANY_MATCHES.json");
    if (body.empty()) return;
    auto person = maisie();
    person.nhs_number.clear();
    Talk talk(*kPds, ask_about(person, {"identity"}));
    talk.hear(answer(200, body));
    BOOST_TEST(talk.state() == "too_many");
}

BOOST_AUTO_TEST_CASE(trap_3_the_returned_number_differs_from_the_one_asked_with) {
    const std::string body = sample("pds/patient/patient_9000000009.json");
    if (body.empty()) return;
    Talk talk(*kPds, ask_for("9000000033", "Jane", "Smith", "2010-10-22"));
    talk.hear(answer(200, body));
    BOOST_TEST(talk.request().path == "/Patient/9000000009/RelatedPerson");
}

BOOST_AUTO_TEST_CASE(traps_4_and_5_a_restricted_record_and_its_empty_list_of_related_people_are_withheld) {
    const std::string body = sample("pds/patient/patient_9000000025.json");
    if (body.empty()) return;
    Talk talk(*kPds, ask_for("9000000025", "Janet", "Smythe", "2010-10-22"));
    talk.hear(answer(200, body))
        .hear(answer(200, R"({"resourceType":"Bundle","type":"searchset","total":0,"entry":[]})"));
    BOOST_TEST(talk.state() == "withheld");
    BOOST_TEST(talk.reply().people.at(0).addresses.empty());
    BOOST_TEST(has(talk.reply().notices.at(0), "withheld"));
}

BOOST_AUTO_TEST_CASE(trap_6_a_number_that_fails_its_check_digit_is_kept_and_flagged) {
    for (const char* number : {"9999999991", "9989453456", "9912003890", "91000000009"}) {
        const auto reply = fhir::read_message("fhir.pds.patient", patient(number));
        BOOST_TEST_REQUIRE(reply.has_value());
        const auto& person = reply->people.at(0);
        BOOST_TEST(person.identifiers.at(0).value == number);
        BOOST_CHECK(person.identifiers.at(0).state == record::IdentifierState::invalid);
        BOOST_TEST(!person.quality.empty());
        BOOST_TEST(person.usable_identifier("nhs_number").empty());
    }
}

BOOST_AUTO_TEST_CASE(trap_7_a_byte_order_mark_or_latin_1_in_an_answer_is_unusable) {
    for (const std::string& body :
         {"\xEF\xBB\xBF" + patient(kChild), patient(kChild, "\"x\":\"M\xFCller\"")}) {
        Talk talk(*kPds, ask_about(maisie(), {"identity"}));
        talk.hear(answer(200, body));
        BOOST_TEST(talk.state() == "unusable");
    }
}

BOOST_AUTO_TEST_CASE(trap_8_stray_text_between_xml_elements_is_passed_over) {
    const auto reply = fhir::read_message("fhir.pds.patient",
                                          "<Patient xmlns='http://hl7.org/fhir'>stray<id "
                                          "value='1'/>text<name>x<family value='Pellow'/></name></Patient>");
    BOOST_TEST_REQUIRE(reply.has_value());
    BOOST_TEST(reply->people.at(0).names.at(0).family == "Pellow");
}

BOOST_AUTO_TEST_CASE(trap_10_partial_dates_stay_partial) {
    const auto reply = fhir::read_message(
        "fhir.pds.patient",
        patient(kChild, {}, R"("birthDate":"2017-02","address":[{"line":["x"],"period":{"start":"2019"}}])"));
    BOOST_TEST(reply->people.at(0).born->iso() == "2017-02");
    BOOST_TEST(reply->people.at(0).addresses.at(0).period.from->iso() == "2019");
}

BOOST_AUTO_TEST_CASE(trap_13_an_impossible_postcode_stops_no_record) {
    for (const char* postcode : {"N27 9TL", "S16 7XR", "??", "NS4-7QT"}) {
        const auto reply = fhir::read_message(
            "fhir.pds.patient",
            patient(kChild,
                    std::string(R"("address":[{"line":["1 Road"],"postalCode":")") + postcode + R"("}])"));
        BOOST_TEST(reply->people.at(0).addresses.at(0).postcode == postcode);
    }
}

BOOST_AUTO_TEST_CASE(trap_14_future_dates_and_an_end_before_its_start_are_kept) {
    const auto reply = fhir::read_message(
        "fhir.records",
        R"({"resourceType":"Encounter","id":"1","class":{"code":"IMP"},"period":{"start":"2031-05-05","end":"2030-01-01"}})");
    BOOST_TEST_REQUIRE(reply.has_value());
    BOOST_TEST(reply->events.at(0).occurred.start().iso() == "2031-05-05");
    BOOST_TEST(reply->events.at(0).occurred.end()->iso() == "2030-01-01");
}

BOOST_AUTO_TEST_CASE(trap_16_template_marks_in_error_stubs_pass_through_without_harm) {
    const std::string body = sample("pds/errors/ACCESS_DENIED.json");
    if (body.empty()) return;
    Talk talk(*kPds, ask_about(maisie(), {"identity"}));
    talk.hear(answer(403, body));
    BOOST_TEST(talk.state() == "refused");
    BOOST_TEST(!has(talk.reply().detail, "#("));
}

BOOST_AUTO_TEST_SUITE_END()
