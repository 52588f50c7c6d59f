#pragma once
#include "ports/clock.h"

namespace kith::support {

/// A clock that moves only when told.
class FakeClock final : public ports::Clock {
public:
    explicit FakeClock(base::Instant start = base::Instant{std::chrono::milliseconds{1'795'340'460'000}}) : now_(start) {}
    base::Instant now() const override { return now_; }
    std::chrono::steady_clock::time_point ticks() const override { return ticks_; }
    void pass(std::chrono::milliseconds time) {
        now_ += time;
        ticks_ += time;
    }
    /// The wall clock alone, as when somebody sets it.
    void set_wall(base::Instant now) { now_ = now; }

private:
    base::Instant now_;  // 22 Nov 2026, 09:41 UTC unless told otherwise
    std::chrono::steady_clock::time_point ticks_{std::chrono::hours{1000}};
};

}  // namespace kith::support
