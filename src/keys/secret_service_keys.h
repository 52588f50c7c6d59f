#pragma once
#include "ports/key_store.h"

namespace kith::keys {

/// The desktop's own key store, through libsecret: GNOME Keyring, KWallet, KeePassXC, whatever answers
/// org.freedesktop.secrets on the session's bus. Never asks the person anything: a locked store is denied,
/// none at all is unavailable, and no call waits longer than a few seconds. Keys go over the bus encrypted,
/// as the Secret Service API has it. One thread at a time.
class SecretServiceKeys final : public ports::KeyStore {
public:
    base::Expected<base::Secret> get(const std::string& name) override;
    base::Expected<void> put(const std::string& name, const base::Secret& key) override;
    base::Expected<void> erase(const std::string& name) override;
    base::Expected<std::vector<std::string>> names(const std::string& beginning) override;
    std::string words() const override { return "the desktop's key store"; }
};

}  // namespace kith::keys
