#pragma once
#include "base/instant.h"

#include <chrono>
#include <string>

namespace kith::ports {

/// How long the machine has been up, sleep included, and which start of the machine that is. A wall clock can
/// be set; this one cannot, but it begins again with each start.
struct Uptime {
    std::string boot;  ///< tells one start of the machine from another; empty when the system does not say
    std::chrono::milliseconds since_boot{0};
    bool operator==(const Uptime&) const = default;
};

/// The time, so that tests can own it. Any thread may call.
class Clock {
public:
    virtual ~Clock() = default;
    /// Wall clock, UTC.
    virtual base::Instant now() const = 0;
    /// Never goes back; deadlines are counted on it alone. Stands still while the machine sleeps.
    virtual std::chrono::steady_clock::time_point ticks() const = 0;
    virtual Uptime uptime() const = 0;
};

/// The machine's own clocks.
class SystemClock final : public Clock {
public:
    base::Instant now() const override {
        return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
    }
    std::chrono::steady_clock::time_point ticks() const override { return std::chrono::steady_clock::now(); }
    Uptime uptime() const override;
};

}  // namespace kith::ports
