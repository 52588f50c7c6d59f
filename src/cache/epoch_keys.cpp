#include "cache/epoch_keys.h"

#include "crypto/hash.h"

namespace kith::cache {
namespace {

using base::Secret;

constexpr size_t kMostMade = 160;

/// The hash's own bytes are wiped by the Secret that takes them; the digest on the stack is gone with the
/// next call.
Secret derived(const Secret& from, std::string_view what) {
    crypto::Digest digest = crypto::hmac_sha256(from.reveal(), what);
    Secret made{std::string(crypto::as_bytes(digest))};
    digest.fill(0);
    return made;
}

Secret forward(Secret chain, Epoch steps) {
    for (; steps > 0; --steps) chain = derived(chain, "kith shelf next epoch");
    return chain;
}

}  // namespace

Epoch epoch_of(base::Instant goes_at) {
    return std::chrono::floor<std::chrono::minutes>(goes_at).time_since_epoch() / kEpochLength;
}

const Secret* EpochKeys::wrap_key(Epoch epoch) {
    const Made* found = made(epoch);
    return found ? &found->key : nullptr;
}

const crypto::Sealer* EpochKeys::sealer(Epoch epoch) {
    const Made* found = made(epoch);
    return found ? found->sealer.get() : nullptr;
}

const EpochKeys::Made* EpochKeys::made(Epoch epoch) {
    if (epoch < epoch_ || epoch - epoch_ > kFurthestEpoch) return nullptr;
    const auto known = made_.find(epoch);
    if (known != made_.end()) return &known->second;
    if (made_.size() >= kMostMade) made_.clear();
    Secret key = derived(forward(chain_, epoch - epoch_), "kith shelf wrap");
    auto sealer = std::make_shared<const crypto::Sealer>(key.reveal());
    return &made_.emplace(epoch, Made{std::move(key), std::move(sealer)}).first->second;
}

void EpochKeys::ratchet_to(Epoch epoch) {
    if (epoch <= epoch_) return;
    // After a very long time nothing of the old chain is in use, and a fresh start is as good as many hashes:
    // still one way.
    chain_ = forward(std::move(chain_), std::min(epoch - epoch_, kFurthestEpoch));
    epoch_ = epoch;
    made_.erase(made_.begin(), made_.lower_bound(epoch));
}

}  // namespace kith::cache
