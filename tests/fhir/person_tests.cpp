// What FHIR says of people: names, numbers, addresses, extensions, relations.
#include "tests/fhir/talk.h"

#include <algorithm>

using namespace kith;
using namespace kith::test;
using record::NameUse;

namespace {

record::Reply read(std::string_view kind, const std::string& text) {
    auto reply = fhir::read_message(kind, text);
    BOOST_TEST_REQUIRE(reply.has_value(), (reply ? "" : reply.error().detail));
    return *reply;
}

record::PersonRecord person(const std::string& more) {
    return read("fhir.pds.patient", R"({"resourceType":"Patient","id":"1",)" + more + "}").people.at(0);
}

std::string detail(const record::PersonRecord& of, std::string_view label) {
    for (const auto& [name, value] : of.details)
        if (name == label) return value;
    return {};
}

std::string tie_of(const std::string& codings) {
    return read("fhir.pds.related_person",
                R"({"resourceType":"RelatedPerson","id":"1","relationship":[{"coding":[)" + codings + "]}]}")
        .ties.at(0)
        .kind;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fhir_person_tests)

BOOST_AUTO_TEST_CASE(names_keep_their_use_and_period_and_the_usual_one_is_shown) {
    const auto p = person(
        R"("name":[{"use":"old","family":"Hart","given":["Mai"],"period":{"end":"2019-05-01"}},{"use":"maiden","family":"Birth"},{"use":"nickname","given":["May"]},
      {"use":"usual","family":"Pellow","given":["Maisie","Rose"],"period":{"start":"2019-05-01"}},{"use":"temp","family":"Temp"},{"use":"anonymous","family":"A"},{"use":"official","family":"O"}])");
    BOOST_TEST_REQUIRE(p.names.size() == 7u);
    const NameUse uses[] = {NameUse::former,    NameUse::birth, NameUse::nickname, NameUse::usual,
                            NameUse::temporary, NameUse::alias, NameUse::official};
    for (size_t i = 0; i < 7; ++i) BOOST_CHECK(p.names[i].use == uses[i]);
    BOOST_TEST(p.names[0].period.to->iso() == "2019-05-01");
    BOOST_TEST(p.names[3].given == "Maisie Rose");
    BOOST_TEST(p.best_name().family == "Pellow");
}

BOOST_AUTO_TEST_CASE(an_ended_usual_name_gives_way_to_one_that_still_holds) {
    const auto p = person(
        R"("name":[{"use":"usual","family":"Hart","period":{"start":"2017","end":"2019"}},{"use":"usual","family":"Pellow","period":{"start":"2019"}}])");
    BOOST_TEST(p.best_name().family == "Pellow");
}

BOOST_AUTO_TEST_CASE(a_name_that_is_only_text_is_a_name) {
    BOOST_TEST(person(R"("name":[{"text":"Baby of Kerry Pellow"}])").best_name().text ==
               "Baby of Kerry Pellow");
}

BOOST_AUTO_TEST_CASE(birth_dates_keep_their_precision) {
    BOOST_TEST(person(R"("birthDate":"2017")").born->iso() == "2017");
    BOOST_TEST(person(R"("birthDate":"2017-02")").born->iso() == "2017-02");
    BOOST_TEST(person(R"("birthDate":"2017-02-14")").born->iso() == "2017-02-14");
    BOOST_TEST(!person(R"("active":true)").born.has_value());
}

BOOST_AUTO_TEST_CASE(a_birth_date_that_is_none_is_kept_as_sent_and_remarked_on) {
    const auto p = person(R"("birthDate":"31/31/2017")");
    BOOST_TEST(!p.born.has_value());
    BOOST_TEST(detail(p, "birth date as sent") == "31/31/2017");
    BOOST_TEST(p.quality.at(0) == "the birth date cannot be read");
}

BOOST_AUTO_TEST_CASE(a_default_birth_date_is_remarked_on) {
    BOOST_TEST(has(person(R"("birthDate":"1970-01-01")").quality.at(0), "default"));
}

