#include "audit/signing_key.h"

#include "audit/token_key.h"
#include "crypto/sign.h"

#include <algorithm>

namespace kith::audit {

SigningKey::SigningKey(base::Secret seed)
    : seed_(std::move(seed)), verifier_{{}, crypto::public_key_of(seed_)} {}

base::Expected<SigningKey> SigningKey::open(const std::string& path, ports::Entropy& entropy) {
    auto seed = open_key_file(path, "signing key", entropy);
    if (!seed) return seed.error();
    return SigningKey(std::move(*seed));
}

void SigningKey::set_origin(const std::string& origin, const std::string& chain) {
    verifier_.name = origin.empty() ? "kith/" + chain : origin;
    std::ranges::replace_if(
        verifier_.name, [](char c) { return c == '+' || static_cast<unsigned char>(c) <= ' '; }, '-');
}

std::string SigningKey::sign(std::uint64_t size, const crypto::Digest& root, base::Instant at) const {
    return tlog::sign({verifier_.name, size, root, {"time " + base::to_iso(at)}}, verifier_.name, seed_)
        .text();
}

bool SigningKey::has_signed(const tlog::SignedCheckpoint& note) const {
    const auto key_hash = verifier_.key_hash();
    return std::ranges::any_of(note.signatures, [&](const auto& one) {
        return one.name == verifier_.name && one.key_hash == key_hash &&
               one.bytes == crypto::sign(seed_, note.checkpoint.body());
    });
}

}  // namespace kith::audit
