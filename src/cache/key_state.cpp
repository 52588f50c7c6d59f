#include "cache/key_state.h"

#include "cache/bytes.h"
#include "crypto/hash.h"
#include "crypto/seal.h"

namespace kith::cache {
namespace {

using base::Expected;
using base::Secret;

constexpr std::string_view kMark = "kith shelf state 1";

std::string name_of(const std::string& shelf_id) {
    return "shelf/" + crypto::hex(shelf_id);
}

std::shared_ptr<const crypto::HmacKey> made_ready(const Secret& lookup) {
    return std::make_shared<const crypto::HmacKey>(lookup.reveal());
}

}  // namespace

KeyState fresh_state(std::uint64_t generation, Epoch epoch, const Seen& seen, ports::Entropy& entropy) {
    const auto key = [&] { return Secret(entropy.bytes(crypto::kSealKeyBytes)); };
    KeyState state{generation, EpochKeys(epoch, key()), key(), {}, key(), seen};
    state.tokens = made_ready(state.lookup);
    return state;
}

Expected<KeyState> load_state(ports::KeyStore& keys, const std::string& shelf_id) {
    const auto stored = keys.get(name_of(shelf_id));
    if (!stored) return stored.error();
    Unpacker from(stored->reveal());
    const bool is_ours = from.text() == kMark;
    KeyState state;
    state.generation = static_cast<std::uint64_t>(from.number());
    const Epoch epoch = from.number();
    state.epochs = EpochKeys(epoch, Secret(from.text()));
    state.lookup = Secret(from.text());
    state.notes = Secret(from.text());
    state.seen = {from.time(), {from.text(), std::chrono::milliseconds{from.number()}}};
    const auto is_whole = [](const Secret& key) { return key.reveal().size() == crypto::kSealKeyBytes; };
    if (!is_ours || !from.is_good() || !is_whole(state.epochs.chain()) || !is_whole(state.lookup) ||
        !is_whole(state.notes))
        return base::fail(base::Fault::not_found, "what the key store holds is no key of the shelf's");
    state.tokens = made_ready(state.lookup);
    return state;
}

Expected<void> save_state(ports::KeyStore& keys, const std::string& shelf_id, const KeyState& state) {
    Packer to;
    to.text(kMark).number(static_cast<std::int64_t>(state.generation)).number(state.epochs.epoch());
    to.text(state.epochs.chain().reveal()).text(state.lookup.reveal()).text(state.notes.reveal());
    to.time(state.seen.wall).text(state.seen.up.boot).number(state.seen.up.since_boot.count());
    return keys.put(name_of(shelf_id), Secret(to.take()));
}

}  // namespace kith::cache
