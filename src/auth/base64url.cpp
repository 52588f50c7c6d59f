#include "auth/base64url.h"

#include <cstdint>

namespace kith::auth {
namespace {

constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

}  // namespace

std::string base64url(std::string_view bytes) {
    std::string out;
    std::uint32_t held = 0;
    int bits = 0;
    for (const unsigned char byte : bytes) {
        held = (held << 8) | byte;
        for (bits += 8; bits >= 6; bits -= 6) out.push_back(kLetters[(held >> (bits - 6)) & 63]);
    }
    if (bits > 0) out.push_back(kLetters[(held << (6 - bits)) & 63]);
    return out;
}

std::optional<std::string> unbase64url(std::string_view text) {
    std::string out;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char letter : text) {
        const auto value = kLetters.find(letter);
        if (value == std::string_view::npos) return {};
        held = (held << 6) | static_cast<std::uint32_t>(value);
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        out.push_back(static_cast<char>((held >> bits) & 0xff));
    }
    const bool has_stray_bits = (held & ((1u << bits) - 1)) != 0;
    if (bits >= 6 || has_stray_bits) return {};
    return out;
}

}  // namespace kith::auth
