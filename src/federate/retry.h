#pragma once
#include "base/instant.h"
#include "ports/entropy.h"
#include "ports/transport.h"

#include <chrono>
#include <deque>
#include <optional>

namespace kith::federate {

/// Whether an exchange ended in a way that asking once more may mend: no connection, closed before any byte,
/// no answer in time, or 408, 429, 502, 503, 504. Never another 4xx, TLS, a limit or a redirect: those would
/// only end the same way.
bool is_worth_retrying(const ports::Exchange& exchange);

/// Whether an exchange counts against the source: no complete answer, or a server error.
bool is_failure_of_source(const ports::Exchange& exchange);

/// How long the source asks us to wait (Retry-After as seconds or as an HTTP date), never negative; empty if
/// it does not say.
std::optional<std::chrono::milliseconds> retry_after(const ports::HttpAnswer& answer, base::Instant now);

/// A time between zero and `ceiling`, evenly: so that many desktops do not come back in step.
std::chrono::milliseconds full_jitter(ports::Entropy& entropy, std::chrono::milliseconds ceiling);

/// Bounds retries to a share of the requests of the last minute, never less than one, so that a partnership
/// in trouble is not asked twice as hard. Reads no clock.
class RetryBudget {
public:
    using Ticks = std::chrono::steady_clock::time_point;

    explicit RetryBudget(double share) : share_(share) {}
    void note_request(Ticks now);
    /// Takes one retry from the budget if there is one left.
    bool take(Ticks now);

private:
    static void forget_old(std::deque<Ticks>& times, Ticks now);
    double share_;
    std::deque<Ticks> requests_, retries_;
};

}  // namespace kith::federate
