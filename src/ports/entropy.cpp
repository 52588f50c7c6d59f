#include "ports/entropy.h"

#include <array>
#include <cstdint>
#include <cstdio>

namespace kith::ports {

std::string make_uuid(Entropy& entropy) {
    std::string bytes = entropy.bytes(16);
    bytes.resize(16);
    bytes[6] = static_cast<char>((bytes[6] & 0x0F) | 0x40);  // version 4: random
    bytes[8] = static_cast<char>((bytes[8] & 0x3F) | 0x80);  // the variant of RFC 9562
    std::string uuid;
    for (size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) uuid += '-';
        std::array<char, 3> two{};
        std::snprintf(two.data(), two.size(), "%02x",
                      static_cast<unsigned>(static_cast<std::uint8_t>(bytes[i])));
        uuid += two.data();
    }
    return uuid;
}

}  // namespace kith::ports
