#pragma once
#include "base/expected.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kith::auth {

inline constexpr size_t kLongestToken = 64u << 10;
inline constexpr size_t kLongestKeySet = 256u << 10;
inline constexpr size_t kMostKeys = 64;

/// A JSON Web Signature in compact form (RFC 7515), read and not yet believed.
struct Jws {
    std::string algorithm;  ///< "alg", as written
    std::string key_id;     ///< "kid"; empty: none
    std::string signed_part, payload, signature;
};

/// Strict: three parts, each canonical base64url, a header without duplicate members and without "crit"
/// (whose extensions we do not know). Fails with corrupt or too_large.
base::Expected<Jws> read_jws(std::string_view compact);

/// A provider's public keys (RFC 7517). Keys of kinds that we do not use are left out; a key that is too
/// weak, malformed or not public makes the whole set unusable, since such a provider cannot be trusted with
/// the rest. Any thread may use one.
class KeySet {
public:
    static base::Expected<KeySet> read(std::string_view bytes);

    /// Succeeds when `allowed` holds the token's algorithm, exactly one of these keys is meant, and the
    /// signature is that key's. Only RS256, PS256, ES256 and EdDSA (Ed25519) exist here: "none" and shared
    /// secrets cannot be allowed. Fails with denied.
    base::Expected<void> verify(const Jws& token, const std::vector<std::string>& allowed) const;

    size_t size() const { return keys_.size(); }

private:
    struct Key;
    std::vector<std::shared_ptr<const Key>> keys_;
};

}  // namespace kith::auth
