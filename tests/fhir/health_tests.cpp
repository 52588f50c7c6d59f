// What health resources become in the chronology.
#include "connectors/fhir/plain_text.h"
#include "connectors/fhir/signs.h"
#include "tests/fhir/talk.h"

#include <algorithm>

using namespace kith;
using namespace kith::test;

namespace {

record::Reply read(const std::string& text) {
    auto reply = fhir::read_message("fhir.records", text);
    BOOST_TEST_REQUIRE(reply.has_value(), (reply ? "" : reply.error().detail));
    return *reply;
}

record::Event event(const std::string& type, const std::string& more) {
    return read(R"({"resourceType":")" + type + R"(","id":"X1","subject":{"reference":"Patient/1"},)" + more +
                "}")
        .events.at(0);
}

record::Event encounter(const std::string& more) {
    return event("Encounter", more);
}

bool is_tagged(const record::Event& of, std::string_view tag) {
    return std::ranges::find(of.tags, tag) != of.tags.end();
}

using Signs = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(fhir_health_tests)

BOOST_AUTO_TEST_CASE(the_kind_of_a_contact_follows_its_class) {
    BOOST_TEST(encounter(R"("class":{"code":"EMER"})").kind == "ed_attendance");
    BOOST_TEST(encounter(R"("class":{"code":"IMP"})").kind == "admission");
    BOOST_TEST(encounter(R"("class":{"code":"AMB"})").kind == "outpatient");
    BOOST_TEST(encounter(R"("class":{"code":"FLD"})").kind == "ambulance_callout");
    BOOST_TEST(encounter(R"("class":{"code":"HH"})").kind == "home_visit");
    BOOST_TEST(encounter(R"("class":{"code":"VR"})").kind == "gp_consultation");
    BOOST_TEST(encounter(R"("status":"finished")").kind == "contact");
}

BOOST_AUTO_TEST_CASE(where_the_class_leaves_it_open_the_words_of_type_and_service_decide) {
    BOOST_TEST(encounter(R"("class":{"code":"AMB"},"type":[{"text":"GP consultation"}])").kind ==
               "gp_consultation");
    BOOST_TEST(
        encounter(R"("class":{"code":"AMB"},"serviceType":{"text":"General practice service"})").kind ==
        "gp_consultation");
    BOOST_TEST(
        encounter(R"("class":{"code":"AMB"},"type":[{"coding":[{"display":"Ambulance call-out"}]}])").kind ==
        "ambulance_callout");
    BOOST_TEST(
        encounter(R"("class":{"code":"AMB"},"type":[{"text":"Letter received from hospital"}])").kind ==
        "letter");
    BOOST_TEST(encounter(R"("class":{"code":"EMER"},"type":[{"text":"Brought by ambulance"}])").kind ==
               "ed_attendance");
}

BOOST_AUTO_TEST_CASE(a_cancelled_visit_to_which_nobody_came_was_not_brought) {
    const auto e = encounter(
        R"("status":"cancelled","class":{"code":"AMB"},"type":[{"text":"Outpatient: did not attend"}],"reasonCode":[{"text":"Fracture clinic"}])");
    BOOST_TEST(e.kind == "not_brought");
    BOOST_TEST(e.title == "Was not brought to an appointment: Fracture clinic");
    BOOST_TEST(is_tagged(e, "not_brought"));
    BOOST_TEST(e.significant);
    BOOST_TEST(encounter(R"("status":"cancelled","class":{"code":"AMB"})").kind == "outpatient");
}

BOOST_AUTO_TEST_CASE(an_attendance_keeps_its_minute_and_an_admission_its_span) {
    BOOST_TEST(
        encounter(
            R"("class":{"code":"EMER"},"period":{"start":"2026-11-16T18:40:00Z","end":"2026-11-16T22:10:00Z"})")
            .occurred.iso() == "2026-11-16T18:40:00.000Z");
    BOOST_TEST(
        encounter(
            R"("class":{"code":"IMP"},"period":{"start":"2026-11-16T18:40:00Z","end":"2026-11-18T09:00:00Z"})")
            .occurred.iso() == "2026-11-16/2026-11-18");
}

BOOST_AUTO_TEST_CASE(a_day_never_becomes_a_minute) {
    BOOST_CHECK(encounter(R"("period":{"start":"2026-11-16"})").occurred.precision() ==
                record::Precision::day);
    BOOST_CHECK(encounter(R"("period":{"start":"2026-11"})").occurred.precision() ==
                record::Precision::month);
    BOOST_CHECK(encounter(R"("period":{"start":"2026-11-16T00:00:00Z"})").occurred.precision() ==
                record::Precision::day);
    BOOST_TEST(!encounter(R"("status":"finished")").occurred.is_known());
}

BOOST_AUTO_TEST_CASE(the_title_says_why_and_the_text_is_free_of_markup) {
    const auto e =
        encounter(R"("class":{"code":"EMER"},"reasonCode":[{"text":"Forearm injury, explanation changed"}],
      "text":{"status":"additional","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Mother said <b>fell</b> &amp; hit table.</p><script>alert(1)</script></div>"},"note":[{"text":"GCS < 15"}])");
    BOOST_TEST(e.title == "Emergency department attendance: Forearm injury, explanation changed");
    BOOST_TEST(e.text == "Mother said fell & hit table. GCS < 15");
    BOOST_TEST(is_tagged(e, "injury"));
    BOOST_TEST(is_tagged(e, "explanation_changed"));
}

BOOST_AUTO_TEST_CASE(a_generated_narrative_is_not_repeated) {
    BOOST_TEST(encounter(R"("text":{"status":"generated","div":"<div>x</div>"})").text.empty());
}

BOOST_AUTO_TEST_CASE(place_clinician_and_the_shared_reference_are_kept) {
    const auto reply = read(R"({"resourceType":"Bundle","type":"searchset","entry":[
      {"resource":{"resourceType":"Patient","id":"1"}},
      {"resource":{"resourceType":"Practitioner","id":"d","name":[{"prefix":["Dr"],"given":["Asha"],"family":"Shah"}]}},
      {"resource":{"resourceType":"Location","id":"l","name":"Children's ED","address":{"postalCode":"ns1 1aa"}}},
      {"resource":{"resourceType":"Encounter","id":"E1","class":{"code":"EMER"},"subject":{"reference":"Patient/1"},"identifier":[{"value":"H-1"},{"use":"secondary","value":"INC-77"}],
       "location":[{"location":{"reference":"Location/l"}}],"serviceProvider":{"display":"Northshire General"},
       "participant":[{"type":[{"text":"attender"}],"individual":{"reference":"https://h.example/fhir/Practitioner/d"}}]}}]})");
    const auto& e = reply.events.at(0);
    BOOST_TEST(e.place == "Children's ED, Northshire General");
    BOOST_TEST(e.postcode == "NS1 1AA");
    BOOST_TEST(e.shared_reference == "INC-77");
    BOOST_TEST(reply.ties.at(0).to == "Dr Asha Shah");
    BOOST_TEST(reply.ties.at(0).words == "attender");
}

