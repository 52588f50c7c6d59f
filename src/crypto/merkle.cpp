#include "crypto/merkle.h"

#include <algorithm>
#include <array>
#include <bit>

namespace kith::crypto {

using base::Expected;

namespace {

/// The root of a tree from the roots of its full subtrees, largest first.
Digest fold(std::span<const Digest> peaks) {
    if (peaks.empty()) return sha256({});
    Digest root = peaks.back();
    for (auto peak = peaks.rbegin() + 1; peak != peaks.rend(); ++peak) root = node_hash(*peak, root);
    return root;
}

/// The roots of the full subtrees over the leaves from `begin`, `count` of them, largest first. `begin` must
/// be where such a tree can stand: a multiple of the largest power of two in `count`.
Expected<std::vector<Digest>> peaks_of(std::uint64_t begin, std::uint64_t count, const NodeSource& nodes) {
    std::vector<Digest> peaks;
    while (count > 0) {
        const std::uint64_t width = std::bit_floor(count);
        const auto level = static_cast<unsigned>(std::countr_zero(width));
        auto node = nodes(level, begin >> level);
        if (!node) return node.error();
        peaks.push_back(*node);
        begin += width;
        count -= width;
    }
    return peaks;
}

Expected<Digest> root_of(std::uint64_t begin, std::uint64_t count, const NodeSource& nodes) {
    const auto peaks = peaks_of(begin, count, nodes);
    if (!peaks) return peaks.error();
    return fold(*peaks);
}

/// The leaves of a tree on the way from its root down to one place, and what stands beside that way, top
/// first.
struct Way {
    std::uint64_t begin, count;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> beside;

    /// Steps into the half that holds `leaf`.
    void step_towards(std::uint64_t leaf) {
        const std::uint64_t split = std::bit_floor(count - 1);
        const bool is_left = leaf - begin < split;
        beside.emplace_back(is_left ? begin + split : begin, is_left ? count - split : split);
        begin = is_left ? begin : begin + split;
        count = is_left ? split : count - split;
    }
    Expected<Proof> roots_beside(const NodeSource& nodes, Proof proof) const {
        for (auto part = beside.rbegin(); part != beside.rend(); ++part) {
            auto root = root_of(part->first, part->second, nodes);
            if (!root) return root.error();
            proof.push_back(*root);
        }
        return proof;
    }
};

}  // namespace

Digest leaf_hash(std::string_view leaf) {
    return sha256(std::string_view("\x00", 1), leaf);
}

Digest node_hash(const Digest& left, const Digest& right) {
    std::array<char, 65> both{'\x01'};
    std::ranges::copy(as_bytes(left), both.begin() + 1);
    std::ranges::copy(as_bytes(right), both.begin() + 33);
    return sha256(std::string_view(both.data(), both.size()));
}

void MerkleTree::append(const Digest& leaf) {
    std::vector<Digest> completed;
    append(leaf, completed);
}

void MerkleTree::append(const Digest& leaf, std::vector<Digest>& completed) {
    completed.clear();
    peaks_.push_back(leaf);
    // Each 1 at the end of the old size, in binary, is a full subtree that the new leaf completes.
    for (std::uint64_t full = size_; full & 1; full >>= 1) {
        const Digest right = peaks_.back();
        peaks_.pop_back();
        peaks_.back() = node_hash(peaks_.back(), right);
        completed.push_back(peaks_.back());
    }
    ++size_;
}

Digest MerkleTree::root() const {
    return fold(peaks_);
}

Expected<Digest> root_at(std::uint64_t size, const NodeSource& nodes) {
    return root_of(0, size, nodes);
}

Expected<std::vector<Digest>> peaks_at(std::uint64_t size, const NodeSource& nodes) {
    return peaks_of(0, size, nodes);
}

Expected<Proof> inclusion_proof(std::uint64_t index, std::uint64_t size, const NodeSource& nodes) {
    Way way{0, size, {}};
    while (way.count > 1) way.step_towards(index);
    return way.roots_beside(nodes, {});
}

Expected<Proof> consistency_proof(std::uint64_t older, std::uint64_t newer, const NodeSource& nodes) {
    if (older == 0 || older == newer) return Proof{};
    // Down to the subtree that ends where the older tree did; its root is known already when it is the older
    // tree itself.
    Way way{0, newer, {}};
    while (way.begin + way.count != older) way.step_towards(older - 1);
    if (way.begin == 0) return way.roots_beside(nodes, {});
    auto last = root_of(way.begin, way.count, nodes);
    if (!last) return last.error();
    return way.roots_beside(nodes, {*last});
}

bool proves_inclusion(std::uint64_t index, std::uint64_t size, const Digest& leaf,
                      std::span<const Digest> proof, const Digest& root) {
    if (index >= size) return false;
    std::uint64_t place = index, last = size - 1;
    Digest hash = leaf;
    for (const Digest& beside : proof) {
        if (last == 0) return false;
        if (place % 2 == 1 || place == last) {
            hash = node_hash(beside, hash);
            for (; place % 2 == 0 && place != 0; place >>= 1) last >>= 1;
        } else {
            hash = node_hash(hash, beside);
        }
        place >>= 1;
        last >>= 1;
    }
    return last == 0 && hash == root;
}

bool proves_consistency(std::uint64_t older, std::uint64_t newer, const Digest& older_root,
                        const Digest& newer_root, std::span<const Digest> proof) {
    if (older > newer) return false;
    if (older == newer) return proof.empty() && older_root == newer_root;
    if (older == 0) return proof.empty() && older_root == sha256({});
    std::vector<Digest> path(proof.begin(), proof.end());
    if (std::has_single_bit(older)) path.insert(path.begin(), older_root);
    if (path.empty()) return false;
    std::uint64_t place = older - 1, last = newer - 1;
    for (; place % 2 == 1; place >>= 1) last >>= 1;
    Digest old_hash = path.front(), new_hash = path.front();
    for (const Digest& beside : std::span(path).subspan(1)) {
        if (last == 0) return false;
        if (place % 2 == 1 || place == last) {
            old_hash = node_hash(beside, old_hash);
            new_hash = node_hash(beside, new_hash);
            for (; place % 2 == 0 && place != 0; place >>= 1) last >>= 1;
        } else {
            new_hash = node_hash(new_hash, beside);
        }
        place >>= 1;
        last >>= 1;
    }
    return last == 0 && old_hash == older_root && new_hash == newer_root;
}

}  // namespace kith::crypto
