#pragma once
#include "net/limits.h"

#include <chrono>
#include <optional>

namespace kith::net {

/// Watches how fast one answer comes: time to headers, silence, the slowest body worth waiting for, and the
/// whole time. Reads no clock: every call is told the time.
class Pace {
public:
    using Ticks = std::chrono::steady_clock::time_point;

    Pace(const Limits& limits, Ticks started, std::chrono::milliseconds time_left);

    void headers_complete(Ticks now);
    void bytes(size_t count, Ticks now);
    /// The limit that has run out by `now`, if any. A limit of 3 s has run out at 3 s.
    std::optional<Breach> check(Ticks now);
    /// When check() has to be called next.
    Ticks next_due() const;

private:
    const Limits& limits_;
    Ticks whole_until_, headers_until_;
    bool has_headers_ = false;
    Ticks last_byte_, window_start_;
    size_t window_bytes_ = 0;
};

}  // namespace kith::net
