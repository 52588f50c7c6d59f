#include "cache/fault_points.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#include <cerrno>

namespace {

using kith::cache_tests::Fault;

Fault armed = Fault::none;
long at_point = 0, points = 0, flushed = 0;
bool is_counting = false;

template <typename Call>
Call real(const char* name) {
    return reinterpret_cast<Call>(::dlsym(RTLD_NEXT, name));
}

[[noreturn]] void end() {
    ::kill(::getpid(), SIGKILL);
    for (;;) ::pause();
}

bool is_file(int fd) {
    struct stat now {};
    return ::fstat(fd, &now) == 0 && (S_ISREG(now.st_mode) || S_ISDIR(now.st_mode));
}

/// One point. `make` makes the call; `tear` makes half of it; `needs_room` is false for what a full disk
/// still does.
template <typename Make, typename Tear>
auto point(bool needs_room, Make make, Tear tear) -> decltype(make()) {
    if (!is_counting) return make();
    ++points;
    if (armed == Fault::disk_full && points >= at_point && needs_room) {
        errno = ENOSPC;
        return -1;
    }
    if (points != at_point) return make();
    switch (armed) {
        case Fault::kill_before:
            end();
        case Fault::kill_torn:
            tear();
            end();
        case Fault::kill_after:
            (void)make();
            end();
        case Fault::io_error:
            errno = EIO;
            return -1;
        case Fault::none:
        case Fault::disk_full:
            break;
    }
    return make();
}

template <typename Make>
auto point(bool needs_room, Make make) -> decltype(make()) {
    return point(needs_room, make, [] {});
}

}  // namespace

extern "C" {

ssize_t write(int fd, const void* bytes, size_t size) {
    static const auto call = real<ssize_t (*)(int, const void*, size_t)>("write");
    if (!is_counting || !is_file(fd)) return call(fd, bytes, size);
    return point(
        true, [&] { return call(fd, bytes, size); }, [&] { (void)call(fd, bytes, size / 2); });
}

ssize_t pwrite(int fd, const void* bytes, size_t size, off_t at) {
    static const auto call = real<ssize_t (*)(int, const void*, size_t, off_t)>("pwrite");
    return point(
        true, [&] { return call(fd, bytes, size, at); }, [&] { (void)call(fd, bytes, size / 2, at); });
}

ssize_t pwrite64(int fd, const void* bytes, size_t size, off64_t at) {
    static const auto call = real<ssize_t (*)(int, const void*, size_t, off64_t)>("pwrite64");
    return point(
        true, [&] { return call(fd, bytes, size, at); }, [&] { (void)call(fd, bytes, size / 2, at); });
}

int fsync(int fd) {
    static const auto call = real<int (*)(int)>("fsync");
    ++flushed;
    return point(true, [&] { return call(fd); });
}

int fdatasync(int fd) {
    static const auto call = real<int (*)(int)>("fdatasync");
    ++flushed;
    return point(true, [&] { return call(fd); });
}

int ftruncate(int fd, off_t size) {
    static const auto call = real<int (*)(int, off_t)>("ftruncate");
    return point(size > 0, [&] { return call(fd, size); });
}

int ftruncate64(int fd, off64_t size) {
    static const auto call = real<int (*)(int, off64_t)>("ftruncate64");
    return point(size > 0, [&] { return call(fd, size); });
}

int rename(const char* from, const char* to) {
    static const auto call = real<int (*)(const char*, const char*)>("rename");
    return point(true, [&] { return call(from, to); });
}

int unlink(const char* path) {
    static const auto call = real<int (*)(const char*)>("unlink");
    return point(false, [&] { return call(path); });
}
}

namespace kith::cache_tests {

void arm(Fault fault, long at) {
    armed = fault;
    at_point = at;
    points = 0;
    is_counting = true;
}

long disarm() {
    is_counting = false;
    armed = Fault::none;
    return points;
}

long flushes() {
    return flushed;
}

void tell(int pipe, const std::string& words) {
    const std::string line = words + '\n';
    (void)!::syscall(SYS_write, pipe, line.data(), line.size());
}

}  // namespace kith::cache_tests
