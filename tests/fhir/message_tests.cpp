// Saved messages: which kinds are read, JSON and XML alike, and what is refused.
#include "connectors/fhir/bundle.h"
#include "connectors/fhir/xml.h"
#include "tests/fhir/talk.h"

using namespace kith;
using namespace kith::test;

namespace {

std::string kind_of_fault(std::string_view kind, std::string_view bytes) {
    const auto reply = fhir::read_message(kind, bytes);
    return reply ? "read" : std::string(base::name_of(reply.error().fault));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fhir_message_tests)

BOOST_AUTO_TEST_CASE(the_kinds_are_listed_and_no_other_is_read) {
    const auto kinds = fhir::readable_kinds();
    BOOST_TEST(kinds.size() == 6u);
    for (const auto& kind : kinds) BOOST_TEST(kind.starts_with("fhir."));
    BOOST_TEST(kind_of_fault("fhir.nonsense", "{}") == "invalid_input");
}

BOOST_AUTO_TEST_CASE(xml_and_json_of_one_record_read_the_same) {
    const auto xml = fhir::read_message(
        "fhir.pds.patient",
        R"(<?xml version="1.0"?><Patient xmlns="http://hl7.org/fhir"><id value="1"/><identifier><system value="https://fhir.nhs.uk/Id/nhs-number"/><value value="9990004838"/></identifier>
      <name><use value="usual"/><family value="Pellow"/><given value="Maisie"/><given value="Rose"/></name><birthDate value="2017-02-14"><extension url="http://hl7.org/fhir/StructureDefinition/patient-birthTime"><valueDateTime value="2017-02-14T03:04:00Z"/></extension></birthDate>
      <deceasedBoolean value="false"/><multipleBirthInteger value="1"/></Patient>)");
    const auto json = fhir::read_message(
        "fhir.pds.patient",
        R"({"resourceType":"Patient","id":"1","identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990004838"}],
      "name":[{"use":"usual","family":"Pellow","given":["Maisie","Rose"]}],"birthDate":"2017-02-14","_birthDate":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/patient-birthTime","valueDateTime":"2017-02-14T03:04:00Z"}]},
      "deceasedBoolean":false,"multipleBirthInteger":1})");
    BOOST_TEST_REQUIRE(xml.has_value());
    BOOST_TEST_REQUIRE(json.has_value());
    BOOST_CHECK(*xml == *json);
    BOOST_TEST(xml->people.at(0).best_name().given == "Maisie Rose");
}

BOOST_AUTO_TEST_CASE(an_outcome_is_understood_whatever_kind_was_expected) {
    for (const auto& kind : fhir::readable_kinds()) {
        const auto reply = fhir::read_message(kind, outcome("ACCESS_DENIED", "forbidden"));
        BOOST_TEST_REQUIRE(reply.has_value());
        BOOST_TEST(record::name_of(reply->state) == "refused");
        BOOST_TEST(is_free_of_details(reply->detail));
    }
}

BOOST_AUTO_TEST_CASE(a_message_of_another_kind_is_refused) {
    BOOST_TEST(kind_of_fault("fhir.pds.patient", R"({"resourceType":"Bundle"})") == "invalid_input");
    BOOST_TEST(kind_of_fault("fhir.pds.search", R"({"resourceType":"Flag"})") == "invalid_input");
    BOOST_TEST(kind_of_fault("fhir.pds.related_person", R"({"resourceType":"Patient"})") == "invalid_input");
    BOOST_TEST(kind_of_fault("fhir.operation_outcome", R"({"resourceType":"Patient"})") == "invalid_input");
    BOOST_TEST(kind_of_fault("fhir.records", "[]") == "invalid_input");
    BOOST_TEST(kind_of_fault("fhir.records", "") == "invalid_input");
}

BOOST_AUTO_TEST_CASE(a_saved_message_that_is_empty_says_so) {
    const auto none =
        fhir::read_message("fhir.records", R"({"resourceType":"Bundle","type":"searchset","total":0})");
    BOOST_TEST(record::name_of(none->state) == "none_held");
    BOOST_TEST(
        record::name_of(fhir::read_message("fhir.pds.search", R"({"resourceType":"Bundle"})")->state) ==
        "none_held");
}

BOOST_AUTO_TEST_CASE(C12_hostile_xml_is_refused) {
    BOOST_TEST(kind_of_fault("fhir.records", "<Patient>") == "invalid_input");
    BOOST_TEST(kind_of_fault("fhir.records", "<") == "invalid_input");
    BOOST_TEST(kind_of_fault("fhir.records", std::string("<Patient/>\0", 11)) == "invalid_input");
    BOOST_TEST(kind_of_fault("fhir.records", "<Patient><id value=\"\xFF\"/></Patient>") == "invalid_input");
    std::string deep = "<Bundle xmlns='x'>", end = "</Bundle>";
    for (int i = 0; i < 5000; ++i) deep += "<extension>", end = "</extension>" + end;
    BOOST_TEST(kind_of_fault("fhir.records", deep + end) == "too_large");
}

BOOST_AUTO_TEST_CASE(C12_entities_of_the_messages_own_are_never_expanded) {
    const auto document = fhir::parse_message(
        R"(<?xml version="1.0"?><!DOCTYPE Patient [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "grown">]><Patient xmlns="http://hl7.org/fhir"><id value="&x;&y;"/></Patient>)");
    BOOST_TEST_REQUIRE(document.has_value());
    BOOST_TEST(document->root()["id"].text() == "&x;&y;");
}

BOOST_AUTO_TEST_CASE(a_resource_in_xml_that_repeats_an_element_twice_and_once_reads_the_same_way) {
    const auto document = fhir::parse_message(
        R"(<Bundle xmlns="http://hl7.org/fhir"><entry><resource><Patient><id value="a"/></Patient></resource></entry></Bundle>)");
    BOOST_TEST(fhir::entries_of(document->root()).size() == 1u);
    const auto two = fhir::parse_message(
        R"(<Bundle xmlns="http://hl7.org/fhir"><entry><resource><Patient><id value="a"/></Patient></resource></entry><entry><resource><Flag><id value="b"/></Flag></resource></entry></Bundle>)");
    BOOST_TEST(fhir::entries_of(two->root()).size() == 2u);
    BOOST_TEST(fhir::entries_of(two->root())[1].type() == "Flag");
}

BOOST_AUTO_TEST_CASE(next_links_are_cut_to_the_path_below_the_base) {
    using fhir::path_below;
    BOOST_TEST(path_below("https://h/fhir/R4/", "https://h/fhir/R4/Encounter?p=2") == "/Encounter?p=2");
    BOOST_TEST(path_below("https://h/fhir/R4", "/fhir/R4/Encounter?p=2") == "/Encounter?p=2");
    BOOST_TEST(path_below("https://h/fhir/R4", "Encounter?p=2") == "/Encounter?p=2");
    BOOST_TEST(path_below("https://h", "/Encounter") == "/Encounter");
    BOOST_TEST(path_below("https://h/fhir/R4", "https://h/fhir/R4").empty());
    BOOST_TEST(path_below("", "https://h/fhir/R4/x").empty());
}

BOOST_AUTO_TEST_SUITE_END()
