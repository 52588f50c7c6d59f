#pragma once
#include "base/instant.h"
#include "ports/clock.h"

#include <chrono>
#include <string>

// Private to this room: what time it is for a copy. FORMAT.md, "Time", gives the reasons.
namespace kith::cache {

/// All three clocks at one moment.
struct Reading {
    base::Instant wall{};
    ports::Uptime up;
    std::chrono::steady_clock::time_point ticks;
};
Reading read_clocks(const ports::Clock& clock);

/// The latest moment that the shelf knows to have been.
struct Seen {
    base::Instant wall{};
    ports::Uptime up;
    bool operator==(const Seen&) const = default;
};
/// The later of two that were stored in different places.
Seen later(const Seen& one, const Seen& other);

/// More than time servers take back, less than any retention. It never lengthens a life: within it the time
/// that was expected counts, not the one that is shown.
inline constexpr std::chrono::seconds kTolerance{60};

struct Judgement {
    /// False: the wall clock lies before what has been seen, or the machine claims to have been up for less
    /// long than it was.
    bool is_trusted = true;
    /// The earliest that it can be now: the wall clock, or what was seen plus the time the machine has been
    /// up since.
    base::Instant now{};
    std::chrono::milliseconds wall_moved{
        0};  ///< how far the wall clock moved by itself, where that can be told
};
Judgement judge(const Seen& seen, const Reading& reading);

/// How long something may live, by each of the clocks.
struct Life {
    base::Instant until{};               ///< by the wall
    ports::Uptime began;                 ///< by the time since the machine's start, sleep included
    std::chrono::milliseconds lasts{0};  ///< from then
};
/// The earliest clock rules. `now` is judge()'s.
bool is_over(const Life& life, base::Instant now, const Reading& reading);
/// How much is left by the earliest clock; never less than nothing.
std::chrono::milliseconds left(const Life& life, base::Instant now, const Reading& reading);

}  // namespace kith::cache
