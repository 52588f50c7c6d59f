#include "review/rows.h"

namespace kith::review {
namespace {

constexpr char kPiece = '\x01';
constexpr size_t kShortest = 12, kLongest = 400;
/// Objects that never come again would fill the book for nothing.
constexpr size_t kMostPieces = 1u << 16;

void put_number(std::uint32_t n, std::string& out) {
    for (; n >= 0x80; n >>= 7) out += static_cast<char>(0x80 | (n & 0x7F));
    out += static_cast<char>(n);
}

std::uint32_t take_number(std::string_view text, size_t& at) {
    std::uint32_t n = 0;
    for (int shift = 0; at < text.size(); shift += 7) {
        const auto byte = static_cast<std::uint8_t>(text[at++]);
        n |= static_cast<std::uint32_t>(byte & 0x7F) << shift;
        if (byte < 0x80) break;
    }
    return n;
}

}  // namespace

std::uint32_t FactsBook::pack(std::string_view facts, std::string& packed) {
    const size_t before = packed.size();
    size_t done = 0;
    for (size_t close = facts.find('}'); close != std::string_view::npos;
         close = facts.find('}', close + 1)) {
        const size_t open = facts.rfind('{', close);
        if (open == std::string_view::npos || open < done) continue;
        const std::string_view piece = facts.substr(open, close + 1 - open);
        if (piece.size() < kShortest || piece.size() > kLongest) continue;
        const auto known = pieces_.find(piece);
        if (!known && pieces_.size() >= kMostPieces) continue;
        packed.append(facts, done, open - done) += kPiece;
        put_number(known ? *known : pieces_.add(piece), packed);
        done = close + 1;
    }
    packed.append(facts, done);
    return static_cast<std::uint32_t>(packed.size() - before);
}

std::string FactsBook::unpack(std::string_view packed) const {
    std::string facts;
    for (size_t at = 0; at < packed.size();) {
        const size_t piece = std::min(packed.find(kPiece, at), packed.size());
        facts.append(packed, at, piece - at);
        at = piece + 1;
        if (piece < packed.size()) facts += pieces_.text(take_number(packed, at));
    }
    return facts;
}

}  // namespace kith::review
