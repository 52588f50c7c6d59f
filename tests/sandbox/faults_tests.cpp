#include "connectors/sandbox/faults.h"

#include <boost/test/unit_test.hpp>

using namespace kith;
using namespace kith::sandbox;

namespace {

const std::vector<std::string> kSources = {"pds", "hospitals", "gp", "housing"};

std::string why_refused(std::string_view text) {
    const auto read = read_faults(text, kSources);
    BOOST_TEST_REQUIRE(!read.has_value());
    BOOST_TEST((read.error().fault == base::Fault::invalid_input));
    return read.error().detail;
}

FaultPlan plan_of(const std::string& members) {
    auto read = read_faults(R"({"faults":[{"source":"gp",)" + members + "}]}", kSources);
    BOOST_TEST_REQUIRE(read.has_value());
    return FaultPlan(std::move(*read), "gp");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sandbox_faults_tests)

BOOST_AUTO_TEST_CASE(a_script_is_read_whole) {
    const auto read = read_faults(
        R"({"faults":[{"source":"gp","match":"Encounter","nth":2,"times":1,"kind":"status","status":429,"retry_after":3,"ms":40}]})",
        kSources);
    BOOST_TEST_REQUIRE(read.has_value());
    const PlannedFault& fault = read->front();
    BOOST_TEST(fault.source == "gp");
    BOOST_TEST(fault.match == "Encounter");
    BOOST_TEST(fault.nth == 2);
    BOOST_TEST(fault.times == 1);
    BOOST_TEST((fault.kind == FaultKind::status));
    BOOST_TEST(fault.status == 429);
    BOOST_TEST(fault.retry_after == 3);
    BOOST_TEST(fault.wait.count() == 40);
}

BOOST_AUTO_TEST_CASE(an_unknown_member_names_the_nearest_known_one) {
    const auto why = why_refused(R"({"faults":[{"source":"gp","knd":"drop"}]})");
    BOOST_TEST(why.find("faults[0].knd") != std::string::npos, why);
    BOOST_TEST(why.find("\"kind\"") != std::string::npos, why);
    BOOST_TEST(why_refused(R"({"fault":[]})").find("\"faults\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_unknown_source_or_kind_names_the_nearest_known_one) {
    BOOST_TEST(why_refused(R"({"faults":[{"source":"hospital","kind":"drop"}]})").find("\"hospitals\"") !=
               std::string::npos);
    BOOST_TEST(why_refused(R"({"faults":[{"source":"gp","kind":"trunkate"}]})").find("\"truncate\"") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(numbers_out_of_range_and_missing_members_are_refused) {
    for (const auto* text : {R"({"faults":[{"kind":"drop"}]})", R"({"faults":[{"source":"gp"}]})",
                             R"({"faults":[{"source":"gp","kind":"drop","nth":0}]})",
                             R"({"faults":[{"source":"gp","kind":"status","status":200}]})",
                             R"({"faults":[{"source":"gp","kind":"delay","ms":-1}]})", R"({"faults":{}})",
                             R"([])", R"({"faults":[17]})", "not json"})
        why_refused(text);
}

BOOST_AUTO_TEST_CASE(a_fault_without_numbers_happens_to_every_request) {
    FaultPlan plan = plan_of(R"("kind":"drop")");
    for (int i = 0; i < 5; ++i) BOOST_TEST(plan.next("/Encounter/_search").has_value());
}

BOOST_AUTO_TEST_CASE(nth_and_times_count_requests_from_one) {
    FaultPlan plan = plan_of(R"("kind":"drop","nth":2,"times":2)");
    std::string happened;
    for (int i = 0; i < 5; ++i) happened += plan.next("/Encounter") ? 'x' : '.';
    BOOST_TEST(happened == ".xx..");
}

BOOST_AUTO_TEST_CASE(only_matching_paths_are_counted) {
    FaultPlan plan = plan_of(R"("kind":"drop","match":"Flag","nth":2)");
    BOOST_TEST(!plan.next("/Encounter/_search").has_value());
    BOOST_TEST(!plan.next("/Flag/_search").has_value());
    BOOST_TEST(!plan.next("/Encounter/_search").has_value());
    BOOST_TEST(plan.next("/Flag/_search").has_value());
}

BOOST_AUTO_TEST_CASE(a_source_meets_only_its_own_faults_and_the_first_that_applies_wins) {
    auto read = read_faults(
        R"({"faults":[{"source":"pds","kind":"drop"},{"source":"gp","kind":"html","times":1},{"source":"gp","kind":"stall"}]})",
        kSources);
    BOOST_TEST_REQUIRE(read.has_value());
    FaultPlan gp(*read, "gp"), housing(*read, "housing");
    BOOST_TEST((gp.next("/x")->kind == FaultKind::html));
    BOOST_TEST((gp.next("/x")->kind == FaultKind::stall));
    BOOST_TEST(!housing.next("/x").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
