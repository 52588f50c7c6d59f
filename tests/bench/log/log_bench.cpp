// The access log beside the limits of the machine, in one run.
//   bench_log                     durable append beside one SQLite row of the same bytes (goal <= 1.25),
//   flushes an append
//                                 (goal <= 1), checking a million entries beside SHA-256 of the same bytes
//                                 (goal: >= 0.6 of its speed, 1.1 on two cores) and SQLite's bare reading of
//                                 the same rows, inclusion proofs (goal: p99 <= 1 ms),
//                                 kith-verify's reading
//   bench_log entries 100000      the same with so many entries
//   bench_log mutations [N]       N random changes to an export (100,000): all found, all located
//   bench_log power [N]           N power cuts while a log is written (10,000): nothing lost
#include "audit/access_log.h"
#include "audit/power_cuts.h"
#include "audit/recording_disk.h"
#include "bench/stopwatch.h"
#include "store/database.h"
#include "support/scratch_folder.h"
#include "tlog/export.h"
#include "tlog/mutations.h"

#include <sqlite3.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace {

using namespace kith;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

template <typename T>
T need(base::Expected<T> got) {
    if (got) return std::move(*got);
    std::fprintf(stderr, "bench_log: %s\n", got.error().detail.c_str());
    std::exit(1);
}

void need(const base::Expected<void>& done) {
    if (done) return;
    std::fprintf(stderr, "bench_log: %s\n", done.error().detail.c_str());
    std::exit(1);
}

ports::AuditEntry entry(std::uint64_t i) {
    auto e = audit_tests::entry();
    e.at += std::chrono::milliseconds{250} * static_cast<std::int64_t>(i);
    e.subject_family = "Pellow";
    e.subject_words = "Maisie Rose PELLOW, born 14 Feb 2017";
    return e;
}

struct World {
    support::ScratchFolder scratch;
    support::SeededEntropy entropy;
    audit::AccessLog::Place place{scratch.file("access.log"), scratch.file("token.key"), {}, {}, 0};
    std::unique_ptr<audit::AccessLog> open() { return need(audit::AccessLog::open(place, entropy)); }
};

/// One row of as many bytes in a file of its own, flushed as the log is.
class Rows {
public:
    Rows(const std::string& path, size_t bytes)
        : database_(need(store::Database::open(path, std::chrono::milliseconds{0}))), row_(bytes, 'x') {
        need(database_.run("CREATE TABLE row(idx INTEGER PRIMARY KEY, bytes BLOB) STRICT"));
    }
    void append() {
        need(database_.transact(
            [&] { return database_.write("INSERT INTO row(bytes) VALUES (?1)", {store::Blob{row_}}); }));
    }

private:
    store::Database database_;
    std::string row_;
};

void append_beside_a_row() {
    World world;
    auto log = world.open();
    for (std::uint64_t i = 0; i < 20; ++i) (void)need(log->append(entry(i)));
    // What an entry stores: leaf, hashes, sealed words and name.
    constexpr size_t kApart = 32 + 32 + 140 + 284;
    const size_t bytes = need(log->read(0, 1)).front().leaf_json.size() + kApart;
    Rows rows(world.scratch.file("rows"), bytes);
    std::vector<double> ours, row, cpu_ours, cpu_row;
    std::uint64_t n = 20;
    for (int round = 0; round < 400; ++round) {
        auto start = Clock::now();
        double cpu = bench::cpu_seconds();
        (void)need(log->append(entry(n++)));
        ours.push_back(seconds_since(start));
        cpu_ours.push_back(bench::cpu_seconds() - cpu);
        start = Clock::now();
        cpu = bench::cpu_seconds();
        rows.append();
        row.push_back(seconds_since(start));
        cpu_row.push_back(bench::cpu_seconds() - cpu);
    }
    std::printf(
        "append, durable, %zu bytes: ours %.0f us, SQLite row %.0f us, ratio %.2f (goal <= 1.25); CPU %.0f "
        "and %.0f us\n",
        bytes, 1e6 * bench::median(ours), 1e6 * bench::median(row), bench::median(ours) / bench::median(row),
        1e6 * bench::median(cpu_ours), 1e6 * bench::median(cpu_row));
}

void flushes_an_append() {
    support::RecordingDisk disk;
    World world;
    auto log = world.open();
    (void)need(log->append(entry(0)));
    const size_t before = disk.syncs();
    for (std::uint64_t i = 1; i <= 200; ++i) (void)need(log->append(entry(i)));
    std::printf("flushes an append, heads and sealed words included, over 200: %.2f (goal <= 1)\n",
                static_cast<double>(disk.syncs() - before) / 200);
}

void fill(World& world, std::uint64_t entries) {
    auto log = world.open();
    for (std::uint64_t i = 0; i < entries; ++i) (void)need(log->append(entry(i)));
}

