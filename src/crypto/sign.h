#pragma once
#include "base/expected.h"
#include "base/secret.h"

#include <string>
#include <string_view>

namespace kith::crypto {

inline constexpr size_t kSeedBytes = 32;
inline constexpr size_t kPublicKeyBytes = 32;
inline constexpr size_t kSignatureBytes = 64;

/// Ed25519 (RFC 8032), by OpenSSL. The 32-byte seed is the whole private key. Any thread may call.

/// The public key that belongs to a seed: 32 bytes. The seed must be kSeedBytes long.
std::string public_key_of(const base::Secret& seed);
/// 64 bytes over the message itself, not over a hash of it.
std::string sign(const base::Secret& seed, std::string_view message);
/// Whether `signature` is this key's over exactly these bytes. A key or signature of the wrong size is a
/// plain no.
bool verifies(std::string_view public_key, std::string_view message, std::string_view signature);

/// RFC 4648 section 4, with padding and without line ends.
std::string base64(std::string_view bytes);
/// Fails with invalid_input for anything that base64() would not have written: other letters, missing
/// padding, stray bits.
base::Expected<std::string> unbase64(std::string_view text);

}  // namespace kith::crypto
