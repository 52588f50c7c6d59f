#include "connectors/sandbox/desk_register.h"
#include "tests/sandbox/asking.h"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <iterator>
#include <set>

using namespace kith;
using namespace kith::sandbox;
using namespace kith::sandbox::test;

namespace {

struct Register {
    std::unique_ptr<Desk> desk;
    std::string path, subject, records, candidates;
};

std::vector<Register> registers() {
    std::vector<Register> all;
    all.push_back({make_police_log(northshire()), "/incident-log/v2/search", "subject", "incidents",
                   "possibleSubjects"});
    all.push_back({make_safeguarding_files(northshire()), "/safeguarding-files/v1/search", "pupil",
                   "concerns", "possiblePupils"});
    all.push_back({make_housing_register(northshire()), "/tenancies/v1/search", "person", "tenancies",
                   "possiblePeople"});
    all.push_back({make_court_register(northshire()), "/order-register/v1/search", "child", "orders",
                   "possibleChildren"});
    return all;
}

/// A child of whom this register holds something.
std::string_view somebody_in(const Register& each) {
    return each.subject == "child" ? "far.child" : "pellow.maisie";
}

Question by_number(const Register& each, const std::string& number) {
    return post(each.path, "{\"" + each.subject + R"(":{"nhsNumber":")" + number + "\"}}");
}

Question by_name(const Register& each, const Person& who) {
    const bool is_school = each.subject == "pupil";
    return post(each.path, "{\"" + each.subject + "\":{\"" + (is_school ? "surname" : "familyName") +
                               "\":\"" + who.family + "\",\"" + (is_school ? "forenames" : "givenNames") +
                               "\":\"" + who.given + R"(","dateOfBirth":")" + who.born + "\"}}");
}

/// Member names of an object and of the objects in it, as paths.
void collect(const json::Value& value, const std::string& at, std::set<std::string>& into) {
    if (value.is_array())
        for (const auto item : value) collect(item, at, into);
    if (!value.is_object()) return;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const std::string path = at + "/" + std::string(value.key(i));
        into.insert(path);
        collect(value.at(i), path, into);
    }
}

std::string text_of(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sandbox_register_tests)

BOOST_AUTO_TEST_CASE(a_number_on_file_gives_records_and_says_whose) {
    for (const auto& each : registers()) {
        const auto& who = person(somebody_in(each));
        const auto answer = document(each.desk->answer(by_number(each, who.nhs_number)));
        BOOST_TEST(answer.root()[each.subject]["nhsNumber"].text() == who.nhs_number, each.path);
        BOOST_TEST(answer.root()[each.records].size() > 0u, each.path);
    }
}

BOOST_AUTO_TEST_CASE(a_name_alone_gives_candidates_and_none_of_their_records_FD_8) {
    for (const auto& each : registers()) {
        const auto answer = document(each.desk->answer(by_name(each, person(somebody_in(each)))));
        BOOST_TEST(answer.root()[each.subject].is_null(), each.path);
        BOOST_TEST(answer.root()[each.records].size() == 0u, each.path);
        BOOST_TEST(answer.root()[each.candidates].size() >= 1u, each.path);
    }
}

BOOST_AUTO_TEST_CASE(nobody_on_file_is_said_in_so_many_words) {
    for (const auto& each : registers()) {
        const Answer answer = each.desk->answer(by_number(each, person("quiet.child").nhs_number));
        BOOST_TEST(answer.status == (each.subject == "child" ? 200 : 404), each.path);
        BOOST_TEST(document(answer).root().size() > 0u);
    }
}

BOOST_AUTO_TEST_CASE(a_register_knows_its_own_number_again) {
    const auto all = registers();
    const auto held = document(all[0].desk->answer(by_number(all[0], "9990004838")));
    const std::string own(held.root()["subject"]["personReference"].text());
    const auto again =
        document(all[0].desk->answer(post(all[0].path, R"({"subject":{"personReference":")" + own + "\"}}")));
    BOOST_TEST(again.root()["subject"]["nhsNumber"].text() == "9990004838");
}

BOOST_AUTO_TEST_CASE(a_period_leaves_out_what_lies_outside) {
    const auto all = registers();
    const auto some = document(all[0].desk->answer(post(
        all[0].path, R"({"subject":{"nhsNumber":"9990004838"},"from":"2026-01-01","to":"2026-12-31"})")));
    BOOST_TEST(some.root()["incidents"].size() == 1u);
    const auto homes = document(all[2].desk->answer(
        post(all[2].path, R"({"person":{"nhsNumber":"9990004838"},"from":"2026-10-01"})")));
    BOOST_TEST(homes.root()["tenancies"].size() == 1u);
}

BOOST_AUTO_TEST_CASE(what_the_court_hides_is_not_sent) {
    const auto all = registers();
    const auto answer =
        document(all[3].desk->answer(by_number(all[3], person("restricted.child").nhs_number)));
    BOOST_TEST(*answer.root()["child"]["detailsHidden"].boolean());
    BOOST_TEST(answer.root()["child"]["address"].is_null());
    for (const auto party : answer.root()["orders"][0]["parties"]) BOOST_TEST(party["address"].is_null());
}

BOOST_AUTO_TEST_CASE(a_question_without_a_body_a_uuid_or_the_right_path_is_refused) {
    for (const auto& each : registers()) {
        BOOST_TEST(each.desk->answer(post(each.path, "not json")).status == 400);
        BOOST_TEST(each.desk->answer(post(each.path, "{}")).status == 400);
        BOOST_TEST(each.desk->answer(post("/elsewhere", "{}")).status == 404);
        BOOST_TEST(each.desk->answer(get(each.path)).status == 405);
        Question unnamed = by_number(each, "9990004838");
        unnamed.headers.clear();
        BOOST_TEST(each.desk->answer(unnamed).status == 400);
    }
}

BOOST_AUTO_TEST_CASE(answers_have_no_member_that_the_published_examples_lack) {
    for (const auto& each : registers()) {
        const std::string file = each.subject == "subject"  ? "police-incidents"
                                 : each.subject == "pupil"  ? "safeguarding-files"
                                 : each.subject == "person" ? "housing"
                                                            : "family-court";
        const auto example =
            json::parse(text_of(std::string(KITH_TEST_DATA) + "/declarative/" + file + ".json"));
        BOOST_TEST_REQUIRE(example.has_value(), file);
        std::set<std::string> known, ours;
        collect(example->root(), "", known);
        const auto answer =
            document(each.desk->answer(by_number(each, person(somebody_in(each)).nhs_number)));
        collect(answer.root(), "", ours);
        for (const auto& path : ours)
            BOOST_TEST((known.contains(path) || path.starts_with("/child/address/")), file + path);
    }
}

BOOST_AUTO_TEST_SUITE_END()