BOOST_AUTO_TEST_CASE(a_missed_appointment_was_not_brought_and_one_to_come_lies_ahead) {
    const auto missed = read(
        R"({"resourceType":"Appointment","id":"A1","status":"noshow","description":"Fracture clinic review","start":"2026-11-20T09:30:00Z","participant":[{"actor":{"reference":"Patient/1"}},{"actor":{"reference":"Practitioner/2","display":"Dr Bell"}}]})");
    BOOST_TEST(missed.events.at(0).kind == "not_brought");
    BOOST_TEST(missed.events.at(0).title == "Was not brought to an appointment: Fracture clinic review");
    BOOST_TEST(missed.events.at(0).significant);
    BOOST_TEST(!missed.events.at(0).planned);
    BOOST_TEST(missed.subject_ref == "Patient/1");
    BOOST_TEST(missed.ties.at(0).to == "Dr Bell");
    const auto booked =
        read(R"({"resourceType":"Appointment","id":"A2","status":"booked","start":"2026-12-01T09:30:00Z"})");
    BOOST_TEST(booked.events.at(0).kind == "appointment");
    BOOST_TEST(booked.events.at(0).planned);
    BOOST_TEST(!booked.events.at(0).significant);
}

BOOST_AUTO_TEST_CASE(a_flag_that_is_up_lasts_until_now) {
    const auto up = event(
        "Flag",
        R"("status":"active","code":{"text":"Child is cause for safeguarding concern"},"period":{"start":"2024-05-01"})");
    BOOST_TEST(up.occurred.is_span());
    BOOST_TEST(!up.occurred.end().has_value());
    BOOST_TEST(up.significant);
    BOOST_TEST(up.category.text() == "health_concern");
    const auto ended = event(
        "Flag",
        R"("status":"inactive","code":{"text":"x"},"period":{"start":"2024-05-01","end":"2024-06-01"})");
    BOOST_TEST(ended.occurred.iso() == "2024-05-01/2024-06-01");
}

