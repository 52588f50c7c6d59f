// Keeping, opening and forgetting copies beside the same copies in plain SQLite and in SQLCipher (Debian's,
// loaded at run time; left out where it is not installed), all in one run, processor time as ratios of plain
// SQLite. The plain rows hold the same facts in columns, with the same journal, flushes and overwriting.
// Goals: keep <= 1.5, open <= 1.4, scan <= 3, forgetting a child <= 1.0 and at most one flush (counted in
// tests/cache).
//   bench_shelf [ROWS=20000] [BYTES=600]       bench_shelf --nonces 10000000       for P11: draws nonces as
//   the shelf does
#include "bench/shelf/plain_cache.h"
#include "bench/stopwatch.h"
#include "cache/epoch_keys.h"
#include "cache/label.h"
#include "cache/shelf.h"
#include "cache/vault.h"
#include "crypto/hash.h"
#include "crypto/seal.h"
#include "keys/system_entropy.h"
#include "record/reply_json.h"
#include "support/builders.h"
#include "support/fake_clock.h"
#include "support/memory_audit_sink.h"
#include "support/memory_key_store.h"
#include "support/scratch_folder.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <utility>

namespace {

using namespace kith;
using bench::PlainCache;

[[noreturn]] void stop(const char* what) {
    std::fprintf(stderr, "bench_shelf: %s\n", what);
    std::exit(1);
}

constexpr int kChildren = 97;
const std::string kShelfId(cache::kIdBytes, 's');

PlainCache::Row row(int number, size_t bytes) {
    PlainCache::Row made;
    made.purpose = "MASH_ENQUIRY";
    made.case_ref = "R-" + std::to_string(number / kChildren);
    made.user = "a.okafor";
    made.source = "health";
    made.person = crypto::hex(crypto::sha256("child " + std::to_string(number % kChildren))).substr(0, 32);
    made.fetched = 1'795'340'460'000 + number;
    made.expires = made.fetched + 86'400'000;
    made.label = std::string(200, 'l');
    made.body = "{\"record\":" + std::to_string(number) + ",\"text\":\"" + std::string(bytes, 'b') + "\"}";
    return made;
}

/// The sealed store under the shelf, with the tokens made as the shelf makes them.
class Sealed {
public:
    explicit Sealed(const std::string& path)
        : epochs_(cache::epoch_of(base::Instant{std::chrono::milliseconds{1'795'340'460'000}}),
                  base::Secret(entropy_.bytes(32))) {
        auto opened = cache::Vault::open(path);
        if (!opened) stop("the vault does not open");
        vault_.emplace(std::move(*opened));
    }
    cache::Vault& vault() { return *vault_; }

    void insert(const PlainCache::Row& row) {
        cache::Columns columns;
        const base::Instant until{std::chrono::milliseconds{row.expires}};
        columns.epoch = cache::epoch_of(until);
        columns.goes = std::chrono::floor<std::chrono::minutes>(until).time_since_epoch().count();
        columns.subject = subject(row.person);
        columns.question = question(row, columns.subject);
        const auto done = vault_->insert(columns, *epochs_.sealer(columns.epoch), kShelfId, row.label,
                                         row.body, asker(row), entropy_);
        if (!done) stop("a copy is not kept");
    }
    size_t read(const PlainCache::Row& row) {
        size_t bytes = 0;
        const std::string about = subject(row.person);
        const auto done = vault_->of_question(about, question(row, about),
                                              [&](const cache::Lying& lying) { bytes += open(lying, row); });
        if (!done) stop("no reading");
        return bytes;
    }
    size_t scan() {
        size_t bytes = 0;
        PlainCache::Row any = row(0, 0);
        const auto done = vault_->everything([&](const cache::Lying& lying) {
            any.case_ref = "R-" + std::to_string((lying.columns.number - 1) / kChildren);
            bytes += open(lying, any);
        });
        if (!done) stop("no scan");
        return bytes;
    }

private:
    static cache::Asker asker(const PlainCache::Row& row) {
        return {row.purpose, row.case_ref, row.user, row.source, "NSC-0417"};
    }
    std::string token(std::initializer_list<std::string_view> values) const {
        return std::string(crypto::as_bytes(lookup_.of(cache::packed(values))).substr(0, cache::kTokenBytes));
    }
    std::string subject(const std::string& person) const { return token({"subject", "nhs", person}); }
    std::string question(const PlainCache::Row& row, const std::string& about) const {
        return token({"question", row.purpose, row.case_ref, row.user, row.source, "NSC-0417", about});
    }
    size_t open(const cache::Lying& lying, const PlainCache::Row& row) {
        const crypto::Sealer* key = epochs_.sealer(lying.columns.epoch);
        const auto unwrapped = key ? cache::unwrap(lying, *key, kShelfId) : std::nullopt;
        const auto body = unwrapped ? cache::open_body(lying, *unwrapped, asker(row)) : std::nullopt;
        if (!body) stop("a copy does not open");
        return body->size();
    }

