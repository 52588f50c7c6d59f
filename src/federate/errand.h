#pragma once
#include "federate/breaker.h"
#include "federate/fetch.h"
#include "federate/retry.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>

namespace kith::federate {

using Ticks = std::chrono::steady_clock::time_point;

/// A bearer token and how long it may be used. In memory only.
struct HeldToken {
    base::Secret bearer;
    Ticks good_until{};
};

/// What is remembered of a source from one fetch to the next.
struct SourceMemory {
    explicit SourceMemory(const Manners& manners) : breaker(manners.breaker_failures, manners.breaker_rest) {}
    Breaker breaker;
    std::optional<HeldToken> token;
    std::optional<std::chrono::milliseconds> last_took;  ///< of its last complete answer
};

/// What everything in one fetch works with. Desk thread only.
struct Fetching {
    ports::Transport& transport;
    ports::Clock& clock;
    ports::Entropy& entropy;
    const Manners& manners;
    RetryBudget& budget;
    std::uint64_t& last_exchange;  ///< number of the last exchange started
    const policy::Permit& permit;
    std::function<void(Outcome)> settled;
};

/// One request at one source, with the retry it may have. Tells the breaker how each attempt ended.
class Errand {
public:
    Errand(Fetching& fetching, SourceMemory& memory, const record::SourceId& source, Ticks deadline)
        : fetching_(fetching), memory_(memory), source_(source), deadline_(deadline) {}

    void send(ports::HttpRequest request, bool is_repeatable);
    /// Between two attempts, waiting for the second.
    bool is_resting() const { return is_resting_; }
    Ticks due() const { return retry_at_; }
    bool is_under_way() const { return is_under_way_; }
    bool owns(std::uint64_t exchange) const { return is_under_way_ && exchange == id_; }
    int attempts() const { return attempts_; }

    /// Takes what came of the attempt under way. Empty: another attempt will follow. Else this is how it
    /// ended.
    std::optional<ports::Exchange> take(ports::Exchange exchange);
    /// Sends the second attempt when it is due; if the source rests by then, the first attempt's end is
    /// final.
    std::optional<ports::Exchange> keep_time(Ticks now);
    /// Ends the attempt under way, if any, and closes its stream. `counts`: it was the source's fault.
    void cancel(bool counts);

private:
    void attempt();
    std::optional<std::chrono::milliseconds> wait_before_retry(const ports::Exchange& exchange, Ticks now);

    Fetching& fetching_;
    SourceMemory& memory_;
    const record::SourceId source_;
    const Ticks deadline_;
    ports::HttpRequest request_;
    bool is_repeatable_ = false, is_under_way_ = false, is_resting_ = false;
    int attempts_ = 0;
    std::uint64_t id_ = 0;
    Ticks retry_at_{};
    ports::Exchange last_;
};

}  // namespace kith::federate
