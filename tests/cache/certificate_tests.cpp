#include "cache/world.h"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

using namespace kith;
using namespace kith::cache_tests;

namespace {

using Adapter = valijson::adapters::NlohmannJsonAdapter;

/// Everything in which a certificate breaks its schema, one a line; empty when it keeps it.
std::string breaches(const nlohmann::json& document) {
    const auto text = nlohmann::json::parse(
        read_bytes(std::string(KITH_SOURCE_DIR) + "/src/cache/schema/certificate.json"));
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

nlohmann::json certificate(World& w, base::Instant from = {}) {
    const auto text = w.shelf->certificate(from);
    BOOST_TEST_REQUIRE(text.has_value());
    auto document = nlohmann::json::parse(*text);
    BOOST_TEST(breaches(document) == "");
    return document;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cache_certificate_tests)

BOOST_AUTO_TEST_CASE(AU_14_a_certificate_says_what_was_destroyed_by_which_rule_and_where_the_log_proves_it) {
    World w;
    BOOST_TEST(certificate(w)["destroyed"].empty());
    BOOST_TEST(w.keep(request(child()), "health", "a"));
    BOOST_TEST(w.keep(request(child()), "police", "b"));
    BOOST_TEST(w.keep(request(child(2)), "police", "c"));
    BOOST_TEST(w.shelf->forget_subject(w.shelf->subject_token(child(2)))->items.size() == 1u);
    const auto between = w.clock.now() + 1h;
    w.clock.pass(25h);
    BOOST_TEST(w.shelf->sweep(w.rules)->size() == 1u);
    BOOST_TEST(w.keep(request(child(2)), "health", "d"));

    const auto all = certificate(w);
    BOOST_TEST(all["kept_now"] == 1);
    BOOST_TEST(all["count"] == 3);
    BOOST_TEST(all["by_reason"] == (nlohmann::json{{"asked", 1}, {"expired", 2}}));
    BOOST_TEST_REQUIRE(all["destroyed"].size() == 2u);
    const auto& expired = all["destroyed"][1];
    BOOST_TEST(expired["sources"] ==
               nlohmann::json::parse(R"([{"source":"health","count":1},{"source":"police","count":1}])"));
    const auto leaf = expired["log"]["leaf"].get<size_t>();
    BOOST_TEST_REQUIRE(leaf < w.log.entries.size());
    const auto facts = nlohmann::json::parse(w.log.entries[leaf].facts_json);
    BOOST_TEST(facts["certificate"] == expired["id"]);
    BOOST_TEST(facts["count"] == 2);
    BOOST_TEST(certificate(w, between)["destroyed"].size() == 1u);
    BOOST_TEST(all.dump().find("Maisie") == std::string::npos);
    BOOST_TEST(all.dump().find(child().nhs_number) == std::string::npos);
}

BOOST_AUTO_TEST_CASE(AU_14_what_is_not_logged_yet_is_said_not_to_be) {
    World w;
    BOOST_TEST(w.keep());
    w.log.is_full = true;
    BOOST_TEST(w.shelf->empty("asked")->items.size() == 1u);
    BOOST_TEST(certificate(w)["destroyed"][0]["log"].is_null());
    w.log.is_full = false;
    BOOST_TEST(certificate(w)["destroyed"][0]["log"]["leaf"] == 0);
}

BOOST_AUTO_TEST_CASE(AU_14_notes_that_no_key_opens_are_counted) {
    World w;
    BOOST_TEST(w.keep());
    BOOST_TEST(w.shelf->empty("asked")->items.size() == 1u);
    w.close();
    w.keys.keys.clear();
    w.open();
    const auto all = certificate(w);
    BOOST_TEST(all["unreadable"] == 1);
    BOOST_TEST(all["destroyed"][0]["reason"] == "key_lost");
}

BOOST_AUTO_TEST_CASE(the_schema_would_notice_something_else) {
    World w;
    auto document = certificate(w);
    document["name"] = "somebody";
    BOOST_TEST(breaches(document) != "");
    document.erase("name");
    document["destroyed"] = {{{"id", "x"}}};
    BOOST_TEST(breaches(document) != "");
}

BOOST_AUTO_TEST_SUITE_END()