    keys::SystemEntropy entropy_;
    cache::EpochKeys epochs_;
    crypto::HmacKey lookup_{std::string(32, 'k')};
    std::optional<cache::Vault> vault_;
};

struct Times {
    std::vector<double> bulk, each, read, scan;
};

template <typename Job>
double timed(Job job) {
    const double start = bench::cpu_seconds();
    job();
    return bench::cpu_seconds() - start;
}

/// One round over one store: rows in one transaction, some one by one, reads, a scan.
template <typename Insert, typename Begin, typename Commit, typename Read, typename Scan>
void go(Times& times, int rows, size_t bytes, Insert insert, Begin begin, Commit commit, Read read,
        Scan scan) {
    const int one_by_one = rows / 20;
    times.bulk.push_back(timed([&] {
        begin();
        for (int i = 0; i < rows; ++i) insert(row(i, bytes));
        commit();
    }));
    times.each.push_back(timed([&] {
        for (int i = rows; i < rows + one_by_one; ++i) insert(row(i, bytes));
    }));
    size_t sum = 0;
    times.read.push_back(timed([&] {
        for (int i = 0; i < 5000; ++i) sum += read(row(i * 7919 % rows, bytes));
    }));
    times.scan.push_back(timed([&] { sum += scan(); }));
    if (sum == 0) stop("nothing was read");
}

void say(const char* what, double ours, double plain, double cipher, const char* goal) {
    std::printf("%-34s plain %.4f CPU-s, shelf %.2f x (goal %s)", what, plain, ours / plain, goal);
    if (cipher > 0) std::printf(", SQLCipher %.2f x", cipher / plain);
    std::printf("\n");
}

void storing(int rows, size_t bytes) {
    Times ours, plain, cipher;
    std::vector<double> row_making;
    for (int round = 0; round < 5; ++round) {
        const support::ScratchFolder folder;
        row_making.push_back(timed([&] {
            size_t sum = 0;
            for (int i = 0; i < rows; ++i) sum += row(i, bytes).body.size();
            if (sum == 0) stop("no rows");
        }));
        {
            Sealed sealed(folder.file("sealed"));
            auto& database = sealed.vault().database();
            const auto run = [&](const char* sql) {
                if (!database.run(sql)) stop(sql);
            };
            go(
                ours, rows, bytes, [&](const auto& r) { sealed.insert(r); }, [&] { run("BEGIN IMMEDIATE"); },
                [&] { run("COMMIT"); }, [&](const auto& r) { return sealed.read(r); },
                [&] { return sealed.scan(); });
        }
        for (const bool is_cipher : {false, true}) {
            auto other = PlainCache::open(is_cipher ? "libsqlcipher.so.0" : "libsqlite3.so.0",
                                          folder.file(is_cipher ? "cipher" : "plain"));
            if (!other) continue;
            go(
                is_cipher ? cipher : plain, rows, bytes, [&](const auto& r) { other->insert(r); },
                [&] { other->begin(); }, [&] { other->commit(); },
                [&](const auto& r) { return other->read(r.person, r); }, [&] { return other->scan(); });
        }
    }
    if (plain.bulk.empty()) stop("no libsqlite3.so.0");
    const auto mid = [](const std::vector<double>& values) {
        return values.empty() ? 0.0 : bench::median(values);
    };
    const double making = mid(row_making);
    std::printf(
        "%d rows of %zu bytes; making the rows costs %.4f CPU-s and is taken off where they are inserted\n",
        rows, bytes, making);
    const auto off = [&](const std::vector<double>& values, double share) {
        return values.empty() ? 0.0 : mid(values) - making * share;
    };
    say("keep, one transaction", off(ours.bulk, 1), off(plain.bulk, 1), off(cipher.bulk, 1), "<= 1.5");
    say("keep, each flushed", off(ours.each, 0.05), off(plain.each, 0.05), off(cipher.each, 0.05), "<= 1.5");
    say("open, 5000 point reads", mid(ours.read), mid(plain.read), mid(cipher.read), "<= 1.4");
    say("scan, every body opened", mid(ours.scan), mid(plain.scan), mid(cipher.scan), "<= 3");
}

/// The same facts for a plain row: the reply's text, and of the label what has no column of its own there.
PlainCache::Row row_of(const policy::Permit& permit, const record::RosterPerson& person,
                       const record::Reply& reply) {
    cache::Label label = cache::label_for(permit, permit.grants().front(), person, "NSC-0417");
    PlainCache::Row made;
    made.purpose = std::exchange(label.purpose, {});
    made.case_ref = std::exchange(label.case_ref, {});
    made.user = std::exchange(label.user, {});
    made.source = std::exchange(label.source, {}).text();
    label.person = record::PersonId();
    label.life.began.boot = std::string(36, 'b');
    made.fetched = 1'795'340'460'000;
    made.expires = made.fetched + 86'400'000;
    made.label = cache::to_bytes(label);
    made.body = record::to_json(reply);
    return made;
}

/// The whole shelf, policy, JSON and log in memory included, beside the plain cache forgetting as many rows
/// of the same replies and labels. The shelf also says what went: it opens every label, logs, and notes the
/// log's receipt.
void forgetting(int records, size_t bytes) {
    std::vector<double> ours, plain, cipher, keeping, finding;
    for (int round = 0; round < 7; ++round) {
        const support::ScratchFolder folder;
        support::FakeClock clock;
        support::MemoryAuditSink log;
        support::MemoryKeyStore keys;
        keys::SystemEntropy entropy;
        policy::Rulebook book;
        book.hash = std::string(64, 'a');
        book.roles = {{"mash_worker", "MASH worker"}};
        book.purposes = {{.id = "MASH_ENQUIRY", .name = "Screening", .lawful_basis = "s.10"}};
        book.categories = {{record::CategoryId("attendance"), "Attendance"}};
        book.sources = {{.id = record::SourceId("health"),
                         .name = "Health",
                         .short_name = "Health",
                         .categories = {record::CategoryId("attendance")}}};
        book.rules = {{.id = "R-001", .permits = true, .why = "Needed."}};
        book.agreements = {{.id = "A-001", .name = "All", .sources = {record::SourceId("health")}}};
        book.usual_retention = std::chrono::hours(24);
        auto shelf =
            cache::Shelf::open({folder.file("shelf"), "a.okafor", "NSC-0417"}, {keys, log, clock, entropy});
        if (!shelf) stop("no shelf");
        auto sqlite = PlainCache::open("libsqlite3.so.0", folder.file("plain"));
        auto sqlcipher = PlainCache::open("libsqlcipher.so.0", folder.file("cipher"));
        if (!sqlite) stop("no libsqlite3.so.0");
        record::RosterPerson gone = support::line("subject", "subject", "Maisie", "Pellow", "2017-02-14");
        gone.nhs_number = support::nhs_number(1);
        record::RosterPerson stays = gone;
        stays.nhs_number = support::nhs_number(100);
        support::ReplyBuilder answer("health", "subject");
        answer.subject(support::PersonBuilder("health", "1").named("Maisie", "Pellow"));
        answer.with(support::EventBuilder("health", "Event/1", "visit")
                        .of("attendance")
                        .on("2026-11-16")
                        .about({"1"})
                        .titled(std::string(bytes, 'b')));
        std::vector<policy::Permit> permits;
        for (int i = 0; i < records * 4; ++i) {
            policy::Request asked;
            asked.user = {"a.okafor", "A. Okafor", "mash_worker", "Northshire Council", ""};
            asked.purpose = "MASH_ENQUIRY";
            asked.case_ref = "R-" + std::to_string(i);
            asked.reason = "a referral";
            asked.roster = {i < records ? gone : stays};
            auto decision = policy::decide(book, asked, clock.now());
            if (!std::holds_alternative<policy::Permit>(decision)) stop("refused");
            permits.push_back(std::get<policy::Permit>(std::move(decision)));
        }
        keeping.push_back(timed([&] {
            for (const auto& permit : permits)
                if (const auto kept = (*shelf)->keep(permit, permit.request().roster.front(), answer.reply);
                    !kept || !*kept)
                    stop("not kept");
        }));
        finding.push_back(timed([&] {
            for (const auto& permit : permits)
                if (const auto held = (*shelf)->find(permit); !held || held->size() != 1) stop("not found");
        }));
        for (PlainCache* other : {sqlite.get(), sqlcipher.get()}) {
            if (!other) continue;
            for (int i = 0; i < records * 4; ++i) {
                const auto& permit = permits[static_cast<size_t>(i)];
                PlainCache::Row one = row_of(permit, permit.request().roster.front(), answer.reply);
                one.person = i < records ? "gone" : "stays";
                other->insert(one);
            }
        }
        const std::string token = (*shelf)->subject_token(gone);
        ours.push_back(timed([&] {
            if (const auto purge = (*shelf)->forget_subject(token);
                !purge || purge->items.size() != static_cast<size_t>(records))
                stop("not forgotten");
        }));
        plain.push_back(timed([&] { sqlite->forget("gone"); }));
        if (sqlcipher) cipher.push_back(timed([&] { sqlcipher->forget("gone"); }));
    }
    char what[64];
    std::snprintf(what, sizeof what, "forget a child of %d records", records);
    say(what, bench::median(ours), bench::median(plain), cipher.empty() ? 0 : bench::median(cipher),
        "<= 1.0");
    std::printf(
        "  the whole of it, policy, JSON and tokens included: keep %.1f us, find %.1f us CPU a copy; "
        "forgetting all %d: %.2f ms\n",
        1e6 * bench::median(keeping) / (records * 4), 1e6 * bench::median(finding) / (records * 4), records,
        1e3 * bench::median(ours));
}

/// P11: as many nonces as asked for, drawn as the shelf draws them, no two alike.
int nonces(size_t count) {
    keys::SystemEntropy entropy;
    std::vector<std::array<char, crypto::kNonceBytes>> drawn(count);
    for (auto& one : drawn) entropy.bytes(crypto::kNonceBytes).copy(one.data(), one.size());
    std::ranges::sort(drawn);
    const bool repeats = std::ranges::adjacent_find(drawn) != drawn.end();
    std::printf("%zu nonces: %s\n", count, repeats ? "one came twice" : "all different");
    return repeats;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc > 2 && std::strcmp(argv[1], "--nonces") == 0) return nonces(std::strtoull(argv[2], nullptr, 10));
    const int rows = argc > 1 ? std::atoi(argv[1]) : 20'000;
    const size_t bytes = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 600;
    storing(rows, bytes);
    for (const int records : {10, 50, 400}) forgetting(records, bytes);
}
