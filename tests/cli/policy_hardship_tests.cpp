#include "cli/program.h"
#include "policy/lawbook.h"

#include <boost/test/unit_test.hpp>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

using namespace kith;
using namespace kith::tests;
using policy_tests::SmallRulebook;

// X1: whatever goes wrong while a signature file is written, the old one stands whole or the new one does.
namespace {

namespace fs = std::filesystem;

/// What strace can make go wrong at a system call.
const std::vector<std::string> kTroubles = {"error=EIO", "error=ENOSPC", "error=EROFS", "signal=KILL"};
const std::vector<std::string> kCalls = {"openat", "write", "fsync", "rename", "unlink"};

/// A rulebook signed once, about to be signed again by somebody else.
struct Desk {
    Folder folder;
    std::string file, old_signatures, new_signatures;

    Desk() {
        file = folder.write("law.json", SmallRulebook{}.text());
        for (const std::string who : {"first", "second"})
            BOOST_TEST_REQUIRE(
                run_kith({"policy", "sign", "--new-key", folder.file(who), "--name", who}).status == 0);
        old_signatures = signed_anew("first");
        new_signatures = signed_anew("second");
    }
    std::string signed_anew(const std::string& who) const {
        BOOST_TEST_REQUIRE(
            run_kith({"policy", "sign", file, "--seed-file", folder.file(who), "--name", who}).status == 0);
        return whole_file(file + ".sig");
    }
    void put_back() const {
        for (const auto& entry : fs::directory_iterator(folder.path()))
            if (entry.path().string().starts_with(file + ".sig")) fs::remove(entry.path());
        folder.write("law.json.sig", old_signatures);
    }
    /// Signs under strace, which does as told, and gives what it saw.
    std::string sign_under(const std::string& told) const {
        const std::string trace = folder.file("trace");
        const std::string program = std::string(KITH_BINARY_DIR) + "/kith";
        const std::string command = "strace -f -o '" + trace + "' " + told + " '" + program +
                                    "' policy sign '" + file + "' --seed-file '" + folder.file("second") +
                                    "' --name second >/dev/null 2>&1";
        (void)std::system(command.c_str());
        return whole_file(trace);
    }
    /// Which of such calls are about our files: what the loader opens before main() tells nothing.
    std::vector<int> steps_of(const std::string& call) const {
        std::vector<int> steps;
        std::istringstream seen(sign_under("-e trace=" + call));
        int number = 0;
        for (std::string line; std::getline(seen, line);) {
            if (line.find(call + "(") == std::string::npos) continue;
            ++number;
            const bool is_ours = line.find(folder.path()) != std::string::npos;
            if (is_ours || call == "write" || call == "fsync") steps.push_back(number);
        }
        return steps;
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(cli_policy_hardship_tests)

BOOST_AUTO_TEST_CASE(X1_the_old_signature_file_or_the_new_one_stands_whole_after_every_injected_failure) {
    if (std::system("strace -o /dev/null true >/dev/null 2>&1") != 0) {
        std::cout << "skipped 1: strace is not here, or may not be used\n";
        return;
    }
    const Desk desk;
    BOOST_TEST_REQUIRE(desk.old_signatures != desk.new_signatures);
    size_t injected = 0, old_ones = 0;
    for (const auto& call : kCalls)
        for (const int step : desk.steps_of(call))
            for (const auto& trouble : kTroubles) {
                desk.put_back();
                const std::string told = "-e trace=" + call + " -e inject=" + call + ":" + trouble +
                                         ":when=" + std::to_string(step);
                const std::string seen = desk.sign_under(told);
                injected += seen.find("(INJECTED)") != std::string::npos ||
                            seen.find("killed by SIGKILL") != std::string::npos;
                const std::string now = whole_file(desk.file + ".sig");
                BOOST_TEST((now == desk.old_signatures || now == desk.new_signatures),
                           told << " left " << now.size() << " bytes");
                old_ones += now == desk.old_signatures;
                BOOST_TEST(whole_file(desk.file) == SmallRulebook{}.text());
            }
    BOOST_TEST(injected > 20u);
    BOOST_TEST(old_ones > 10u);
    BOOST_TEST(old_ones < injected, "what failed after the new one was in place left the new one");
}

BOOST_AUTO_TEST_SUITE_END()
