#include "cli/world.h"

#include <boost/test/unit_test.hpp>

#include <filesystem>

using namespace kith::tests;

namespace {

nlohmann::json retention(const World& w, const std::string& user) {
    const Ran ran = run_kith({"log", "retention", "--settings", w.settings(), "--as", user, "--json", "-"});
    BOOST_TEST_REQUIRE(ran.status == 0, ran.err);
    return nlohmann::json::parse(ran.out);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cli_log_retention_tests)

BOOST_AUTO_TEST_CASE(AU_14_the_retention_report_tells_what_exists_why_and_until_when_and_what_was_destroyed) {
    const World w;
    w.ask();
    const auto kept = retention(w, "a.okafor");
    BOOST_TEST_REQUIRE(kept.at("live").size() >= 5u, kept.dump());
    BOOST_TEST(kept.at("overdue").empty());
    BOOST_TEST(kept.at("purged").empty());
    for (const auto& copy : kept.at("live")) {
        BOOST_TEST(copy.at("purpose") == "MASH_ENQUIRY");
        BOOST_TEST(copy.at("case") == "NC-2026-10482");
        BOOST_TEST(copy.at("until").get<std::string>() > copy.at("kept_at").get<std::string>());
        BOOST_TEST(copy.at("until_by") == "retention");
    }
    std::filesystem::remove(w.folder().file("northshire/shelf/keys-a.okafor.sealed"));
    const auto gone = retention(w, "a.okafor");
    BOOST_TEST(gone.at("live").empty());
    BOOST_TEST_REQUIRE(gone.at("purged").size() == 1u, gone.dump());
    BOOST_TEST(gone.at("purged").at(0).at("rule") == "key_lost");
    BOOST_TEST(gone.at("purged").at(0).at("copies") == kept.at("live").size());
    BOOST_TEST(!gone.at("purged").at(0).at("certificate").get<std::string>().empty());
    BOOST_TEST(retention(w, "t.adeyemi").at("purged") == gone.at("purged"), "an auditor sees everybody's");
    BOOST_TEST(retention(w, "r.singh").at("purged").empty(), "a colleague their own");
    const Ran words = run_kith(
        {"log", "retention", "--settings", w.settings(), "--as", "t.adeyemi", "--since", "2026-01-01"});
    BOOST_TEST(words.out.find("destroyed: their key was lost") != std::string::npos, words.out);
    for (const char* name : {"Maisie", "Pellow", "9990004838"})
        BOOST_TEST((words.out + kept.dump()).find(name) == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
