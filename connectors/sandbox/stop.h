#pragma once
#include <chrono>
#include <condition_variable>
#include <mutex>

namespace kith::sandbox {

/// Tells waiting threads that the sandbox is closing. Any thread may call.
class StopSignal {
public:
    void stop() {
        const std::lock_guard lock(mutex_);
        is_stopped_ = true;
        changed_.notify_all();
    }
    /// Waits this long, or less when stopped; whether it has been stopped.
    bool wait_for(std::chrono::milliseconds time) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, time, [&] { return is_stopped_; });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool is_stopped_ = false;
};

}  // namespace kith::sandbox
