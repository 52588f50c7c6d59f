#pragma once
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <string>

namespace kith::support {

/// A file system of its own with so much room, which a test can fill to the last block. Needs leave to mount;
/// without it is_mounted() says no.
class SmallDisk {
public:
    SmallDisk(std::string path, std::uint64_t bytes) : path_(std::move(path)) {
        std::filesystem::create_directories(path_);
        const std::string size = "size=" + std::to_string(bytes) + ",mode=0777";
        is_mounted_ = ::mount("tmpfs", path_.c_str(), "tmpfs", 0, size.c_str()) == 0;
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    ~SmallDisk() {
        if (is_mounted_) ::umount2(path_.c_str(), MNT_DETACH);
    }
    bool is_mounted() const { return is_mounted_; }
    const std::string& path() const { return path_; }

    /// Takes all that is left but so much.
    void fill(std::uint64_t but = 0) {
        struct statvfs now {};
        ::statvfs(path_.c_str(), &now);
        const std::uint64_t left = now.f_bavail * now.f_frsize;
        const int file = ::open(ballast().c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
        if (left > but && ::posix_fallocate(file, 0, static_cast<off_t>(left - but)) != 0)
            ::ftruncate(file, 0);
        ::close(file);
    }
    void make_room() { std::filesystem::remove(ballast()); }
    /// Only while no file on it is open for writing.
    bool turn_read_only(bool yes) {
        return ::mount("tmpfs", path_.c_str(), "tmpfs",
                       MS_REMOUNT | (yes ? static_cast<unsigned long>(MS_RDONLY) : 0UL), "") == 0;
    }

private:
    std::string ballast() const { return path_ + "/ballast"; }
    std::string path_;
    bool is_mounted_ = false;
};

}  // namespace kith::support
