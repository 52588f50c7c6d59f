// Sixteen workstations shipping to a real PostgreSQL, beside sixteen writers that put the same bytes into a
// plain table, one entry a transaction each, over the same encrypted connections, in turn in the same run.
// The server flushes to disk at every commit.
//   ./tests/bench/run.sh central        or bench_central [SECONDS A TURN=3] [TURNS=3]
#include "bench/stopwatch.h"
#include "central/made_log.h"
#include "central/prepare.h"
#include "support/postgres.h"

#include <pqxx/pqxx>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <thread>
#include <vector>

namespace {

using namespace kith;
using Clock = std::chrono::steady_clock;

constexpr int kWriters = 16;
constexpr std::uint64_t kBacklog = 10'000;
constexpr std::uint64_t kMade = 200'000;

central::Place place_of(support::Postgres& server, const std::string& role) {
    central::Place place;
    const auto& leaf = server.certificate_of(role);
    place.port = server.port();
    place.user = place.workstation = role;
    place.ca_file = server.ca_file();
    place.client_cert_file = leaf.cert_file;
    place.client_key_file = leaf.key_file;
    place.authority = "northshire";
    return place;
}

std::string plain_connection(const central::Place& place) {
    return "host=127.0.0.1 port=" + std::to_string(place.port) + " dbname=kith user=" + place.user +
           " sslmode=verify-full sslrootcert=" + place.ca_file + " sslcert=" + place.client_cert_file +
           " sslkey=" + place.client_key_file;
}

/// What is shipped, made beforehand, since making it is nobody's shipping; all chains carry the same entries.
std::vector<central::Leaf> made_leaves() {
    tests::MadeLog made{.chain = tests::chain_id("bench")};
    made.step = std::chrono::milliseconds{10};
    std::vector<central::Leaf> leaves;
    for (std::uint64_t n = 0; n < kMade; ++n) leaves.push_back(made.leaf(n));
    return leaves;
}

struct Log {
    std::string chain;
    const std::vector<central::Leaf>* leaves = nullptr;
    std::uint64_t size = 0;

    central::Feed feed() {
        return [this](std::uint64_t first, size_t limit) -> base::Expected<std::vector<central::Leaf>> {
            const std::uint64_t end =
                std::min({size, static_cast<std::uint64_t>(leaves->size()), first + limit});
            const auto from = leaves->begin() + static_cast<std::ptrdiff_t>(std::min(first, end));
            return std::vector<central::Leaf>(from, leaves->begin() + static_cast<std::ptrdiff_t>(end));
        };
    }
};

/// Runs one job a writer, again and again until the time is over; how many a second were done.
double a_second(double seconds, const std::function<std::uint64_t(int)>& job) {
    std::atomic<std::uint64_t> done{0};
    const auto start = Clock::now();
    const auto end = start + std::chrono::duration<double>(seconds);
    {
        std::vector<std::jthread> writers;
        for (int i = 0; i < kWriters; ++i)
            writers.emplace_back([&, i] {
                while (Clock::now() < end) done += job(i);
            });
    }
    return static_cast<double>(done) / std::chrono::duration<double>(Clock::now() - start).count();
}

void must(const central::Shipped& shipped) {
    if (shipped.trouble.empty()) return;
    std::fprintf(stderr, "shipping: %s\n", shipped.trouble.c_str());
    std::exit(1);
}

}  // namespace

