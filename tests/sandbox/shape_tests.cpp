#include "connectors/sandbox/desk_care.h"
#include "connectors/sandbox/desk_pds.h"
#include "connectors/sandbox/desk_records.h"
#include "connectors/sandbox/sui_records.h"
#include "tests/sandbox/asking.h"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

// The sandbox's messages beside the published ones.
using namespace kith;
using namespace kith::sandbox;
using namespace kith::sandbox::test;

namespace {

namespace fs = std::filesystem;

int skipped = 0;

std::optional<std::string> sample(const std::string& name) {
    std::ifstream in(std::string(KITH_SHARED_DATA) + "/" + name, std::ios::binary);
    if (!in) {
        BOOST_TEST_MESSAGE("skipped: the published samples are not here (" << ++skipped << " so far)");
        return std::nullopt;
    }
    return std::string{std::istreambuf_iterator<char>(in), {}};
}

std::set<std::string> members(const json::Value& object) {
    std::set<std::string> names;
    for (std::size_t i = 0; i < object.size(); ++i) names.emplace(object.key(i));
    return names;
}

void check_all_known(const json::Value& ours, const json::Value& published, const std::string& at) {
    const auto known = members(published);
    for (const auto& name : members(ours)) BOOST_TEST(known.contains(name), at + "." + name);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sandbox_shape_tests)

BOOST_AUTO_TEST_CASE(a_custodians_record_has_the_members_of_the_pilots) {
    const Cabinet school(northshire(), "school");
    const auto text = sample("sui/custodians/education-01.custodian.json");
    if (!text) return;
    const auto published = json::parse(*text);
    BOOST_TEST_REQUIRE(published.has_value());
    const auto records = sui_records_of(school, northshire().index_of(person("pellow.maisie")));
    BOOST_TEST_REQUIRE(records.size() == 2u);
    for (std::size_t i = 0; i < records.size(); ++i) {
        const auto ours = json::parse(sui_envelope(school, records[i]));
        BOOST_TEST_REQUIRE(ours.has_value());
        const auto theirs = published->root()["records"][i];
        BOOST_TEST(theirs["recordType"].text() == records[i].type);
        check_all_known(ours->root(), theirs, records[i].type);
        BOOST_TEST((members(ours->root()["payload"]) == members(theirs["payload"])));
        check_all_known(ours->root()["contactDetails"][0], theirs["contactDetails"][0], "contactDetails");
    }
}

BOOST_AUTO_TEST_CASE(a_police_record_has_the_members_of_the_pilots) {
    const auto text = sample("sui/custodians/police-01.custodian.json");
    if (!text) return;
    const auto published = json::parse(*text);
    const Cabinet police(northshire(), "constabulary");
    const auto records = sui_records_of(police, northshire().index_of(person("missing.child")));
    BOOST_TEST_REQUIRE(records.size() == 1u);
    const auto ours = json::parse(sui_envelope(police, records.front()));
    BOOST_TEST((members(ours->root()["payload"]) == members(published->root()["records"][0]["payload"])));
}

BOOST_AUTO_TEST_CASE(a_childs_payload_has_only_members_of_the_dfe_specification) {
    const auto text = sample("dfe-csc-api/sample_child_payload_v0.8.json");
    if (!text) return;
    const auto published = json::parse(*text);
    BOOST_TEST_REQUIRE(published.has_value());
    const Cabinet council(northshire(), "northshire-care");
    for (const auto* slug : {"pellow.maisie", "far.child", "unborn.baby", "aliases.child"}) {
        const auto ours = json::parse(child_payload(council, northshire().index_of(person(slug))));
        BOOST_TEST_REQUIRE(ours.has_value());
        check_all_known(ours->root(), published->root(), slug);
        check_all_known(ours->root()["child_details"], published->root()["child_details"], "child_details");
        const auto theirs = published->root()["social_care_episodes"][0];
        for (const auto episode : ours->root()["social_care_episodes"]) {
            check_all_known(episode, theirs, "episode");
            for (const auto* list :
                 {"care_worker_details", "child_and_family_assessments", "child_in_need_plans",
                  "section_47_assessments", "child_protection_plans", "child_looked_after_placements"})
                for (const auto item : episode[list]) check_all_known(item, theirs[list][0], list);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_patient_has_members_that_demographics_publish) {
    const auto text = sample("pds/patient/patient_9000000009.json");
    if (!text) return;
    const auto published = json::parse(*text);
    PdsDesk desk(northshire());
    for (const auto* slug : {"pellow.maisie", "twins.taiwo", "restricted.child", "far.mother"}) {
        const auto ours = document(desk.answer(get("/Patient/" + person(slug).nhs_number)));
        check_all_known(ours.root(), published->root(), slug);
        check_all_known(ours.root()["address"][0], published->root()["address"][0], "address");
        check_all_known(ours.root()["identifier"][0], published->root()["identifier"][0], "identifier");
    }
}

BOOST_AUTO_TEST_CASE(a_related_person_has_members_that_demographics_publish) {
    const auto text = sample("pds/related-person/RelatedPersonBundle.json");
    if (!text) return;
    const auto published = json::parse(*text);
    PdsDesk desk(northshire());
    const auto ours = document(desk.answer(get("/Patient/9990004838/RelatedPerson")));
    BOOST_TEST(ours.root()["entry"].size() == 3u);
    for (const auto entry : ours.root()["entry"])
        check_all_known(entry["resource"], published->root()["entry"][0]["resource"], "RelatedPerson");
}

BOOST_AUTO_TEST_SUITE_END()
