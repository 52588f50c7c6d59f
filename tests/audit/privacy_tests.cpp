#include "json/value.h"
#include "log_world.h"
#include "store/database.h"
#include "tlog/export.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

using namespace kith;
using namespace kith::audit_tests;
namespace fs = std::filesystem;

namespace {

/// Every byte of every file in the folder: the database, its write-ahead log, its index, the key.
std::string all_bytes(const std::string& folder) {
    std::ostringstream out;
    for (const auto& file : fs::recursive_directory_iterator(folder))
        if (file.is_regular_file()) out << std::ifstream(file.path(), std::ios::binary).rdbuf();
    return out.str();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(audit_privacy_tests)

// G4: looked for in the bytes on disk, not through our own reading.
BOOST_AUTO_TEST_CASE(no_byte_of_the_log_names_the_subject_while_open_or_after) {
    LogWorld world;
    const auto holds = [&](const std::string& text) {
        return all_bytes(world.scratch.path()).find(text) != std::string::npos;
    };
    const auto check = [&] {
        BOOST_TEST(holds("r.singh"), "the search itself finds what is there");
        for (const auto* secret : {"9990004838", "999 000 4838", "Maisie", "Pellow", "pellow", "PELLOW",
                                   "MAISIE", "bruises", "2017-02-14", "Alfie", "Rowan", "2019-05-03"})
            BOOST_TEST(!holds(secret), secret);
    };
    {
        auto log = world.open();
        auto by_name = entry();
        by_name.subject_clear = "Maisie Rose|Pellow|2017-02-14";
        by_name.subject_family = "Pellow";
        by_name.subject_words = "Maisie Rose PELLOW, born 14 Feb 2017";
        by_name.shown_clear = {"9990004838", "Alfie Rowan|2019-05-03"};
        world.append(*log);
        world.append(*log, by_name);
        check();
    }
    check();
}

BOOST_AUTO_TEST_CASE(what_a_log_says_when_it_fails_names_nobody) {
    LogWorld world;
    auto log = world.open();
    auto wrong = entry();
    wrong.facts_json = R"({"name": "Maisie Pellow", )";
    const auto receipt = log->append(wrong);
    BOOST_TEST_REQUIRE(!receipt.has_value());
    BOOST_TEST(receipt.error().detail.find("Maisie") == std::string::npos);
    BOOST_TEST(receipt.error().detail.find("9990004838") == std::string::npos);
}

namespace {

ports::AuditEntry about_maisie() {
    auto e = entry();
    e.subject_family = "Pellow";
    e.subject_postcode = "NS1 4QT";
    e.subject_school = "Northshire Primary";
    e.subject_words = "Maisie Rose PELLOW, born 14 Feb 2017";
    return e;
}

/// An auditor's logged look at who entry `index` is about.
ports::Receipt look(LogWorld& world, audit::AccessLog& log, const std::string& role = "auditor") {
    auto e = entry("subject_opened");
    e.user = "t.adeyemi";
    e.role = role;
    e.subject_clear.clear();
    return world.append(log, e);
}

std::string member(const audit::AccessLog::Stored& entry, const char* name) {
    return std::string(json::parse(entry.leaf_json)->root()["subject"][name].text());
}

}  // namespace

BOOST_AUTO_TEST_CASE(AU_1_who_an_entry_is_about_opens_for_an_auditor_whose_look_is_logged) {
    LogWorld world;
    auto log = world.open();
    world.append(*log, about_maisie());
    const auto asked = world.append(*log, about_maisie());
    BOOST_TEST(*log->subject_words(0, look(world, *log)) == "Maisie Rose PELLOW, born 14 Feb 2017");
    BOOST_TEST((log->subject_words(0, look(world, *log, "duty_social_worker")).error().fault ==
                base::Fault::denied));
    BOOST_TEST((log->subject_words(0, asked).error().fault == base::Fault::denied),
               "a receipt for something else");
    LogWorld elsewhere;
    auto other = elsewhere.open();
    for (int i = 0; i < 9; ++i) elsewhere.append(*other);
    BOOST_TEST((log->subject_words(0, look(elsewhere, *other)).error().fault == base::Fault::denied),
               "of another log");
    BOOST_TEST(log->subject_words(2, look(world, *log))->empty(), "that one is about nobody");
}

BOOST_AUTO_TEST_CASE(P6_what_names_anybody_can_be_erased_and_every_proof_still_holds) {
    LogWorld world;
    auto log = world.open();
    for (int i = 0; i < 5; ++i) world.append(*log, about_maisie());
    const std::string root = log->root(), head = *log->checkpoint(entry().at);
    BOOST_TEST_REQUIRE(log->erase_words(3).has_value());
    BOOST_TEST(log->own_words(3)->empty());
    BOOST_TEST(log->subject_words(3, look(world, *log))->empty());
    BOOST_TEST(!log->own_words(2)->empty());
    BOOST_TEST(log->verify({})->trouble.empty());
    std::stringstream file;
    BOOST_TEST_REQUIRE(log->write_export(file, {{}, {head}, "t.adeyemi", entry().at}).has_value());
    BOOST_TEST(
        tlog::check_export(file, {{*tlog::VerifierKey::parse(log->verifier_key())}, {head}}).is_intact());
}

BOOST_AUTO_TEST_CASE(P6_erased_words_are_in_no_byte_of_the_folder) {
    LogWorld world;
    auto log = world.open();
    for (int i = 0; i < 3; ++i) world.append(*log, about_maisie());
    std::vector<std::string> sealed;
    {
        auto database = store::Database::open(world.place.path, std::chrono::milliseconds{0});
        BOOST_TEST_REQUIRE(database.has_value());
        for (const auto* sql :
             {"SELECT sealed FROM words WHERE idx = 1", "SELECT sealed FROM subject WHERE idx = 1"}) {
            const auto read = database->read(sql, {}, [&](const store::Row& row) {
                sealed.emplace_back(row.bytes(0).substr(0, 40));
                return base::Expected<void>{};
            });
            BOOST_TEST(read.has_value());
        }
    }
    BOOST_TEST_REQUIRE(sealed.size() == 2u);
    for (const auto& one : sealed)
        BOOST_TEST((all_bytes(world.scratch.path()).find(one) != std::string::npos));
    BOOST_TEST(log->erase_words(1).has_value());
    for (const auto& one : sealed)
        BOOST_TEST((all_bytes(world.scratch.path()).find(one) == std::string::npos));
}

BOOST_AUTO_TEST_CASE(tokens_do_not_mind_case_or_spaces_and_differ_by_kind) {
    LogWorld world;
    auto log = world.open();
    auto shouted = about_maisie();
    shouted.subject_clear = " 999 000 4838 ";
    shouted.subject_family = "PELLOW";
    shouted.subject_postcode = "ns14qt";
    shouted.subject_school = "NORTHSHIRE  PRIMARY";
    world.append(*log, about_maisie());
    world.append(*log, shouted);
    const auto entries = *log->read(0, 2);
    for (const auto* name : {"token", "family", "postcode", "school"})
        BOOST_TEST(member(entries[0], name) == member(entries[1], name), name);
    BOOST_TEST(log->token("family", "pellow") == member(entries[0], "family"));
    BOOST_TEST(log->token("school", "pellow") != member(entries[0], "family"));
    BOOST_TEST(log->token("family", "ÉLODIE MÜLLER") == log->token("family", "élodie\xC2\xA0müller"));
    BOOST_TEST(log->token("family", "a\u00D7b") == log->token("family", "A\u00D7B"));
}

namespace {

/// The tokens of those shown by an entry in which so many people were.
std::vector<std::string> shown(LogWorld& world, audit::AccessLog& log, size_t people) {
    auto e = entry("results_displayed");
    for (size_t i = 0; i < people; ++i) e.shown_clear.push_back(std::to_string(9990000000 + 7 * i));
    const auto index = world.append(log, e).leaf();
    const auto leaf = json::parse(log.read(index, 1)->front().leaf_json);
    std::vector<std::string> tokens;
    for (const auto one : leaf->root()["shown"]) tokens.emplace_back(one.text());
    return tokens;
}

}  // namespace

BOOST_AUTO_TEST_CASE(AU_2_everybody_shown_stands_in_the_entry_as_a_token_once) {
    LogWorld world;
    auto log = world.open();
    auto e = entry("results_displayed");
    e.shown_clear = {"9990000018", "999 000 4838", "9990004838", "Alfie Rowan|2019-05-03", " "};
    world.append(*log, e);
    const std::string leaf = log->read(0, 1)->front().leaf_json;
    const size_t list = leaf.find("\"shown\":[");
    BOOST_TEST_REQUIRE(list != std::string::npos);
    const std::string_view all = std::string_view(leaf).substr(list, leaf.find(']', list) - list);
    for (const auto* clear : {"9990004838", "9990000018", "alfie rowan|2019-05-03"}) {
        const std::string token = log->token("subject", clear);
        BOOST_TEST((all.find(token) != all.npos), clear);
        BOOST_TEST((all.find(token) == all.rfind(token)), clear);
    }
    BOOST_TEST(shown(world, *log, 0).empty());
}

BOOST_AUTO_TEST_CASE(P6_how_many_were_shown_is_told_in_steps_of_four_and_nobody_is_told_from_the_rest) {
    LogWorld world;
    auto log = world.open();
    std::set<std::string> strangers;
    size_t drawn = 0;
    for (const size_t people : {1, 2, 3, 4, 5, 8, 9}) {
        const auto tokens = shown(world, *log, people);
        BOOST_TEST(tokens.size() == (people + 3) / 4 * 4);
        BOOST_TEST(std::ranges::is_sorted(tokens));
        for (const auto& token : tokens) BOOST_TEST(token.size() == 64u);
        size_t known = 0;
        for (size_t i = 0; i < people; ++i)
            known +=
                std::ranges::binary_search(tokens, log->token("subject", std::to_string(9990000000 + 7 * i)));
        BOOST_TEST(known == people);
        std::set<std::string> rest(tokens.begin(), tokens.end());
        for (size_t i = 0; i < people; ++i)
            rest.erase(log->token("subject", std::to_string(9990000000 + 7 * i)));
        drawn += rest.size();
        strangers.merge(rest);
    }
    BOOST_TEST(strangers.size() == drawn, "no random one comes twice");
    BOOST_TEST(drawn == 3u + 2u + 1u + 0u + 3u + 0u + 3u);
}

BOOST_AUTO_TEST_CASE(P6_what_is_not_known_of_a_child_looks_like_what_is) {
    LogWorld world;
    auto log = world.open();
    world.append(*log);
    world.append(*log);
    const auto entries = *log->read(0, 2);
    for (const auto* name : {"family", "postcode", "school"}) {
        BOOST_TEST(member(entries[0], name).size() == 64u);
        BOOST_TEST(member(entries[0], name) != member(entries[1], name), "no two are taken for the same");
        BOOST_TEST(member(entries[0], name) != log->token(name, ""), name);
    }
}

// P6: to somebody without keys the looks at two children look alike, in every file and every column.
BOOST_AUTO_TEST_CASE(P6_logs_of_two_children_have_the_same_sizes_in_every_column) {
    const auto shape = [](const ports::AuditEntry& about) {
        LogWorld world;
        auto log = world.open();
        for (int i = 0; i < 20; ++i) world.append(*log, about);
        std::string out;
        auto database = store::Database::open(world.place.path, std::chrono::milliseconds{0});
        for (const auto* sql : {"SELECT length(json) FROM leaf", "SELECT length(sealed) FROM subject",
                                "SELECT length(sealed) FROM words"}) {
            const auto read = database->read(sql, {}, [&](const store::Row& row) {
                out += std::to_string(row.integer(0)) + " ";
                return base::Expected<void>{};
            });
            BOOST_TEST(read.has_value());
        }
        return out;
    };
    auto other = entry();  // nothing known but a number
    other.subject_clear = "9990000018";
    auto longer = about_maisie();
    longer.subject_clear = "A very much longer name|And another|2019-01-01";
    longer.shown_clear = {longer.subject_clear, "Somebody|Else|2019-01-01", "9990000026"};
    other.shown_clear = {"9990000018"};
    longer.subject_family = "Featherstonehaugh-Cholmondeley";
    longer.subject_words = "Maximiliana Theodora FEATHERSTONEHAUGH-CHOLMONDELEY, born 1 Jan 2019";
    auto maisie = about_maisie();
    maisie.shown_clear = {"9990004838", "9990000018"};
    BOOST_TEST(shape(maisie) == shape(other));
    BOOST_TEST(shape(maisie) == shape(longer));
}

BOOST_AUTO_TEST_CASE(entries_about_two_children_have_the_same_sizes) {
    LogWorld world;
    auto log = world.open();
    auto other = entry();
    other.subject_clear = "A very much longer name|And another|2019-01-01";
    world.append(*log);
    world.append(*log, other);
    const auto entries = *log->read(0, 2);
    BOOST_TEST(entries[0].leaf_json.size() == entries[1].leaf_json.size());
}

BOOST_AUTO_TEST_CASE(log_and_key_are_their_owners_alone) {
    LogWorld world;
    auto log = world.open();
    world.append(*log);
    const auto others = fs::perms::group_all | fs::perms::others_all;
    BOOST_TEST(((fs::status(world.scratch.file("state")).permissions() & others) == fs::perms::none));
    size_t files = 0;
    for (const auto& file : fs::directory_iterator(world.scratch.file("state"))) {
        BOOST_TEST(((file.status().permissions() & others) == fs::perms::none),
                   file.path().filename().string());
        ++files;
    }
    BOOST_TEST(files == 6u, "database, journal, its index, two keys and the reserve");
}

BOOST_AUTO_TEST_SUITE_END()
