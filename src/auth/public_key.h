#pragma once
#include "base/expected.h"
#include "json/value.h"

#include <memory>
#include <string_view>

namespace kith::auth {

/// One public key of a key set, by OpenSSL. For this room only.
class PublicKey {
public:
    /// From a JSON Web Key: RSA of 2048 to 8192 bits, EC on P-256, OKP on Ed25519. Another curve gives a key
    /// that is not usable. Fails with corrupt, in a few words, for one that is malformed, too weak or
    /// private.
    static base::Expected<PublicKey> read(json::Value key);

    bool is_usable() const { return key_ != nullptr; }
    /// `algorithm`: "RS256", "PS256", "ES256" or "EdDSA"; false for any other.
    bool verifies(std::string_view algorithm, std::string_view message, std::string_view signature) const;

private:
    std::shared_ptr<void> key_;  ///< an EVP_PKEY
};

}  // namespace kith::auth
