#include "wire/house.h"

#include "audit/access_log.h"
#include "keys/system_entropy.h"
#include "net/curl_transport.h"
#include "wire/connectors.h"

#include <fstream>
#include <sstream>

namespace kith::wire {
namespace {

base::Expected<policy::Rulebook> open_rulebook(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    if (!in) return base::fail(base::Fault::not_found, "the rulebook that the settings name cannot be read");
    return policy::read_rulebook(bytes.str());
}

/// A source in the settings that the rulebook does not know could never be asked: say so now, not at Ask.
base::Expected<federate::Connectors> make_connectors(const Settings& settings,
                                                     const policy::Rulebook& rulebook) {
    federate::Connectors connectors;
    for (const auto& entry : settings.sources) {
        const auto& id = entry.connector.id;
        if (!rulebook.source(id))
            return base::fail(base::Fault::invalid_input,
                              "source \"" + id.text() + "\" is not in the rulebook");
        auto made = make_connector(entry.connector);
        if (!made) return made.error();
        connectors.emplace(id, *made);
    }
    return connectors;
}

std::map<record::SourceId, net::Endpoint> endpoints(const Settings& settings,
                                                    const federate::Connectors& connectors) {
    std::map<record::SourceId, net::Endpoint> all;
    for (const auto& entry : settings.sources) {
        net::Endpoint endpoint = entry.endpoint;
        endpoint.warm_path = connectors.at(entry.connector.id)->warm_path();
        all.emplace(entry.connector.id, std::move(endpoint));
    }
    return all;
}

federate::Manners manners(const Settings& settings) {
    federate::Manners manners;
    manners.deadline = settings.deadline;
    for (const auto& entry : settings.sources)
        if (entry.deadline.count() > 0) manners.deadlines[entry.connector.id] = entry.deadline;
    return manners;
}

}  // namespace

struct House::Impl {
    Impl(const Settings& given, policy::Rulebook book, federate::Connectors connectors)
        : settings(given),
          rulebook(std::move(book)),
          transport(endpoints(settings, connectors)),
          engine(transport, clock, entropy, std::move(connectors), manners(settings)) {}

    Settings settings;
    policy::Rulebook rulebook;
    ports::SystemClock clock;
    keys::SystemEntropy entropy;
    std::unique_ptr<audit::AccessLog> log;
    net::CurlTransport transport;
    federate::Engine engine;
};

House::House(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
House::~House() = default;

base::Expected<std::unique_ptr<House>> House::open(const Settings& settings) {
    auto rulebook = open_rulebook(settings.rulebook_path);
    if (!rulebook) return rulebook.error();
    auto connectors = make_connectors(settings, *rulebook);
    if (!connectors) return connectors.error();
    auto impl = std::make_unique<Impl>(settings, std::move(*rulebook), std::move(*connectors));
    auto log = audit::AccessLog::open({settings.log_path, settings.log_key_path}, impl->entropy);
    if (!log) return log.error();
    impl->log = std::move(*log);
    return std::unique_ptr<House>(new House(std::move(impl)));
}

const policy::Rulebook& House::rulebook() const {
    return impl_->rulebook;
}

enquiry::Surroundings House::surroundings() {
    return {impl_->rulebook,
            impl_->engine,
            *impl_->log,
            impl_->clock,
            impl_->entropy,
            impl_->settings.workstation,
            impl_->settings.organisation_code};
}

federate::Engine& House::engine() {
    return impl_->engine;
}

std::uint64_t House::log_size() const {
    return impl_->log->size();
}

audit::AccessLog& House::log() {
    return *impl_->log;
}

void House::wake() {
    impl_->transport.wake();
}

}  // namespace kith::wire
