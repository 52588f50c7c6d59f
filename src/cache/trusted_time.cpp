#include "cache/trusted_time.h"

#include <algorithm>

namespace kith::cache {
namespace {

using std::chrono::milliseconds;

bool is_same_boot(const ports::Uptime& one, const ports::Uptime& other) {
    return !one.boot.empty() && one.boot == other.boot;
}

}  // namespace

Reading read_clocks(const ports::Clock& clock) {
    return {clock.now(), clock.uptime(), clock.ticks()};
}

Seen later(const Seen& one, const Seen& other) {
    if (is_same_boot(one.up, other.up)) return one.up.since_boot < other.up.since_boot ? other : one;
    return one.wall < other.wall ? other : one;
}

Judgement judge(const Seen& seen, const Reading& reading) {
    const bool same_boot = is_same_boot(seen.up, reading.up);
    const milliseconds passed = same_boot ? reading.up.since_boot - seen.up.since_boot : milliseconds{0};
    const base::Instant expected = seen.wall + passed;
    Judgement judged;
    judged.is_trusted = passed >= milliseconds{0} && reading.wall + kTolerance >= expected;
    judged.now = std::max(reading.wall, expected);
    if (same_boot || reading.wall < seen.wall) judged.wall_moved = reading.wall - expected;
    return judged;
}

milliseconds left(const Life& life, base::Instant now, const Reading& reading) {
    milliseconds least = life.until - now;
    if (is_same_boot(life.began, reading.up))
        least = std::min(least, life.began.since_boot + life.lasts - reading.up.since_boot);
    // A copy that was put away after this start of the machine ... by its own account: not of this time.
    if (is_same_boot(life.began, reading.up) && life.began.since_boot > reading.up.since_boot)
        least = milliseconds{0};
    return std::max(least, milliseconds{0});
}

bool is_over(const Life& life, base::Instant now, const Reading& reading) {
    return left(life, now, reading) == milliseconds{0};
}

}  // namespace kith::cache