void check_beside_hashing(std::uint64_t entries) {
    // In memory if there is room: the disk is not what is measured.
    ::setenv("TMPDIR", "/dev/shm", 0);
    World world;
    auto start = Clock::now();
    fill(world, entries);
    std::printf("%llu entries appended in %.0f s\n", static_cast<unsigned long long>(entries),
                seconds_since(start));
    std::vector<std::string> leaves;
    start = Clock::now();
    auto log = world.open();
    std::printf("opening them again: %.1f ms\n", 1e3 * seconds_since(start));
    for (auto& one : need(log->read(0, 20'000))) leaves.push_back(std::move(one.leaf_json));
    size_t sink = 0;
    const auto hash = [&] {
        for (std::uint64_t i = 0; i < entries; ++i) sink += crypto::sha256(leaves[i % leaves.size()])[0];
    };
    // What any check of this file pays before it has hashed anything.
    const auto rows = need(store::Database::open(world.place.path, std::chrono::milliseconds{0}));
    const auto read = [&] {
        need(rows.read("SELECT idx, json, hash, nodes FROM leaf ORDER BY idx", {},
                       [&](const store::Row& row) -> base::Expected<void> {
                           sink += row.bytes(1).size() + row.bytes(2).size() + row.bytes(3).size();
                           return {};
                       }));
    };
    std::vector<double> elapsed;
    const auto check = [&] {
        const auto begun = Clock::now();
        const auto checked = need(log->verify({}));
        elapsed.push_back(seconds_since(begun));
        if (checked.checked_to != entries || !checked.trouble.empty())
            std::printf("trouble: %s\n", checked.trouble.c_str());
    };
    const auto pair = bench::in_turn(3, check, hash);
    const auto beside_reading = bench::in_turn(3, check, read);
    std::printf(
        "checking them from the store, CPU of both its threads: %.2f s; SHA-256 of the same bytes on one "
        "core "
        "%.2f s: %.2f of its speed (goal >= 0.60); SQLite's reading of the same rows %.2f s: ours takes %.2f "
        "of reading and hashing\n",
        pair.ours, pair.peer, pair.peer / pair.ours, beside_reading.peer,
        pair.ours / (pair.peer + beside_reading.peer));
    std::printf(
        "  as the clock goes, quickest run: %.2f s, %.2f of that speed (goal on two idle cores >= 1.1)\n",
        std::ranges::min(elapsed), pair.peer / std::ranges::min(elapsed));
    std::vector<double> proofs;
    std::mt19937_64 random(7);
    for (int i = 0; i < 3000; ++i) {
        const double before = bench::cpu_seconds();
        sink += need(log->inclusion_proof(random() % entries, entries)).size();
        proofs.push_back(bench::cpu_seconds() - before);
    }
    std::ranges::sort(proofs);
    std::printf("inclusion proof, CPU: median %.0f us, p99 %.0f us (goal <= 1000)\n", 1e6 * proofs[1500],
                1e6 * proofs[2970]);
    const std::string file = world.scratch.file("log.export");
    {
        std::ofstream out(file, std::ios::binary);
        (void)need(log->write_export(out, {{}, {}, "t.adeyemi", entry(entries).at}));
    }
    std::ifstream in(file, std::ios::binary);
    const double cpu = bench::cpu_seconds();
    const auto report = tlog::check_export(in, {{need(tlog::VerifierKey::parse(log->verifier_key()))}, {}});
    std::printf("kith-verify's reading of their export: %.2f CPU s, %s (%zu)\n", bench::cpu_seconds() - cpu,
                report.is_intact() ? "intact" : report.findings[0].sentence.c_str(), sink % 2);
}

}  // namespace

int main(int argc, char** argv) {
    const std::string what = argc > 1 ? argv[1] : "";
    const size_t n = argc > 2 ? static_cast<size_t>(std::atoll(argv[2])) : 0;
    if (what == "mutations") {
        const auto done = tlog_tests::mutate(n ? n : 100'000, 1);
        std::printf("%zu random changes: %zu found, %zu in entries, %zu of them located %s\n", done.tried,
                    done.found, done.in_entries, done.located, done.example.c_str());
        return done.found == done.tried && done.located == done.in_entries ? 0 : 1;
    }
    if (what == "power") {
        ::setenv("TMPDIR", "/dev/shm", 0);
        const support::ScratchFolder scratch;
        const auto cuts = audit_tests::cut_power(n ? n : 10'000, 1, scratch.path());
        std::printf("%zu power cuts: %zu opened, %zu lost, %zu doubled, %zu unsound %s\n", cuts.tried,
                    cuts.opened, cuts.lost, cuts.doubled, cuts.unsound, cuts.example.c_str());
        return cuts.opened == cuts.tried && cuts.lost + cuts.doubled + cuts.unsound == 0 ? 0 : 1;
    }
    append_beside_a_row();
    flushes_an_append();
    check_beside_hashing(what == "entries" && n ? n : 1'000'000);
    return 0;
}
