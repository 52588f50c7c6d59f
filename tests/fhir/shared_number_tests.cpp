// SW-12: several people whom a source has filed under one NHS number. A record is about the one it refers to.
#include "tests/fhir/talk.h"

#include <algorithm>

using namespace kith;
using namespace kith::test;

namespace {

federate::SourceSettings settings() {
    federate::SourceSettings settings;
    settings.base_url = "https://gp.example/fhir/R4";
    return settings;
}

const auto kPractice = fhir::make_records(settings());
const auto kCpis = fhir::make_cpis({});
constexpr const char* kMaisie = R"("name":[{"given":["Maisie"],"family":"Pellow"}],"birthDate":"2017-02-14")";
constexpr const char* kDaisy = R"("name":[{"given":["Daisy"],"family":"Bellow"}],"birthDate":"2017-09-03")";
const std::string kEmpty = R"({"resourceType":"Bundle","type":"searchset","total":0})";

/// A Patient with the practice's own id and the number asked with.
std::string filed(const std::string& id, const char* demographics) {
    return patient(kChild, "", demographics)
        .replace(0, std::string(R"({"resourceType":"Patient","id":"9990004838)").size(),
                 R"({"resourceType":"Patient","id":")" + id);
}

std::string encounter(const std::string& id, const std::string& patient_id) {
    return R"({"resourceType":"Encounter","id":")" + id +
           R"(","status":"finished","class":{"code":"AMB"},"period":{"start":"2026-06-17"},"subject":{"reference":"Patient/)" +
           patient_id +
           R"(","identifier":{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990004838"}}})";
}

federate::Ask ask() {
    return ask_about(maisie(), {"health_attendance"});
}

/// The whole conversation, where all that is held comes with the first page.
record::Reply after(std::initializer_list<std::string> resources) {
    Talk talk(*kPractice, ask());
    talk.hear(answer(200, bundle(resources)));
    if (!talk.is_over()) talk.hear(answer(200, kEmpty));
    return talk.reply();
}

std::string whose(const record::Reply& reply, const std::string& id) {
    for (const auto& event : reply.events)
        if (event.origin.reference == "Encounter/" + id) return event.about.at(0);
    return "nobody";
}

bool tells_the_source(const record::Reply& reply) {
    return std::ranges::any_of(reply.notices, [](const std::string& notice) {
        return has(notice, "people are filed under one NHS number at this source: tell the source") &&
               is_free_of_details(notice);
    });
}

using record::LedgerState;

}  // namespace

BOOST_AUTO_TEST_SUITE(fhir_shared_number_tests)

BOOST_AUTO_TEST_CASE(SW_12_each_record_is_about_the_patient_it_refers_to_whoever_comes_first) {
    const auto asked = filed("m-1", kMaisie), other = filed("d-1", kDaisy);
    const auto hers = encounter("E-M", "m-1"), not_hers = encounter("E-D", "d-1");
    for (const auto& reply : {after({asked, other, hers, not_hers}), after({other, asked, not_hers, hers}),
                              after({not_hers, hers, other, asked})}) {
        BOOST_TEST((reply.state == LedgerState::records_held));
        BOOST_TEST(reply.subject_ref == "Patient/m-1");
        BOOST_TEST(whose(reply, "E-M") == "Patient/m-1");
        BOOST_TEST(whose(reply, "E-D") == "Patient/d-1");
        BOOST_TEST(reply.people.size() == 2u);
        BOOST_TEST(tells_the_source(reply));
    }
}

BOOST_AUTO_TEST_CASE(SW_12_where_none_or_several_agree_nobody_is_opened) {
    for (const auto& pair :
         {std::pair(kDaisy, R"("name":[{"given":["Mae"],"family":"Pell"}])"), std::pair(kMaisie, kMaisie)}) {
        const auto reply = after({filed("a", pair.first), filed("b", pair.second), encounter("E", "a")});
        BOOST_TEST((reply.state == LedgerState::candidates));
        BOOST_TEST(reply.subject_ref.empty());
        BOOST_TEST(reply.record_count() == 2u);
        BOOST_TEST(has(reply.detail, "2 people are filed under it"));
        BOOST_TEST(tells_the_source(reply));
    }
}

BOOST_AUTO_TEST_CASE(SW_12_nobody_is_opened_either_when_a_later_page_is_lost) {
    Talk talk(*kPractice, ask());
    talk.hear(answer(200, bundle({filed("a", kMaisie), filed("b", kMaisie), encounter("E", "a")})));
    talk.lose(ports::HttpFailure::dropped);
    BOOST_TEST(talk.state() == "candidates");
    BOOST_TEST(has(talk.reply().detail, "appointments, page 1 did not arrive"));
    BOOST_TEST(tells_the_source(talk.reply()));
}

BOOST_AUTO_TEST_CASE(SW_12_a_second_patient_on_a_later_page_takes_back_what_is_theirs) {
    Talk talk(*kPractice, ask());
    talk.hear(answer(
        200, bundle({filed("m-1", kMaisie), encounter("E-M", "m-1"), encounter("E-D", "d-1")},
                    R"("link":[{"relation":"next","url":"https://gp.example/fhir/R4/Encounter?page=2"}])")));
    talk.hear(answer(200, bundle({filed("d-1", kDaisy), encounter("E-D2", "d-1")})))
        .hear(answer(200, kEmpty));
    BOOST_TEST(talk.reply().subject_ref == "Patient/m-1");
    BOOST_TEST(talk.reply().events.size() == 3u);
    BOOST_TEST(whose(talk.reply(), "E-M") == "Patient/m-1");
    BOOST_TEST(whose(talk.reply(), "E-D") == "Patient/d-1");
    BOOST_TEST(whose(talk.reply(), "E-D2") == "Patient/d-1");
}

BOOST_AUTO_TEST_CASE(
    a_record_of_a_patient_who_did_not_come_stays_with_a_remark_only_where_there_is_one_other) {
    const auto alone = after({filed("m-1", kMaisie), encounter("E", "elsewhere")});
    BOOST_TEST((alone.state == LedgerState::records_held));
    BOOST_TEST(whose(alone, "E") == "Patient/m-1");
    BOOST_TEST(has(alone.events.at(0).quality.at(0), "only the number says whose it is"));
    const auto shared = after(
        {filed("m-1", kMaisie), filed("d-1", kDaisy), encounter("E-M", "m-1"), encounter("E", "elsewhere")});
    BOOST_TEST((shared.state == LedgerState::partial));
    BOOST_TEST(whose(shared, "E") == "nobody");
    BOOST_TEST(has(shared.detail, "1 record set aside"));
}

BOOST_AUTO_TEST_CASE(SW_12_a_patient_inside_a_record_is_somebody_too) {
    const std::string inside =
        R"({"resourceType":"Encounter","id":"E-D","status":"finished","class":{"code":"AMB"},"period":{"start":"2026-06-17"},"subject":{"reference":"#p"},"contained":[)" +
        filed("p", kDaisy) + "]}";
    const auto reply = after({filed("m-1", kMaisie), encounter("E-M", "m-1"), inside});
    BOOST_TEST(reply.subject_ref == "Patient/m-1");
    BOOST_TEST(whose(reply, "E-D") == "Encounter/E-D#p");
    BOOST_TEST(tells_the_source(reply));
}

BOOST_AUTO_TEST_CASE(an_id_given_to_two_people_makes_the_answer_unusable) {
    const auto reply = after({filed("m-1", kMaisie), filed("m-1", kDaisy), encounter("E", "m-1")});
    BOOST_TEST((reply.state == LedgerState::unusable));
    BOOST_TEST(reply.people.empty());
    BOOST_TEST(reply.events.empty());
}

BOOST_AUTO_TEST_CASE(SW_12_plans_are_about_the_patient_they_refer_to_and_a_strangers_are_not_opened) {
    const auto plan = [](const std::string& id) {
        return R"({"resourceType":"CareTeam","id":"T","category":[{"coding":[{"code":"342191000000101"}]}],"period":{"start":"2025"},"subject":{"reference":"Patient/)" +
               id + R"("}})";
    };
    const auto after_plans = [](const std::string& answered) {
        Talk talk(*kCpis, ask_about(maisie(), {"child_protection_plan"}));
        talk.hear(answer(200, answered));
        return talk.reply();
    };
    const auto shared = after_plans(bundle({filed("d", kDaisy), filed("m", kMaisie), plan("d")}));
    BOOST_TEST((shared.state == LedgerState::records_held));
    BOOST_TEST(shared.subject_ref == "Patient/m");
    BOOST_TEST(shared.events.at(0).about.at(0) == "Patient/d");
    BOOST_TEST(tells_the_source(shared));
    const auto stranger = after_plans(bundle({filed("d", kDaisy), plan("d")}));
    BOOST_TEST((stranger.state == LedgerState::candidates));
    BOOST_TEST(stranger.subject_ref.empty());
}

BOOST_AUTO_TEST_CASE(a_saved_message_about_several_people_is_nobodys_in_particular) {
    const auto reply = fhir::read_message(
        "fhir.records", bundle({filed("m", kMaisie), filed("d", kDaisy), encounter("E", "d")}));
    BOOST_TEST_REQUIRE(reply.has_value());
    BOOST_TEST((reply->state == LedgerState::candidates));
    BOOST_TEST(reply->subject_ref.empty());
    BOOST_TEST(whose(*reply, "E") == "Patient/d");
}

BOOST_AUTO_TEST_SUITE_END()
