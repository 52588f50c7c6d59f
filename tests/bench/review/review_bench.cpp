// Reading, searching and questioning an access log of a million entries (SPEED.md G26), beside SQLite in
// memory holding the same entries as columns, and beside a copy of the same bytes. Processor seconds of one
// core.
//   ./tests/bench/run.sh review        bench_review ENTRIES for another size
#include "bench/stopwatch.h"
#include "connectors/sandbox/log_maker.h"
#include "crypto/hash.h"
#include "leaves.h"

#include <sqlite3.h>
#include <sys/resource.h>

#include <cstdio>
#include <cstring>
#include <set>

using namespace kith;

namespace {

/// Tokens as long as real ones.
std::string keyed(std::string_view kind, std::string_view clear) {
    return clear.empty() ? std::string{} : crypto::hex(crypto::hmac_sha256(std::string(kind), clear));
}

struct Made {
    sandbox::MadeLog log;
    std::vector<std::string> leaves;
    size_t bytes = 0;
};

Made make(const sandbox::LogOrder& order) {
    Made made;
    std::map<std::string, std::uint64_t> next;
    const auto logged = sandbox::make_log(order, [&](const ports::AuditEntry& e) -> base::Expected<void> {
        made.leaves.push_back(review_tests::leaf_of(e, e.workstation, next[e.workstation]++, keyed));
        made.bytes += made.leaves.back().size();
        return {};
    });
    made.log = *logged;
    return made;
}

review::Register read(const Made& made) {
    review::Register log;
    for (const auto& leaf : made.leaves)
        if (!log.add(leaf)) std::abort();
    log.settle();
    return log;
}

long resident_megabytes() {
    std::FILE* file = std::fopen("/proc/self/statm", "r");
    long total = 0, resident = 0;
    if (file && std::fscanf(file, "%ld %ld", &total, &resident) != 2) resident = 0;
    if (file) std::fclose(file);
    return resident * 4 / 1024;
}

/// The peer: the columns that a search looks at, in memory.
class Sqlite {
public:
    explicit Sqlite(const review::Register& log) {
        sqlite3_open(":memory:", &db_);
        run("CREATE TABLE entry(user, role, purpose, case_ref, kind, workstation); BEGIN");
        sqlite3_stmt* insert = nullptr;
        sqlite3_prepare_v2(db_, "INSERT INTO entry VALUES(?,?,?,?,?,?)", -1, &insert, nullptr);
        for (std::uint64_t place = 0; place < log.size(); ++place) {
            const auto line = log.line(place);
            int column = 0;
            for (const auto* text :
                 {&line.user, &line.role, &line.purpose, &line.case_ref, &line.kind, &line.workstation})
                sqlite3_bind_text(insert, ++column, text->data(), static_cast<int>(text->size()),
                                  SQLITE_TRANSIENT);
            sqlite3_step(insert);
            sqlite3_reset(insert);
        }
        sqlite3_finalize(insert);
        run("COMMIT");
    }
    ~Sqlite() { sqlite3_close(db_); }
    size_t count(const std::string& word) {
        std::string sql = "SELECT count(*) FROM entry WHERE ";
        for (const char* column : {"user", "role", "purpose", "case_ref", "kind", "workstation"})
            sql += (sql.ends_with("WHERE ") ? "" : " OR ") + std::string(column) + " LIKE '%" + word + "%'";
        sqlite3_stmt* query = nullptr;
        sqlite3_prepare_v2(db_, sql.c_str(), -1, &query, nullptr);
        sqlite3_step(query);
        const auto found = static_cast<size_t>(sqlite3_column_int64(query, 0));
        sqlite3_finalize(query);
        return found;
    }

private:
    void run(const char* sql) { sqlite3_exec(db_, sql, nullptr, nullptr, nullptr); }
    sqlite3* db_ = nullptr;
};

struct Judged {
    size_t planted = 0, found = 0;
};

Judged judged(const Made& made, const review::Register& log, const review::Assessment& assessed) {
    std::map<std::string, const review::Access*> by_enquiry;
    for (const auto& access : assessed.accesses) by_enquiry[log.line(access.place).enquiry] = &access;
    Judged j;
    for (const auto& one : made.log.planted) {
        if (one.rule.empty() || one.is_near_miss) continue;
        ++j.planted;
        const bool is_found = review_tests::has_rule(*by_enquiry.at(one.enquiry), one.rule);
        if (!is_found) std::printf("missed: %s in enquiry %s\n", one.rule.c_str(), one.enquiry.c_str());
        j.found += is_found;
    }
    return j;
}

}  // namespace

