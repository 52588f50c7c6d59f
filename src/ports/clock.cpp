#include "ports/clock.h"

#include <ctime>
#include <fstream>

namespace kith::ports {

Uptime SystemClock::uptime() const {
    timespec since{};
    clock_gettime(CLOCK_BOOTTIME, &since);
    Uptime up;
    up.since_boot =
        std::chrono::seconds(since.tv_sec) +
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::nanoseconds(since.tv_nsec));
    std::ifstream("/proc/sys/kernel/random/boot_id") >> up.boot;
    return up;
}

}  // namespace kith::ports
