#include "keys/key_file.h"

#include "crypto/seal.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <filesystem>

namespace kith::keys {
namespace {

using base::Expected;
using base::Fault;
using base::Secret;

constexpr std::string_view kMagic = "kith key file 1\n";
constexpr size_t kHeadBytes = 16 + 8 + 4 + 4 + kSaltBytes + crypto::kNonceBytes;
constexpr size_t kPadTo = 256;
constexpr size_t kLongestText = 0xFFFF;
constexpr std::uint64_t kMostMemory = std::uint64_t{1} << 30;

void append_number(std::string& out, std::uint64_t number, size_t bytes) {
    for (size_t i = bytes; i-- > 0;) out.push_back(static_cast<char>((number >> (8 * i)) & 0xFF));
}

std::uint64_t number_at(std::string_view bytes, size_t at, size_t length) {
    std::uint64_t number = 0;
    for (const char c : bytes.substr(at, length)) number = number << 8 | static_cast<unsigned char>(c);
    return number;
}

bool is_sane(const PassphraseKeys::Cost& cost) {
    return std::has_single_bit(cost.n) && cost.n >= (1u << 10) && cost.n <= (1u << 20) && cost.r >= 1 &&
           cost.r <= 16 && cost.p >= 1 && cost.p <= 4 && 128 * cost.n * cost.r <= kMostMemory;
}

std::string head_bytes(const KeyFileHead& head) {
    std::string out(kMagic);
    append_number(out, head.cost.n, 8);
    append_number(out, head.cost.r, 4);
    append_number(out, head.cost.p, 4);
    return out + head.salt + head.nonce;
}

/// The next text with its length before it; nothing when there is none.
std::optional<std::string_view> take_text(std::string_view& rest) {
    if (rest.size() < 2) return {};
    const size_t length = number_at(rest, 0, 2);
    if (rest.size() < 2 + length) return {};
    const std::string_view text = rest.substr(2, length);
    rest.remove_prefix(2 + length);
    return text;
}

base::Error failure(int error) {
    if (error == ENOSPC || error == EDQUOT || error == EFBIG)
        return base::fail(Fault::too_large, "no room left for the key file");
    if (error == EACCES || error == EPERM || error == EROFS)
        return base::fail(Fault::denied, "the key file may not be written");
    return base::fail(Fault::unavailable, "writing the key file: system error " + std::to_string(error));
}

class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    int get() const { return fd_; }
    bool is_open() const { return fd_ >= 0; }

private:
    int fd_;
};

bool write_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        bytes.remove_prefix(static_cast<size_t>(written));
    }
    return true;
}

/// What the name no longer leads to is still on the disk until it is written over. Failing here loses nothing
/// that anybody needs, so it is not an error: the new file stands.
void overwrite(int fd) {
    struct stat now {};
    if (fd < 0 || ::fstat(fd, &now) != 0) return;
    const std::string nothing(static_cast<size_t>(now.st_size), '\0');
    if (::lseek(fd, 0, SEEK_SET) == 0 && write_all(fd, nothing)) ::fsync(fd);
}

std::string folder_of(const std::string& path) {
    const std::string folder = std::filesystem::path(path).parent_path().string();
    return folder.empty() ? "." : folder;
}

}  // namespace

Expected<KeyFileHead> read_head(std::string_view file) {
    if (file.size() < kHeadBytes + crypto::kTagBytes || !file.starts_with(kMagic))
        return base::fail(Fault::corrupt, "this is not a key file, or its beginning is damaged");
    KeyFileHead head;
    head.cost = {number_at(file, 16, 8), static_cast<std::uint32_t>(number_at(file, 24, 4)),
                 static_cast<std::uint32_t>(number_at(file, 28, 4))};
    if (!is_sane(head.cost))
        return base::fail(Fault::corrupt, "the key file asks for more work than any of ours: it is damaged");
    head.salt = file.substr(32, kSaltBytes);
    head.nonce = file.substr(32 + kSaltBytes, crypto::kNonceBytes);
    return head;
}

Expected<Secret> file_key(const Secret& passphrase, const KeyFileHead& head) {
    std::string key(crypto::kSealKeyBytes, '\0');
    const std::string_view text = passphrase.reveal();
    const std::uint64_t memory = 128 * head.cost.n * head.cost.r + (std::uint64_t{32} << 20);
    const int made = EVP_PBE_scrypt(text.data() ? text.data() : "", text.size(),
                                    reinterpret_cast<const unsigned char*>(head.salt.data()),
                                    head.salt.size(), head.cost.n, head.cost.r, head.cost.p, memory,
                                    reinterpret_cast<unsigned char*>(key.data()), key.size());
    if (made != 1) return base::fail(Fault::unavailable, "not enough memory to try the passphrase");
    return Secret(std::move(key));
}

