#include "cli/world.h"

#include <boost/test/unit_test.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <filesystem>

using namespace kith::tests;

namespace {

using Adapter = valijson::adapters::NlohmannJsonAdapter;

/// Everything in which the document breaks the schema, one a line; empty when it keeps it.
std::string breaches(const std::string& schema_name, const nlohmann::json& document) {
    const auto text =
        nlohmann::json::parse(whole_file(std::string(KITH_SOURCE_DIR) + "/src/cli/schema/" + schema_name));
    valijson::Schema schema;
    valijson::SchemaParser().populateSchema(Adapter(text), schema);
    valijson::ValidationResults results;
    valijson::Validator().validate(schema, Adapter(document), &results);
    std::string found;
    for (valijson::ValidationResults::Error error; results.popError(error);) {
        for (const auto& part : error.context) found += part;
        found += ": " + error.description + "\n";
    }
    return found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cli_schema_tests)

BOOST_AUTO_TEST_CASE(the_result_of_asking_keeps_its_schema) {
    const World world;
    const auto answer = world.ask({"--person", "mother;Kerry;Pellow;1991;"});
    BOOST_TEST_REQUIRE(!answer.picture.is_null());
    BOOST_TEST(breaches("picture.json", answer.picture) == "");
}

BOOST_AUTO_TEST_CASE(a_schema_that_accepts_anything_would_be_noticed) {
    BOOST_TEST(breaches("picture.json", nlohmann::json{{"ledger", 3}}) != "");
    BOOST_TEST(breaches("reply.json", nlohmann::json{{"source", "pds"}, {"state", "fine"}}) != "");
}

BOOST_AUTO_TEST_CASE(what_read_prints_keeps_its_schema_and_builds_a_picture) {
    const std::string sample = std::string(KITH_SHARED_DATA) + "/pds/patient/patient_9000000009.json";
    if (!std::filesystem::exists(sample)) {
        BOOST_TEST_MESSAGE("skipped 1: the published samples are not here");
        return;
    }
    const Ran read = run_kith({"read", "--kind", "fhir.pds.patient", sample});
    BOOST_TEST_REQUIRE(read.status == 0, read.err);
    BOOST_TEST(breaches("reply.json", nlohmann::json::parse(read.out)) == "");
    const Folder folder;
    const Ran picture =
        run_kith({"picture", "--json", folder.file("p.json"), folder.write("reply.json", read.out)});
    BOOST_TEST(picture.status == 0, picture.err);
    BOOST_TEST(breaches("picture.json", nlohmann::json::parse(whole_file(folder.file("p.json")))) == "");
}

BOOST_AUTO_TEST_CASE(a_message_that_cannot_be_used_is_code_6_and_an_unknown_kind_is_code_2) {
    const Folder folder;
    const std::string html = folder.write("page.html", "<html>Service unavailable</html>");
    BOOST_TEST(run_kith({"read", "--kind", "fhir.pds.patient", html}).status == 6);
    BOOST_TEST(run_kith({"read", "--kind", "fhir.pds.patiant", html}).status == 2);
    BOOST_TEST(run_kith({"read", "--kind", "fhir.pds.patiant", html}).err.find("fhir.pds.patient") !=
               std::string::npos);
    BOOST_TEST(run_kith({"read", "--kind", "fhir.pds.patient", folder.file("missing")}).status == 2);
    BOOST_TEST(run_kith({"picture", html}).status == 6);
    BOOST_TEST(run_kith({"read", "--kinds"}).out.find("social_care.child") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