BOOST_AUTO_TEST_CASE(the_issuers_word_on_a_number_is_kept_apart_from_its_arithmetic) {
    const auto with_status = [](const char* number, const char* code) {
        return person(
            std::string(R"("identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":")") + number +
            R"(","extension":[{"url":"https://x/Extension-UKCore-NHSNumberVerificationStatus","valueCodeableConcept":{"coding":[{"code":")" +
            code + R"("}]}}]}])");
    };
    BOOST_CHECK(with_status("9990004838", "01").identifiers.at(0).state == record::IdentifierState::verified);
    BOOST_CHECK(with_status("9990004838", "02").identifiers.at(0).state == record::IdentifierState::valid);
    BOOST_TEST(has(with_status("9990004838", "02").quality.at(0), "not marked as present and verified"));
    BOOST_CHECK(with_status("9990004839", "01").identifiers.at(0).state == record::IdentifierState::invalid);
}

BOOST_AUTO_TEST_CASE(an_old_number_is_a_former_one_and_a_hospital_number_is_local) {
    const auto p = person(
        R"("identifier":[{"use":"old","system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990004846"},{"system":"https://hospital.example/mrn","value":"H-77"}])");
    BOOST_CHECK(p.identifiers.at(0).state == record::IdentifierState::former);
    BOOST_TEST(p.identifiers.at(1).kind == "local");
    BOOST_TEST(p.identifiers.at(1).issuer == "https://hospital.example/mrn");
}

BOOST_AUTO_TEST_CASE(addresses_keep_every_line_their_use_and_period) {
    const auto p = person(
        R"("address":[{"use":"temp","text":"c/o Nan","line":["12 Mill Lane",""],"city":"Northbridge","district":"Northshire","country":"GBR","postalCode":"NS4 7QT","period":{"start":"2024-01-01"}}])");
    BOOST_TEST_REQUIRE(p.addresses.size() == 1u);
    BOOST_TEST(p.addresses[0].lines.size() == 5u);
    BOOST_TEST(p.addresses[0].use == "temporary");
    BOOST_TEST(p.addresses[0].postcode == "NS4 7QT");
    BOOST_TEST(p.addresses[0].period.from->iso() == "2024-01-01");
}

BOOST_AUTO_TEST_CASE(death_may_be_a_day_a_moment_or_a_mere_fact) {
    BOOST_TEST(person(R"("deceasedDateTime":"2020-05-06T00:00:00+00:00")").died->iso() == "2020-05-06");
    BOOST_TEST(person(R"("deceasedBoolean":true)").died.has_value());
    BOOST_TEST(!person(R"("deceasedBoolean":true)").died->is_known());
    BOOST_TEST(!person(R"("deceasedBoolean":false)").died.has_value());
}

BOOST_AUTO_TEST_CASE(a_death_notification_counts_even_without_a_date) {
    const auto notified = [](const char* code) {
        return person(
            std::string(
                R"("extension":[{"url":"https://x/Extension-UKCore-DeathNotificationStatus","extension":[{"url":"deathNotificationStatus","valueCodeableConcept":{"coding":[{"code":")") +
            code + R"(","display":"Formal"}]}}]}])");
    };
    BOOST_TEST(notified("2").died.has_value());
    BOOST_TEST(!notified("U").died.has_value());
    BOOST_TEST(detail(notified("2"), "death notification") == "Formal");
}

BOOST_AUTO_TEST_CASE(an_extension_nobody_foresaw_is_kept_in_words) {
    const auto p = person(
        R"("extension":[{"url":"https://vendor.example/StructureDefinition/Extension-FavouriteColour","valueString":"blue"},
      {"url":"https://vendor.example/odd-thing","extension":[{"url":"part","valueInteger":7},{"url":"nested","extension":[{"url":"deep","valueQuantity":{"value":3,"unit":"days"}}]}]},{"url":"https://vendor.example/empty"}])");
    BOOST_TEST(detail(p, "favourite colour") == "blue");
    BOOST_TEST(detail(p, "part") == "7");
    BOOST_TEST(detail(p, "deep") == "3 days");
}

BOOST_AUTO_TEST_CASE(multiple_birth_is_an_order_or_a_fact) {
    BOOST_TEST(detail(person(R"("multipleBirthInteger":2)"), "order in a multiple birth") == "2");
    BOOST_TEST(detail(person(R"("multipleBirthBoolean":false)"), "multiple birth") == "no");
}

