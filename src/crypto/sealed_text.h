#pragma once
#include "base/secret.h"

#include <optional>
#include <string>
#include <string_view>

namespace kith::crypto {

/// A text put away in memory: sealed with AES-256-GCM under a key used for nothing else. Whoever searches the
/// memory, or a copy of it on disk, for what the text says finds nothing. It is no guard against somebody who
/// knows the program and holds all of its memory, the key included.
class SealedText {
public:
    SealedText() = default;
    /// `key`: kSealKeyBytes fresh random bytes. `plain` stays the caller's to wipe.
    SealedText(base::Secret key, std::string_view plain);

    bool empty() const { return sealed_.empty(); }
    /// The text again; nothing when there is none, or when a bit of it was changed.
    std::optional<base::Secret> open() const;

private:
    base::Secret key_;
    std::string sealed_;
};

}  // namespace kith::crypto
