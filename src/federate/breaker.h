#pragma once
#include <chrono>

namespace kith::federate {

/// Lets a failing source rest: after so many failures in a row nothing is sent to it for a while, then one
/// probe decides. Reads no clock: every call is told the time.
class Breaker {
public:
    using Ticks = std::chrono::steady_clock::time_point;

    Breaker(int failures, std::chrono::milliseconds rest) : failures_allowed_(failures), rest_(rest) {}

    /// Nothing may be sent until rests_until().
    bool is_resting(Ticks now) const { return is_open_ && now < rests_until_; }
    /// The rest is over: one exchange may go, and how it ends decides.
    bool is_probing(Ticks now) const { return is_open_ && now >= rests_until_; }
    Ticks rests_until() const { return rests_until_; }

    void succeeded();
    void failed(Ticks now);

private:
    int failures_allowed_;
    std::chrono::milliseconds rest_;
    int in_a_row_ = 0;
    bool is_open_ = false;
    Ticks rests_until_{};
};

}  // namespace kith::federate
