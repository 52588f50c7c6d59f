#include "connectors/sandbox/embedded.h"
#include "connectors/sandbox/examples.h"
#include "json/value.h"
#include "tests/sandbox/served.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

using namespace kith;
using namespace kith::sandbox;
using namespace kith::sandbox::test;

namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sandbox_files_tests)

BOOST_AUTO_TEST_CASE(settings_name_only_files_that_are_there) {
    const Served served;
    const fs::path dir = served.folder() + "/sandbox";
    const auto settings = json::parse(text_of(dir / "settings.json"));
    BOOST_TEST_REQUIRE(settings.has_value());
    BOOST_TEST(*settings->root()["sandbox"].boolean());
    BOOST_TEST(fs::exists(dir / std::string(settings->root()["rulebook"].text())));
    for (const auto source : settings->root()["sources"])
        for (const auto* member : {"ca_file", "crl_file", "client_cert", "client_key", "mapping"})
            if (const auto file = source[member]; !file.is_missing())
                BOOST_TEST(fs::exists(dir / std::string(file.text())), file.text());
}

BOOST_AUTO_TEST_CASE(settings_hold_the_five_users_and_thirteen_sources) {
    const Served served;
    const auto settings = json::parse(text_of(served.folder() + "/sandbox/settings.json"));
    std::set<std::string> roles, sources;
    for (const auto user : settings->root()["users"]) roles.emplace(user["role"].text());
    for (const auto source : settings->root()["sources"]) sources.emplace(source["id"].text());
    BOOST_TEST((roles == std::set<std::string>{"mash_worker", "duty_social_worker", "safeguarding_lead",
                                               "early_help_worker", "auditor"}));
    BOOST_TEST(sources.size() == 13u);
}

BOOST_AUTO_TEST_CASE(everything_is_its_owners_alone) {
    const Served served;
    const auto others = fs::perms::group_all | fs::perms::others_all;
    for (const auto& entry : fs::recursive_directory_iterator(served.folder() + "/sandbox"))
        BOOST_TEST(((fs::status(entry).permissions() & others) == fs::perms::none),
                   entry.path().filename().string());
}

BOOST_AUTO_TEST_CASE(the_authoritys_own_key_is_never_written) {
    const Served served;
    std::set<std::string> keys;
    for (const auto& entry : fs::directory_iterator(served.folder() + "/sandbox/keys"))
        if (text_of(entry).find("PRIVATE KEY") != std::string::npos)
            keys.insert(entry.path().filename().string());
    BOOST_TEST((keys == std::set<std::string>{"client.key.pem", "revoked.key.pem"}));
}

BOOST_AUTO_TEST_CASE(mappings_and_rulebook_travel_in_the_program_unchanged) {
    std::set<std::string_view> names;
    for (const auto& file : embedded_files()) {
        names.insert(file.name);
        const bool is_rulebook = file.name.starts_with("rules/");
        BOOST_TEST((file.content == text_of(std::string(KITH_SOURCE_DIR) +
                                            (is_rulebook ? "/policy/" : "/connectors/declarative/") +
                                            std::string(file.name))),
                   file.name);
    }
    for (const auto* name : {"rules/northshire.json", "mappings/housing.json", "mappings/family-court.json",
                             "mappings/police-incidents.json", "mappings/safeguarding-files.json"})
        BOOST_TEST(names.contains(name), name);
}

BOOST_AUTO_TEST_CASE(the_list_of_people_shows_everybody_and_does_not_change_between_starts) {
    const Served one, other;
    const std::string list = text_of(one.folder() + "/sandbox/people.csv");
    BOOST_TEST((list == text_of(other.folder() + "/sandbox/people.csv")));
    BOOST_TEST(list.find("Maisie Rose,Pellow,2017-02-14,F,9990004838") != std::string::npos);
    BOOST_TEST(std::ranges::count(list, '\n') > 120);
}

BOOST_AUTO_TEST_CASE(a_bad_script_or_folder_stops_the_start_with_a_reason) {
    const std::string folder = fresh_folder();
    std::ofstream(folder + "/faults.json") << R"({"faults":[{"source":"hospital","kind":"drop"}]})";
    const auto bad_script = Sandbox::start({.dir = folder + "/s", .faults_file = folder + "/faults.json"});
    BOOST_TEST_REQUIRE(!bad_script.has_value());
    BOOST_TEST(bad_script.error().detail.find("hospitals") != std::string::npos);
    const auto no_script = Sandbox::start({.dir = folder + "/s", .faults_file = folder + "/missing.json"});
    BOOST_TEST_REQUIRE(!no_script.has_value());
    BOOST_TEST((no_script.error().fault == base::Fault::not_found));
    const auto no_folder = Sandbox::start({.dir = folder + "/faults.json/below-a-file"});
    BOOST_TEST_REQUIRE(!no_folder.has_value());
    BOOST_TEST((no_folder.error().fault == base::Fault::denied));
    fs::remove_all(folder);
}

BOOST_AUTO_TEST_CASE(examples_begin_with_maisie_and_quote_what_a_shell_would_split) {
    const auto examples = example_asks();
    BOOST_TEST(examples.size() >= 8u);
    const std::string line = command_line(examples.front(), "/tmp/with space/settings.json");
    BOOST_TEST(line.find("--settings '/tmp/with space/settings.json'") != std::string::npos);
    BOOST_TEST(line.find("--given 'Maisie Rose' --family Pellow --born 2017-02-14 --nhs 9990004838") !=
               std::string::npos);
    BOOST_TEST(line.find("--person 'mother;Kerry;Pellow;1991-06-03;") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
