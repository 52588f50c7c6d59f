#pragma once
#include "base/expected.h"
#include "base/instant.h"
#include "crypto/merkle.h"
#include "ports/entropy.h"
#include "store/database.h"
#include "tlog/checkpoint.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Private to this room: leaves on disk, the tree over them, and its signed heads.
namespace kith::audit {

/// The SQLite file of one workstation's chain of leaves. Several programs may hold it: whoever appends first
/// takes in what the others have appended, under the same lock.
class Chain {
public:
    /// Makes the tables if they are missing, goes on from the newest head that `is_ours` says to be signed by
    /// this log, and reads every leaf after it, holding each to its hash. Without such a head it reads them
    /// all. Fails with corrupt, naming the first entry that does not hold, and as store::Database does.
    using IsOurs = std::function<bool(const std::string& chain, const tlog::SignedCheckpoint& head)>;
    static base::Expected<Chain> open(const std::string& path, ports::Entropy& entropy,
                                      const IsOurs& is_ours);

    /// 32 hexadecimal digits, drawn when the chain was begun: tells one workstation's chain from another's.
    const std::string& id() const { return id_; }
    const crypto::MerkleTree& tree() const { return tree_; }

    /// A signed head of the tree, as it is kept.
    struct Head {
        std::uint64_t size = 0;
        std::string note;  ///< empty: there is none
        base::Instant at{};
    };
    const Head& last_head() const { return head_; }

    struct Added {
        std::string json;
        std::string sealed_words, sealed_subject;  ///< empty when there are none
    };
    /// Appends the leaf that `make` gives for its place, and with it the head that `sign` gives for the tree
    /// as it is then; an empty one is not due. On disk when this returns; on failure nothing has changed.
    using Sign = std::function<std::string(std::uint64_t size, const crypto::Digest& root)>;
    base::Expected<std::uint64_t> append(const std::function<Added(std::uint64_t index)>& make,
                                         const Sign& sign);
    /// Keeps a head of the tree as it stands, unless there is one; returns the one that stands. When that is
    /// known already, nothing is written and no other program is waited for.
    base::Expected<std::string> sign_head(const Sign& sign);

    struct Leaf {
        std::uint64_t index;
        std::string_view json, hash;
        std::string_view nodes;  ///< roots of the subtrees that this leaf completed, smallest first
    };
    using TakeLeaf = std::function<base::Expected<void>(const Leaf&)>;
    base::Expected<void> read(std::uint64_t first, size_t limit, const TakeLeaf& take) const;
    /// Heads over more than `after` and at most `to` entries, smallest first.
    using TakeHead = std::function<base::Expected<void>(std::uint64_t size, std::string_view note)>;
    base::Expected<void> read_heads(std::uint64_t after, std::uint64_t to, const TakeHead& take) const;
    /// Entries and heads in the file as it is now: another program may have appended.
    base::Expected<std::uint64_t> count() const;
    base::Expected<std::uint64_t> newest_head_size() const;

    /// Hashes of the tree's full subtrees, as they stand beside the leaves.
    crypto::NodeSource nodes() const;

    /// The sealed words of an entry, or the sealed name of its subject; empty when it has none or they have
    /// been erased.
    base::Expected<std::string> words(std::uint64_t index) const;
    base::Expected<std::string> subject(std::uint64_t index) const;
    /// Erases both, and leaves no copy in the file or its journal.
    base::Expected<void> erase_words(std::uint64_t index);

private:
    explicit Chain(store::Database database) : database_(std::move(database)) {}
    base::Expected<void> make_tables(ports::Entropy& entropy);
    base::Expected<void> read_id();
    base::Expected<void> hold_last_to_chain() const;
    base::Expected<void> go_on_from_head(const IsOurs& is_ours);
    base::Expected<bool> go_on_from(const Head& head, const crypto::Digest& root);
    base::Expected<void> take_in_new_leaves();
    base::Expected<bool> has_changed() const;
    base::Expected<void> read_last_head();
    base::Expected<std::string> sealed(const char* sql, std::uint64_t index) const;
    base::Expected<void> insert(std::uint64_t index, const Added& added, const crypto::Digest& hash,
                                const std::vector<crypto::Digest>& completed);

    store::Database database_;
    std::string id_;
    crypto::MerkleTree tree_;
    std::string last_hash_;  ///< of the last leaf taken in: tells whether the file is still the one we know
    Head head_;
};

}  // namespace kith::audit
