#pragma once
#include "federate/connector.h"
#include "federate/talk.h"
#include "policy/decide.h"
#include "ports/audit_sink.h"
#include "ports/clock.h"
#include "ports/entropy.h"
#include "ports/transport.h"
#include "record/reply.h"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace kith::federate {

/// The connectors at hand, by source. Shared and immutable.
using Connectors = std::map<record::SourceId, std::shared_ptr<const Connector>>;

/// Who is asked what, and why every other cell is not.
struct Plan {
    std::vector<Ask> asks;
    /// Cells settled without asking: not permitted, cannot be asked, no connector.
    std::vector<record::Cell> settled;
};

/// Plans the cells of a permit. Pure. `only`: when not empty, just these person x source cells.
Plan plan(const policy::Permit& permit, const Connectors& connectors,
          const std::vector<std::pair<record::PersonId, record::SourceId>>& only = {});

/// How one asked cell ended.
struct Outcome {
    record::Cell cell;
    record::Reply reply;  ///< already cut to the permit; empty when the cell is a hole
    std::chrono::milliseconds took{0};
};

/// Retry, breaker and deadline rules; the defaults are the trust notes' table.
struct Manners {
    std::chrono::milliseconds deadline{8000};
    int retries = 1;
    double retry_budget = 0.10;  ///< of requests in the last minute, never less than one
    int breaker_failures = 5;
    std::chrono::seconds breaker_rest{30};
    size_t connections_per_source = 4;  ///< exchanges under way at one source; the rest wait their turn
    size_t waiting_per_source = 256;
    TalkLimits talk;
    std::map<record::SourceId, std::chrono::milliseconds> deadlines;  ///< where a source's own differs
};

/// Called on the desk thread as each cell settles, in the order of arrival.
using OnOutcome = std::function<void(Outcome)>;

/// Keeps what outlives one enquiry: tokens, breakers, the retry budget, how slow each source was last time.
class Engine {
public:
    Engine(ports::Transport& transport, ports::Clock& clock, ports::Entropy& entropy, Connectors connectors,
           Manners manners = {});
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    const Connectors& connectors() const;
    /// Opens connections ahead of need, slowest source first, sending nobody's details. Desk thread only;
    /// returns when they are open, when the transport's own limit of time is reached, or when `stop` is
    /// requested.
    void warm(std::stop_token stop = {});

    /// Asks every source in the plan; returns when all have settled or `stop` is requested (then every open
    /// cell settles as awaiting with "cancelled"). Desk thread only. Never throws; each source's fate is an
    /// Outcome.
    std::vector<Outcome> fetch(const policy::Permit& permit, const ports::Receipt& logged, const Plan& plan,
                               std::stop_token stop, const OnOutcome& on_outcome);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace kith::federate
