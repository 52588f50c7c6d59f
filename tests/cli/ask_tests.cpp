#include "cli/world.h"
#include "wording/wording.h"

#include <boost/test/unit_test.hpp>
#include <sqlite3.h>
#include <sys/stat.h>

#include <set>

using namespace kith::tests;

namespace {

/// The sandbox's settings with every source moved to one address.
std::string redirected(const World& world, int port) {
    auto settings = nlohmann::json::parse(whole_file(world.settings()));
    for (auto& source : settings["sources"])
        source["base_url"] = "https://127.0.0.1:" + std::to_string(port) + "/x";
    return settings.dump();
}

std::vector<std::string> without(std::vector<std::string> arguments, const std::string& option) {
    const auto at = std::find(arguments.begin(), arguments.end(), option);
    arguments.erase(at, at + 2);
    return arguments;
}

/// Keeps a database to itself, as a backup program does.
class Lock {
public:
    explicit Lock(const std::string& path) {
        BOOST_TEST_REQUIRE(sqlite3_open(path.c_str(), &database_) == SQLITE_OK);
        BOOST_TEST_REQUIRE(sqlite3_exec(database_, "BEGIN EXCLUSIVE; CREATE TABLE IF NOT EXISTS held(x)",
                                        nullptr, nullptr, nullptr) == SQLITE_OK);
    }
    ~Lock() { sqlite3_close(database_); }

private:
    sqlite3* database_ = nullptr;
};

void no_details_in(const std::string& text) {
    for (const char* detail : {"Maisie", "Pellow", "9990004838", "999 000 4838", "NS4 7QT", "2017-02-14"})
        BOOST_TEST(text.find(detail) == std::string::npos, "a person's detail in an error");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cli_ask_tests)

BOOST_AUTO_TEST_CASE(fd_1_without_purpose_case_or_reason_not_a_byte_leaves_and_the_message_says_which) {
    const World world;
    Doorbell bell;
    const std::string settings =
        world.folder().write("northshire/moved.json", redirected(world, bell.port()));
    for (const std::string missing : {"--purpose", "--case", "--reason"}) {
        const Ran ran = run_kith(std::vector<std::string>{"ask", "--settings", settings} +
                                 without(as_mash_worker(), missing) + about_maisie());
        BOOST_TEST(ran.status == 2);
        BOOST_TEST(ran.err.find(missing.substr(2)) != std::string::npos, ran.err);
        no_details_in(ran.err);
    }
    BOOST_TEST(bell.rings() == 0);
    run_kith(std::vector<std::string>{"ask", "--settings", settings, "--deadline", "1"} + as_mash_worker() +
             about_maisie());
    BOOST_TEST(bell.rings() > 0, "the doorbell works: with all three given, the sources are called");
}

BOOST_AUTO_TEST_CASE(a_locked_access_log_stops_the_enquiry_with_code_5_before_a_byte_leaves) {
    const World world;
    Doorbell bell;
    auto settings = nlohmann::json::parse(redirected(world, bell.port()));
    const std::string path = world.folder().file("northshire/locked.sqlite");
    settings["access_log"]["path"] = path;
    const std::string file = world.folder().write("northshire/locked.json", settings.dump());
    const Lock lock(path);
    const Ran ran =
        run_kith(std::vector<std::string>{"ask", "--settings", file} + as_mash_worker() + about_maisie());
    BOOST_TEST(ran.status == 5);
    BOOST_TEST(ran.err.find("access log") != std::string::npos, ran.err);
    BOOST_TEST(bell.rings() == 0);
    no_details_in(ran.err);
}

BOOST_AUTO_TEST_CASE(a_place_where_no_log_can_be_made_stops_the_enquiry_with_code_5) {
    const World world;
    Doorbell bell;
    auto settings = nlohmann::json::parse(redirected(world, bell.port()));
    world.folder().write("northshire/a-file", "not a folder");
    settings["access_log"]["path"] = "a-file/log.sqlite";
    const std::string file = world.folder().write("northshire/nowhere.json", settings.dump());
    const Ran ran =
        run_kith(std::vector<std::string>{"ask", "--settings", file} + as_mash_worker() + about_maisie());
    BOOST_TEST(ran.status == 5);
    BOOST_TEST(bell.rings() == 0);
}

BOOST_AUTO_TEST_CASE(fd_6_every_person_and_source_has_a_cell_with_a_state) {
    const World world;
    const auto answer = world.ask({"--person", "mother;Kerry;Pellow;1991;", "--person", "father"});
    BOOST_TEST_REQUIRE(!answer.picture.is_null(), answer.ran.err);
    std::set<std::string> people, sources;
    for (const auto& cell : answer.picture["ledger"]) {
        people.insert(cell["person"]);
        sources.insert(cell["source"]);
        BOOST_TEST(!cell["detail"].get<std::string>().empty(), cell.dump());
        BOOST_TEST(kith::record::parse_ledger_state(cell["state"].get<std::string>()).has_value());
        BOOST_TEST(cell["state"] != "awaiting");
    }
    BOOST_TEST(people.size() == 3u);
    BOOST_TEST(sources.size() >= 10u);
    BOOST_TEST(answer.picture["ledger"].size() == people.size() * sources.size());
}

BOOST_AUTO_TEST_CASE(the_demonstration_child_has_records_a_chronology_a_network_and_a_logged_leaf) {
    const World world;
    const auto answer = world.ask();
    BOOST_TEST_REQUIRE(!answer.picture.is_null(), answer.ran.err);
    const auto ledger = cells(answer.picture);
    BOOST_TEST(ledger["subject/pds"]["state"] == "records_held", ledger["subject/pds"].dump());
    BOOST_TEST(ledger["subject/hospitals"]["state"] == "records_held", ledger["subject/hospitals"].dump());
    BOOST_TEST(answer.picture["chronology"].size() > 10u);
    BOOST_TEST(answer.picture["network"]["people"].size() > 3u);
    BOOST_TEST(answer.picture["groups"].size() >= 1u);
    BOOST_TEST(answer.picture["log"]["leaf"] == 2);
    BOOST_TEST(answer.picture["log"]["root"].get<std::string>().size() == 64u);
    BOOST_TEST(answer.ran.out.find("THIRTY SECONDS") != std::string::npos);
    BOOST_TEST(answer.ran.err == "");
}

BOOST_AUTO_TEST_CASE(two_askings_of_the_same_sources_have_the_same_ledger_to_the_byte) {
    const World world;
    BOOST_TEST(world.ask().picture["ledger"].dump() == world.ask().picture["ledger"].dump());
}

BOOST_AUTO_TEST_CASE(fd_2_a_consent_based_purpose_without_consent_is_refused_until_overridden_with_words) {
    const World world;
    const std::vector<std::string> early{"--as",   "m.cole", "--purpose", "EARLY_HELP",
                                         "--case", "EH-1",   "--reason",  "Support for the family"};
    const auto refused = world.ask_exactly(early + about_maisie());
    BOOST_TEST(refused.ran.status == 4);
    BOOST_TEST(refused.ran.err.find("consent") != std::string::npos, refused.ran.err);
    BOOST_TEST(refused.picture.is_null());
    const auto given =
        world.ask_exactly(early + about_maisie() + std::vector<std::string>{"--consent", "given"});
    BOOST_TEST((given.ran.status == 0 || given.ran.status == 3), given.ran.err);
}

BOOST_AUTO_TEST_CASE(wrong_usage_is_code_2_in_one_sentence_without_repeating_what_was_typed) {
    const World world;
    const std::vector<std::vector<std::string>> wrong = {
        {"--nhs", "9990004839"}, {"--upn", "A123"},      {"--born", "once upon a time"}, {"--period", "2020"},
        {"--consent", "maybe"},  {"--person", ";Kerry"}, {"--expected", "soon"}};
    for (const auto& more : wrong) {
        const auto answer =
            world.ask_exactly(as_mash_worker() + std::vector<std::string>{"--given", "Maisie"} + more);
        BOOST_TEST(answer.ran.status == 2, more[0]);
        BOOST_TEST(answer.ran.err.find(more[0]) != std::string::npos, answer.ran.err);
        BOOST_TEST(answer.ran.err.find(more[1]) == std::string::npos, answer.ran.err);
    }
}

BOOST_AUTO_TEST_CASE(nobody_of_the_settings_and_no_settings_are_said_plainly) {
    const World world;
    const auto nobody = run_kith(
        std::vector<std::string>{"ask", "--settings", world.settings(), "--as", "nobody"} + about_maisie());
    BOOST_TEST(nobody.status == 2);
    BOOST_TEST(nobody.err.find("--as") != std::string::npos);
    const auto nowhere = run_kith({"ask", "--settings", "/nonexistent/settings.json", "--as", "a.okafor"});
    BOOST_TEST(nowhere.status == 2);
}

BOOST_AUTO_TEST_CASE(fd_9_an_empty_answer_says_what_was_searched_and_never_that_nothing_is_there) {
    const World world;
    const auto answer = world.ask();
    for (const char* phrase :
         {"nothing known", "not known", "no concerns", "Nothing known", "Not known", "No concerns"}) {
        BOOST_TEST(answer.ran.out.find(phrase) == std::string::npos, phrase);
        BOOST_TEST(answer.picture.dump().find(phrase) == std::string::npos, phrase);
    }
    for (const auto& cell : answer.picture["ledger"]) {
        if (cell["state"] != "none_held") continue;
        BOOST_TEST(cell["detail"].get<std::string>().find("earched") != std::string::npos, cell.dump());
    }
}

BOOST_AUTO_TEST_CASE(the_result_file_is_for_its_owner_only) {
    const World world;
    world.ask();
    struct stat file {};
    BOOST_TEST_REQUIRE(stat(world.folder().file("picture.json").c_str(), &file) == 0);
    BOOST_TEST((file.st_mode & 077) == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
