#include "keys/secret_service_keys.h"
#include "support/scratch_folder.h"

#include <boost/test/unit_test.hpp>

#include <cstdio>
#include <cstdlib>
#include <map>
#include <sstream>
#include <string>

namespace {

bool has(const std::string& command) {
    return std::system(("command -v " + command + " >/dev/null 2>&1").c_str()) == 0;
}

/// What each step of keyring.sh said.
std::map<std::string, std::string> session(const std::string& folder) {
    const std::string command = std::string(KITH_SOURCE_DIR) + "/tests/keys/keyring.sh " + KITH_BINARY_DIR +
                                "/keyring_probe " + folder;
    std::map<std::string, std::string> said;
    FILE* pipe = ::popen(command.c_str(), "r");
    BOOST_TEST_REQUIRE(pipe != nullptr);
    std::string all;
    for (char piece[4096]; size_t got = std::fread(piece, 1, sizeof piece, pipe);) all.append(piece, got);
    ::pclose(pipe);
    std::istringstream lines(all);
    for (std::string line; std::getline(lines, line);)
        if (const size_t at = line.find(": "); at != std::string::npos)
            said[line.substr(0, at)] = line.substr(at + 2);
    return said;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(keys_secret_service_tests)

BOOST_AUTO_TEST_CASE(C8_a_real_keyring_keeps_keys_and_a_locked_or_missing_one_never_hangs) {
    if (!has("gnome-keyring-daemon") || !has("dbus-run-session")) {
        std::puts("skipped 1: no gnome-keyring or no dbus-run-session here");
        return;
    }
    const kith::support::ScratchFolder folder;
    const auto said = session(folder.path());
    const std::map<std::string, std::string> expected = {{"no bus", "unavailable"},
                                                         {"nothing yet", "not_found"},
                                                         {"put", "done"},
                                                         {"get", "first-value"},
                                                         {"put again", "done"},
                                                         {"get again", "second-value"},
                                                         {"put another", "done"},
                                                         {"names", "shelf/a "},
                                                         {"all names", "log/b shelf/a "},
                                                         {"erase", "done"},
                                                         {"erase what is not there", "done"},
                                                         {"erased", "not_found"},
                                                         {"next session", "second-value"},
                                                         {"locked get", "denied"},
                                                         {"locked put", "denied"},
                                                         {"locked erase", "denied"},
                                                         {"locked and absent", "denied"},
                                                         {"unharmed", "second-value"},
                                                         {"no key store", "unavailable"},
                                                         {"no key store put", "unavailable"}};
    for (const auto& [step, answer] : expected) {
        const auto at = said.find(step);
        BOOST_TEST((at == said.end() ? "(not reached)" : at->second) == answer, step);
    }
}

BOOST_AUTO_TEST_SUITE_END()
