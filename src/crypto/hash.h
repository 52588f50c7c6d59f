#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kith::crypto {

using Digest = std::array<std::uint8_t, 32>;

Digest sha256(std::string_view bytes);
Digest hmac_sha256(std::string_view key, std::string_view bytes);
std::string hex(const Digest& digest);
std::string hex(std::string_view bytes);
/// Fails softly: an empty string for text that is not hexadecimal.
std::string unhex(std::string_view text);

}  // namespace kith::crypto
