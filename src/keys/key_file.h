#pragma once
#include "base/expected.h"
#include "base/secret.h"
#include "keys/passphrase_keys.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

// Private to this room: the bytes of the passphrase's file.
//
//   16  "kith key file 1\n"
//    8  n, 4  r, 4  p          scrypt's cost, big-endian
//   32  salt
//   12  nonce, new at every writing
//  ...  AES-256-GCM under the key from scrypt, bound to everything before it: for each key, in order of name,
//       2 length and name, 2 length and key, big-endian; then zeros to the next 256 bytes, so that the size
//       says little
namespace kith::keys {

using Keys = std::map<std::string, base::Secret>;

inline constexpr size_t kSaltBytes = 32;
inline constexpr size_t kLongestKeyFile = 1u << 20;

struct KeyFileHead {
    PassphraseKeys::Cost cost;
    std::string salt;
    std::string nonce;
};

/// Fails with corrupt: not such a file, or a cost that no file of ours has.
base::Expected<KeyFileHead> read_head(std::string_view file);
/// The key that a passphrase gives. Fails with unavailable when the machine has not the memory.
base::Expected<base::Secret> file_key(const base::Secret& passphrase, const KeyFileHead& head);
/// Empty when the key is not the one it was sealed with, or a bit has changed.
std::optional<Keys> unseal_keys(std::string_view file, const base::Secret& key);
/// Fails with too_large when the keys do not fit into a file of ours.
base::Expected<std::string> seal_keys(const KeyFileHead& head, const base::Secret& key, const Keys& keys);

/// Holds the folder of a file against other programs that do the same, for as long as it lives.
class FolderLock {
public:
    explicit FolderLock(const std::string& path_in_it);
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;
    ~FolderLock();
    bool is_held() const { return fd_ >= 0; }

private:
    int fd_;
};

/// The file's bytes. Fails with not_found, denied, too_large (no file of ours is so long) or unavailable.
base::Expected<std::string> read_key_file(const std::string& path);
/// Makes the file's folder if it is missing, readable by its owner only.
base::Expected<void> make_folder_of(const std::string& path);
/// Puts `bytes` in the place of the file, whole and flushed, then overwrites what was there.
base::Expected<void> replace_file(const std::string& path, std::string_view bytes);

}  // namespace kith::keys
