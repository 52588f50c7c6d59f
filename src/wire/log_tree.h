#pragma once
#include "crypto/merkle.h"

#include <cstdint>
#include <vector>

namespace kith::wire {

/// The hashes of a log's tree in memory, every full subtree's, so that any entry can be proved to be in it
/// without reading the log again: 64 bytes an entry.
class LogTree {
public:
    void append(const crypto::Digest& leaf);
    std::uint64_t size() const { return levels_.empty() ? 0 : levels_[0].size(); }
    crypto::Digest root() const;
    /// Whether leaf `index` with that hash is in the tree under that root, by a proof made and checked here.
    bool proves(std::uint64_t index, const crypto::Digest& leaf, const crypto::Digest& root) const;

private:
    crypto::NodeSource nodes() const;
    std::vector<std::vector<crypto::Digest>> levels_;  ///< [0] are the leaves
};

}  // namespace kith::wire
