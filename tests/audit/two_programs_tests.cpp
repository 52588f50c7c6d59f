#include "log_world.h"
#include "recording_disk.h"
#include "store/database.h"
#include "tlog/checkpoint.h"

#include <boost/test/unit_test.hpp>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <map>

using namespace kith;
using namespace kith::audit_tests;

// Several programs on one file: the window and the command line, or two windows.
namespace {

constexpr int kEach = 60;

/// What a child program does; it leaves at once, without the parent's tests. 0 when every append had its
/// receipt.
[[noreturn]] void append_many(const audit::AccessLog::Place& place, unsigned seed, const std::string& who) {
    support::SeededEntropy entropy(seed);
    auto log = audit::AccessLog::open(place, entropy);
    if (!log) ::_exit(2);
    for (int i = 0; i < kEach; ++i) {
        auto e = entry();
        e.user = who;
        e.facts_json = R"({"turn":)" + std::to_string(i) + "}";
        if (!(*log)->append(e)) ::_exit(3);
    }
    ::_exit(0);
}

int wait_for(pid_t child) {
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

size_t count_of(const std::string& text, const std::string& part) {
    size_t n = 0;
    for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
    return n;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(audit_two_programs_tests)

BOOST_AUTO_TEST_CASE(two_programs_that_begin_one_log_at_once_lose_nothing_and_keep_their_own_order) {
    LogWorld world;
    std::vector<pid_t> children;
    for (unsigned i = 0; i < 2; ++i) {
        const pid_t child = ::fork();
        if (child == 0) append_many(world.place, i + 1, "program" + std::to_string(i));
        children.push_back(child);
    }
    for (const pid_t child : children) BOOST_TEST(wait_for(child) == 0);

    auto log = world.open();
    BOOST_TEST(log->size() == 2u * kEach);
    std::map<std::string, int> turns;
    const auto entries = *log->read(0, 1000);
    for (const auto& one : entries) {
        const std::string who = one.leaf_json.find("program0") != std::string::npos ? "program0" : "program1";
        const int turn = turns[who]++;
        BOOST_TEST(count_of(one.leaf_json, "{\"turn\":" + std::to_string(turn) + "}") == 1u);
    }
    BOOST_TEST(turns["program0"] == kEach);
    BOOST_TEST(turns["program1"] == kEach);
}

BOOST_AUTO_TEST_CASE(two_logs_open_on_one_file_take_in_each_others_entries) {
    LogWorld world;
    auto one = world.open();
    auto other = world.open();
    for (std::uint64_t i = 0; i < 20; i += 2) {
        BOOST_TEST(world.append(*one).leaf() == i);
        const auto receipt = world.append(*other);
        BOOST_TEST(receipt.leaf() == i + 1);
        BOOST_TEST(receipt.root() == world.open()->root());
    }
}

namespace {

std::uint64_t signed_size(const base::Expected<std::string>& note) {
    BOOST_TEST_REQUIRE(note.has_value());
    return tlog::SignedCheckpoint::parse(*note)->checkpoint.size;
}

}  // namespace

BOOST_AUTO_TEST_CASE(AU_3_asking_again_for_a_head_that_stands_writes_nothing_and_waits_for_nobody) {
    const support::RecordingDisk disk;
    LogWorld world;
    auto log = world.open();
    const auto at = entry().at;
    for (int i = 0; i < 3; ++i) world.append(*log);
    const size_t unsigned_tail = disk.size();
    const auto head = log->checkpoint(at);
    BOOST_TEST(signed_size(head) == 3u);
    BOOST_TEST(disk.size() > unsigned_tail, "the tail had no head: that is written");
    auto other = store::Database::open(world.place.path, std::chrono::milliseconds{0});
    BOOST_TEST_REQUIRE(other.has_value());
    const size_t before = disk.size();
    const auto held = other->transact([&]() -> base::Expected<void> {
        for (int minute = 1; minute <= 5; ++minute)
            BOOST_TEST(*log->checkpoint(at + std::chrono::minutes{minute}) == *head);
        return {};
    });
    BOOST_TEST(held.has_value());
    BOOST_TEST(disk.size() == before);
}

BOOST_AUTO_TEST_CASE(AU_3_programs_that_fall_idle_on_one_file_sign_what_any_of_them_wrote_last_once) {
    LogWorld world;
    auto one = world.open();
    auto other = world.open();
    const auto at = entry().at;
    BOOST_TEST(signed_size(one->checkpoint(at)) == 0u);
    for (std::uint64_t i = 1; i < 12; ++i) {
        world.append(i % 2 ? *one : *other);
        const auto first = (i % 3 ? one : other)->checkpoint(at);
        BOOST_TEST(signed_size(first) == i);
        BOOST_TEST(*(i % 3 ? other : one)->checkpoint(at + std::chrono::seconds{1}) == *first);
    }
    BOOST_TEST(world.open()->latest_checkpoint() == other->latest_checkpoint());
    BOOST_TEST(one->verify({})->trouble.empty());
}

// G1: killed at whatever moment, the log opens, and every acknowledged entry is in it.
BOOST_AUTO_TEST_CASE(a_program_killed_at_any_moment_loses_no_acknowledged_entry) {
    for (int round = 0; round < 12; ++round) {
        LogWorld world;
        int pipe_ends[2];
        BOOST_TEST_REQUIRE(::pipe(pipe_ends) == 0);
        const pid_t child = ::fork();
        if (child == 0) {
            auto log = audit::AccessLog::open(world.place, world.entropy);
            for (char n = 1; log && (*log)->append(entry()); ++n)
                if (::write(pipe_ends[1], &n, 1) != 1) break;  // says: this one is acknowledged
            ::_exit(0);
        }
        ::close(pipe_ends[1]);
        char acknowledged = 0;
        while (acknowledged < round * 3 + 1 && ::read(pipe_ends[0], &acknowledged, 1) == 1) {
        }
        ::kill(child, SIGKILL);
        wait_for(child);
        while (::read(pipe_ends[0], &acknowledged, 1) == 1) {
        }
        ::close(pipe_ends[0]);
        const auto size = world.open()->size();
        BOOST_TEST(size >= static_cast<std::uint64_t>(acknowledged));
        BOOST_TEST(size <= static_cast<std::uint64_t>(acknowledged) + 1, "at most the one under way");
    }
}

BOOST_AUTO_TEST_SUITE_END()
