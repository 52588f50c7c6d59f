// The conversation with NHS demographics when all goes well.
#include "tests/fhir/talk.h"

using namespace kith;
using namespace kith::test;

namespace {

const auto kPds = fhir::make_pds({});
const auto kAll = {"identity", "address", "relationships", "gp_registration"};

federate::Ask ask(record::RosterPerson person) {
    return ask_about(std::move(person), kAll);
}

record::RosterPerson without_number() {
    auto person = maisie();
    person.nhs_number.clear();
    return person;
}

std::string kerry() {
    return R"({"resourceType":"RelatedPerson","id":"R1","active":true,"patient":{"identifier":{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990004838"}},
      "relationship":[{"coding":[{"code":"Personal"},{"system":"http://terminology.hl7.org/CodeSystem/v3-RoleCode","code":"MTH","display":"mother"}]}],
      "name":[{"use":"usual","given":["Kerry"],"family":"Pellow"}],"period":{"start":"2017-02-14"}})";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fhir_pds_tests)

BOOST_AUTO_TEST_CASE(with_a_number_the_record_is_read_and_then_the_related_people) {
    Talk talk(*kPds, ask(maisie()));
    BOOST_TEST(talk.request().method == "GET");
    BOOST_TEST(talk.request().path == "/Patient/9990004838");
    talk.hear(answer(200, patient(kChild)));
    BOOST_TEST(talk.request().path == "/Patient/9990004838/RelatedPerson");
    BOOST_TEST(talk.wanted().part == "part 2 of 2: related people");
    talk.hear(answer(200, bundle({kerry()})));
    BOOST_TEST(talk.state() == "records_held");
    BOOST_TEST(talk.reply().subject_ref == "Patient/9990004838");
    BOOST_TEST(talk.reply().people.size() == 2u);
    BOOST_TEST_REQUIRE(talk.reply().ties.size() == 1u);
    BOOST_TEST(talk.reply().ties[0].kind == "mother");
    BOOST_TEST(talk.reply().ties[0].from == "Patient/9990004838");
    BOOST_TEST(talk.reply().ties[0].to == "RelatedPerson/R1");
    BOOST_TEST(is_free_of_details(talk.reply().detail));
}

BOOST_AUTO_TEST_CASE(every_request_carries_its_own_id_and_who_asks_for_what) {
    auto question = ask(maisie());
    question.override_reason = "risk_of_harm";
    Talk talk(*kPds, question);
    BOOST_TEST(talk.header("X-Request-ID") == "6f40cebe-7b55-461d-9d7f-eadb4c0657ff");
    BOOST_TEST(talk.header("X-Correlation-ID") == "0e7cc7b2-94b7-42c2-875b-56c921e4bcc2");
    BOOST_TEST(talk.header("NHSD-End-User-Organisation-ODS") == "NSC01");
    BOOST_TEST(talk.header("X-Purpose") == "SECTION_47");
    BOOST_TEST(talk.header("X-Override-Reason") == "risk_of_harm");
    talk.hear(answer(200, patient(kChild)));
    BOOST_TEST(talk.header("X-Request-ID") == "6f40cebe-7b55-461d-9d7f-eadb4c065700");
}

BOOST_AUTO_TEST_CASE(related_people_are_not_asked_for_unless_the_permit_covers_relationships) {
    Talk talk(*kPds, ask_about(maisie(), {"identity", "address"}));
    talk.hear(answer(200, patient(kChild)));
    BOOST_TEST(talk.state() == "records_held");
}

BOOST_AUTO_TEST_CASE(no_related_people_of_an_open_record_means_that_none_are_held) {
    Talk talk(*kPds, ask(maisie()));
    talk.hear(answer(200, patient(kChild))).hear(answer(200, bundle({}, R"("total":0)")));
    BOOST_TEST(talk.state() == "records_held");
    BOOST_TEST(has(talk.reply().notices.at(0), "searched, none held"));
}

