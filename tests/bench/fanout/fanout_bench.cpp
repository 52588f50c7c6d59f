// Wall time of one enquiry at many sources over the slowest source (200 ms), over mutual TLS on the loopback:
// our engine with new and with warm connections, beside `curl --parallel` and aiohttp at the same addresses
// in the same run. Goals: warm <= 1.05 at 5 sources and <= 1.38 at 60; new connections <= 1.13 at 5.
#include "bench/stopwatch.h"
#include "federate/fetch.h"
#include "federate/world.h"
#include "net/curl_transport.h"
#include "peers.h"
#include "servers.h"

#include <cstdio>
#include <map>

namespace {

using namespace kith;
using record::SourceId;

constexpr size_t kRounds = 7;

/// Our engine over real connections to the servers.
class Ours {
public:
    explicit Ours(const bench::Question& question)
        : transport_(endpoints_of(question)), engine_(transport_, clock_, entropy_, connectors_of(question)) {
        for (size_t i = 0; i < question.urls.size(); ++i) sources_.push_back(name_of(i));
        permit_ = std::make_unique<policy::Permit>(
            federate_tests::permit_for({federate_tests::person("subject")}, sources_));
    }

    void warm() { engine_.warm(); }

    double ask() {
        support::MemoryAuditSink audit;
        const auto logged = audit.append({});
        const auto plan = federate::plan(*permit_, engine_.connectors());
        const auto start = std::chrono::steady_clock::now();
        size_t answered = 0;
        engine_.fetch(*permit_, *logged, plan, {}, [&](const federate::Outcome& outcome) {
            answered += outcome.cell.state == record::LedgerState::records_held;
        });
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        if (answered != sources_.size())
            std::fprintf(stderr, "%zu of %zu answered\n", answered, sources_.size());
        return took.count();
    }

private:
    static std::string name_of(size_t source) { return std::string("s").append(std::to_string(source)); }

    static std::map<SourceId, net::Endpoint> endpoints_of(const bench::Question& question) {
        std::map<SourceId, net::Endpoint> endpoints;
        for (size_t i = 0; i < question.urls.size(); ++i) {
            net::Endpoint at;
            at.base_url = question.urls[i];
            at.ca_file = question.ca_file;
            at.client_cert_file = question.client.cert_file;
            at.client_key_file = question.client.key_file;
            at.warm_path = bench::Servers::kWarmPath;
            endpoints[SourceId(name_of(i))] = at;
        }
        return endpoints;
    }

    static federate::Connectors connectors_of(const bench::Question& question) {
        federate::Connectors connectors;
        for (size_t i = 0; i < question.urls.size(); ++i)
            connectors[SourceId(name_of(i))] = std::make_shared<federate_tests::PlainConnector>();
        return connectors;
    }

    net::CurlTransport transport_;
    ports::SystemClock clock_;
    support::SeededEntropy entropy_;
    federate::Engine engine_;
    std::vector<std::string> sources_;
    std::unique_ptr<policy::Permit> permit_;
};

/// Times of one way of asking, as ratios over the slowest source.
class Column {
public:
    void note(double seconds) {
        ratios_.push_back(seconds / std::chrono::duration<double>(bench::Servers::kSlowest).count());
    }
    std::string text() const {
        if (ratios_.empty()) return "  not installed";
        std::array<char, 32> out;
        std::snprintf(out.data(), out.size(), "%15.3f", bench::median(ratios_));
        return out.data();
    }

private:
    std::vector<double> ratios_;
};

void measure(const support::Authority::Leaf& leaf, const support::Authority::Leaf& client,
             const std::string& ca_file, size_t count) {
    const bench::Servers servers(leaf, ca_file, count);
    const bench::Question question{servers.urls(), ca_file, client};
    Ours kept(question);
    kept.warm();
    Column ours_warm, ours_new, aiohttp_warm, aiohttp_new, curl;
    for (size_t round = 0; round < kRounds; ++round) {
        ours_warm.note(kept.ask());
        ours_new.note(Ours(question).ask());
        if (const auto times = bench::aiohttp(question)) {
            aiohttp_warm.note(times->warm);
            aiohttp_new.note(times->fresh);
        }
        if (const auto time = bench::curl_parallel(question)) curl.note(*time);
    }
    std::printf("%7zu%s%s%s%s%s\n", count, ours_warm.text().c_str(), aiohttp_warm.text().c_str(),
                ours_new.text().c_str(), aiohttp_new.text().c_str(), curl.text().c_str());
    std::fflush(stdout);
}

}  // namespace

int main() {
    support::Authority authority("Northshire bench authority");
    const auto leaf = authority.issue_server();
    const auto client = authority.issue_client();
    std::printf(
        "wall time / slowest source (%lld ms), median of %zu rounds; goals: warm <= 1.05 at 5, <= 1.38 at "
        "60; new <= 1.13 at 5\n",
        static_cast<long long>(bench::Servers::kSlowest.count()), kRounds);
    std::printf("sources      ours warm   aiohttp warm       ours new    aiohttp new  curl --parallel\n");
    for (const size_t count : {1, 5, 8, 60, 64}) measure(leaf, client, authority.ca_file(), count);
    return 0;
}
