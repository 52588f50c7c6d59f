#include "central/approvals.h"
#include "central_world.h"
#include "cli/program.h"
#include "connectors/sandbox/sandbox.h"
#include "wire/central_settings.h"
#include "wire/shipping.h"
#include "written_log.h"

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace kith;
using namespace kith::tests;

namespace {

/// The sandbox's settings with a place in the partnership's database.
struct Office {
    Folder folder;
    std::unique_ptr<sandbox::Sandbox> sandbox = start();
    std::string settings;

    explicit Office(const central::Place& place) {
        auto json = nlohmann::json::parse(whole_file(sandbox->settings_path()));
        json["central"] = {{"host", place.host},
                           {"port", place.port},
                           {"user", place.user},
                           {"ca_file", place.ca_file},
                           {"client_cert", place.client_cert_file},
                           {"client_key", place.client_key_file},
                           {"authority", place.authority}};
        settings = folder.write("office.json", json.dump());
    }
    std::unique_ptr<sandbox::Sandbox> start() const {
        auto started = sandbox::Sandbox::start({.dir = folder.path(), .faults_file = {}});
        BOOST_TEST_REQUIRE(started.has_value());
        return std::move(*started);
    }
    Ran ship(std::vector<std::string> more = {"--once"}) const {
        std::vector<std::string> all = {"log", "ship", "--settings", settings};
        all.insert(all.end(), more.begin(), more.end());
        return run_kith(all);
    }
    /// The same log, without a database and without proof of who anybody is.
    std::string settings_by_name() const { return sandbox->settings_path(); }
    /// People have to show who they are from here on.
    void lock() {
        auto json = nlohmann::json::parse(whole_file(settings));
        json["sign_in"] = {{"method", "passphrase"}};
        settings = folder.write("locked.json", json.dump());
    }
    Ran approval(const std::string& verb, const std::vector<std::string>& more = {},
                 const std::string& typed = {}) const {
        std::vector<std::string> all = {"approval", verb, "--settings", settings, "--as", "l.hughes"};
        all.insert(all.end(), more.begin(), more.end());
        return run_kith(all, typed);
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(cli_ship_tests, *boost::unit_test::precondition(NeedsPostgres{4}))

BOOST_AUTO_TEST_CASE(a_colleague_is_answered_on_the_command_line_and_the_answer_is_shipped) {
    const Office office(world().workstation("ws_office"));
    BOOST_TEST(office.ship().status == 0);
    BOOST_TEST(office.ship().out.find("still empty") != std::string::npos);
    central::Approvals elsewhere(world().workstation("ws_elsewhere"));
    support::SeededEntropy entropy(77);
    const policy::User asker{"a.okafor", "A. Okafor", "mash_worker", "Northshire Council", "S-1"};
    const auto asked = elsewhere.ask({asker, "SECTION_47", "NC-2026-10482", std::string(64, 'e')}, entropy);
    BOOST_TEST_REQUIRE(asked.has_value());
    const Ran list = office.approval("list");
    BOOST_TEST(list.status == 0, list.err);
    BOOST_TEST(list.out.find(asked->id) != std::string::npos);
    BOOST_TEST(list.out.find("NC-2026-10482") != std::string::npos);
    const Ran given = office.approval("give", {asked->id});
    BOOST_TEST(given.status == 0, given.err);
    const auto answer = elsewhere.answer(*asked);
    BOOST_TEST_REQUIRE((answer.has_value() && answer->has_value()));
    BOOST_TEST((*answer)->is_given);
    BOOST_TEST((*answer)->approval.by.id == "l.hughes");
    BOOST_TEST(office.approval("refuse", {asked->id}).status == 2);

    const Ran shipped = office.ship();
    BOOST_TEST(shipped.status == 0, shipped.err);
    BOOST_TEST(shipped.out.find("the partnership's database holds all") != std::string::npos, shipped.out);
    const auto leaves = world().server().run(
        "SELECT e.leaf FROM kith.entries e JOIN kith.chains c USING (chain) WHERE c.db_role = 'ws_office'");
    const auto holding = [&](const std::string& kind) {
        return std::ranges::count_if(
            leaves, [&](const auto& row) { return row[0].find("\"" + kind + "\"") != std::string::npos; });
    };
    BOOST_TEST(holding("approval_given") == 1);
    BOOST_TEST(holding("signed_in") == 3, "who answers has signed in, each time");
    BOOST_TEST(holding("signed_out") == 3);
}

BOOST_AUTO_TEST_CASE(P25_a_leads_name_without_their_passphrase_answers_nobody) {
    Office office(world().workstation("ws_locked"));
    office.lock();
    const std::string passphrase = "a lamp left on in the hall\n";
    BOOST_TEST(office.approval("list", {}, passphrase + passphrase).status == 0, "chosen at the first start");
    central::Approvals elsewhere(world().workstation("ws_asks_locked"));
    support::SeededEntropy entropy(78);
    const policy::User asker{"a.okafor", "A. Okafor", "mash_worker", "Northshire Council", "S-1"};
    const auto asked = elsewhere.ask({asker, "SECTION_47", "NC-2026-10482", std::string(64, 'f')}, entropy);
    BOOST_TEST_REQUIRE(asked.has_value());
    const Ran guessed = office.approval("give", {asked->id}, "a guess at the keyboard\n");
    BOOST_TEST(guessed.status == 4, guessed.err);
    BOOST_TEST(guessed.out.empty());
    const auto none = elsewhere.answer(*asked);
    BOOST_TEST_REQUIRE(none.has_value());
    BOOST_TEST(!none->has_value(), "the question is still open");
    const Ran named = run_kith({"log", "list", "--settings", office.settings_by_name(), "--as", "t.adeyemi",
                                "--kind", "sign_in_failed"});
    BOOST_TEST(named.out.find("l.hughes (safeguarding_lead)") != std::string::npos, named.out + named.err);
}

BOOST_AUTO_TEST_CASE(the_database_is_prepared_from_the_command_line) {
    const Office office(world().workstation("ws_prepares"));
    const Ran printed = office.ship({"--prepare-database", "print", "--months", "2", "--enrol", "ws_new"});
    BOOST_TEST(printed.status == 0, printed.err);
    BOOST_TEST(printed.out.find("CREATE TABLE IF NOT EXISTS kith.entries") != std::string::npos);
    BOOST_TEST(printed.out.find("CREATE ROLE \"ws_new\" LOGIN") != std::string::npos);
    const auto& admin = world().server().certificate_of("admin");
    const Ran applied =
        office.ship({"--prepare-database", "apply", "--months", "2", "--database-user", "admin",
                     "--client-cert", admin.cert_file, "--client-key", admin.key_file});
    BOOST_TEST(applied.status == 0, applied.err);
    BOOST_TEST(applied.out.find("The database is ready for northshire") != std::string::npos);
    // A workstation's own role may not.
    BOOST_TEST(office.ship({"--prepare-database", "apply"}).status == 4);
    BOOST_TEST(office.ship({"--prepare-database", "burn"}).status == 2);
}

BOOST_AUTO_TEST_CASE(settings_without_a_database_or_with_a_wrong_one_are_said) {
    const Office office(world().workstation("ws_wrong"));
    BOOST_TEST(run_kith({"log", "ship", "--settings", office.sandbox->settings_path(), "--once"})
                   .err.find("works alone") != std::string::npos);
    auto json = nlohmann::json::parse(whole_file(office.settings));
    const auto said = [&](const nlohmann::json& changed) {
        const Ran ran = run_kith(
            {"log", "ship", "--settings", office.folder.write("wrong.json", changed.dump()), "--once"});
        BOOST_TEST(ran.status != 0);
        return ran.err;
    };
    auto changed = json;
    changed["central"]["databse"] = "kith";
    BOOST_TEST(said(changed).find("database") != std::string::npos);
    changed = json;
    changed["central"]["port"] = 0;
    BOOST_TEST(said(changed).find("central.port") != std::string::npos);
    changed = json;
    changed["central"].erase("ca_file");
    BOOST_TEST(said(changed).find("central.ca_file") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
