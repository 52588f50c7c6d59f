#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

// Private to this room: ends a conversation that hangs.
namespace kith::central {

/// Hangs up a socket when somebody asks to stop or when its time is over. libpq waits for an answer for as
/// long as the other side keeps the connection open, and a cancel request of its own would hang in the same
/// way; a socket that is shut down wakes it at once.
class Watchdog {
public:
    Watchdog();
    ~Watchdog() = default;

    /// Watches from its making to its end. One at a time.
    class Watch {
    public:
        Watch(Watchdog& dog, int socket, std::chrono::milliseconds limit, const std::stop_token& stop);
        ~Watch();
        Watch(const Watch&) = delete;
        Watch& operator=(const Watch&) = delete;
        /// Whether it was time, not the asker, that ended it.
        bool is_over() const;

    private:
        Watchdog& dog_;
        std::optional<std::stop_callback<std::function<void()>>> on_stop_;
    };

private:
    using Time = std::chrono::steady_clock::time_point;
    void run(const std::stop_token& stop);

    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    int socket_ = -1;
    Time limit_{};
    Time wakes_at_ = Time::max();  ///< when the thread looks again by itself
    bool is_over_ = false;
    std::jthread thread_;  ///< last: it uses all of the above
};

}  // namespace kith::central
