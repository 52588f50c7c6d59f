#pragma once
#include "json/value.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

// Private to this room: how a Document keeps what it read.
namespace kith::json {

/// One value, with the name it has in its object. Texts, names and numbers are windows on the document's own
/// bytes: an escaped string is unescaped where it stands, for it can only become shorter.
struct Node {
    std::uint32_t start = 0;  ///< byte offset of the text, or number of the first child
    std::uint32_t size = 0;   ///< bytes of the text, or count of children
    std::uint32_t key_start = 0;
    std::uint32_t key_size : 28 = 0;
    std::uint32_t kind : 4 = 0;
};
static_assert(sizeof(Node) == 16);

/// Objects with more members than this are looked up by a sorted index; smaller ones are simply walked.
inline constexpr size_t kIndexedFrom = 16;

struct Tree {
    std::unique_ptr<char[]> bytes;
    /// The children of one container lie side by side, in document order; the root comes last.
    /// An object with an index has a hidden node just before its first child: `start` is where its index
    /// begins.
    std::vector<Node> nodes;
    /// For each indexed object its children's numbers, sorted by name. Sorted, not hashed: a hostile source
    /// can prepare names that collide in a hash, but it cannot make a sort slow.
    std::vector<std::uint32_t> index;
    std::uint32_t root = 0;

    std::string_view text_of(const Node& node) const { return {bytes.get() + node.start, node.size}; }
    std::string_view key_of(const Node& node) const { return {bytes.get() + node.key_start, node.key_size}; }
    std::span<const std::uint32_t> index_of(const Node& object) const {
        if (object.size <= kIndexedFrom) return {};
        return {index.data() + nodes[object.start - 1].start, object.size};
    }
};

}  // namespace kith::json