BOOST_AUTO_TEST_CASE(the_practice_is_a_field_and_a_tie_with_its_dates) {
    const auto reply = read(
        "fhir.pds.patient",
        R"({"resourceType":"Patient","id":"1","generalPractitioner":[{"identifier":{"value":"Y12345","period":{"start":"2020-01-01","end":"2021-12-31"}}}]})");
    BOOST_TEST(reply.people.at(0).gp_practice == "Y12345");
    BOOST_TEST(reply.ties.at(0).kind == "registered_gp");
    BOOST_TEST(reply.ties.at(0).to == "Y12345");
    BOOST_TEST(!reply.ties.at(0).to_person);
    BOOST_TEST(reply.ties.at(0).since.iso() == "2020-01-01/2021-12-31");
}

BOOST_AUTO_TEST_CASE(relationship_codes_become_ties_and_the_closest_wins) {
    BOOST_TEST(tie_of(R"({"code":"Personal"},{"code":"MTH"})") == "mother");
    BOOST_TEST(tie_of(R"({"code":"NMTH"})") == "mother");
    BOOST_TEST(tie_of(R"({"code":"Guardian"},{"code":"FTH"})") == "father");
    BOOST_TEST(tie_of(R"({"code":"Guardian"})") == "guardian");
    BOOST_TEST(tie_of(R"({"code":"PRNFOST"})") == "foster_carer");
    BOOST_TEST(tie_of(R"({"code":"STPPRN"})") == "step_parent");
    BOOST_TEST(tie_of(R"({"code":"BRO"})") == "sibling");
    BOOST_TEST(tie_of(R"({"code":"MGRMTH"})") == "grandparent");
    BOOST_TEST(tie_of(R"({"code":"DOMPART"})") == "partner");
    BOOST_TEST(tie_of(R"({"code":"FAMMEMB"})") == "relative");
    BOOST_TEST(tie_of(R"({"code":"Carer"})") == "carer");
}

BOOST_AUTO_TEST_CASE(codes_that_only_say_that_there_is_a_tie_say_no_more) {
    for (const char* code : {"N", "U", "NotSpecified", "Agent", "Personal", "ProxyContact", "Dependant",
                             "ONESELF", "something new"})
        BOOST_TEST(tie_of(std::string(R"({"code":")") + code + R"("})") == "unknown");
}

BOOST_AUTO_TEST_CASE(parental_responsibility_is_never_inferred) {
    const auto reply = read(
        "fhir.pds.related_person",
        R"({"resourceType":"RelatedPerson","id":"1","relationship":[{"coding":[{"code":"MTH","display":"mother"}]}]})");
    BOOST_TEST(!has(reply.ties.at(0).words, "responsib"));
    BOOST_TEST(reply.ties.at(0).words == "mother");
}

BOOST_AUTO_TEST_CASE(an_ended_or_inactive_relation_is_kept_as_such) {
    const auto reply = read(
        "fhir.pds.related_person",
        R"({"resourceType":"RelatedPerson","id":"1","active":false,"period":{"start":"2020-01-01","end":"2021-12-31"},"relationship":[{"coding":[{"code":"SPS","display":"spouse"}]}]})");
    BOOST_TEST(reply.ties.at(0).since.iso() == "2020-01-01/2021-12-31");
    BOOST_TEST(reply.ties.at(0).words == "spouse; not active");
}

BOOST_AUTO_TEST_CASE(hostile_characters_in_a_name_are_made_harmless) {
    const auto p = person("\"name\":[{\"family\":\"Pel\\u202elow\\u0000\\u0007\",\"given\":[\"<b>M</b>\"]}]");
    BOOST_TEST(p.names.at(0).family == "Pellow");
    BOOST_TEST(p.names.at(0).given == "<b>M</b>");
}

BOOST_AUTO_TEST_CASE(members_of_the_wrong_type_are_passed_over) {
    for (const char* odd :
         {R"("name":"Pellow")", R"("name":[[]])", R"("name":[{"given":"Maisie","family":7}])",
          R"("address":[null,3,{"line":{}}])", R"("extension":[1,{"url":5},{"url":"x","valueString":{}}])",
          R"("identifier":{"value":[]})", R"("telecom":[{"value":true}])", R"("birthDate":20170214)",
          R"("meta":{"security":"R"})", R"("generalPractitioner":["x"])", R"("contact":[[],{"name":[]}])"})
        BOOST_TEST(fhir::read_message("fhir.pds.patient",
                                      R"({"resourceType":"Patient","id":"1",)" + std::string(odd) + "}")
                       .has_value());
}

BOOST_AUTO_TEST_SUITE_END()
