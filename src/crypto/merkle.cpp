#include "crypto/merkle.h"

#include <string>

namespace kith::crypto {

Digest leaf_hash(std::string_view leaf) {
    std::string prefixed(1, '\x00');
    prefixed += leaf;
    return sha256(prefixed);
}

Digest node_hash(const Digest& left, const Digest& right) {
    std::string prefixed(1, '\x01');
    prefixed += as_bytes(left);
    prefixed += as_bytes(right);
    return sha256(prefixed);
}

void MerkleTree::append(const Digest& leaf) {
    peaks_.push_back(leaf);
    // Each 1 at the end of the old size, in binary, is a full subtree that the new leaf completes.
    for (std::uint64_t full = size_; full & 1; full >>= 1) {
        const Digest right = peaks_.back();
        peaks_.pop_back();
        peaks_.back() = node_hash(peaks_.back(), right);
    }
    ++size_;
}

Digest MerkleTree::root() const {
    if (peaks_.empty()) return sha256({});
    Digest root = peaks_.back();
    for (auto peak = peaks_.rbegin() + 1; peak != peaks_.rend(); ++peak) root = node_hash(*peak, root);
    return root;
}

}  // namespace kith::crypto