BOOST_AUTO_TEST_CASE(a_flag_about_diet_or_an_adjustment_is_not_significant) {
    BOOST_TEST(
        !event("Flag",
               R"("status":"active","code":{"text":"Peanuts"},"category":[{"coding":[{"code":"diet"}]}])")
             .significant);
    BOOST_TEST(
        !event("Flag",
               R"("status":"active","code":{"coding":[{"code":"national-reasonable-adjustment-flag"}]})")
             .significant);
}

BOOST_AUTO_TEST_CASE(H7_a_flag_on_how_to_treat_facts_marks_the_person_too) {
    const auto reply = read(
        R"({"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"1"}},{"resource":{"resourceType":"Flag","id":"F","status":"active","subject":{"reference":"Patient/1"},"code":{"text":"Address confidential: do not disclose to father"}}}]})");
    BOOST_TEST(reply.events.at(0).handling.at(0).mark == "protected_address");
    BOOST_TEST(reply.people.at(0).handling.at(0).mark == "protected_address");
}

BOOST_AUTO_TEST_CASE(a_concern_and_an_immunisation_are_events_as_well) {
    const auto concern =
        event("Condition",
              R"("code":{"text":"Suspected neglect"},"onsetDateTime":"2026-01","recordedDate":"2026-02-03")");
    BOOST_TEST(concern.kind == "health_concern");
    BOOST_TEST(concern.occurred.iso() == "2026-01");
    BOOST_TEST(is_tagged(concern, "neglect"));
    BOOST_TEST(concern.significant);
    BOOST_TEST(
        event("Immunization", R"("vaccineCode":{"text":"MMR"},"occurrenceDateTime":"2018-03-01")").kind ==
        "immunisation");
}

BOOST_AUTO_TEST_CASE(signs_of_harm_are_found_in_words) {
    BOOST_TEST((fhir::signs_in("Bruise to the cheek; carer's account changed twice") ==
                Signs{"explanation_changed", "injury"}));
    BOOST_TEST((fhir::signs_in("Scald to the hand. Did not wait to be seen.") ==
                Signs{"burn", "did_not_wait", "injury"}));
    BOOST_TEST(fhir::signs_in("Well child review").empty());
}

BOOST_AUTO_TEST_CASE(what_is_denied_is_no_sign) {
    BOOST_TEST(fhir::signs_in("No bruising, no injuries. Denies self-harm.").empty());
    BOOST_TEST((fhir::signs_in("No bruising to the face but bruising to the arm") == Signs{"injury"}));
    BOOST_TEST(fhir::signs_in("Heartburn").empty());
}

BOOST_AUTO_TEST_CASE(markup_is_taken_off_and_plain_text_left_alone) {
    BOOST_TEST(
        fhir::plain_text(
            "<div><p>a</p>\n<p>b&#233;&#x20AC;&lt;c&gt;&nbsp;d</p><!-- x --><style>p{}</style></div>") ==
        "a b\xC3\xA9\xE2\x82\xAC<c> d");
    BOOST_TEST(fhir::plain_text("temperature <38 & rising; a<b") == "temperature <38 & rising; a<b");
    BOOST_TEST(fhir::plain_text("&#0;&#xD800;&#99999999;&unknown;") == "&#0;&#xD800;&#99999999;&unknown;");
    BOOST_TEST(fhir::plain_text("<div") == "<div");
}

BOOST_AUTO_TEST_CASE(members_of_the_wrong_type_are_passed_over) {
    for (const char* odd :
         {R"("class":"EMER")", R"("type":"x","reasonCode":{"text":5})", R"("period":[])",
          R"("participant":[1,{"individual":[]}])", R"("location":{"location":"x"})", R"("identifier":[[]])",
          R"("hospitalization":[])", R"("contained":[{"resourceType":5}])", R"("text":"x")",
          R"("note":[{"text":{}}])"})
        BOOST_TEST(fhir::read_message("fhir.records",
                                      R"({"resourceType":"Encounter","id":"1",)" + std::string(odd) + "}")
                       .has_value());
}

BOOST_AUTO_TEST_SUITE_END()
