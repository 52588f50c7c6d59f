#include "wire/log_tree.h"

namespace kith::wire {

void LogTree::append(const crypto::Digest& leaf) {
    crypto::Digest node = leaf;
    for (size_t level = 0;; ++level) {
        if (level == levels_.size()) levels_.emplace_back();
        auto& row = levels_[level];
        row.push_back(node);
        if (row.size() % 2 == 1) return;
        node = crypto::node_hash(row[row.size() - 2], row.back());
    }
}

crypto::NodeSource LogTree::nodes() const {
    return [this](unsigned level, std::uint64_t index) -> base::Expected<crypto::Digest> {
        if (level >= levels_.size() || index >= levels_[level].size())
            return base::fail(base::Fault::internal, "a subtree beyond the tree was asked for");
        return levels_[level][index];
    };
}

crypto::Digest LogTree::root() const {
    const auto root = crypto::root_at(size(), nodes());
    return root ? *root : crypto::Digest{};
}

bool LogTree::proves(std::uint64_t index, const crypto::Digest& leaf, const crypto::Digest& root) const {
    if (index >= size()) return false;
    const auto proof = crypto::inclusion_proof(index, size(), nodes());
    return proof && crypto::proves_inclusion(index, size(), leaf, *proof, root);
}

}  // namespace kith::wire