BOOST_AUTO_TEST_CASE(FD_8_a_number_whose_birth_date_differs_is_a_candidate_and_nothing_more_is_asked) {
    Talk talk(*kPds, ask(maisie()));
    talk.hear(answer(
        200,
        patient(kChild, {}, R"("name":[{"given":["Maisie"],"family":"Pellow"}],"birthDate":"2016-02-14")")));
    BOOST_TEST(talk.state() == "candidates");
    BOOST_TEST(has(talk.reply().detail, "birth date differs"));
    BOOST_TEST(talk.reply().subject_ref.empty());
    BOOST_TEST(is_free_of_details(talk.reply().detail));
}

BOOST_AUTO_TEST_CASE(SW_11_a_number_under_the_twins_first_name_is_a_candidate) {
    Talk talk(*kPds, ask(maisie()));
    talk.hear(answer(
        200,
        patient(kChild, {}, R"("name":[{"given":["Daisy"],"family":"Pellow"}],"birthDate":"2017-02-14")")));
    BOOST_TEST(talk.state() == "candidates");
    BOOST_TEST(has(talk.reply().detail, "name differs"));
}

BOOST_AUTO_TEST_CASE(a_name_under_which_somebody_formerly_went_agrees_as_well) {
    Talk talk(*kPds, ask_about(maisie(), {"identity"}));
    talk.hear(answer(
        200,
        patient(
            kChild, {},
            R"("name":[{"given":["Maisie"],"family":"Hart"},{"use":"old","given":["MAISIE"],"family":"PELLOW"}],"birthDate":"2017-02-14")")));
    BOOST_TEST(talk.state() == "records_held");
}

BOOST_AUTO_TEST_CASE(a_partial_birth_date_agrees_where_it_can_be_the_same_day) {
    Talk talk(*kPds, ask_about(maisie(), {"identity"}));
    talk.hear(answer(
        200, patient(kChild, {}, R"("name":[{"given":["Maisie"],"family":"Pellow"}],"birthDate":"2017")")));
    BOOST_TEST(talk.state() == "records_held");
}

BOOST_AUTO_TEST_CASE(a_number_with_nothing_typed_beside_it_is_to_be_confirmed) {
    record::RosterPerson person;
    person.nhs_number = kChild;
    Talk talk(*kPds, ask(person));
    talk.hear(answer(200, patient(kChild)));
    BOOST_TEST(talk.state() == "candidates");
    BOOST_TEST(has(talk.reply().detail, "name and birth date are missing on one side"));
}

BOOST_AUTO_TEST_CASE(an_estimated_age_never_proves_a_birth_date) {
    auto person = maisie();
    person.born.reset();
    person.estimated_age = 9;
    Talk talk(*kPds, ask(person));
    talk.hear(answer(200, patient(kChild)));
    BOOST_TEST(talk.state() == "candidates");
    BOOST_TEST(has(talk.reply().detail, "birth date is missing"));
}

BOOST_AUTO_TEST_CASE(without_a_number_it_searches_exactly_and_then_alike) {
    auto person = without_number();
    person.sex = record::Sex::female;
    person.addresses.push_back({.lines = {"12 Mill Lane"}, .postcode = "ns47qt"});
    Talk talk(*kPds, ask(person));
    BOOST_TEST(talk.request().path == "/Patient?family=Pellow&given=Maisie&birthdate=eq2017-02-14");
    talk.hear(answer(200, bundle({}, R"("total":0)")));
    BOOST_TEST(talk.request().path ==
               "/Patient?_fuzzy-match=true&family=Pellow&given=Maisie&birthdate=eq2017-02-14");
    talk.hear(answer(200, bundle({}, R"("total":0)")));
    BOOST_TEST(talk.request().path ==
               "/Patient?_fuzzy-match=true&family=Pellow&gender=female&address-postalcode=NS4%207QT&"
               "birthdate=eq2017-02-14");
    talk.hear(answer(200, R"({"resourceType":"Bundle","type":"searchset","total":0})"));
    BOOST_TEST(talk.state() == "none_held");
}

BOOST_AUTO_TEST_CASE(FD_9_none_held_says_what_was_searched_and_how) {
    Talk talk(*kPds, ask(without_number()));
    while (!talk.is_over())
        talk.hear(answer(200, R"({"resourceType":"Bundle","type":"searchset","total":0})"));
    BOOST_TEST(talk.reply().detail ==
               "searched NHS demographics, all of England, any period, by family name, given name and birth "
               "date, exactly; then by "
               "family name, given name and birth date, alike; none held");
}

