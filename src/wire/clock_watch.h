#pragma once
#include "ports/clock.h"

#include <chrono>
#include <optional>

namespace kith::wire {

/// Notices when the wall clock was set while the program ran: it then moves against the machine's uptime,
/// sleep included. Summer time is no jump: instants are UTC. Desk thread.
class ClockWatch {
public:
    explicit ClockWatch(const ports::Clock& clock);
    /// How far the wall clock was moved since the last look, if by more than a network time service would
    /// slew it.
    std::optional<std::chrono::milliseconds> jump();

private:
    const ports::Clock& clock_;
    base::Instant wall_;
    ports::Uptime uptime_;
};

}  // namespace kith::wire
