#pragma once
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>

// What goes wrong on real disks, made to happen to this process for as long as the object lives.
namespace kith::support {

/// No file may grow past so many bytes: what a full disk or a quota looks like to a program.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        old_handler_ = std::signal(SIGXFSZ, SIG_IGN);  // the write fails instead of ending the program
        const rlimit now{bytes, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &now);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;
    ~FileSizeLimit() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, old_handler_);
    }

private:
    rlimit before_{};
    void (*old_handler_)(int) = SIG_DFL;
};

/// Root may write to anything, so tests about permissions run as nobody when they are started by root.
class NotRoot {
public:
    NotRoot() {
        if (::geteuid() == 0) changed_ = ::seteuid(kNobody) == 0;
    }
    NotRoot(const NotRoot&) = delete;
    NotRoot& operator=(const NotRoot&) = delete;
    ~NotRoot() {
        if (changed_ && ::seteuid(0) != 0) ::_exit(1);
    }

private:
    static constexpr uid_t kNobody = 65534;
    bool changed_ = false;
};

}  // namespace kith::support
