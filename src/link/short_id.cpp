#include "link/short_id.h"

#include <cstdint>

namespace kith::link {

std::string short_id(std::string_view prefix, std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325ull;
    for (const unsigned char byte : text) hash = (hash ^ byte) * 0x100000001b3ull;
    hash ^= hash >> 48;
    static constexpr char kHex[] = "0123456789abcdef";
    std::string out(prefix);
    for (int shift = 44; shift >= 0; shift -= 4) out += kHex[(hash >> shift) & 0xF];
    return out;
}

}  // namespace kith::link
