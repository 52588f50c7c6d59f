#include "cli/program.h"
#include "connectors/sandbox/sandbox.h"
#include "wire/connectors.h"
#include "wire/house.h"
#include "wire/settings.h"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include <functional>

using namespace kith;
using tests::Folder;
using tests::whole_file;

namespace {

/// The sandbox's settings, which a test then spoils.
struct Northshire {
    Folder folder;
    std::unique_ptr<sandbox::Sandbox> sandbox = start();
    nlohmann::json settings = nlohmann::json::parse(whole_file(sandbox->settings_path()));

    std::unique_ptr<sandbox::Sandbox> start() const {
        auto started = sandbox::Sandbox::start({.dir = folder.path(), .faults_file = {}});
        BOOST_TEST_REQUIRE(started.has_value());
        return std::move(*started);
    }
    base::Expected<wire::Settings> read(const nlohmann::json& changed) const {
        return wire::read_settings(folder.write("changed.json", changed.dump()));
    }
    /// What reading says after a change; empty when it is content.
    std::string complaint(const std::function<void(nlohmann::json&)>& spoil) const {
        nlohmann::json changed = settings;
        spoil(changed);
        const auto read_back = read(changed);
        return read_back ? "" : read_back.error().detail;
    }
};

bool keeps_schema(const nlohmann::json& document) {
    using Adapter = valijson::adapters::NlohmannJsonAdapter;
    const auto text =
        nlohmann::json::parse(whole_file(std::string(KITH_SOURCE_DIR) + "/src/wire/schema/settings.json"));
    valijson::Schema schema;
    valijson::SchemaParser().populateSchema(Adapter(text), schema);
    return valijson::Validator().validate(schema, Adapter(document), nullptr);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(wire_settings_tests)

BOOST_AUTO_TEST_CASE(the_settings_that_the_sandbox_writes_are_read_and_keep_the_schema) {
    const Northshire n;
    const auto read = n.read(n.settings);
    BOOST_TEST_REQUIRE(read.has_value());
    BOOST_TEST(read->sources.size() == 13u);
    BOOST_TEST(read->is_sandbox);
    BOOST_TEST(read->user("a.okafor") != nullptr);
    BOOST_TEST(read->user("nobody") == nullptr);
    BOOST_TEST(read->rulebook_path.starts_with(n.folder.path()), "relative to the file's own folder");
    BOOST_TEST(keeps_schema(n.settings));
    BOOST_TEST(wire::House::open(*read).has_value());
}

BOOST_AUTO_TEST_CASE(an_unknown_member_is_an_error_that_names_the_nearest_known_one) {
    const Northshire n;
    const std::string top = n.complaint([](auto& s) { s["rulebok"] = "x"; });
    BOOST_TEST(top.find("rulebook") != std::string::npos, top);
    const std::string deep = n.complaint([](auto& s) { s["sources"][2]["base_uri"] = "x"; });
    BOOST_TEST(deep.find("sources[2].base_uri") != std::string::npos, deep);
    BOOST_TEST(deep.find("base_url") != std::string::npos, deep);
}

BOOST_AUTO_TEST_CASE(each_wrong_value_is_refused_naming_its_place) {
    const Northshire n;
    const std::vector<std::pair<std::string, std::function<void(nlohmann::json&)>>> wrong = {
        {"workstation", [](auto& s) { s.erase("workstation"); }},
        {"deadline_ms", [](auto& s) { s["deadline_ms"] = 0; }},
        {"deadline_ms", [](auto& s) { s["deadline_ms"] = "soon"; }},
        {"sources[0].base_url", [](auto& s) { s["sources"][0]["base_url"] = "http://127.0.0.1/"; }},
        {"sources[0].ca_file", [](auto& s) { s["sources"][0].erase("ca_file"); }},
        {"sources[0].client_cert", [](auto& s) { s["sources"][0].erase("client_key"); }},
        {"given twice", [](auto& s) { s["sources"][1]["id"] = s["sources"][0]["id"]; }},
        {"given twice", [](auto& s) { s["users"][1]["id"] = s["users"][0]["id"]; }},
        {"users", [](auto& s) { s["users"] = nlohmann::json::array(); }},
        {"sources", [](auto& s) { s["sources"] = nlohmann::json::array(); }},
        {"access_log", [](auto& s) { s["access_log"].erase("key"); }},
    };
    for (const auto& [place, spoil] : wrong) {
        const std::string complaint = n.complaint(spoil);
        BOOST_TEST(complaint.find(place) != std::string::npos, place << ": " << complaint);
    }
}

BOOST_AUTO_TEST_CASE(what_is_no_settings_file_is_said) {
    const Folder folder;
    BOOST_TEST((wire::read_settings(folder.file("missing")).error().fault == base::Fault::not_found));
    BOOST_TEST(
        (wire::read_settings(folder.write("x.json", "{\"a\":")).error().fault == base::Fault::invalid_input));
    BOOST_TEST(!wire::read_settings(folder.write("y.json", "[]")).has_value());
    BOOST_TEST(!keeps_schema(nlohmann::json::array()));
}

BOOST_AUTO_TEST_CASE(a_source_that_the_rulebook_does_not_hold_is_said_when_the_house_opens) {
    const Northshire n;
    nlohmann::json changed = n.settings;
    changed["sources"][0]["id"] = "nowhere";
    const auto read = n.read(changed);
    BOOST_TEST_REQUIRE(read.has_value());
    const auto house = wire::House::open(*read);
    BOOST_TEST_REQUIRE(!house.has_value());
    BOOST_TEST(house.error().detail.find("nowhere") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_unknown_kind_names_the_nearest) {
    federate::SourceSettings settings;
    settings.id = record::SourceId("x");
    settings.kind = "fhir.pdq";
    const auto made = wire::make_connector(settings);
    BOOST_TEST_REQUIRE(!made.has_value());
    BOOST_TEST(made.error().detail.find("fhir.pds") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(P24_a_sandbox_and_real_work_share_no_key_no_store_and_no_folder) {
    const Northshire n;
    const auto has = [](const std::string& text, std::string_view part) {
        return text.find(part) != std::string::npos;
    };
    const auto real = [](nlohmann::json& s) { s["sandbox"] = false; };
    BOOST_TEST(has(n.complaint(real), "sandbox's key"), "real work takes no rulebook that a sandbox signed");
    const auto borrowed = [](nlohmann::json& s) {
        std::string key = s["authority"]["keys"][0];
        s["authority"]["keys"][0] = key.substr(std::string("sandbox.").size());
    };
    BOOST_TEST(has(n.complaint(borrowed), "must be its own"), "a sandbox takes no real authority's");
    for (const auto* section : {"access_log", "shelf"}) {
        BOOST_TEST(has(n.complaint([&](auto& s) { s.erase(section); }), "where its own"), section);
        BOOST_TEST(has(n.complaint([&](auto& s) { s[section]["path"] = "/var/lib/elsewhere.sqlite"; }),
                       "in its own folder"),
                   section);
    }
}

BOOST_AUTO_TEST_CASE(settings_without_an_authority_are_refused) {
    const Northshire n;
    BOOST_TEST(n.complaint([](auto& s) { s.erase("authority"); }).find("authority") != std::string::npos);
    BOOST_TEST(n.complaint([](auto& s) {
                    s["authority"]["keys"] = nlohmann::json::array();
                }).find("authority.keys must name at least one") != std::string::npos);
    BOOST_TEST(n.complaint([](auto& s) { s["authority"]["signatures"] = 2; }).find("number of keys") !=
               std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
