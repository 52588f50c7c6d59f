#pragma once
#include "base/expected.h"
#include "crypto/hash.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <utility>
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
    MerkleTree() = default;
    /// The tree of so many leaves, given the roots of its full subtrees, largest first: as many as `size` has
    /// ones in binary. Says nothing about whether they are right: hold root() to something signed.
    MerkleTree(std::uint64_t size, std::vector<Digest> peaks) : size_(size), peaks_(std::move(peaks)) {}

    void append(const Digest& leaf);
    /// The same, and tells the roots of the subtrees that this leaf has completed, smallest first; none for
    /// every other leaf.
    void append(const Digest& leaf, std::vector<Digest>& completed);
    std::uint64_t size() const { return size_; }
    /// Root over all leaves; SHA-256 of nothing when empty.
    Digest root() const;

private:
    std::uint64_t size_ = 0;
    std::vector<Digest> peaks_;  ///< roots of the full subtrees, largest first
};

/// Gives the root of a full subtree: `level` 0 is a leaf's hash; the subtree covers the leaves from index *
/// 2^level on, 2^level of them. Asked for nothing beyond the tree.
using NodeSource = std::function<base::Expected<Digest>(unsigned level, std::uint64_t index)>;
using Proof = std::vector<Digest>;

/// The root over the first `size` leaves.
base::Expected<Digest> root_at(std::uint64_t size, const NodeSource& nodes);
/// The roots of the full subtrees of the first `size` leaves, largest first: what a MerkleTree is made from.
base::Expected<std::vector<Digest>> peaks_at(std::uint64_t size, const NodeSource& nodes);

/// RFC 9162 section 2.1.3.1: what proves leaf `index` to be in the tree of the first `size` leaves. `index` <
/// `size`.
base::Expected<Proof> inclusion_proof(std::uint64_t index, std::uint64_t size, const NodeSource& nodes);
/// RFC 9162 section 2.1.4.1: what proves the first `older` leaves to be the beginning of the first `newer`.
/// Empty when they are the same or `older` is 0. `older` <= `newer`.
base::Expected<Proof> consistency_proof(std::uint64_t older, std::uint64_t newer, const NodeSource& nodes);

/// RFC 9162 section 2.1.3.2.
bool proves_inclusion(std::uint64_t index, std::uint64_t size, const Digest& leaf,
                      std::span<const Digest> proof, const Digest& root);
/// RFC 9162 section 2.1.4.2. Of an empty older tree nothing needs proof: then the proof must be empty.
bool proves_consistency(std::uint64_t older, std::uint64_t newer, const Digest& older_root,
                        const Digest& newer_root, std::span<const Digest> proof);

}  // namespace kith::crypto
