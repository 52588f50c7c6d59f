#pragma once
#include "base/expected.h"
#include "base/instant.h"
#include "base/secret.h"
#include "crypto/hash.h"
#include "ports/entropy.h"
#include "tlog/checkpoint.h"

#include <cstdint>
#include <string>

// Private to this room.
namespace kith::audit {

/// The key that signs this log's heads, and the name it signs under.
class SigningKey {
public:
    /// As TokenKey::open.
    static base::Expected<SigningKey> open(const std::string& path, ports::Entropy& entropy);

    /// The name in checkpoints: the origin of the settings, or one made from the chain's id. To be said once,
    /// before signing.
    void set_origin(const std::string& origin, const std::string& chain);
    const tlog::VerifierKey& verifier() const { return verifier_; }
    const base::Secret& seed() const { return seed_; }

    /// The signed note over a head.
    std::string sign(std::uint64_t size, const crypto::Digest& root, base::Instant at) const;
    /// Whether the note is just what this key would have signed over its head. Signing is the quicker half of
    /// Ed25519, and gives the same bytes each time.
    bool has_signed(const tlog::SignedCheckpoint& note) const;

private:
    explicit SigningKey(base::Secret seed);
    base::Secret seed_;
    tlog::VerifierKey verifier_;
};

}  // namespace kith::audit
