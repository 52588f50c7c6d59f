#include "crypto/sealed_text.h"

#include "crypto/seal.h"

#include <utility>

namespace kith::crypto {
namespace {

/// A key seals one text only, so its one nonce may be the same for all.
const std::string kOnlyNonce(kNonceBytes, '\0');
constexpr std::string_view kBound = "kith put away";

}  // namespace

SealedText::SealedText(base::Secret key, std::string_view plain)
    : key_(std::move(key)), sealed_(seal(key_.reveal(), kOnlyNonce, plain, kBound)) {}

std::optional<base::Secret> SealedText::open() const {
    if (empty()) return {};
    auto plain = unseal(key_.reveal(), kOnlyNonce, sealed_, kBound);
    if (!plain) return {};
    return base::Secret(std::move(*plain));
}

}  // namespace kith::crypto
