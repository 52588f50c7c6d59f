#pragma once
#include "base/expected.h"
#include "crypto/merkle.h"
#include "ports/entropy.h"
#include "store/database.h"

#include <cstdint>
#include <string>
#include <string_view>

// Private to this room: leaves on disk, and the tree over them.
namespace kith::audit {

/// The SQLite file of one workstation's chain of leaves. Several programs may hold it: whoever appends first
/// takes in what the others have appended, under the same lock.
class Chain {
public:
    /// Makes the tables if they are missing, reads every leaf, and holds each to its hash and all to the
    /// stored root. Fails with corrupt, naming the first entry that does not hold, and as store::Database
    /// does.
    static base::Expected<Chain> open(const std::string& path, ports::Entropy& entropy);

    /// 32 hexadecimal digits, drawn when the chain was begun: tells one workstation's chain from another's.
    const std::string& id() const { return id_; }
    const crypto::MerkleTree& tree() const { return tree_; }

    struct Added {
        std::string json;
        std::string sealed_words;  ///< empty when there are none
    };
    /// Appends the leaf that `make` gives for its place. On disk when this returns; on failure nothing has
    /// changed.
    base::Expected<std::uint64_t> append(const std::function<Added(std::uint64_t index)>& make);

    using TakeLeaf = std::function<void(std::uint64_t index, std::string_view json, std::string_view hash)>;
    base::Expected<void> read(std::uint64_t first, size_t limit, const TakeLeaf& take) const;
    /// The sealed words of an entry; empty when it has none or they have been erased.
    base::Expected<std::string> words(std::uint64_t index) const;

private:
    explicit Chain(store::Database database) : database_(std::move(database)) {}
    base::Expected<void> make_tables(ports::Entropy& entropy);
    base::Expected<void> read_id();
    base::Expected<void> take_in_new_leaves();
    base::Expected<void> hold_to_stored_root() const;
    base::Expected<void> insert(std::uint64_t index, const Added& added, const crypto::MerkleTree& grown);

    store::Database database_;
    std::string id_;
    crypto::MerkleTree tree_;
};

}  // namespace kith::audit
