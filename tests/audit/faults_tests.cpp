#include "log_world.h"
#include "power_cuts.h"
#include "tlog/export.h"

#include <boost/test/unit_test.hpp>
#include <sys/wait.h>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <random>
#include <sstream>

using namespace kith;
using namespace kith::audit_tests;
namespace fs = std::filesystem;

namespace {

std::string output_of(const std::string& command) {
    std::string out;
    FILE* pipe = ::popen(command.c_str(), "r");
    if (!pipe) return out;
    for (int c; (c = std::fgetc(pipe)) != EOF;) out += static_cast<char>(c);
    ::pclose(pipe);
    return out;
}

struct Injection {
    std::string call;
    int first, last, step;
};

std::string bytes_of(const std::string& path) {
    std::ostringstream out;
    out << std::ifstream(path, std::ios::binary).rdbuf();
    return out.str();
}

/// Everything that can be read of a log, or why it cannot.
std::string all_of(LogWorld& world) {
    const auto log = world.try_open();
    if (!log) return "fault: " + log.error().detail;
    const auto checked = (*log)->verify({});
    if (!checked) return "fault: " + checked.error().detail;
    if (!checked->trouble.empty()) return "fault: " + checked->trouble;
    std::string out = (*log)->latest_checkpoint() + (*log)->root();
    const auto entries = (*log)->read(0, 100);
    if (!entries) return "fault: " + entries.error().detail;
    for (const auto& one : *entries) {
        const auto words = (*log)->own_words(one.index);
        if (!words) return "fault: " + words.error().detail;
        out += one.leaf_json;
    }
    return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(audit_faults_tests)

// X1, G1: each system call that an append makes fails in turn, or the program is killed at it.
BOOST_AUTO_TEST_CASE(X1_a_system_call_that_fails_or_kills_loses_doubles_and_reorders_no_acknowledged_entry) {
    if (output_of("strace -qq -o /dev/null -e inject=getppid:error=EIO true 2>&1 && echo works") !=
        "works\n") {
        std::cout << "skipped 1 test of failing system calls: strace may not be used here\n";
        return;
    }
    LogWorld world;
    world.append(*world.open());
    const std::string folder = world.scratch.file("state");
    const std::vector<Injection> injections = {{"pwrite64", 1, 22, 2}, {"fdatasync", 1, 6, 1},
                                               {"pread64", 1, 9, 4},   {"fcntl", 1, 31, 10},
                                               {"openat", 14, 24, 5},  {"ftruncate", 1, 2, 1}};
    int run = 0;
    std::uint64_t before = 1, acknowledged = 0;
    for (const auto& one : injections)
        for (int when = one.first; when <= one.last; when += one.step)
            for (const auto* what : {"error=EIO", "error=ENOSPC", "signal=SIGKILL"}) {
                const std::string inject = one.call + ":" + what + ":when=" + std::to_string(when);
                const std::string said =
                    output_of("strace -f -qq -o /dev/null -e inject=" + inject + " " KITH_APPEND_PROGRAM " " +
                              folder + " " + std::to_string(++run) + " 4 2>/dev/null");
                auto log = world.open();
                const auto entries = *log->read(before, 100);
                BOOST_TEST(entries.size() >= said.size(), inject << ": lost");
                BOOST_TEST(entries.size() <= said.size() + 1, inject << ": doubled");
                for (size_t turn = 0; turn < entries.size(); ++turn) {
                    const std::string mark =
                        "{\"run\":" + std::to_string(run) + ",\"turn\":" + std::to_string(turn) + "}";
                    BOOST_TEST(entries[turn].leaf_json.find(mark) != std::string::npos,
                               inject << ": reordered");
                }
                before = log->size();
                acknowledged += said.size();
            }
    BOOST_TEST(run > 80);
    BOOST_TEST(acknowledged > static_cast<std::uint64_t>(run), "most runs got somewhere");
    auto log = world.open();
    BOOST_TEST(log->verify({})->checked_to > 0u);
}

// X3, G1. Ten thousand of them: bench_log power.
BOOST_AUTO_TEST_CASE(X3_power_cuts_with_torn_and_reordered_writes_lose_and_double_no_acknowledged_entry) {
    const support::ScratchFolder scratch;
    const Cuts cuts = cut_power(200, 512, scratch.path());
    BOOST_TEST(cuts.opened == cuts.tried, cuts.example);
    BOOST_TEST(cuts.lost == 0u);
    BOOST_TEST(cuts.doubled == 0u);
    BOOST_TEST(cuts.unsound == 0u, cuts.example);
}

BOOST_AUTO_TEST_CASE(G17_an_append_is_one_flush_with_its_head_and_its_words) {
    support::RecordingDisk disk;
    LogWorld world;
    auto log = world.open();
    for (int i = 0; i < 3; ++i) world.append(*log);
    const size_t before = disk.syncs();
    for (int i = 0; i < 50; ++i) {
        auto e = entry();
        e.at += std::chrono::seconds{61} * i;
        e.subject_words = "Maisie Rose PELLOW, born 14 Feb 2017";
        world.append(*log, e);
    }
    BOOST_TEST(disk.syncs() - before == 50u);
}

// Every 23rd byte, each with another bit: all of them would take minutes.
BOOST_AUTO_TEST_CASE(F9_a_flipped_bit_anywhere_in_the_file_is_said_or_harms_nothing) {
    LogWorld world;
    {
        auto log = world.open();
        for (int i = 0; i < 4; ++i) world.append(*log);
    }
    const std::string sound = bytes_of(world.place.path), said = all_of(world);
    BOOST_TEST_REQUIRE(!said.starts_with("fault"));
    size_t faults = 0, silent = 0;
    for (size_t i = 0; i < sound.size(); i += 23) {
        for (const auto* end : {"-wal", "-shm"}) fs::remove(world.place.path + end);
        std::string spoilt = sound;
        spoilt[i] = static_cast<char>(spoilt[i] ^ (1 << i % 8));
        std::ofstream(world.place.path, std::ios::binary | std::ios::trunc) << spoilt;
        const std::string now = all_of(world);
        faults += now.starts_with("fault: ") && now.size() > 12;
        silent += !now.starts_with("fault: ") && now != said;
    }
    BOOST_TEST(silent == 0u);
    BOOST_TEST(faults > 20u);
}

BOOST_AUTO_TEST_CASE(F9_a_file_cut_off_anywhere_is_said_and_never_taken_for_a_log_with_less_in_it) {
    LogWorld world;
    {
        auto log = world.open();
        for (int i = 0; i < 40; ++i) world.append(*log);
    }
    const std::string sound = bytes_of(world.place.path), said = all_of(world);
    for (size_t keep = 100; keep < sound.size(); keep += 4096 + 611) {
        for (const auto* end : {"-wal", "-shm"}) fs::remove(world.place.path + end);
        std::ofstream(world.place.path, std::ios::binary | std::ios::trunc) << sound.substr(0, keep);
        const std::string now = all_of(world);
        BOOST_TEST((now.starts_with("fault: ") || now == said), keep);
    }
}

BOOST_AUTO_TEST_SUITE_END()
