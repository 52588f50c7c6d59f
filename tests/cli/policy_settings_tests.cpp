#include "cli/world.h"
#include "policy/rulebook_memory.h"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>

using namespace kith;
using namespace kith::tests;

// A workstation's own settings: whose rulebooks it takes, and what it has seen.
namespace {

namespace fs = std::filesystem;

Ran check(const World& world) {
    const auto rulebook = fs::path(world.settings()).parent_path() / "rules/northshire.json";
    return run_kith(
        {"policy", "check", rulebook.string(), "--settings", world.settings(), "--at", "2026-11-22"});
}

void remember(const World& world, const std::string& text) {
    std::ofstream(fs::path(world.settings()).parent_path() / "rulebook-memory.json", std::ios::binary)
        << text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cli_policy_settings_tests)

BOOST_AUTO_TEST_CASE(C27_a_rulebook_is_held_to_the_settings_authority_and_to_what_the_workstation_has_seen) {
    const World world;
    const Ran good = check(world);
    BOOST_TEST(good.status == 0, good.err);
    BOOST_TEST(good.out.find("Signed as") != std::string::npos, good.out);
    remember(world, policy::text_of({policy::SeenRulebook{99, std::string(64, '0')}, "{}", "{}"}));
    const Ran older = check(world);
    BOOST_TEST(older.status == 4);
    BOOST_TEST(older.err.find("99 has been seen") != std::string::npos, older.err);
    remember(world, "what is this");
    const Ran corrupt = check(world);
    BOOST_TEST(corrupt.status == 6);
    BOOST_TEST(corrupt.err.find("does not hold together") != std::string::npos, corrupt.err);
}

BOOST_AUTO_TEST_SUITE_END()
