#include "support/scratch_folder.h"
#include "tlog/export_world.h"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>
#include <sys/wait.h>

#include <cstdio>
#include <fstream>
#include <set>

using namespace kith;
using tlog_tests::ExportWorld;

// The program itself, as an auditor runs it: a file, a key, nothing else.
namespace {

struct Ran {
    int code = -1;
    std::string out;
};

Ran run(const std::string& command) {
    Ran ran;
    FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
    BOOST_TEST_REQUIRE(pipe);
    char block[4096];
    for (size_t got; (got = std::fread(block, 1, sizeof block, pipe)) > 0;) ran.out.append(block, got);
    const int status = ::pclose(pipe);
    ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return ran;
}

struct Desk {
    support::ScratchFolder scratch;

    std::string file(const std::string& name, const std::string& bytes) const {
        std::ofstream(scratch.file(name), std::ios::binary) << bytes;
        return scratch.file(name);
    }
    Ran verify(const std::string& more) const { return run(KITH_VERIFY " " + more); }
};

std::string first_line(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_tests)

BOOST_AUTO_TEST_CASE(AU_3_a_sound_export_is_intact_with_nothing_but_the_public_key) {
    const Desk desk;
    const ExportWorld world(30);
    const std::string at = desk.file("log.export", world.whole());
    const Ran ran = desk.verify(at + " --key '" + world.key().text() + "'");
    BOOST_TEST(ran.code == 0, ran.out);
    BOOST_TEST(first_line(ran.out).starts_with("INTACT: 30 entries of 30, under 3 signed heads"), ran.out);
    BOOST_TEST(ran.out.find("by t.adeyemi") != std::string::npos);
    const std::string key_file = desk.file("key", world.key().text() + "\n");
    BOOST_TEST(desk.verify(at + " --key " + key_file).code == 0);
    const std::string older = desk.file("older", world.heads.at(20));
    BOOST_TEST(desk.verify(at + " --key " + key_file + " --checkpoint " + older).code == 0);
}

BOOST_AUTO_TEST_CASE(AU_3_trouble_is_said_first_with_its_entry_and_exit_code_1) {
    const Desk desk;
    const ExportWorld world(30);
    auto lines = tlog_tests::lines_of(world.whole());
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(tlog_tests::line_of(lines, 17)));
    const Ran ran = desk.verify(desk.file("log.export", tlog_tests::joined(lines)) + " --key '" +
                                world.key().text() + "'");
    BOOST_TEST(ran.code == 1);
    BOOST_TEST(first_line(ran.out) == "TROUBLE at entry 17: Entry 17 is missing.", ran.out);
}

BOOST_AUTO_TEST_CASE(AU_3_an_older_copy_put_back_is_noticed_by_a_checkpoint_kept_elsewhere) {
    const Desk desk;
    const ExportWorld today(30), yesterday(20);
    const std::string kept = desk.file("kept", today.heads.at(30));
    const std::string at = desk.file("log.export", yesterday.whole());
    BOOST_TEST(desk.verify(at + " --key '" + today.key().text() + "'").code == 0);
    const Ran ran = desk.verify(at + " --key '" + today.key().text() + "' --checkpoint " + kept);
    BOOST_TEST(ran.code == 1);
    BOOST_TEST(first_line(ran.out).find("The log is shorter than it was") != std::string::npos, ran.out);
}

BOOST_AUTO_TEST_CASE(json_says_the_same_for_programs) {
    const Desk desk;
    const ExportWorld world(12);
    auto lines = tlog_tests::lines_of(world.whole());
    std::swap(lines[tlog_tests::line_of(lines, 3)], lines[tlog_tests::line_of(lines, 4)]);
    const Ran ran = desk.verify(desk.file("log.export", tlog_tests::joined(lines)) + " --json --key '" +
                                world.key().text() + "'");
    BOOST_TEST(ran.code == 1);
    const auto said = nlohmann::json::parse(ran.out, nullptr, false);
    BOOST_TEST_REQUIRE(!said.is_discarded(), ran.out);
    BOOST_TEST(said["intact"] == false);
    BOOST_TEST(said["findings"][0]["trouble"] == "order");
    BOOST_TEST(said["findings"][0]["entry"] == 3);
    BOOST_TEST(said["chain"] == world.chain);
}

BOOST_AUTO_TEST_CASE(wrong_usage_is_exit_code_2_in_one_sentence) {
    const Desk desk;
    const ExportWorld world(3);
    const std::string at = desk.file("log.export", world.whole());
    const std::string key = " --key '" + world.key().text() + "'";
    for (const auto& more : {std::string{}, at, at + " --key nonsense",
                             at + " --key " + desk.file("empty", ""), desk.scratch.file("none") + key,
                             at + key + " --checkpoint " + desk.scratch.file("none"), at + key + " --more"}) {
        const Ran ran = desk.verify(more);
        BOOST_TEST(ran.code == 2, more + ": " + ran.out);
        BOOST_TEST(!ran.out.empty(), more);
    }
    BOOST_TEST(desk.verify("--help").code == 0);
}

// It must not share a mistake with what it checks: of the house it holds tlog, crypto and base alone.
BOOST_AUTO_TEST_CASE(AU_3_nothing_else_of_the_house_is_in_the_program) {
    const Ran names = run("nm -C --defined-only " KITH_VERIFY);
    BOOST_TEST_REQUIRE(names.code == 0, names.out);
    std::set<std::string> rooms;
    for (size_t at = names.out.find(" kith::"); at != std::string::npos;
         at = names.out.find(" kith::", at + 1)) {
        const size_t begin = at + 7;
        rooms.insert(names.out.substr(begin, names.out.find_first_of(":(<", begin) - begin));
    }
    BOOST_TEST(rooms.contains("tlog"));
    for (const auto& room : rooms)
        BOOST_TEST((room == "tlog" || room == "crypto" || room == "base"), "links kith::" + room);
    const Ran libraries = run("ldd " KITH_VERIFY);
    for (const auto* other : {"sqlite", "curl", "icu", "wx", "pq", "secret"})
        BOOST_TEST(libraries.out.find(other) == std::string::npos, other);
}

BOOST_AUTO_TEST_SUITE_END()
