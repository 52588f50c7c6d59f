// Every way in which demographics can answer with something other than an open record, and where each leads.
#include "tests/fhir/talk.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>

using namespace kith;
using namespace kith::test;
namespace data = boost::unit_test::data;

namespace {

const auto kPds = fhir::make_pds({});

federate::Ask ask(bool by_number = true) {
    auto person = maisie();
    if (!by_number) person.nhs_number.clear();
    return ask_about(person, {"identity", "address", "relationships", "gp_registration"});
}

const char* const kRestricted =
    R"("meta":{"security":[{"system":"http://terminology.hl7.org/CodeSystem/v3-Confidentiality","code":"R","display":"restricted"}]})";
const char* const kNone = R"({"resourceType":"Bundle","type":"searchset","total":0})";

}  // namespace

BOOST_AUTO_TEST_SUITE(fhir_pds_outcome_tests)

BOOST_AUTO_TEST_CASE(too_many_matches_sent_as_200_is_too_many_and_not_none) {
    Talk talk(*kPds, ask(false));
    talk.hear(answer(
        200,
        R"({"resourceType":"OperationOutcome","issue":[{"severity":"information","code":"multiple-matches","details":{"coding":[{"code":"TOO_MANY_MATCHES"}]}}]})"));
    BOOST_TEST(talk.state() == "too_many");
    BOOST_TEST(talk.reply().people.empty());
}

BOOST_AUTO_TEST_CASE(a_restricted_record_is_withheld_with_what_is_left_of_it) {
    Talk talk(*kPds, ask());
    talk.hear(answer(200, patient(kChild, kRestricted))).hear(answer(200, kNone));
    BOOST_TEST(talk.state() == "withheld");
    BOOST_TEST(talk.reply().people.at(0).is_restricted);
    BOOST_TEST(talk.reply().people.at(0).handling.at(0).mark == "restricted");
    BOOST_TEST(talk.reply().people.at(0).names.at(0).family == "Pellow");
    BOOST_TEST(talk.reply().subject_ref == "Patient/9990004838");
    BOOST_TEST(talk.reply().notices.at(0) == "related people: withheld by the source");
}

