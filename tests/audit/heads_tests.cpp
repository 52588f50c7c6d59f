#include "log_world.h"
#include "store/database.h"
#include "tlog/export.h"

#include <boost/test/unit_test.hpp>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <map>
#include <sstream>
#include <thread>

using namespace kith;
using namespace kith::audit_tests;
using namespace std::chrono_literals;
using base::Fault;
namespace fs = std::filesystem;

namespace {

ports::AuditEntry entry_at(std::chrono::milliseconds after, std::string kind = "enquiry_asked") {
    auto e = entry(std::move(kind));
    e.at += after;
    return e;
}

/// Sizes of all heads in the file, each held to the log's key; two of one size would be two lines of a map.
std::map<std::uint64_t, std::string> heads_of(const LogWorld& world, const std::string& key) {
    std::map<std::uint64_t, std::string> heads;
    auto database = store::Database::open(world.place.path, 1000ms);
    BOOST_TEST_REQUIRE(database.has_value());
    const auto read =
        database->read("SELECT size, note FROM head ORDER BY size", {}, [&](const store::Row& row) {
            const auto note = tlog::SignedCheckpoint::parse(row.bytes(1));
            BOOST_TEST_REQUIRE(note.has_value());
            BOOST_TEST(note->is_signed_by(*tlog::VerifierKey::parse(key)));
            BOOST_TEST(note->checkpoint.size == static_cast<std::uint64_t>(row.integer(0)));
            heads[note->checkpoint.size] = note->text();
            return base::Expected<void>{};
        });
    BOOST_TEST(read.has_value());
    return heads;
}

std::string sizes(const std::map<std::uint64_t, std::string>& heads) {
    std::string out;
    for (const auto& [size, note] : heads) out += std::to_string(size) + " ";
    return out;
}

tlog::ExportReport checked_export(audit::AccessLog& log, std::vector<std::string> older = {}) {
    std::stringstream file;
    audit::AccessLog::Wish wish;
    wish.made_by = "t.adeyemi";
    wish.now = entry().at + 1h;
    wish.older = older;
    BOOST_TEST_REQUIRE(log.write_export(file, wish).has_value());
    return tlog::check_export(file, {{*tlog::VerifierKey::parse(log.verifier_key())}, older});
}

void past_the_triggers(const LogWorld& world, const std::string& sql) {
    auto database = store::Database::open(world.place.path, 1000ms);
    BOOST_TEST_REQUIRE(database.has_value());
    for (const auto* trigger :
         {"leaf_stays", "leaf_is_kept", "leaf_is_next", "head_stays", "head_is_kept", "head_is_next"})
        BOOST_TEST_REQUIRE(database->run(std::string("DROP TRIGGER ") + trigger).has_value());
    BOOST_TEST_REQUIRE(database->run(sql).has_value());
}

void copy_log(const LogWorld& world, const std::string& to) {
    fs::create_directories(to);
    for (const auto* end : {"", "-wal"})
        if (fs::exists(world.place.path + end))
            fs::copy_file(world.place.path + end, to + "/log" + end, fs::copy_options::overwrite_existing);
}

void put_back(const LogWorld& world, const std::string& from) {
    for (const auto* end : {"", "-wal", "-shm"}) fs::remove(world.place.path + end);
    for (const auto* end : {"", "-wal"})
        if (fs::exists(from + "/log" + end)) fs::copy_file(from + "/log" + end, world.place.path + end);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(audit_heads_tests)

BOOST_AUTO_TEST_CASE(C4_a_head_is_signed_over_the_first_entry_and_every_hundred) {
    LogWorld world;
    auto log = world.open();
    BOOST_TEST(log->latest_checkpoint().empty());
    for (int i = 0; i < 250; ++i) world.append(*log);
    BOOST_TEST(sizes(heads_of(world, log->verifier_key())) == "1 101 201 ");
    BOOST_TEST(log->latest_checkpoint() == heads_of(world, log->verifier_key())[201]);
}

BOOST_AUTO_TEST_CASE(C4_a_head_is_signed_every_sixty_seconds_of_the_entries_own_time_either_way) {
    LogWorld world;
    auto log = world.open();
    for (const auto after : {0ms, 59'999ms, 60'000ms, 60'001ms, 119'999ms, 120'000ms, 60'000ms})
        world.append(*log, entry_at(after, "clock_changed"));
    BOOST_TEST(sizes(heads_of(world, log->verifier_key())) == "1 3 6 7 ");
}

BOOST_AUTO_TEST_CASE(a_head_is_signed_once_a_size_whoever_asks) {
    LogWorld world;
    auto one = world.open();
    auto other = world.open();
    for (int i = 0; i < 5; ++i) world.append(*one);
    const auto first = one->checkpoint(entry().at + 1s);
    BOOST_TEST(*first == *one->checkpoint(entry().at + 2s));
    BOOST_TEST(*first == *other->checkpoint(entry().at + 3s));
    BOOST_TEST(sizes(heads_of(world, one->verifier_key())) == "1 5 ");
    BOOST_TEST(one->verifier_key() == other->verifier_key());
}

BOOST_AUTO_TEST_CASE(an_empty_log_can_be_signed_as_well) {
    LogWorld world;
    auto log = world.open();
    const auto note = log->checkpoint(entry().at);
    BOOST_TEST_REQUIRE(note.has_value());
    BOOST_TEST(tlog::SignedCheckpoint::parse(*note)->checkpoint.size == 0u);
    world.append(*log);
    log.reset();
    BOOST_TEST(world.open()->size() == 1u);
}

BOOST_AUTO_TEST_CASE(the_name_in_heads_is_the_origin_of_the_settings_or_made_from_the_chain) {
    LogWorld world;
    BOOST_TEST(world.open()->verifier_key().starts_with("kith/"));
    world.place.origin = "northshire.example/kith/WS-014";
    BOOST_TEST(world.open()->verifier_key().starts_with("northshire.example/kith/WS-014+"));
    world.place.origin = "a b+c";
    BOOST_TEST(tlog::VerifierKey::parse(world.open()->verifier_key()).has_value());
}

BOOST_AUTO_TEST_CASE(opening_goes_on_from_the_last_head_and_the_full_check_finds_what_lies_before_it) {
    LogWorld world;
    {
        auto log = world.open();
        for (int i = 0; i < 130; ++i) world.append(*log);
    }
    past_the_triggers(world,
                      "UPDATE leaf SET json = CAST(replace(CAST(json AS TEXT), 'r.singh', 'a.nother') AS "
                      "BLOB) WHERE idx = 40");
    auto log = world.open();
    BOOST_TEST(log->size() == 130u);
    const auto checked = log->verify({});
    BOOST_TEST_REQUIRE(checked.has_value());
    BOOST_TEST(checked->trouble == "Entry 40 does not match its hash.");
    BOOST_TEST(checked->checked_to == 40u);
    BOOST_TEST(checked->entries == 130u);
    log.reset();
    past_the_triggers(world, "CREATE TRIGGER leaf_stays BEFORE UPDATE ON leaf BEGIN SELECT 1; END");
}

BOOST_AUTO_TEST_CASE(an_entry_after_the_last_head_that_was_edited_opens_no_log) {
    LogWorld world;
    {
        auto log = world.open();
        for (int i = 0; i < 130; ++i) world.append(*log);
    }
    past_the_triggers(world, "UPDATE leaf SET json = x'7b7d' WHERE idx = 120");
    const auto log = world.try_open();
    BOOST_TEST_REQUIRE(!log.has_value());
    BOOST_TEST((log.error().fault == Fault::corrupt));
    BOOST_TEST(log.error().detail.find("entry 120 does not match its hash") != std::string::npos,
               log.error().detail);
}

BOOST_AUTO_TEST_CASE(a_head_by_a_stranger_is_passed_over_and_found_by_the_full_check) {
    LogWorld world;
    {
        auto log = world.open();
        for (int i = 0; i < 130; ++i) world.append(*log);
    }
    past_the_triggers(world,
                      "UPDATE head SET note = CAST(replace(CAST(note AS TEXT), 'time 2026', 'time 2027') AS "
                      "BLOB) WHERE size = 101");
    auto log = world.open();
    BOOST_TEST(log->size() == 130u);
    BOOST_TEST(
        log->verify({})->trouble.find("Entry 100 has a head after it whose signature does not hold") == 0u,
        log->verify({})->trouble);
}

BOOST_AUTO_TEST_CASE(C4_a_log_cut_below_its_signed_head_opens_no_more) {
    LogWorld world;
    {
        auto log = world.open();
        for (int i = 0; i < 101; ++i) world.append(*log);
    }
    past_the_triggers(world,
                      "DELETE FROM words WHERE idx >= 90; DELETE FROM subject WHERE idx >= 90; DELETE FROM "
                      "leaf WHERE idx >= 90");
    const auto log = world.try_open();
    BOOST_TEST_REQUIRE(!log.has_value());
    BOOST_TEST(log.error().detail.find("entry 90 is missing: the log is shorter than its signed head says") !=
                   std::string::npos,
               log.error().detail);
}

BOOST_AUTO_TEST_CASE(AU_3_a_log_cut_with_its_heads_is_noticed_by_a_checkpoint_kept_elsewhere) {
    LogWorld world;
    std::string kept;
    {
        auto log = world.open();
        for (int i = 0; i < 120; ++i) world.append(*log);
        kept = *log->checkpoint(entry().at);
        BOOST_TEST(checked_export(*log, {kept}).is_intact());
    }
    past_the_triggers(world,
                      "DELETE FROM head WHERE size > 90; DELETE FROM words WHERE idx >= 90; DELETE FROM "
                      "subject WHERE idx >= 90; "
                      "DELETE FROM leaf WHERE idx >= 90");
    auto log = world.open();
    BOOST_TEST(log->verify({})->trouble.empty(), "nothing in the file shows it");
    const auto report = checked_export(*log, {kept});
    BOOST_TEST_REQUIRE(!report.is_intact());
    BOOST_TEST((report.findings[0].trouble == tlog::Trouble::truncated));
    BOOST_TEST(*report.findings[0].entry == 90u);
}

BOOST_AUTO_TEST_CASE(G1_yesterdays_log_put_back_is_noticed_even_after_it_has_grown_again) {
    LogWorld world;
    const std::string yesterday = world.scratch.file("yesterday");
    {
        auto log = world.open();
        for (int i = 0; i < 30; ++i) world.append(*log);
    }
    copy_log(world, yesterday);
    std::string kept;
    {
        auto log = world.open();
        for (int i = 0; i < 20; ++i) world.append(*log);
        kept = *log->checkpoint(entry().at);
    }
    put_back(world, yesterday);
    auto log = world.open();
    BOOST_TEST((checked_export(*log, {kept}).findings.at(0).trouble == tlog::Trouble::truncated));
    for (int i = 0; i < 40; ++i) world.append(*log);
    const auto report = checked_export(*log, {kept});
    BOOST_TEST(std::ranges::any_of(report.findings, [](const auto& one) {
        return one.trouble == tlog::Trouble::forked &&
               one.sentence.find("entries 0 to 49 are not what they were") != std::string::npos;
    }));
}

BOOST_AUTO_TEST_CASE(the_full_check_tells_how_far_it_is_and_can_be_stopped) {
    LogWorld world;
    auto log = world.open();
    for (int i = 0; i < 30; ++i) world.append(*log);
    std::uint64_t seen = 0;
    const auto checked = log->verify([&](std::uint64_t n) {
        seen = n;
        return true;
    });
    BOOST_TEST(checked->trouble.empty(), checked->trouble);
    BOOST_TEST(checked->checked_to == 30u);
    BOOST_TEST(seen == 30u);
    BOOST_TEST(checked->checkpoint_time == "2026-11-22T09:41:07.250Z");
    BOOST_TEST((log->verify([](std::uint64_t) { return false; }).error().fault == Fault::cancelled));
}

BOOST_AUTO_TEST_CASE(AU_3_the_full_check_finds_a_clock_set_back_unless_an_entry_says_so) {
    for (const auto* kind : {"enquiry_asked", "clock_changed"}) {
        LogWorld world;
        auto log = world.open();
        for (int i = 0; i < 5; ++i) world.append(*log, entry_at(i * 1s + 1h));
        world.append(*log, entry_at(0s, kind));
        world.append(*log, entry_at(1s));
        const auto checked = log->verify({});
        BOOST_TEST(checked->clock_jumps == 1u);
        BOOST_TEST(checked->trouble.empty() == (std::string_view(kind) == "clock_changed"), checked->trouble);
        if (!checked->trouble.empty()) BOOST_TEST(checked->trouble.find("Entry 5 is dated before") == 0u);
    }
}

BOOST_AUTO_TEST_CASE(a_log_that_lost_its_signing_key_goes_on_with_another) {
    LogWorld world;
    std::string old_key;
    {
        auto log = world.open();
        old_key = log->verifier_key();
        for (int i = 0; i < 110; ++i) world.append(*log);
    }
    fs::remove(world.place.token_key_path + ".sign");
    auto log = world.open();
    BOOST_TEST(log->size() == 110u);
    BOOST_TEST(log->verifier_key() != old_key);
    for (int i = 0; i < 110; ++i) world.append(*log);
    BOOST_TEST(log->verify({})->trouble.empty(), log->verify({})->trouble);
    std::stringstream file;
    BOOST_TEST_REQUIRE(log->write_export(file, {{}, {}, "t.adeyemi", entry().at}).has_value());
    const auto report = tlog::check_export(
        file, {{*tlog::VerifierKey::parse(log->verifier_key()), *tlog::VerifierKey::parse(old_key)}, {}});
    BOOST_TEST(report.is_intact(), (report.is_intact() ? "" : report.findings[0].sentence));
}

BOOST_AUTO_TEST_CASE(P4_eight_threads_never_sign_two_heads_that_contradict) {
    LogWorld world;
    world.open();
    std::vector<std::thread> threads;
    std::vector<int> failed(8, 0);
    for (unsigned t = 0; t < 8; ++t)
        threads.emplace_back([&, t] {
            support::SeededEntropy entropy(t + 10);
            auto log = audit::AccessLog::open(world.place, entropy);
            for (int i = 0; log && i < 12; ++i) {
                failed[t] += !(*log)->append(entry_at(i * 61s)).has_value();
                if (i % 4 == 0) failed[t] += !(*log)->checkpoint(entry().at).has_value();
            }
            failed[t] += !log.has_value();
        });
    for (auto& thread : threads) thread.join();
    for (const int n : failed) BOOST_TEST(n == 0);
    auto log = world.open();
    BOOST_TEST(log->size() == 96u);
    const auto heads = heads_of(world, log->verifier_key());
    BOOST_TEST(heads.size() > 20u);
    // Each head is held to the tree over the leaves: all of them begin one log.
    std::vector<std::string> all;
    for (const auto& [size, note] : heads) all.push_back(note);
    for (const auto& one : checked_export(*log, all).findings)
        BOOST_TEST((one.trouble == tlog::Trouble::clock), one.sentence);
}

BOOST_AUTO_TEST_CASE(P4_heads_seen_by_two_programs_that_are_killed_all_begin_the_log_that_stands) {
    LogWorld world;
    std::vector<std::string> seen;
    world.open();
    for (int round = 0; round < 6; ++round) {
        int pipe_ends[2];
        BOOST_TEST_REQUIRE(::pipe(pipe_ends) == 0);
        std::vector<pid_t> children;
        for (unsigned program = 0; program < 2; ++program) {
            const pid_t child = ::fork();
            if (child == 0) {
                support::SeededEntropy entropy(100 + 2 * static_cast<unsigned>(round) + program);
                auto log = audit::AccessLog::open(world.place, entropy);
                while (log && (*log)->append(entry())) {
                    auto note = (*log)->checkpoint(entry().at);
                    if (!note) break;
                    note->resize(512, '#');  // one write, and so whole
                    if (::write(pipe_ends[1], note->data(), note->size()) != 512) break;
                }
                ::_exit(0);
            }
            children.push_back(child);
        }
        ::close(pipe_ends[1]);
        std::string note(512, '\0');
        for (int n = 0; n < 6 + round && ::read(pipe_ends[0], note.data(), 512) == 512; ++n)
            seen.push_back(note.substr(0, note.find('#')));
        for (const pid_t child : children) ::kill(child, SIGKILL);
        for (const pid_t child : children) ::waitpid(child, nullptr, 0);
        while (::read(pipe_ends[0], note.data(), 512) == 512) seen.push_back(note.substr(0, note.find('#')));
        ::close(pipe_ends[0]);
    }
    BOOST_TEST(seen.size() >= 36u);
    auto log = world.open();
    const auto report = checked_export(*log, seen);
    BOOST_TEST(report.is_intact(), (report.is_intact() ? "" : report.findings[0].sentence));
}

BOOST_AUTO_TEST_SUITE_END()
