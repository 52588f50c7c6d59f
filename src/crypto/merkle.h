#pragma once
#include "crypto/hash.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace kith::crypto {

/// RFC 6962 section 2.1: SHA-256(0x00 || leaf). The prefix keeps a leaf from being passed off as an inner
/// node.
Digest leaf_hash(std::string_view leaf);
/// SHA-256(0x01 || left || right).
Digest node_hash(const Digest& left, const Digest& right);

/// An RFC 6962 tree that only grows: keeps one hash per full subtree, so appending costs O(log n).
class MerkleTree {
public:
    void append(const Digest& leaf);
    std::uint64_t size() const { return size_; }
    /// Root over all leaves; SHA-256 of nothing when empty.
    Digest root() const;

private:
    std::uint64_t size_ = 0;
    std::vector<Digest> peaks_;  ///< roots of the full subtrees, largest first
};

}  // namespace kith::crypto