BOOST_DATA_TEST_CASE(each_restricting_label_withholds, data::make({"R", "V", "REDACTED"}), code) {
    Talk talk(*kPds, ask());
    talk.hear(
            answer(200, patient(kChild, std::string(R"("meta":{"security":[{"code":")") + code + R"("}]})")))
        .hear(answer(200, kNone));
    BOOST_TEST(talk.state() == "withheld");
}

BOOST_DATA_TEST_CASE(labels_that_restrict_nothing_do_not, data::make({"U", "N"}), code) {
    Talk talk(*kPds, ask());
    talk.hear(
            answer(200, patient(kChild, std::string(R"("meta":{"security":[{"code":")") + code + R"("}]})")))
        .hear(answer(200, kNone));
    BOOST_TEST(talk.state() == "records_held");
}

BOOST_AUTO_TEST_CASE(a_superseded_number_keeps_the_answer_under_the_new_one_and_the_old_as_an_alias) {
    Talk talk(*kPds, ask());
    talk.hear(answer(200, patient(kOther)));
    BOOST_TEST(talk.request().path == "/Patient/9990004846/RelatedPerson");
    talk.hear(answer(200, kNone));
    BOOST_TEST(talk.state() == "records_held");
    const auto& identifiers = talk.reply().people.at(0).identifiers;
    BOOST_TEST(identifiers.at(0).value == kOther);
    BOOST_TEST(identifiers.at(1).value == kChild);
    BOOST_CHECK(identifiers.at(1).state == record::IdentifierState::superseded);
    BOOST_TEST(has(talk.reply().notices.at(0), "replaced by another"));
    BOOST_TEST(is_free_of_details(talk.reply().notices.at(0)));
}

BOOST_AUTO_TEST_CASE(C16_another_childs_record_is_unusable_and_nothing_of_it_is_kept) {
    Talk talk(*kPds, ask());
    talk.hear(answer(
        200,
        patient(kOther, {}, R"("name":[{"given":["Ryan"],"family":"Hollis"}],"birthDate":"2014-05-01")")));
    BOOST_TEST(talk.state() == "unusable");
    BOOST_TEST(talk.reply().people.empty());
    BOOST_TEST(talk.reply().notices.empty());
    BOOST_TEST(!has(talk.reply().detail, "Hollis"));
}

BOOST_AUTO_TEST_CASE(C16_another_number_with_nothing_to_compare_is_never_opened) {
    Talk talk(*kPds, ask());
    talk.hear(answer(200, patient(kOther, {}, "")));
    BOOST_TEST(talk.state() == "candidates");
}

BOOST_AUTO_TEST_CASE(C16_a_record_that_mixes_two_numbers_is_unusable) {
    std::string mixed = patient(kChild);
    mixed.replace(mixed.rfind(kChild), 10, kOther);
    Talk talk(*kPds, ask());
    talk.hear(answer(200, mixed));
    BOOST_TEST(talk.state() == "unusable");
    BOOST_TEST(talk.reply().people.empty());
}

BOOST_AUTO_TEST_CASE(an_id_that_is_no_number_never_becomes_part_of_a_path) {
    Talk talk(*kPds, ask());
    talk.hear(answer(200, patient("../../x")));
    BOOST_TEST(talk.state() == "unusable");
}

BOOST_AUTO_TEST_CASE(C16_related_people_of_another_child_are_set_aside_and_the_record_is_partial) {
    Talk talk(*kPds, ask());
    talk.hear(answer(200, patient(kChild)));
    talk.hear(answer(
        200,
        R"({"resourceType":"Bundle","entry":[{"fullUrl":"https://h/Patient/9990004846/RelatedPerson/R9","resource":{"resourceType":"RelatedPerson","id":"R9"}}]})"));
    BOOST_TEST(talk.state() == "partial");
    BOOST_TEST(talk.reply().people.size() == 1u);
    BOOST_TEST(has(talk.reply().detail, "part 2 of 2"));
}

BOOST_DATA_TEST_CASE(a_number_without_a_record_leads_to_a_search,
                     data::make({"RESOURCE_NOT_FOUND", "INVALIDATED_RESOURCE"}), code) {
    Talk talk(*kPds, ask());
    talk.hear(answer(404, outcome(code)));
    BOOST_TEST(has(talk.request().path, "/Patient?family=Pellow"));
    talk.hear(answer(200, kNone)).hear(answer(200, kNone));
    BOOST_TEST(talk.state() == "none_held");
    BOOST_TEST(has(talk.reply().detail, "by NHS number; then by family name"));
    BOOST_TEST(has(talk.reply().notices.at(0), "NHS number"));
}

BOOST_AUTO_TEST_CASE(an_invalidated_number_is_told_as_such) {
    Talk talk(*kPds, ask());
    talk.hear(answer(404, outcome("INVALIDATED_RESOURCE")));
    talk.hear(answer(200, bundle({patient(kOther)})));
    BOOST_TEST(talk.state() == "candidates");
    BOOST_TEST(has(talk.reply().notices.at(0), "invalidated"));
}

BOOST_AUTO_TEST_CASE(a_number_without_a_record_and_nothing_to_search_with_is_none_held_by_number) {
    record::RosterPerson person;
    person.nhs_number = kChild;
    Talk talk(*kPds, ask_about(person, {"identity"}));
    talk.hear(answer(404, outcome("RESOURCE_NOT_FOUND", "not-found")));
    BOOST_TEST(talk.state() == "none_held");
    BOOST_TEST(talk.reply().detail ==
               "searched NHS demographics, all of England, any period, by NHS number; none held");
}

BOOST_AUTO_TEST_CASE(a_404_that_explains_nothing_is_a_wrong_address_and_never_none_held) {
    Talk talk(*kPds, ask());
    talk.hear(answer(404, "<html>Not Found</html>", "text/html"));
    BOOST_TEST(talk.state() == "unusable");
    Talk search(*kPds, ask(false));
    search.hear(answer(404, outcome("RESOURCE_NOT_FOUND", "not-found")));
    BOOST_TEST(search.state() == "unusable");
}

struct Refusal {
    int status;
    std::string body, state;
};
std::ostream& operator<<(std::ostream& out, const Refusal& r) {
    return out << r.status << " " << r.body.substr(0, 90);
}

const Refusal kRefusals[] = {
    {400, outcome("INVALID_SEARCH_DATA"), "refused"},
    {400, outcome("MISSING_VALUE", "required"), "refused"},
    {400, outcome("INVALID_RESOURCE_ID"), "refused"},
    {400, outcome("TOO_FEW_VALUES_SUBMITTED"), "refused"},
    {401, outcome("ACCESS_DENIED", "forbidden"), "refused"},
    {401, R"({"error":"invalid_client","error_description":"Maisie Pellow"})", "refused"},
    {401, "", "refused"},
    {403, outcome("INVALID_VALUE"), "refused"},
    {403, "<html>Forbidden</html>", "refused"},
    {200, R"({"error":"access_denied"})", "refused"},
    {200, outcome("ACCESS_DENIED", "forbidden"), "refused"},
    {408, outcome("UNABLE_TO_CALL_SERVICE", "timeout"), "unreachable"},
    {429, outcome("TOO_MANY_REQUESTS", "throttled"), "unreachable"},
    {500, "", "unreachable"},
    {502, "<html>Bad Gateway</html>", "unreachable"},
    {503, R"({"error":"upstream"})", "unreachable"},
    {503, outcome("RESOURCE_NOT_FOUND", "not-found"), "unreachable"},
    {504, outcome("TOO_MANY_MATCHES", "multiple-matches"), "unreachable"},
    {409, outcome("RESOURCE_VERSION_MISMATCH"), "unusable"},
    {412, outcome("PRECONDITION_FAILED"), "unusable"},
    {302, "", "unusable"},
    {200, "<html><body>Maintenance</body></html>", "unusable"},
    {200, "", "unusable"},
    {200, "null", "unusable"},
    {200, "[]", "unusable"},
    {200, "{}", "unusable"},
    {200, R"({"resourceType":"Patient")", "unusable"},
    {200, R"({"resourceType":"Practitioner","id":"1"})", "unusable"},
    {200, R"({"resourceType":"Bundle","entry":[]})", "unusable"},
    {200, outcome("SOMETHING_ELSE", "processing"), "unusable"},
    {200, patient(kChild) + std::string(1, '\0'), "unusable"},
    {200, "\xEF\xBB\xBF" + patient(kChild), "unusable"},
    {200, R"({"resourceType":"Patient","id":"9990004838","id":"9990004846"})", "unusable"},
};

BOOST_DATA_TEST_CASE(anything_but_a_record_settles_in_its_own_state_and_keeps_nothing, data::make(kRefusals),
                     refusal) {
    Talk talk(*kPds, ask());
    talk.hear(answer(refusal.status, refusal.body));
    BOOST_TEST(talk.state() == refusal.state);
    BOOST_TEST(talk.reply().people.empty());
    BOOST_TEST(!talk.reply().detail.empty());
    BOOST_TEST(is_free_of_details(talk.reply().detail), talk.reply().detail);
}

BOOST_AUTO_TEST_CASE(html_sent_as_200_is_unusable_whatever_it_says) {
    Talk talk(*kPds, ask());
    talk.hear(answer(200, patient(kChild), "text/html; charset=utf-8"));
    BOOST_TEST(talk.state() == "unusable");
    BOOST_TEST(talk.reply().people.empty());
}

BOOST_AUTO_TEST_CASE(a_connection_limited_to_one_match_says_so) {
    Talk talk(*kPds, ask(false));
    talk.hear(answer(403, outcome("INVALID_VALUE")));
    BOOST_TEST(talk.state() == "refused");
    BOOST_TEST(has(talk.reply().detail, "one match at a time"));
}

BOOST_AUTO_TEST_CASE(a_restricted_hit_of_a_search_stays_a_candidate_marked_as_restricted) {
    Talk talk(*kPds, ask(false));
    talk.hear(answer(200, bundle({patient(kChild, kRestricted)})));
    BOOST_TEST(talk.state() == "candidates");
    BOOST_TEST(talk.reply().people.at(0).is_restricted);
}

BOOST_AUTO_TEST_CASE(no_answer_at_all_is_unreachable) {
    for (const auto how : {ports::HttpFailure::connect, ports::HttpFailure::tls,
                           ports::HttpFailure::timed_out, ports::HttpFailure::dropped}) {
        Talk talk(*kPds, ask());
        talk.lose(how);
        BOOST_TEST(talk.state() == "unreachable");
    }
}

BOOST_AUTO_TEST_CASE(FD_7_the_record_is_kept_when_the_related_people_do_not_arrive) {
    Talk talk(*kPds, ask());
    talk.hear(answer(200, patient(kChild))).lose(ports::HttpFailure::dropped);
    BOOST_TEST(talk.state() == "partial");
    BOOST_TEST(talk.reply().people.size() == 1u);
    BOOST_TEST(talk.reply().subject_ref == "Patient/9990004838");
    BOOST_TEST(has(talk.reply().detail, "part 2 of 2: related people did not arrive"));
}

BOOST_AUTO_TEST_CASE(a_second_search_that_fails_does_not_turn_the_first_into_none_held) {
    Talk talk(*kPds, ask(false));
    talk.hear(answer(200, kNone)).lose(ports::HttpFailure::timed_out);
    BOOST_TEST(talk.state() == "unreachable");
    Talk refused(*kPds, ask(false));
    refused.hear(answer(200, kNone)).hear(answer(503, ""));
    BOOST_TEST(refused.state() == "unreachable");
}

BOOST_AUTO_TEST_SUITE_END()
