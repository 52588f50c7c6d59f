#include "central/watchdog.h"

#include <sys/socket.h>

namespace kith::central {

Watchdog::Watchdog() : thread_([this](const std::stop_token& stop) { run(stop); }) {}

void Watchdog::run(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (!stop.stop_requested()) {
        if (socket_ < 0) {
            changed_.wait(lock, stop, [this] { return socket_ >= 0; });
            continue;
        }
        const int watched = socket_;
        const auto limit = limit_;
        const bool has_changed =
            changed_.wait_until(lock, stop, limit, [&] { return socket_ != watched || limit_ != limit; });
        if (has_changed || stop.stop_requested()) continue;
        is_over_ = true;
        ::shutdown(socket_, SHUT_RDWR);
        socket_ = -1;
    }
}

Watchdog::Watch::Watch(Watchdog& dog, int socket, std::chrono::milliseconds limit,
                       const std::stop_token& stop)
    : dog_(dog), socket_(socket) {
    {
        const std::scoped_lock lock(dog_.mutex_);
        dog_.socket_ = socket;
        dog_.limit_ = std::chrono::steady_clock::now() + limit;
        dog_.is_over_ = false;
    }
    dog_.changed_.notify_all();
    on_stop_.emplace(stop, [socket] { ::shutdown(socket, SHUT_RDWR); });
}

Watchdog::Watch::~Watch() {
    on_stop_.reset();
    {
        const std::scoped_lock lock(dog_.mutex_);
        dog_.socket_ = -1;
    }
    dog_.changed_.notify_all();
}

bool Watchdog::Watch::is_over() const {
    const std::scoped_lock lock(dog_.mutex_);
    return dog_.is_over_;
}

}  // namespace kith::central
