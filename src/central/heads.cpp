#include "central/heads.h"

#include "base/text.h"
#include "crypto/merkle.h"
#include "crypto/sign.h"

#include <algorithm>
#include <charconv>

namespace kith::central {

crypto::Digest partnership_head(std::vector<ChainHead> heads) {
    std::ranges::sort(heads, {}, &ChainHead::chain);
    crypto::MerkleTree tree;
    for (const auto& head : heads) tree.append(crypto::leaf_hash(head.chain + "\n" + head.note));
    return tree.root();
}

base::Expected<HeadLines> head_lines(std::string_view note) {
    const auto refuse = [] {
        return base::fail(base::Fault::invalid_input, "a signed head is not in the form of a checkpoint");
    };
    const auto lines = base::split(note.substr(0, std::min<size_t>(note.size(), 65536)), '\n');
    if (lines.size() < 4 || lines[0].empty()) return refuse();
    HeadLines head;
    const char* end = lines[1].data() + lines[1].size();
    const auto [stopped, wrong] = std::from_chars(lines[1].data(), end, head.size);
    if (wrong != std::errc{} || stopped != end) return refuse();
    const auto root = crypto::unbase64(lines[2]);
    if (!root || root->size() != head.root.size()) return refuse();
    std::ranges::copy(*root, reinterpret_cast<char*>(head.root.data()));
    return head;
}

}  // namespace kith::central
