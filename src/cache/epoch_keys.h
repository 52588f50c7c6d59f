#pragma once
#include "base/instant.h"
#include "base/secret.h"
#include "crypto/seal.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>

// Private to this room.
namespace kith::cache {

/// A retention window: copies that go within the same ten minutes share its key.
using Epoch = std::int64_t;
inline constexpr std::chrono::minutes kEpochLength{10};
/// No copy is kept for longer than 400 days, so no epoch lies further ahead than this.
inline constexpr Epoch kFurthestEpoch = 400 * 24 * 6;

/// The window in which a copy that goes at this moment goes.
Epoch epoch_of(base::Instant goes_at);

/// The chain of epoch keys, of which only the present one is kept anywhere: the next is its hash, so later
/// ones can be had from it and earlier ones never again. FORMAT.md, "Keys".
class EpochKeys {
public:
    EpochKeys() = default;
    EpochKeys(Epoch epoch, base::Secret chain) : epoch_(epoch), chain_(std::move(chain)) {}

    Epoch epoch() const { return epoch_; }
    const base::Secret& chain() const { return chain_; }
    /// The key that wraps copies' keys in that epoch; nothing for one that is over or further ahead than any
    /// copy's. The pointer is good until the next call.
    const base::Secret* wrap_key(Epoch epoch);
    /// The same key made ready.
    const crypto::Sealer* sealer(Epoch epoch);
    /// Forgets every key before that epoch for ever. One that is not later changes nothing.
    void ratchet_to(Epoch epoch);

private:
    struct Made {
        base::Secret key;
        std::shared_ptr<const crypto::Sealer> sealer;
    };
    const Made* made(Epoch epoch);
    Epoch epoch_ = 0;
    base::Secret chain_;
    std::map<Epoch, Made> made_;  // few: a day of ten minutes at the most
};

}  // namespace kith::cache