int main(int argc, char** argv) {
    const double seconds = argc > 1 ? std::atof(argv[1]) : 3;
    const int turns = argc > 2 ? std::atoi(argv[2]) : 3;
    if (!support::Postgres::is_here()) {
        std::puts("PostgreSQL is not installed");
        return 1;
    }
    support::Postgres server({.is_durable = true, .connections = 60});
    server.run("CREATE ROLE admin LOGIN SUPERUSER");
    if (auto done = central::prepare(place_of(server, "admin"),
                                     {.authority = "northshire", .from = tests::story_day(), .months = 3});
        !done) {
        std::fprintf(stderr, "prepare: %s\n", done.error().detail.c_str());
        return 1;
    }
    server.run(
        "CREATE TABLE public.plain (seq bigserial PRIMARY KEY, at timestamptz NOT NULL, hash bytea NOT NULL, "
        "leaf text NOT NULL)");

    const auto leaves = made_leaves();
    std::vector<Log> logs(kWriters);
    std::vector<central::Shipper> shippers;
    std::vector<std::unique_ptr<pqxx::connection>> plain;
    std::vector<std::uint64_t> written(kWriters, 0);
    for (int i = 0; i < kWriters; ++i) {
        const std::string role = "ws_" + std::to_string(i);
        server.run(*central::enrolment_sql(role, "northshire", role));
        server.run("GRANT INSERT ON public.plain TO " + role +
                   "; GRANT USAGE ON SEQUENCE public.plain_seq_seq TO " + role);
        logs[static_cast<size_t>(i)] = {tests::chain_id(role), &leaves, 0};
    }
    for (int i = 0; i < kWriters; ++i) {
        const auto place = place_of(server, "ws_" + std::to_string(i));
        shippers.emplace_back(place, logs[static_cast<size_t>(i)].chain, logs[static_cast<size_t>(i)].feed());
        plain.push_back(std::make_unique<pqxx::connection>(plain_connection(place)));
        plain.back()->prepare(
            "add", "INSERT INTO public.plain (at, hash, leaf) VALUES ($1::timestamptz, $2::bytea, $3)");
    }
    const auto insert = [&](int i) {
        const auto w = static_cast<size_t>(i);
        const auto& leaf = leaves[written[w]++ % leaves.size()];
        pqxx::nontransaction(*plain[w]).exec_prepared("add", base::to_iso(leaf.at),
                                                      "\\x" + crypto::hex(leaf.hash), leaf.json);
        return std::uint64_t{1};
    };
    const auto ship = [&](int i, std::uint64_t entries) {
        const auto w = static_cast<size_t>(i);
        logs[w].size += entries;
        must(shippers[w].ship("", tests::story_day(), {}));
        return entries;
    };

    std::vector<double> plain_rates, single_rates, four_rates;
    for (int turn = 0; turn <= turns; ++turn) {
        const double time = turn ? seconds : 1;
        const double peer = a_second(time, insert);
        const double single = a_second(time, [&](int i) { return ship(i, 1); });
        const double four = a_second(time, [&](int i) { return ship(i, 4); });
        if (turn) plain_rates.push_back(peer), single_rates.push_back(single), four_rates.push_back(four);
    }
    const double peer = bench::median(plain_rates), single = bench::median(single_rates),
                 four = bench::median(four_rates);
    std::printf("16 writers of plain inserts, one a transaction: %.0f/s\n", peer);
    std::printf("16 workstations, one entry a transaction: %.0f/s, ratio %.2f (goal: at least 0.5)\n", single,
                single / peer);
    std::printf(
        "16 workstations, four entries a transaction, as when they wait for company: %.0f/s, ratio %.2f\n",
        four, four / peer);

    // After an outage everybody has a backlog.
    for (auto& log : logs) log.size = std::min(log.size + kBacklog, kMade);
    const auto start = Clock::now();
    std::atomic<std::uint64_t> sent{0};
    {
        std::vector<std::jthread> threads;
        for (size_t w = 0; w < kWriters; ++w)
            threads.emplace_back([&, w] {
                const auto shipped = shippers[w].ship("", tests::story_day(), {});
                must(shipped);
                sent += shipped.sent;
            });
    }
    const double caught_up =
        static_cast<double>(sent) / std::chrono::duration<double>(Clock::now() - start).count();
    std::printf("catching up after an outage: %llu entries, %.0f/s: %.1f times the plain inserts\n",
                static_cast<unsigned long long>(sent.load()), caught_up, caught_up / peer);

    const auto stored = server.run("SELECT count(*), count(DISTINCT (chain, idx)) FROM kith.entries");
    std::uint64_t expected = 0;
    for (const auto& log : logs) expected += log.size;
    const bool is_right = stored[0][0] == std::to_string(expected) && stored[0][1] == stored[0][0];
    std::printf("stored: %s entries, %s\n", stored[0][0].c_str(),
                is_right ? "each once" : "NOT what was shipped");
    return is_right ? 0 : 1;
}
