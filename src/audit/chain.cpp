#include "audit/chain.h"

#include "crypto/hash.h"

#include <filesystem>
#include <limits>

namespace kith::audit {
namespace {

using base::Expected;
using base::Fault;
using store::Blob;
using store::Row;

/// Long enough for another program's append, short enough for a person who has pressed Ask.
constexpr std::chrono::milliseconds kPatience{1500};
constexpr std::int64_t kFormatVersion = 1;

/// Rows are only ever added, each at the next place. REPLACE is caught by the rule on places; an erased text
/// of somebody's own words is the one thing that may go.
constexpr const char* kTables = R"(
CREATE TABLE IF NOT EXISTS chain(id TEXT NOT NULL, format INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS leaf(
    idx INTEGER PRIMARY KEY, json BLOB NOT NULL, hash BLOB NOT NULL, root BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS words(idx INTEGER PRIMARY KEY REFERENCES leaf(idx), sealed BLOB NOT NULL) STRICT;
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
)";

base::Error damaged(std::uint64_t index, const char* what) {
    return base::fail(Fault::corrupt, "entry " + std::to_string(index) + " " + what);
}

Blob blob(const crypto::Digest& digest) {
    return {std::string(crypto::as_bytes(digest))};
}

std::int64_t number(std::uint64_t value) {
    return static_cast<std::int64_t>(value);
}

}  // namespace

Expected<Chain> Chain::open(const std::string& path, ports::Entropy& entropy) {
    auto database = store::Database::open(path, kPatience);
    if (!database) return database.error();
    Chain chain(std::move(*database));
    const auto ready = chain.database_.transact([&]() -> Expected<void> {
        if (auto made = chain.make_tables(entropy); !made) return made;
        if (auto read = chain.read_id(); !read) return read;
        return chain.take_in_new_leaves();
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

/// Each leaf is hashed again and held to its stored hash, so that an edited row is named.
Expected<void> Chain::take_in_new_leaves() {
    const auto taken = database_.read("SELECT idx, json, hash FROM leaf WHERE idx >= ?1 ORDER BY idx",
                                      {number(tree_.size())}, [&](const Row& row) -> Expected<void> {
                                          const std::uint64_t expected = tree_.size();
                                          if (row.integer(0) != number(expected))
                                              return damaged(expected, "is missing");
                                          const crypto::Digest hash = crypto::leaf_hash(row.bytes(1));
                                          if (row.bytes(2) != crypto::as_bytes(hash))
                                              return damaged(expected, "does not match its hash");
                                          tree_.append(hash);
                                          return {};
                                      });
    if (!taken) return taken;
    return hold_to_stored_root();
}

/// The last row's root covers every leaf before it, and shows a file that has become shorter than it was.
Expected<void> Chain::hold_to_stored_root() const {
    std::uint64_t stored_size = 0;
    std::string stored_root;
    const auto read = database_.read("SELECT idx, root FROM leaf ORDER BY idx DESC LIMIT 1", {},
                                     [&](const Row& row) -> Expected<void> {
                                         stored_size = static_cast<std::uint64_t>(row.integer(0)) + 1;
                                         stored_root = row.bytes(1);
                                         return {};
                                     });
    if (!read) return read;
    if (stored_size != tree_.size())
        return damaged(stored_size, "is missing: the log is shorter than it was");
    if (stored_size > 0 && stored_root != crypto::as_bytes(tree_.root()))
        return damaged(stored_size - 1, "does not match its root: an earlier entry was changed");
    return {};
}

Expected<std::uint64_t> Chain::append(const std::function<Added(std::uint64_t)>& make) {
    crypto::MerkleTree grown;
    const auto appended = database_.transact([&]() -> Expected<void> {
        if (auto taken = take_in_new_leaves(); !taken) return taken;
        grown = tree_;
        const Added added = make(grown.size());
        grown.append(crypto::leaf_hash(added.json));
        return insert(grown.size() - 1, added, grown);
    });
    if (!appended) return appended.error();
    tree_ = std::move(grown);
    return tree_.size() - 1;
}

Expected<void> Chain::insert(std::uint64_t index, const Added& added, const crypto::MerkleTree& grown) {
    auto done = database_.write(
        "INSERT INTO leaf(idx, json, hash, root) VALUES (?1, ?2, ?3, ?4)",
        {number(index), Blob{added.json}, blob(crypto::leaf_hash(added.json)), blob(grown.root())});
    if (!done || added.sealed_words.empty()) return done;
    return database_.write("INSERT INTO words(idx, sealed) VALUES (?1, ?2)",
                           {number(index), Blob{added.sealed_words}});
}

Expected<void> Chain::read(std::uint64_t first, size_t limit, const TakeLeaf& take) const {
    constexpr auto kLargest = static_cast<size_t>(std::numeric_limits<std::int64_t>::max());
    return database_.read("SELECT idx, json, hash FROM leaf WHERE idx >= ?1 ORDER BY idx LIMIT ?2",
                          {number(first), number(std::min(limit, kLargest))},
                          [&](const Row& row) -> Expected<void> {
                              take(static_cast<std::uint64_t>(row.integer(0)), row.bytes(1), row.bytes(2));
                              return {};
                          });
}

Expected<std::string> Chain::words(std::uint64_t index) const {
    std::string sealed;
    const auto read = database_.read("SELECT sealed FROM words WHERE idx = ?1", {number(index)},
                                     [&](const Row& row) -> Expected<void> {
                                         sealed = row.bytes(0);
                                         return {};
                                     });
    if (!read) return read.error();
    return sealed;
}

}  // namespace kith::audit
