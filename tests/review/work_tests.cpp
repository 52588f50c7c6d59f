#include "connectors/sandbox/log_maker.h"
#include "leaves.h"

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include <fstream>

using namespace kith;
using namespace kith::review_tests;

namespace {

bool keeps_schema(const std::string& text, const std::string& name) {
    using Adapter = valijson::adapters::NlohmannJsonAdapter;
    std::ifstream in(std::string(KITH_SOURCE_DIR) + "/src/review/schema/" + name);
    const auto described = nlohmann::json::parse(in), document = nlohmann::json::parse(text);
    valijson::Schema schema;
    valijson::SchemaParser().populateSchema(Adapter(described), schema);
    return valijson::Validator().validate(schema, Adapter(document), nullptr);
}

const std::string kSpell =
    R"("user":"r.singh","why":"allocated","case":"NC-1","from":"2026-11-01T00:00:00Z","until":"2026-12-01T00:00:00Z")";

std::string work_with(const std::string& spell) {
    return R"({"spells":[{)" + spell + "}]}";
}

std::string complaint(const std::string& work, const std::string& staff = {}) {
    const auto read = review::read_work(work, staff, token);
    return read ? "" : read.error().detail;
}

std::string replaced(std::string text, const std::string& part, const std::string& with) {
    return text.replace(text.find(part), part.size(), with);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(review_work_tests)

BOOST_AUTO_TEST_CASE(what_the_sandbox_makes_keeps_both_schemas_and_is_read) {
    const auto made = sandbox::make_log({.seed = 2, .entries = 300},
                                        [](const ports::AuditEntry&) { return base::Expected<void>{}; });
    BOOST_TEST_REQUIRE(made.has_value());
    BOOST_TEST(keeps_schema(made->work_json, "work.json"));
    BOOST_TEST(keeps_schema(made->staff_json, "staff.json"));
    const auto work = review::read_work(made->work_json, made->staff_json, token);
    BOOST_TEST_REQUIRE(work.has_value());
    BOOST_TEST(work->staff.size() == 20u);
    BOOST_TEST(!work->spells.empty());
    BOOST_TEST(work->of("r.singh")->relations.size() == 1u);
}

BOOST_AUTO_TEST_CASE(reader_and_schema_refuse_the_same_and_the_reader_names_the_place) {
    BOOST_TEST(complaint(work_with(kSpell)).empty());
    BOOST_TEST(keeps_schema(work_with(kSpell), "work.json"));
    for (const auto& [bad, place] :
         {std::pair{replaced(kSpell, "\"user\"", "\"usr\""), "spells[0]"},
          std::pair{replaced(kSpell, "allocated", "alocated"), "spells[0].why"},
          std::pair{replaced(kSpell, "2026-12-01T00:00:00Z", "tomorrow"), "spells[0].until"},
          std::pair{replaced(kSpell, "\"user\":\"r.singh\"", "\"user\":\"\""), "spells[0].user"},
          std::pair{kSpell + R"(,"about":{"nhs":"9990004838"})", "spells[0].about"}}) {
        BOOST_TEST(complaint(work_with(bad)).find(place) != std::string::npos, complaint(work_with(bad)));
        BOOST_TEST(!keeps_schema(work_with(bad), "work.json"), bad);
    }
}

BOOST_AUTO_TEST_CASE(an_unknown_member_is_answered_with_the_nearest_known_one) {
    BOOST_TEST(complaint(R"({"spels":[]})").find("spells") != std::string::npos);
    BOOST_TEST(complaint({}, R"({"staff":[{"user":"a","team":"t","famly":"x"}]})").find("family") !=
               std::string::npos);
    BOOST_TEST(complaint({}, R"({"staff":[{"user":"a","team":"t","relations":[{"postcod":"x"}]}]})")
                   .find("staff[0].relations[0]") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(only_a_rota_is_for_any_case_and_a_spell_ends_after_it_begins) {
    BOOST_TEST(complaint(work_with(replaced(kSpell, R"("case":"NC-1",)", ""))).find("spells[0].case") !=
               std::string::npos);
    BOOST_TEST(
        complaint(work_with(replaced(replaced(kSpell, R"("case":"NC-1",)", ""), "allocated", "duty_rota")))
            .empty());
    BOOST_TEST(complaint(work_with(replaced(kSpell, "2026-12-01", "2026-11-01"))).find("spells[0].until") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(no_error_repeats_what_names_a_person) {
    const std::string said =
        complaint({}, R"({"staff":[{"user":"a","team":"t","nhs_number":9990004838,"family":["Pellow"]}]})");
    BOOST_TEST(!said.empty());
    BOOST_TEST(said.find("999") == std::string::npos);
    BOOST_TEST(said.find("Pellow") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(nothing_known_is_no_error) {
    const auto read = review::read_work({}, {}, token);
    BOOST_TEST_REQUIRE(read.has_value());
    BOOST_TEST(read->spells.empty());
    BOOST_TEST(complaint("{", {}).find("work") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
