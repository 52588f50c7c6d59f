#pragma once
#include "base/instant.h"

#include <chrono>

namespace kith::ports {

/// The time, so that tests can own it. Any thread may call.
class Clock {
public:
    virtual ~Clock() = default;
    /// Wall clock, UTC.
    virtual base::Instant now() const = 0;
    /// Never goes back; deadlines are counted on it alone.
    virtual std::chrono::steady_clock::time_point ticks() const = 0;
};

/// The machine's own clocks.
class SystemClock final : public Clock {
public:
    base::Instant now() const override {
        return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
    }
    std::chrono::steady_clock::time_point ticks() const override { return std::chrono::steady_clock::now(); }
};

}  // namespace kith::ports
