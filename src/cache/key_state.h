#pragma once
#include "base/expected.h"
#include "base/secret.h"
#include "cache/epoch_keys.h"
#include "cache/trusted_time.h"
#include "crypto/hash.h"
#include "ports/entropy.h"
#include "ports/key_store.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

// Private to this room.
namespace kith::cache {

/// What the shelf keeps in the key store, apart from its file: one secret under "shelf/<id>". FORMAT.md,
/// "Keys".
struct KeyState {
    /// Goes up with every destruction: a file that lags behind is an older copy put back.
    std::uint64_t generation = 0;
    EpochKeys epochs;
    base::Secret lookup;                            ///< keys the tokens by which rows are found
    std::shared_ptr<const crypto::HmacKey> tokens;  ///< the same, made ready
    base::Secret notes;  ///< seals what the shelf notes of itself: the last time seen, what was destroyed
    Seen seen;
};

KeyState fresh_state(std::uint64_t generation, Epoch epoch, const Seen& seen, ports::Entropy& entropy);

/// Faults: not_found (there is none, or it is no state of ours: the keys are lost), else as the key store
/// says.
base::Expected<KeyState> load_state(ports::KeyStore& keys, const std::string& shelf_id);
base::Expected<void> save_state(ports::KeyStore& keys, const std::string& shelf_id, const KeyState& state);

}  // namespace kith::cache
