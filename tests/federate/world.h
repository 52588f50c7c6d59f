#pragma once
#include "federate/fetch.h"
#include "support/fake_clock.h"
#include "support/memory_audit_sink.h"
#include "support/scripted_transport.h"
#include "support/seeded_entropy.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace kith::federate_tests {

using namespace std::chrono_literals;
using support::ScriptedAnswer;

/// A connector of the simplest kind. It asks "/<person>?page=<n>" for each page; a 200 holds references
/// separated by commas, each an attendance; 404 is "none held"; any other status is unreachable.
struct PlainConnector final : federate::Connector {
    int pages = 1;
    bool wants_token = false;
    bool is_repeatable = true;
    bool throws = false;
    std::string cannot, outside;
    /// Makes the finished reply wrong in some way, as a faulty connector would.
    std::function<void(record::Reply&)> spoil;

    std::string cannot_ask(const record::RosterPerson&) const override { return cannot; }
    std::string outside_coverage(const record::RosterPerson&, const record::Period&) const override {
        return outside;
    }
    std::unique_ptr<federate::Conversation> open(const federate::Ask& ask) const override;
    std::optional<ports::HttpRequest> token_request() const override;
    base::Expected<federate::Token> read_token(const ports::HttpAnswer& answer) const override;
};

/// A token answer that lasts so long: "<name> <seconds>".
ScriptedAnswer token(const std::string& name, int seconds);
/// A 200 that holds these references.
ScriptedAnswer records(const std::string& references);

/// A permit for these people at these sources, by a rulebook that permits attendances and nothing else.
policy::Permit permit_for(const std::vector<record::RosterPerson>& people,
                          const std::vector<std::string>& sources);
record::RosterPerson person(const std::string& id);

/// A clock, a network, sources and an engine, all of which a test scripts.
struct World {
    explicit World(const std::vector<std::string>& names = {"a"}, size_t people = 1);

    PlainConnector& connector(const std::string& source) { return *connectors.at(source); }
    /// Built at first use, so that a test may change the manners before.
    federate::Engine& engine();
    std::vector<federate::Outcome> fetch(std::stop_token stop = {});
    /// Milliseconds since the world began.
    std::chrono::milliseconds now() const;

    support::FakeClock clock;
    support::ScriptedTransport network{clock};
    support::SeededEntropy entropy;
    support::MemoryAuditSink audit;
    federate::Manners manners;
    std::map<std::string, std::shared_ptr<PlainConnector>> connectors;
    std::vector<std::string> sources;
    std::vector<record::RosterPerson> roster;
    /// As they were told of, in order.
    std::vector<federate::Outcome> heard;

private:
    std::chrono::steady_clock::time_point began_;
    std::unique_ptr<federate::Engine> engine_;
};

const federate::Outcome& at(const std::vector<federate::Outcome>& outcomes, const std::string& source,
                            const std::string& person = "subject");
std::string state_of(const federate::Outcome& outcome);
/// "a/subject records_held 2: r1,r2 (detail)": an outcome as text, without its times.
std::string told(const federate::Outcome& outcome);

}  // namespace kith::federate_tests
