#pragma once
#include "ports/entropy.h"
#include "ports/key_store.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>

namespace kith::keys {

/// Keys in one private file under a passphrase: the embedded default where the desktop has no key store. The
/// passphrase goes through scrypt (RFC 7914) to a key that seals everything in the file by AES-256-GCM; the
/// bytes are in key_file.h. Each change writes a new file, flushes it, puts it in the old one's place and
/// overwrites the old one, under a lock on the folder, so that two programs may share it. Whoever has an
/// older copy of the file and the passphrase has the older keys: the desktop's key store is the better place.
///
/// How many tries somebody has is for those who ask for the passphrase; each costs the time and memory of one
/// scrypt.
class PassphraseKeys final : public ports::KeyStore {
public:
    /// What one try costs: 128 * n * r bytes of memory and p times that much work. The default is 128 MiB and
    /// about a third of a second. Read from the file, and refused there outside n 2^10..2^20, r 1..16, p 1..4
    /// or above 1 GiB.
    struct Cost {
        std::uint64_t n = std::uint64_t{1} << 17;
        std::uint32_t r = 8, p = 1;
        bool operator==(const Cost&) const = default;
    };

    /// Opens the file. Fails with not_found (there is none), denied (the passphrase is wrong, in one
    /// sentence; the file is as it was), corrupt (not a key file), too_large or unavailable.
    static base::Expected<std::unique_ptr<PassphraseKeys>> open(const std::string& path,
                                                                const base::Secret& passphrase,
                                                                ports::Entropy& entropy);
    /// Makes an empty one; its folder is made if missing, readable by its owner only. Fails with denied when
    /// there is one.
    static base::Expected<std::unique_ptr<PassphraseKeys>> make(const std::string& path,
                                                                const base::Secret& passphrase,
                                                                ports::Entropy& entropy, Cost cost);
    static base::Expected<std::unique_ptr<PassphraseKeys>> make(const std::string& path,
                                                                const base::Secret& passphrase,
                                                                ports::Entropy& entropy) {
        return make(path, passphrase, entropy, Cost{});
    }

    base::Expected<base::Secret> get(const std::string& name) override;
    base::Expected<void> put(const std::string& name, const base::Secret& key) override;
    base::Expected<void> erase(const std::string& name) override;
    base::Expected<std::vector<std::string>> names(const std::string& beginning) override;
    std::string words() const override { return "a passphrase"; }

    /// Seals the same keys under another passphrase. Fails with denied when `now` is not the passphrase; then
    /// nothing changed.
    base::Expected<void> change(const base::Secret& now, const base::Secret& next);

private:
    PassphraseKeys(std::string path, ports::Entropy& entropy) : path_(std::move(path)), entropy_(entropy) {}
    base::Expected<void> refresh();
    base::Expected<void> write(const std::map<std::string, base::Secret>& keys);

    std::string path_;
    ports::Entropy& entropy_;
    Cost cost_;
    std::string salt_;
    base::Secret file_key_;
    std::map<std::string, base::Secret> keys_;
};

}  // namespace kith::keys
