#include "store/reserve_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

namespace kith::store {
namespace {

using base::Expected;
using base::Fault;

base::Error failure(int error) {
    switch (error) {
        case ENOSPC:
        case EDQUOT:
        case EFBIG:
            return base::fail(Fault::too_large, "no room left to keep in reserve");
        case EACCES:
        case EPERM:
        case EROFS:
            return base::fail(Fault::denied, "the folder of the reserve may not be written");
        default:
            return base::fail(Fault::unavailable, "keeping a reserve: system error " + std::to_string(error));
    }
}

}  // namespace

Expected<void> make_reserve(const std::string& path, std::uint64_t bytes) {
    if (has_reserve(path, bytes)) return {};
    std::string draft = path + ".XXXXXX";
    const int file = ::mkstemp(draft.data());  // 0600 by its own promise
    if (file < 0) return failure(errno);
    // A file that is only made long would be a hole: its room must be taken.
    int error = ::posix_fallocate(file, 0, static_cast<off_t>(bytes));
    if (::close(file) != 0 && error == 0) error = errno;
    if (error == 0 && std::rename(draft.c_str(), path.c_str()) != 0) error = errno;
    if (error == 0) return {};
    ::unlink(draft.c_str());
    return failure(error);
}

bool has_reserve(const std::string& path, std::uint64_t bytes) {
    struct stat now {};
    return ::stat(path.c_str(), &now) == 0 && static_cast<std::uint64_t>(now.st_size) == bytes;
}

void give_up_reserve(const std::string& path) {
    ::unlink(path.c_str());
}

}  // namespace kith::store
