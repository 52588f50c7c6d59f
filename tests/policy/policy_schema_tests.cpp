#include "builders.h"

#include <boost/test/unit_test.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <fstream>
#include <functional>

using namespace kith;
using namespace kith::policy_tests;

// The schema beside the rulebook says what the reader says, as far as a schema can.
namespace {

using Json = nlohmann::json;
using Adapter = valijson::adapters::NlohmannJsonAdapter;

const valijson::Schema& schema() {
    static const valijson::Schema* const read = [] {
        std::ifstream in(KITH_SOURCE_DIR "/policy/schema/rulebook.json", std::ios::binary);
        const Json text = Json::parse(in);
        auto* made = new valijson::Schema;
        valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(Adapter(text), *made);
        return made;
    }();
    return *read;
}

bool keeps_schema(const Json& rulebook) {
    return valijson::Validator().validate(schema(), Adapter(rulebook), nullptr);
}

Json shipped_json() {
    return Json::parse(shipped_text());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(policy_schema_tests)

BOOST_AUTO_TEST_CASE(the_shipped_rulebook_keeps_the_schema) {
    valijson::ValidationResults results;
    const Json book = shipped_json();
    valijson::Validator().validate(schema(), Adapter(book), &results);
    std::string found;
    for (valijson::ValidationResults::Error error; results.popError(error);) {
        for (const auto& part : error.context) found += part;
        found += ": " + error.description + "\n";
    }
    BOOST_TEST(found == "");
}

BOOST_AUTO_TEST_CASE(whatever_breaks_the_schema_is_refused_by_the_reader_too) {
    using Break = std::function<void(Json&)>;
    const std::vector<Break> breaks = {
        [](Json& b) { b.erase("serial"); },
        [](Json& b) { b["serial"] = 0; },
        [](Json& b) { b.erase("agreements"); },
        [](Json& b) { b["agreements"] = Json::array(); },
        [](Json& b) { b["agreements"][0].erase("sources"); },
        [](Json& b) { b["agreements"][0]["parties"] = Json::array(); },
        [](Json& b) { b["agreements"][0]["mode"] = "all"; },
        [](Json& b) { b["usual_retention_hours"] = "24"; },
        [](Json& b) { b["retention"][0].erase("why"); },
        [](Json& b) { b["retention"][0]["longest_hours"] = -1; },
        [](Json& b) { b["approvals"][0].erase("approvers"); },
        [](Json& b) { b["emergency"]["longest_minutes"] = 31; },
        [](Json& b) { b["emergency"]["least_characters"] = 5; },
        [](Json& b) { b["emergency"].erase("codes"); },
        [](Json& b) { b["emergency"]["anything"] = true; },
        [](Json& b) { b["marks"][0]["words"] = ""; },
        [](Json& b) { b["audiences"][0].erase("marks"); },
        [](Json& b) { b["limits"]["children_an_hour"] = 0; },
        [](Json& b) { b["bank_holidays"][0] = "Christmas"; },
        [](Json& b) { b["examples"][0]["expect"] = "perhaps"; },
        [](Json& b) { b["examples"][0]["person"] = "dog"; },
        [](Json& b) { b["rules"][0]["without_fields"] = Json::array({"handwriting"}); },
        [](Json& b) { b["rules"][0]["yields_in_emergency"] = 1; },
        [](Json& b) { b["rules"][0]["effect"] = "maybe"; },
        [](Json& b) { b["surprise"] = 1; },
    };
    for (size_t i = 0; i < breaks.size(); ++i) {
        Json broken = shipped_json();
        breaks[i](broken);
        BOOST_TEST(!keeps_schema(broken), "schema, break " << i);
        BOOST_TEST(!policy::read_rulebook(broken.dump()).has_value(), "reader, break " << i);
    }
}

BOOST_AUTO_TEST_CASE(what_may_be_left_out_may_be_left_out_of_both) {
    Json least = shipped_json();
    for (const auto* member : {"retention", "approvals", "emergency", "marks", "audiences", "limits",
                               "bank_holidays", "examples", "$schema"})
        least.erase(member);
    BOOST_TEST(keeps_schema(least));
    const auto read = policy::read_rulebook(least.dump());
    BOOST_TEST_REQUIRE(read.has_value());
    BOOST_TEST(read->emergency.codes.empty());
    BOOST_TEST(read->limits.children_an_hour == 30);
}

BOOST_AUTO_TEST_SUITE_END()
