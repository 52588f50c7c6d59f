#include "federate/fetch.h"

#include "federate/errand.h"
#include "federate/lane.h"
#include "federate/outcome.h"
#include "federate/retry.h"

#include <algorithm>
#include <utility>

namespace kith::federate {
namespace {

using std::chrono::milliseconds;

bool is_permitted(const policy::Permit& permit, const Ask& ask) {
    const auto* grant = permit.grant(ask.person.id, ask.source);
    return grant && grant->may_ask;
}

using Lanes = std::vector<std::unique_ptr<Lane>>;

bool all_over(const Lanes& lanes) {
    return std::all_of(lanes.begin(), lanes.end(), [](const auto& lane) { return lane->is_over(); });
}

// Everybody's first person before anybody's second: the slowest source gets its request out first, and so
// does the next.
void start_in_turn(const Lanes& lanes) {
    bool any = true;
    while (std::exchange(any, false))
        for (const auto& lane : lanes) any |= lane->start_next();
}

// A late answer, whose question has been given up, belongs to nobody.
void hand_over(const ports::Exchange& exchange, const Lanes& lanes) {
    for (const auto& lane : lanes)
        if (lane->take(exchange)) return;
}

milliseconds until_next_due(const Lanes& lanes, Ticks now) {
    Ticks due = Ticks::max();
    for (const auto& lane : lanes)
        if (!lane->is_over()) due = std::min(due, lane->next_due());
    return std::max(milliseconds{0}, std::chrono::ceil<milliseconds>(due - now));
}

}  // namespace

struct Engine::Impl {
    ports::Transport& transport;
    ports::Clock& clock;
    ports::Entropy& entropy;
    const Connectors connectors;
    const Manners manners;
    RetryBudget budget;
    std::map<record::SourceId, SourceMemory> memories;
    std::uint64_t last_exchange = 0;

    SourceMemory& memory_of(const record::SourceId& source) {
        return memories.try_emplace(source, manners).first->second;
    }

    /// Slowest first; a source we know nothing of may be the slowest.
    bool goes_before(const record::SourceId& one, const record::SourceId& other) {
        const auto a = memory_of(one).last_took, b = memory_of(other).last_took;
        return a.value_or(milliseconds::max()) > b.value_or(milliseconds::max());
    }

    Lane& lane_of(Lanes& lanes, Fetching& fetching, const record::SourceId& source,
                  const Connector& connector, Ticks started) {
        for (const auto& lane : lanes)
            if (lane->source() == source) return *lane;
        lanes.push_back(std::make_unique<Lane>(fetching, memory_of(source), connector, source, started));
        return *lanes.back();
    }

    Lanes lay_out(const Plan& plan, Fetching& fetching, Ticks started) {
        Lanes lanes;
        const std::string correlation = ports::make_uuid(entropy);
        for (Ask ask : plan.asks) {
            const auto connector = connectors.find(ask.source);
            if (connector == connectors.end() || !is_permitted(fetching.permit, ask)) {
                fetching.settled(
                    without_answer(ask, false, record::LedgerState::not_asked, "not permitted to be asked"));
                continue;
            }
            if (ask.correlation_id.empty()) ask.correlation_id = correlation;
            ask.permit = fetching.permit.id();
            Lane& lane = lane_of(lanes, fetching, ask.source, *connector->second, started);
            lane.add(std::move(ask));
        }
        std::stable_sort(lanes.begin(), lanes.end(), [this](const auto& a, const auto& b) {
            return goes_before(a->source(), b->source());
        });
        return lanes;
    }

    void run(const Lanes& lanes, const std::stop_token& stop) {
        // A stop from another thread must not wait for the poll to end by itself.
        const std::stop_callback waker(stop, [this] { transport.wake(); });
        while (!stop.stop_requested()) {
            start_in_turn(lanes);
            if (all_over(lanes)) return;
            for (const auto& exchange : transport.poll(until_next_due(lanes, clock.ticks())))
                hand_over(exchange, lanes);
            for (const auto& lane : lanes) lane->keep_time();
        }
        for (const auto& lane : lanes) lane->cancel();
    }
};

Engine::Engine(ports::Transport& transport, ports::Clock& clock, ports::Entropy& entropy,
               Connectors connectors, Manners manners)
    : impl_(new Impl{
          transport, clock, entropy, std::move(connectors), manners, RetryBudget(manners.retry_budget), {}}) {
}

Engine::~Engine() = default;

const Connectors& Engine::connectors() const {
    return impl_->connectors;
}

void Engine::warm(std::stop_token stop) {
    if (stop.stop_requested()) return;
    std::vector<record::SourceId> sources;
    for (const auto& [source, connector] : impl_->connectors) sources.push_back(source);
    std::stable_sort(sources.begin(), sources.end(),
                     [this](const auto& a, const auto& b) { return impl_->goes_before(a, b); });
    const std::stop_callback waker(stop, [this] { impl_->transport.wake(); });
    impl_->transport.warm(sources);
}

std::vector<Outcome> Engine::fetch(const policy::Permit& permit, const ports::Receipt&, const Plan& plan,
                                   std::stop_token stop, const OnOutcome& on_outcome) {
    const Ticks started = impl_->clock.ticks();
    std::vector<Outcome> outcomes;
    const auto settled = [&](Outcome outcome) {
        outcome.took = std::chrono::duration_cast<milliseconds>(impl_->clock.ticks() - started);
        outcomes.push_back(std::move(outcome));
        if (on_outcome) on_outcome(outcomes.back());
    };
    Fetching fetching{impl_->transport, impl_->clock,         impl_->entropy, impl_->manners,
                      impl_->budget,    impl_->last_exchange, permit,         settled};
    const Lanes lanes = impl_->lay_out(plan, fetching, started);
    impl_->run(lanes, stop);
    return outcomes;
}

}  // namespace kith::federate