BOOST_AUTO_TEST_CASE(FD_8_a_single_hit_is_a_candidate_and_never_opened) {
    Talk talk(*kPds, ask(without_number()));
    talk.hear(answer(
        200,
        R"({"resourceType":"Bundle","type":"searchset","total":1,"entry":[{"search":{"score":1},"resource":)" +
            patient(kChild) + "}]}"));
    BOOST_TEST(talk.state() == "candidates");
    BOOST_TEST(talk.reply().subject_ref.empty());
    BOOST_TEST_REQUIRE(talk.reply().people.size() == 1u);
    const auto& details = talk.reply().people[0].details;
    BOOST_TEST(
        (std::ranges::find(details, std::pair<std::string, std::string>{"match score given by the source",
                                                                        "1 of 1"}) != details.end()));
}

BOOST_AUTO_TEST_CASE(several_hits_keep_their_scores_and_order) {
    Talk talk(*kPds, ask(without_number()));
    talk.hear(answer(
        200,
        R"({"resourceType":"Bundle","type":"searchset","total":2,"entry":[{"search":{"score":0.9976},"resource":)" +
            patient(kChild) + R"(},{"search":{"score":0.85},"resource":)" + patient(kOther) + "}]}"));
    BOOST_TEST(talk.reply().people.size() == 2u);
    BOOST_TEST(talk.reply().people[0].details.back().second == "0.9976 of 1");
    BOOST_TEST(talk.reply().people[1].details.back().second == "0.85 of 1");
}

BOOST_AUTO_TEST_CASE(FD_3_an_estimated_age_is_searched_as_a_range_of_birth_dates) {
    auto person = without_number();
    person.born.reset();
    person.estimated_age = 7;
    Talk talk(*kPds, ask(person));
    BOOST_TEST(talk.request().path ==
               "/Patient?family=Pellow&given=Maisie&birthdate=ge2017-11-22&birthdate=le2020-11-22");
}

BOOST_AUTO_TEST_CASE(a_birth_year_is_searched_as_the_whole_year) {
    auto person = without_number();
    person.born = date("2017");
    Talk talk(*kPds, ask(person));
    BOOST_TEST(has(talk.request().path, "birthdate=ge2017-01-01&birthdate=le2017-12-31"));
}

BOOST_AUTO_TEST_CASE(names_in_a_search_are_encoded_and_hold_no_wildcard) {
    auto person = without_number();
    person.names[0] = {.given = "Zo\xC3\xAB*", .family = "O'Neil & Hart"};
    Talk talk(*kPds, ask(person));
    BOOST_TEST(has(talk.request().path, "family=O%27Neil%20%26%20Hart&given=Zo%C3%AB&"));
}

BOOST_AUTO_TEST_CASE(FD_3_what_cannot_be_asked_says_what_is_missing) {
    record::RosterPerson person;
    person.names.push_back({.given = "Dean"});
    BOOST_TEST(kPds->cannot_ask(person) == "needs an NHS number, or a family name with a birth date or age");
    person.names[0].family = "Hart";
    BOOST_TEST(!kPds->cannot_ask(person).empty());
    person.estimated_age = 30;
    BOOST_TEST(kPds->cannot_ask(person).empty());
    BOOST_TEST(kPds->cannot_ask(maisie()).empty());
    person.is_unborn = true;
    BOOST_TEST(has(kPds->cannot_ask(person), "unborn"));
}

BOOST_AUTO_TEST_CASE(a_related_patient_sent_as_a_mere_reference_keeps_their_own_number) {
    Talk talk(*kPds, ask(maisie()));
    talk.hear(answer(200, patient(kChild)));
    talk.hear(answer(
        200,
        bundle(
            {R"({"resourceType":"RelatedPerson","id":"R2","patient":{"identifier":{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990004846"}},
      "relationship":[{"coding":[{"code":"N","display":"next of kin"}]}]})"})));
    BOOST_TEST(talk.reply().people.at(1).identifiers.at(0).value == kOther);
    BOOST_TEST(talk.reply().ties.at(0).kind == "unknown");
    BOOST_TEST(talk.reply().ties.at(0).words == "next of kin");
}

BOOST_AUTO_TEST_SUITE_END()
