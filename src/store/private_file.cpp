#include "store/private_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

namespace kith::store {
namespace {

namespace fs = std::filesystem;
using base::Expected;
using base::Fault;

constexpr mode_t kOwnerOnly = 0600;
constexpr mode_t kOwnersFolder = 0700;

/// What the system's own error number means to us. The path stays out of it: it may name a person's home.
base::Error failure(int error, std::string_view doing) {
    const std::string what(doing);
    switch (error) {
        case ENOENT:
        case ENOTDIR:
            return base::fail(Fault::not_found, what + ": no such file or folder");
        case EACCES:
        case EPERM:
            return base::fail(Fault::denied, what + ": no permission");
        case EROFS:
            return base::fail(Fault::denied, what + ": the file system is read-only");
        case ENOSPC:
        case EDQUOT:
        case EFBIG:
            return base::fail(Fault::too_large, what + ": no room left");
        default:
            return base::fail(Fault::unavailable, what + ": system error " + std::to_string(error));
    }
}

/// An open file that closes itself.
class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    bool is_open() const { return fd_ >= 0; }
    int get() const { return fd_; }

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

/// A name is on disk only once its folder is.
bool flush_folder_of(const std::string& path) {
    const std::string folder = fs::path(path).parent_path().string();
    const Descriptor opened(
        ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return opened.is_open() && ::fsync(opened.get()) == 0;
}

/// Writes a draft beside the path, flushes it and lets `place` put it there; the draft is gone afterwards
/// either way.
Expected<void> put_in_place(const std::string& path, std::string_view bytes,
                            bool (*place)(const char* draft, const char* final_path)) {
    std::string draft = path + ".XXXXXX";
    const Descriptor file(::mkstemp(draft.data()));  // 0600 by its own promise
    if (!file.is_open()) return failure(errno, "making a private file");
    int error = 0;
    if (!write_all(file.get(), bytes) || ::fsync(file.get()) != 0) error = errno;
    if (error == 0 && !place(draft.c_str(), path.c_str())) error = errno;
    ::unlink(draft.c_str());
    if (error == 0 && !flush_folder_of(path)) error = errno;
    if (error != 0) return failure(error, "writing a private file");
    return {};
}

Expected<void> narrow(int fd) {
    struct stat now {};
    if (::fstat(fd, &now) != 0) return failure(errno, "looking at a private file");
    const mode_t narrowed = now.st_mode & kOwnerOnly;
    const bool is_private = (now.st_mode & 07777) == narrowed;
    if (is_private || ::fchmod(fd, narrowed) == 0) return {};
    return failure(errno, "making a file private");
}

}  // namespace

Expected<void> make_private_folder(const std::string& path) {
    std::error_code unreadable;
    if (path.empty() || fs::is_directory(path, unreadable)) return {};
    const std::string parent = fs::path(path).parent_path().string();
    if (parent != path)
        if (auto made = make_private_folder(parent); !made) return made;
    if (::mkdir(path.c_str(), kOwnersFolder) == 0 || errno == EEXIST) return {};
    return failure(errno, "making a folder");
}

Expected<void> make_private_file(const std::string& path) {
    // Read-only is enough to make it and to look at its permissions, and a file that may not be written is
    // found out, with its own reason, by whoever writes.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CREAT | O_CLOEXEC, kOwnerOnly));
    if (!file.is_open()) return failure(errno, "opening a private file");
    return narrow(file.get());
}

Expected<void> publish_private_file(const std::string& path, std::string_view bytes) {
    // A link, unlike a rename, never takes the place of what another program has just put there.
    return put_in_place(path, bytes, [](const char* draft, const char* final_path) {
        return ::link(draft, final_path) == 0 || errno == EEXIST;
    });
}

Expected<void> replace_private_file(const std::string& path, std::string_view bytes) {
    return put_in_place(path, bytes, [](const char* draft, const char* final_path) {
        return ::rename(draft, final_path) == 0;
    });
}

Expected<std::string> read_file(const std::string& path, size_t limit) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.is_open()) return failure(errno, "opening a file");
    std::string bytes(limit + 1, '\0');
    size_t filled = 0;
    while (filled < bytes.size()) {
        const ssize_t got = ::read(file.get(), bytes.data() + filled, bytes.size() - filled);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return failure(errno, "reading a file");
        if (got == 0) break;
        filled += static_cast<size_t>(got);
    }
    if (filled > limit) return base::fail(Fault::too_large, "a file is larger than its limit");
    bytes.resize(filled);
    return bytes;
}

}  // namespace kith::store
