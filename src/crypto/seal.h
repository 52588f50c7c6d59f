#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace kith::crypto {

inline constexpr size_t kSealKeyBytes = 32;
inline constexpr size_t kNonceBytes = 12;
inline constexpr size_t kTagBytes = 16;

/// AES-256-GCM (NIST SP 800-38D) of `plain`: ciphertext, then the tag. `bound` is not hidden but must be
/// given again to open it. A nonce may be used once only under one key. Key and nonce must have the sizes
/// above.
std::string seal(std::string_view key, std::string_view nonce, std::string_view plain,
                 std::string_view bound);

/// The plain text; empty when any bit of the key, nonce, ciphertext, tag or `bound` is not what it was.
std::optional<std::string> unseal(std::string_view key, std::string_view nonce, std::string_view sealed,
                                  std::string_view bound);

}  // namespace kith::crypto
