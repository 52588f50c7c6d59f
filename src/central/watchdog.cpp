#include "central/watchdog.h"

#include <sys/socket.h>

namespace kith::central {

Watchdog::Watchdog() : thread_([this](const std::stop_token& stop) { run(stop); }) {}

/// Wakes when a limit may have passed, not whenever a watch begins or ends: statements come by the thousand.
void Watchdog::run(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (!stop.stop_requested()) {
        if (socket_ < 0) {
            wakes_at_ = Time::max();
            changed_.wait(lock, stop, [this] { return socket_ >= 0; });
            continue;
        }
        if (std::chrono::steady_clock::now() >= limit_) {
            is_over_ = true;
            ::shutdown(socket_, SHUT_RDWR);
            socket_ = -1;
            continue;
        }
        const Time sleeps_until = wakes_at_ = limit_;
        changed_.wait_until(lock, stop, sleeps_until, [&] { return limit_ < sleeps_until; });
    }
}

Watchdog::Watch::Watch(Watchdog& dog, int socket, std::chrono::milliseconds limit,
                       const std::stop_token& stop)
    : dog_(dog) {
    bool must_wake = false;
    {
        const std::scoped_lock lock(dog_.mutex_);
        dog_.socket_ = socket;
        dog_.limit_ = std::chrono::steady_clock::now() + limit;
        dog_.is_over_ = false;
        must_wake = dog_.limit_ < dog_.wakes_at_;
    }
    if (must_wake) dog_.changed_.notify_all();
    on_stop_.emplace(stop, [socket] { ::shutdown(socket, SHUT_RDWR); });
}

Watchdog::Watch::~Watch() {
    on_stop_.reset();
    const std::scoped_lock lock(dog_.mutex_);
    dog_.socket_ = -1;
}

bool Watchdog::Watch::is_over() const {
    const std::scoped_lock lock(dog_.mutex_);
    return dog_.is_over_;
}

}  // namespace kith::central