std::optional<Keys> unseal_keys(std::string_view file, const Secret& key) {
    auto plain =
        crypto::unseal(key.reveal(), file.substr(kHeadBytes - crypto::kNonceBytes, crypto::kNonceBytes),
                       file.substr(kHeadBytes), file.substr(0, kHeadBytes));
    if (!plain) return {};
    const Secret held(std::move(*plain));
    Keys keys;
    for (std::string_view rest = held.reveal(); !rest.empty();) {
        const auto name = take_text(rest);
        if (!name || name->empty()) break;  // the padding
        const auto value = take_text(rest);
        if (!value) return {};
        keys.insert_or_assign(std::string(*name), Secret(std::string(*value)));
    }
    return keys;
}

Expected<std::string> seal_keys(const KeyFileHead& head, const Secret& key, const Keys& keys) {
    size_t size = 2;
    for (const auto& [name, value] : keys) {
        if (name.empty() || name.size() > kLongestText || value.reveal().size() > kLongestText)
            return base::fail(Fault::too_large, "a key or its name does not fit into the key file");
        size += 4 + name.size() + value.reveal().size();
    }
    size = (size + kPadTo - 1) / kPadTo * kPadTo;
    if (size + kHeadBytes + crypto::kTagBytes > kLongestKeyFile)
        return base::fail(Fault::too_large, "the key file is full");
    std::string plain;
    plain.reserve(size);  // grown in place, so that no part of it is left behind
    for (const auto& [name, value] : keys) {
        append_number(plain, name.size(), 2);
        plain += name;
        append_number(plain, value.reveal().size(), 2);
        plain += value.reveal();
    }
    plain.resize(size, '\0');
    const Secret held(std::move(plain));
    const std::string bytes = head_bytes(head);
    return bytes + crypto::seal(key.reveal(), head.nonce, held.reveal(), bytes);
}

FolderLock::FolderLock(const std::string& path_in_it)
    : fd_(::open(folder_of(path_in_it).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    if (fd_ < 0) return;
    while (::flock(fd_, LOCK_EX) != 0) {
        if (errno == EINTR) continue;
        ::close(fd_);
        fd_ = -1;
        return;
    }
}

FolderLock::~FolderLock() {
    if (fd_ >= 0) ::close(fd_);
}

Expected<std::string> read_key_file(const std::string& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.is_open() && (errno == ENOENT || errno == ENOTDIR))
        return base::fail(Fault::not_found, "there is no key file");
    if (!file.is_open() && errno == EACCES) return base::fail(Fault::denied, "the key file may not be read");
    if (!file.is_open()) return base::fail(Fault::unavailable, "the key file cannot be opened");
    std::string bytes(kLongestKeyFile + 1, '\0');
    size_t filled = 0;
    while (filled < bytes.size()) {
        const ssize_t got = ::read(file.get(), bytes.data() + filled, bytes.size() - filled);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return base::fail(Fault::unavailable, "the key file cannot be read");
        if (got == 0) break;
        filled += static_cast<size_t>(got);
    }
    if (filled > kLongestKeyFile)
        return base::fail(Fault::too_large, "the key file is larger than any of ours");
    bytes.resize(filled);
    return bytes;
}

Expected<void> make_folder_of(const std::string& path) {
    const std::string folder = folder_of(path);
    std::error_code unreadable;
    if (std::filesystem::is_directory(folder, unreadable)) return {};
    if (auto above = make_folder_of(folder); !above) return above;
    if (::mkdir(folder.c_str(), 0700) == 0 || errno == EEXIST) return {};
    return failure(errno);
}

Expected<void> replace_file(const std::string& path, std::string_view bytes) {
    const std::string draft =
        path + ".new";  // one name, so that a draft left by a sudden end is used up by the next
    const Descriptor next(::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!next.is_open()) return failure(errno);
    if (::fchmod(next.get(), 0600) != 0 || !write_all(next.get(), bytes) || ::fsync(next.get()) != 0) {
        const int error = errno;
        ::unlink(draft.c_str());
        return failure(error);
    }
    const Descriptor old(::open(path.c_str(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC));
    if (::rename(draft.c_str(), path.c_str()) != 0) {
        const int error = errno;
        ::unlink(draft.c_str());
        return failure(error);
    }
    const Descriptor folder(::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder.is_open() || ::fsync(folder.get()) != 0) return failure(errno);
    overwrite(old.get());
    return {};
}

}  // namespace kith::keys
