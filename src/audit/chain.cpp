#include "audit/chain.h"

#include "audit/leaf.h"
#include "crypto/hash.h"
#include "tlog/export.h"

#include <algorithm>
#include <limits>

namespace kith::audit {
namespace {

using base::Expected;
using base::Fault;
using store::Blob;
using store::Row;

/// Long enough for another program's append, short enough for a person who has pressed Ask.
constexpr std::chrono::milliseconds kPatience{1500};
constexpr std::int64_t kFormatVersion = 2;
/// A head whose signature does not hold is passed over for the one before, so many times.
constexpr std::int64_t kHeadsToTry = 16;

/// Rows are only ever added, each at the next place. REPLACE is caught by the rule on places; what is kept
/// apart may be erased, and nothing else may go.
constexpr const char* kTables = R"(
CREATE TABLE IF NOT EXISTS chain(id TEXT NOT NULL, format INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS leaf(
    idx INTEGER PRIMARY KEY, json BLOB NOT NULL, hash BLOB NOT NULL, nodes BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS words(idx INTEGER PRIMARY KEY REFERENCES leaf(idx), sealed BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS subject(idx INTEGER PRIMARY KEY REFERENCES leaf(idx), sealed BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS head(size INTEGER PRIMARY KEY, note BLOB NOT NULL) STRICT;
CREATE TRIGGER IF NOT EXISTS chain_is_one BEFORE INSERT ON chain WHEN (SELECT count(*) FROM chain) > 0
    BEGIN SELECT RAISE(ABORT, 'one chain a file'); END;
CREATE TRIGGER IF NOT EXISTS chain_stays BEFORE UPDATE ON chain BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER IF NOT EXISTS chain_is_kept BEFORE DELETE ON chain BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER IF NOT EXISTS leaf_is_next BEFORE INSERT ON leaf
    WHEN NEW.idx IS NOT (SELECT coalesce(max(idx) + 1, 0) FROM leaf)
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER IF NOT EXISTS leaf_stays BEFORE UPDATE ON leaf BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER IF NOT EXISTS leaf_is_kept BEFORE DELETE ON leaf BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER IF NOT EXISTS words_stay BEFORE UPDATE ON words BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER IF NOT EXISTS subject_stays BEFORE UPDATE ON subject BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER IF NOT EXISTS head_is_next BEFORE INSERT ON head
    WHEN NEW.size <= (SELECT coalesce(max(size), -1) FROM head)
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER IF NOT EXISTS head_stays BEFORE UPDATE ON head BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER IF NOT EXISTS head_is_kept BEFORE DELETE ON head BEGIN SELECT RAISE(ABORT, 'append only'); END;
)";

base::Error damaged(std::uint64_t index, const char* what) {
    return base::fail(Fault::corrupt, "entry " + std::to_string(index) + " " + what);
}

std::int64_t number(std::uint64_t value) {
    return static_cast<std::int64_t>(value);
}

Expected<crypto::Digest> digest_of(std::string_view bytes, std::uint64_t index) {
    crypto::Digest out{};
    if (bytes.size() != out.size()) return damaged(index, "has no hash beside it");
    std::ranges::copy(bytes, out.begin());
    return out;
}

std::string joined(const std::vector<crypto::Digest>& hashes) {
    std::string out;
    for (const auto& one : hashes) out += crypto::as_bytes(one);
    return out;
}

Chain::Head head_of(std::uint64_t size, std::string_view note) {
    const auto read = tlog::SignedCheckpoint::parse(note);
    const auto at =
        read ? base::parse_instant(tlog::time_of(read->checkpoint)) : Expected<base::Instant>(read.error());
    return {size, std::string(note), at ? *at : base::Instant{}};
}

}  // namespace

Expected<Chain> Chain::open(const std::string& path, ports::Entropy& entropy, const IsOurs& is_ours) {
    auto database = store::Database::open(path, kPatience);
    if (!database) return database.error();
    Chain chain(std::move(*database));
    const auto ready = chain.database_.transact([&]() -> Expected<void> {
        if (auto made = chain.make_tables(entropy); !made) return made;
        if (auto read = chain.read_id(); !read) return read;
        if (auto gone_on = chain.go_on_from_head(is_ours); !gone_on) return gone_on;
        if (auto taken = chain.take_in_new_leaves(); !taken) return taken;
        return chain.hold_last_to_chain();
    });
    if (!ready) return ready.error();
    return chain;
}

Expected<void> Chain::make_tables(ports::Entropy& entropy) {
    if (auto made = database_.run(kTables); !made) return made;
    return database_.write("INSERT INTO chain SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM chain)",
                           {crypto::hex(entropy.bytes(16)), kFormatVersion});
}

Expected<void> Chain::read_id() {
    return database_.read("SELECT id, format FROM chain", {}, [&](const Row& row) -> Expected<void> {
        if (row.integer(1) != kFormatVersion)
            return base::fail(Fault::corrupt, "the access log is of another format than this program's");
        id_ = row.bytes(0);
        return {};
    });
}

/// A file that has lost its own name would go on under another.
Expected<void> Chain::hold_last_to_chain() const {
    if (tree_.size() == 0) return {};
    const std::uint64_t last = tree_.size() - 1;
    return read(last, 1, [&](const Leaf& leaf) -> Expected<void> {
        std::string_view at;
        return is_in_place(leaf.json, id_, last, at) ? Expected<void>() : damaged(last, "is not of this log");
    });
}

/// What a head covers was checked before it was signed, and verify() checks it again: opening need not.
Expected<void> Chain::go_on_from_head(const IsOurs& is_ours) {
    std::optional<tlog::SignedCheckpoint> newest;
    Head head;
    const auto read =
        database_.read("SELECT size, note FROM head ORDER BY size DESC LIMIT ?1", {kHeadsToTry},
                       [&](const Row& row) -> Expected<void> {
                           if (newest) return {};
                           auto note = tlog::SignedCheckpoint::parse(row.bytes(1));
                           if (!note || note->checkpoint.size != static_cast<std::uint64_t>(row.integer(0)) ||
                               !is_ours(id_, *note))
                               return {};
                           head = head_of(note->checkpoint.size, row.bytes(1));
                           newest = std::move(*note);
                           return {};
                       });
    if (!read) return read;
    if (!newest || head.size == 0) return read_last_head();
    const auto entries = count();
    if (!entries) return entries.error();
    if (*entries < head.size)
        return damaged(*entries, "is missing: the log is shorter than its signed head says");
    const auto went_on = go_on_from(head, newest->checkpoint.root);
    if (!went_on) return went_on.error();
    if (*went_on) return read_last_head();
    // What stands beside the leaves does not give the signed root: the first leaf that does not hold has a
    // name.
    if (auto taken = take_in_new_leaves(); !taken) return taken;
    return damaged(head.size - 1, "does not match its signed head: an earlier entry was changed");
}

Expected<bool> Chain::go_on_from(const Head& head, const crypto::Digest& root) {
    auto peaks = crypto::peaks_at(head.size, nodes());
    if (!peaks) return peaks.error().fault == Fault::corrupt ? Expected<bool>(false) : peaks.error();
    crypto::MerkleTree tree(head.size, std::move(*peaks));
    if (tree.root() != root) return false;
    tree_ = std::move(tree);
    const auto last = nodes()(0, head.size - 1);
    if (!last) return last.error();
    last_hash_ = crypto::as_bytes(*last);
    return true;
}

crypto::NodeSource Chain::nodes() const {
    return [this](unsigned level, std::uint64_t index) -> Expected<crypto::Digest> {
        const std::uint64_t leaf = ((index + 1) << level) - 1;  // the one that completed it
        std::string bytes;
        const auto read = database_.read(
            "SELECT CASE WHEN ?2 = 0 THEN hash ELSE substr(nodes, (?2 - 1) * 32 + 1, 32) END FROM leaf WHERE "
            "idx = ?1",
            {number(leaf), static_cast<std::int64_t>(level)}, [&](const Row& row) -> Expected<void> {
                bytes = row.bytes(0);
                return {};
            });
        if (!read) return read.error();
        return digest_of(bytes, leaf);
    };
}

/// Whether another program has appended since, or the file is not the one we knew.
Expected<bool> Chain::has_changed() const {
    std::uint64_t size = 0;
    std::string hash;
    const auto read = database_.read("SELECT idx, hash FROM leaf ORDER BY idx DESC LIMIT 1", {},
                                     [&](const Row& row) -> Expected<void> {
                                         size = static_cast<std::uint64_t>(row.integer(0)) + 1;
                                         hash = row.bytes(1);
                                         return {};
                                     });
    if (!read) return read.error();
    if (size < tree_.size()) return damaged(size, "is missing: the log is shorter than it was");
    if (size > tree_.size()) return true;
    if (size > 0 && hash != last_hash_) return damaged(size - 1, "is not the entry that it was");
    return false;
}

/// Each leaf is hashed again and held to its stored hash, so that an edited row is named.
Expected<void> Chain::take_in_new_leaves() {
    const auto changed = has_changed();
    if (!changed) return changed.error();
    if (!*changed) return {};
    std::vector<crypto::Digest> completed;
    const auto taken =
        read(tree_.size(), std::numeric_limits<size_t>::max(), [&](const Leaf& leaf) -> Expected<void> {
            const std::uint64_t expected = tree_.size();
            if (leaf.index != expected) return damaged(expected, "is missing");
            const crypto::Digest hash = crypto::leaf_hash(leaf.json);
            if (leaf.hash != crypto::as_bytes(hash)) return damaged(expected, "does not match its hash");
            tree_.append(hash, completed);
            if (leaf.nodes != joined(completed))
                return damaged(expected, "does not match the tree: an earlier entry was changed");
            last_hash_ = leaf.hash;
            return {};
        });
    if (!taken) return taken;
    return read_last_head();
}

Expected<void> Chain::read_last_head() {
    return database_.read("SELECT size, note FROM head WHERE size >= ?1 ORDER BY size DESC LIMIT 1",
                          {number(head_.size)}, [&](const Row& row) -> Expected<void> {
                              const auto size = static_cast<std::uint64_t>(row.integer(0));
                              if (size != head_.size || head_.note.empty())
                                  head_ = head_of(size, row.bytes(1));
                              return {};
                          });
}

Expected<std::uint64_t> Chain::append(const std::function<Added(std::uint64_t)>& make, const Sign& sign) {
    crypto::MerkleTree grown;
    crypto::Digest hash{};
    std::string note;
    const auto appended = database_.transact([&]() -> Expected<void> {
        if (auto taken = take_in_new_leaves(); !taken) return taken;
        grown = tree_;
        const Added added = make(grown.size());
        std::vector<crypto::Digest> completed;
        hash = crypto::leaf_hash(added.json);
        grown.append(hash, completed);
        if (auto done = insert(grown.size() - 1, added, hash, completed); !done) return done;
        note = sign(grown.size(), grown.root());
        if (note.empty()) return {};
        return database_.write("INSERT INTO head(size, note) VALUES (?1, ?2)",
                               {number(grown.size()), Blob{note}});
    });
    if (!appended) return appended.error();
    tree_ = std::move(grown);
    last_hash_ = crypto::as_bytes(hash);
    if (!note.empty()) head_ = head_of(tree_.size(), note);
    return tree_.size() - 1;
}

/// Another program may have signed this very size: then its head stands, so that there are never two.
Expected<std::string> Chain::sign_head(const Sign& sign) {
    const auto changed = has_changed();
    if (!changed) return changed.error();
    // Asked for every minute of an idle day: then nobody is kept waiting and nothing is written.
    if (!*changed && !head_.note.empty() && head_.size == tree_.size()) return head_.note;
    Head made;
    const auto signed_now = database_.transact([&]() -> Expected<void> {
        if (auto taken = take_in_new_leaves(); !taken) return taken;
        if (auto read = read_last_head(); !read) return read;
        made = head_;
        if (!head_.note.empty() && head_.size == tree_.size()) return {};
        const std::string note = sign(tree_.size(), tree_.root());
        made = head_of(tree_.size(), note);
        return database_.write("INSERT INTO head(size, note) VALUES (?1, ?2)",
                               {number(tree_.size()), Blob{note}});
    });
    if (!signed_now) return signed_now.error();
    head_ = made;
    return head_.note;
}

Expected<void> Chain::insert(std::uint64_t index, const Added& added, const crypto::Digest& hash,
                             const std::vector<crypto::Digest>& completed) {
    auto done = database_.write("INSERT INTO leaf(idx, json, hash, nodes) VALUES (?1, ?2, ?3, ?4)",
                                {number(index), Blob{added.json}, Blob{std::string(crypto::as_bytes(hash))},
                                 Blob{joined(completed)}});
    if (done && !added.sealed_words.empty())
        done = database_.write("INSERT INTO words(idx, sealed) VALUES (?1, ?2)",
                               {number(index), Blob{added.sealed_words}});
    if (done && !added.sealed_subject.empty())
        done = database_.write("INSERT INTO subject(idx, sealed) VALUES (?1, ?2)",
                               {number(index), Blob{added.sealed_subject}});
    return done;
}

Expected<void> Chain::read(std::uint64_t first, size_t limit, const TakeLeaf& take) const {
    constexpr auto kLargest = static_cast<size_t>(std::numeric_limits<std::int64_t>::max());
    return database_.read("SELECT idx, json, hash, nodes FROM leaf WHERE idx >= ?1 ORDER BY idx LIMIT ?2",
                          {number(first), number(std::min(limit, kLargest))}, [&](const Row& row) {
                              return take({static_cast<std::uint64_t>(row.integer(0)), row.bytes(1),
                                           row.bytes(2), row.bytes(3)});
                          });
}

Expected<void> Chain::read_heads(std::uint64_t after, std::uint64_t to, const TakeHead& take) const {
    return database_.read("SELECT size, note FROM head WHERE size > ?1 AND size <= ?2 ORDER BY size",
                          {number(after), number(to)}, [&](const Row& row) {
                              return take(static_cast<std::uint64_t>(row.integer(0)), row.bytes(1));
                          });
}

Expected<std::uint64_t> Chain::count() const {
    std::uint64_t entries = 0;
    const auto read = database_.read("SELECT coalesce(max(idx) + 1, 0) FROM leaf", {},
                                     [&](const Row& row) -> Expected<void> {
                                         entries = static_cast<std::uint64_t>(row.integer(0));
                                         return {};
                                     });
    if (!read) return read.error();
    return entries;
}

Expected<std::uint64_t> Chain::newest_head_size() const {
    std::uint64_t size = 0;
    const auto read =
        database_.read("SELECT coalesce(max(size), 0) FROM head", {}, [&](const Row& row) -> Expected<void> {
            size = static_cast<std::uint64_t>(row.integer(0));
            return {};
        });
    if (!read) return read.error();
    return size;
}

Expected<std::string> Chain::words(std::uint64_t index) const {
    return sealed("SELECT sealed FROM words WHERE idx = ?1", index);
}

Expected<std::string> Chain::subject(std::uint64_t index) const {
    return sealed("SELECT sealed FROM subject WHERE idx = ?1", index);
}

Expected<std::string> Chain::sealed(const char* sql, std::uint64_t index) const {
    std::string found;
    const auto read = database_.read(sql, {number(index)}, [&](const Row& row) -> Expected<void> {
        found = row.bytes(0);
        return {};
    });
    if (!read) return read.error();
    return found;
}

Expected<void> Chain::erase_words(std::uint64_t index) {
    if (auto wiping = database_.run("PRAGMA secure_delete=ON"); !wiping) return wiping;
    const auto erased = database_.transact([&]() -> Expected<void> {
        if (auto gone = database_.write("DELETE FROM words WHERE idx = ?1", {number(index)}); !gone)
            return gone;
        return database_.write("DELETE FROM subject WHERE idx = ?1", {number(index)});
    });
    if (!erased) return erased;
    const auto settled = database_.settle();
    // Another program holds the journal open: what is there goes when it next makes room, and is sealed until
    // then.
    return settled || settled.error().fault != Fault::timed_out ? settled : Expected<void>();
}

}  // namespace kith::audit
