#pragma once
#include "ports/clock.h"

#include <string>

namespace kith::support {

/// A clock that moves only when told.
class FakeClock final : public ports::Clock {
public:
    explicit FakeClock(base::Instant start = base::Instant{std::chrono::milliseconds{1'795'340'460'000}}) : now_(start) {}
    base::Instant now() const override { return now_; }
    std::chrono::steady_clock::time_point ticks() const override { return ticks_; }
    ports::Uptime uptime() const override { return uptime_; }
    void pass(std::chrono::milliseconds time) {
        now_ += time;
        ticks_ += time;
        uptime_.since_boot += time;
    }
    /// The wall clock alone, as when somebody sets it.
    void set_wall(base::Instant now) { now_ = now; }
    /// The machine sleeps: time passes, and the clock that deadlines are counted on stands still.
    void sleep(std::chrono::milliseconds time) {
        now_ += time;
        uptime_.since_boot += time;
    }
    /// The machine is started again, so long after it was switched off.
    void reboot(std::chrono::milliseconds off) {
        now_ += off;
        ticks_ = std::chrono::steady_clock::time_point{};
        uptime_ = {"boot-" + std::to_string(++boots_), std::chrono::milliseconds{0}};
    }

private:
    base::Instant now_;  // 22 Nov 2026, 09:41 UTC unless told otherwise
    std::chrono::steady_clock::time_point ticks_{std::chrono::hours{1000}};
    ports::Uptime uptime_{"boot-1", std::chrono::hours{1000}};
    int boots_ = 1;
};

}  // namespace kith::support
