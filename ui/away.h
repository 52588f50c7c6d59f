#pragma once
#include "crypto/seal.h"
#include "crypto/sealed_text.h"
#include "keys/system_entropy.h"

#include <cstring>
#include <memory>
#include <string>

namespace kith::ui {

/// Seals a text in memory under a key made for it, while nobody may see it.
inline crypto::SealedText put_away(const std::string& text) {
    keys::SystemEntropy entropy;
    return {base::Secret(entropy.bytes(crypto::kSealKeyBytes)), text};
}

/// Makes `held` as new. Emptying a short text leaves its letters where they stood; this does not.
template <typename T>
void drop(T& held) {
    std::destroy_at(&held);
    ::explicit_bzero(static_cast<void*>(&held), sizeof held);
    std::construct_at(&held);
}

}  // namespace kith::ui
