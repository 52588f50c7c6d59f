#include "wire/clock_watch.h"

namespace kith::wire {
namespace {

/// Less is the ordinary work of a time service.
constexpr std::chrono::seconds kOrdinary{2};

}  // namespace

ClockWatch::ClockWatch(const ports::Clock& clock)
    : clock_(clock), wall_(clock.now()), uptime_(clock.uptime()) {}

std::optional<std::chrono::milliseconds> ClockWatch::jump() {
    const base::Instant wall = clock_.now();
    const ports::Uptime uptime = clock_.uptime();
    const auto moved = (wall - wall_) - (uptime.since_boot - uptime_.since_boot);
    wall_ = wall;
    uptime_ = uptime;
    if (moved > -kOrdinary && moved < kOrdinary) return {};
    return std::chrono::duration_cast<std::chrono::milliseconds>(moved);
}

}  // namespace kith::wire
