#include "log_world.h"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
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
        for (const auto* secret :
             {"9990004838", "999 000 4838", "Maisie", "Pellow", "MAISIE", "bruises", "2017-02-14"})
            BOOST_TEST(!holds(secret), secret);
    };
    {
        auto log = world.open();
        auto by_name = entry();
        by_name.subject_clear = "Maisie Rose|Pellow|2017-02-14";
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

// P6: to somebody without keys the looks at two children look alike.
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
