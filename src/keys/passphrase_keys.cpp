#include "keys/passphrase_keys.h"

#include "crypto/seal.h"
#include "keys/key_file.h"

#include <filesystem>

namespace kith::keys {
namespace {

using base::Expected;
using base::Fault;
using base::Secret;

base::Error wrong_passphrase() {
    return base::fail(Fault::denied, "the passphrase is not the one that the key file was made with");
}

base::Error not_lockable() {
    return base::fail(Fault::unavailable, "the key file's folder cannot be held against other programs");
}

}  // namespace

Expected<std::unique_ptr<PassphraseKeys>> PassphraseKeys::open(const std::string& path,
                                                               const Secret& passphrase,
                                                               ports::Entropy& entropy) {
    const auto file = read_key_file(path);
    if (!file) return file.error();
    auto head = read_head(*file);
    if (!head) return head.error();
    auto key = file_key(passphrase, *head);
    if (!key) return key.error();
    auto keys = unseal_keys(*file, *key);
    if (!keys) return wrong_passphrase();
    std::unique_ptr<PassphraseKeys> opened(new PassphraseKeys(path, entropy));
    opened->cost_ = head->cost;
    opened->salt_ = head->salt;
    opened->file_key_ = std::move(*key);
    opened->keys_ = std::move(*keys);
    return opened;
}

Expected<std::unique_ptr<PassphraseKeys>> PassphraseKeys::make(const std::string& path,
                                                               const Secret& passphrase,
                                                               ports::Entropy& entropy, Cost cost) {
    if (passphrase.empty()) return base::fail(Fault::invalid_input, "a passphrase may not be empty");
    if (auto folder = make_folder_of(path); !folder) return folder.error();
    const FolderLock lock(path);
    if (!lock.is_held()) return not_lockable();
    std::error_code unreadable;
    if (std::filesystem::exists(path, unreadable))
        return base::fail(Fault::denied, "there is a key file already");
    std::unique_ptr<PassphraseKeys> made(new PassphraseKeys(path, entropy));
    made->cost_ = cost;
    made->salt_ = entropy.bytes(kSaltBytes);
    auto key = file_key(passphrase, {cost, made->salt_, {}});
    if (!key) return key.error();
    made->file_key_ = std::move(*key);
    if (auto written = made->write({}); !written) return written.error();
    return made;
}

/// What the file holds now: another program may have changed it.
Expected<void> PassphraseKeys::refresh() {
    const auto file = read_key_file(path_);
    if (!file) return file.error();
    const auto head = read_head(*file);
    if (!head) return head.error();
    auto keys = unseal_keys(*file, file_key_);
    if (!keys && head->salt != salt_)
        return base::fail(Fault::denied,
                          "the passphrase of the key file has been changed since it was opened");
    if (!keys) return base::fail(Fault::corrupt, "the key file is damaged");
    keys_ = std::move(*keys);
    return {};
}

Expected<void> PassphraseKeys::write(const std::map<std::string, Secret>& keys) {
    const auto bytes = seal_keys({cost_, salt_, entropy_.bytes(crypto::kNonceBytes)}, file_key_, keys);
    if (!bytes) return bytes.error();
    return replace_file(path_, *bytes);
}

Expected<Secret> PassphraseKeys::get(const std::string& name) {
    if (auto fresh = refresh(); !fresh) return fresh.error();
    const auto at = keys_.find(name);
    if (at == keys_.end()) return base::fail(Fault::not_found, "no such key");
    return at->second;
}

Expected<void> PassphraseKeys::put(const std::string& name, const Secret& key) {
    const FolderLock lock(path_);
    if (!lock.is_held()) return not_lockable();
    if (auto fresh = refresh(); !fresh) return fresh;
    auto next = keys_;
    next.insert_or_assign(name, key);
    if (auto written = write(next); !written) return written;
    keys_ = std::move(next);
    return {};
}

Expected<void> PassphraseKeys::erase(const std::string& name) {
    const FolderLock lock(path_);
    if (!lock.is_held()) return not_lockable();
    if (auto fresh = refresh(); !fresh) return fresh;
    auto next = keys_;
    if (next.erase(name) == 0) return {};
    if (auto written = write(next); !written) return written;
    keys_ = std::move(next);
    return {};
}

Expected<std::vector<std::string>> PassphraseKeys::names(const std::string& beginning) {
    if (auto fresh = refresh(); !fresh) return fresh.error();
    std::vector<std::string> found;
    for (const auto& [name, key] : keys_)
        if (name.starts_with(beginning)) found.push_back(name);
    return found;
}

Expected<void> PassphraseKeys::change(const Secret& now, const Secret& next) {
    if (next.empty()) return base::fail(Fault::invalid_input, "a passphrase may not be empty");
    const FolderLock lock(path_);
    if (!lock.is_held()) return not_lockable();
    auto proved = open(path_, now, entropy_);
    if (!proved) return proved.error();
    const std::string salt = entropy_.bytes(kSaltBytes);
    auto key = file_key(next, {cost_, salt, {}});
    if (!key) return key.error();
    const auto bytes = seal_keys({cost_, salt, entropy_.bytes(crypto::kNonceBytes)}, *key, (*proved)->keys_);
    if (!bytes) return bytes.error();
    if (auto replaced = replace_file(path_, *bytes); !replaced) return replaced;
    salt_ = salt;
    file_key_ = std::move(*key);
    keys_ = std::move((*proved)->keys_);
    return {};
}

}  // namespace kith::keys
