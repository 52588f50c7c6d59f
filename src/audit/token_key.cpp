#include "audit/token_key.h"

#include "crypto/hash.h"
#include "store/private_file.h"

#include <filesystem>

namespace kith::audit {
namespace {

using base::Expected;
using base::Fault;

constexpr size_t kKeyBytes = 32;

/// One key, three uses: each under a label of its own, so that none tells anything about another.
constexpr std::string_view kForId = "kith access log 1: key id";
constexpr std::string_view kForSubject = "kith access log 1: subject\n";
constexpr std::string_view kForWords = "kith access log 1: own words";

Expected<void> make(const std::string& path, ports::Entropy& entropy) {
    if (auto made = store::make_private_folder(std::filesystem::path(path).parent_path().string()); !made)
        return made;
    const base::Secret fresh(entropy.bytes(kKeyBytes));
    return store::publish_private_file(path, fresh.reveal());
}

}  // namespace

Expected<TokenKey> TokenKey::open(const std::string& path, ports::Entropy& entropy) {
    auto bytes = store::read_file(path, kKeyBytes);
    if (!bytes && bytes.error().fault == Fault::not_found) {
        if (auto made = make(path, entropy); !made) return made.error();
        bytes = store::read_file(path, kKeyBytes);
    }
    if (!bytes && bytes.error().fault != Fault::too_large) return bytes.error();
    if (!bytes || bytes->size() != kKeyBytes)
        return base::fail(Fault::corrupt, "the token key is not 32 bytes");
    return TokenKey(base::Secret(std::move(*bytes)));
}

std::string TokenKey::id() const {
    return crypto::hex(crypto::hmac_sha256(key_.reveal(), kForId)).substr(0, 16);
}

std::string TokenKey::token_of(std::string_view subject_clear) const {
    return crypto::hex(
        crypto::hmac_sha256(key_.reveal(), std::string(kForSubject) + std::string(subject_clear)));
}

base::Secret TokenKey::sealing_key() const {
    return base::Secret(std::string(crypto::as_bytes(crypto::hmac_sha256(key_.reveal(), kForWords))));
}

}  // namespace kith::audit