int main(int argc, char** argv) {
    const std::uint64_t entries = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
    // In a small log the same few people would do each misdeed so often that it were their habit.
    const int of_each_rule = entries < 500'000 ? 5 : 20;
    const Made made =
        make({.seed = 1, .entries = entries, .unexplained = 0.01, .of_each_rule = of_each_rule});
    const long before = resident_megabytes();
    double start = bench::cpu_seconds();
    const review::Register log = read(made);
    const double reading = bench::cpu_seconds() - start;
    const long held = resident_megabytes() - before;
    start = bench::cpu_seconds();
    const auto work = review::read_work(made.log.work_json, made.log.staff_json, keyed);
    const double work_reading = bench::cpu_seconds() - start;
    if (!work) return std::puts(work.error().detail.c_str()), 1;

    std::string copy(made.bytes, ' ');
    start = bench::cpu_seconds();
    size_t at = 0;
    for (const auto& leaf : made.leaves)
        std::memcpy(copy.data() + at, leaf.data(), leaf.size()), at += leaf.size();
    const double copying = bench::cpu_seconds() - start;

    std::printf("%llu entries, %.0f MB of leaves\n", static_cast<unsigned long long>(log.size()),
                static_cast<double>(made.bytes) / 1e6);
    std::printf("read and put in order   %6.2f s   %4.0f MB/s, %.1f x copying the bytes; held in %ld MB\n",
                reading, static_cast<double>(made.bytes) / 1e6 / reading, reading / copying, held);
    std::printf("lists of work           %6.2f s\n", work_reading);
    start = bench::cpu_seconds();
    const auto assessed =
        assess(log, *work, policy::Rulebook{}, *base::parse_instant("2027-01-15T12:00:00Z"));
    std::printf("explain and question    %6.2f s   (goal 10)\n", bench::cpu_seconds() - start);
    const Judged j = judged(made, log, assessed);
    std::printf("planted misdeeds found  %zu of %zu\n", j.found, j.planted);

    Sqlite peer(log);
    review::Filter filter;
    filter.words = "worker.01";
    size_t ours_found = 0, peer_found = 0;
    const auto pair = bench::in_turn(
        5, [&] { ours_found = log.find(filter).size(); }, [&] { peer_found = peer.count("worker.01"); });
    std::printf(
        "search by a word        %6.3f s   %.2f x SQLite in memory (%.3f s); %zu and %zu found   (goal 2)\n",
        pair.ours, pair.ratio(), pair.peer, ours_found, peer_found);

    const Made clean = make({.seed = 2, .entries = entries / 5, .unexplained = 0.01, .of_each_rule = 0});
    const auto clean_log = read(clean);
    const auto clean_work = review::read_work(clean.log.work_json, clean.log.staff_json, keyed);
    const auto quiet =
        assess(clean_log, *clean_work, policy::Rulebook{}, *base::parse_instant("2027-01-15T12:00:00Z"));
    std::printf("signals on clean traffic %.2f %% of %zu accesses   (goal 2 %%)\n",
                100.0 * static_cast<double>(quiet.with_signal) / static_cast<double>(quiet.accesses.size()),
                quiet.accesses.size());
    return j.found == j.planted ? 0 : 1;
}
