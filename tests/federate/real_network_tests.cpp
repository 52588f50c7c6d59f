#include "federate/fetch.h"
#include "net/curl_transport.h"
#include "support/tls_server.h"
#include "world.h"

#include <boost/test/unit_test.hpp>

#include <condition_variable>
#include <mutex>
#include <thread>

// The engine over the real transport, on the loopback: what the scripted network shows exactly must hold
// there too.

using namespace kith::federate_tests;
using kith::net::CurlTransport;
using kith::record::SourceId;
using kith::support::Authority;
using kith::support::TlsServer;
using Line = TlsServer::Line;
using Request = Line::Request;

namespace {

/// Servers by source, and an engine over real connections to them.
struct RealWorld : World {
    using World::World;

    void serve(const std::string& source, TlsServer::Handler handler) {
        servers[source] = std::make_unique<TlsServer>(TlsServer::Manners{.leaf = authority.issue_server()},
                                                      std::move(handler));
    }

    std::vector<kith::federate::Outcome> fetch_for_real(
        const std::function<void(const kith::federate::Outcome&)>& heard_of, std::stop_token stop = {}) {
        std::map<SourceId, kith::net::Endpoint> endpoints;
        for (const auto& [source, server] : servers) {
            kith::net::Endpoint at;
            at.base_url = server->url();
            at.ca_file = authority.ca_file();
            endpoints[SourceId(source)] = at;
        }
        kith::net::Limits limits;
        limits.to_headers = limits.idle = limits.slowest_body_window = 60s;
        CurlTransport transport(endpoints, limits);
        kith::ports::SystemClock system_clock;
        kith::federate::Engine real(transport, system_clock, entropy, engine().connectors(), manners);
        const auto permit = permit_for(roster, sources);
        const auto logged = audit.append({});
        return real.fetch(permit, *logged, kith::federate::plan(permit, real.connectors()), stop, heard_of);
    }

    Authority authority{"Northshire test authority"};
    std::map<std::string, std::unique_ptr<TlsServer>> servers;
};

TlsServer::Handler healthy() {
    return TlsServer::answering([](Line& line, const Request&) { line.answer(200, "r1,r2"); });
}

/// Reads the question and keeps silent until the peer goes away.
TlsServer::Handler silent() {
    return [](Line& line) {
        line.read_request();
        line.wait_until_closed();
    };
}

}  // namespace

BOOST_AUTO_TEST_SUITE(federate_real_network_tests)

BOOST_AUTO_TEST_CASE(a_silent_a_dead_and_a_lying_source_neither_delay_nor_empty_the_healthy) {
    RealWorld world({"h1", "h2", "silent", "dead", "lying"}, 3);
    world.manners.deadline = 120s;
    world.serve("h1", healthy());
    world.serve("h2", healthy());
    world.serve("silent", silent());
    world.serve("dead", [](Line& line) { line.reset(); });
    world.serve("lying", [](Line& line) {
        line.read_request();
        line.write("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n");
    });
    // Only when every other cell has settled is the silent source given up: had it held anybody up, this
    // would not end.
    std::stop_source stop;
    size_t settled = 0;
    const auto outcomes = world.fetch_for_real(
        [&](const auto&) {
            if (++settled == 12) stop.request_stop();
        },
        stop.get_token());
    BOOST_TEST(outcomes.size() == 15u);
    for (const char* who : {"subject", "p1", "p2"}) {
        BOOST_TEST(told(at(outcomes, "h1", who)) == std::string("h1/") + who + " records_held 2: r1,r2 ()");
        BOOST_TEST(told(at(outcomes, "h2", who)) == std::string("h2/") + who + " records_held 2: r1,r2 ()");
        BOOST_TEST(state_of(at(outcomes, "dead", who)) == "unreachable");
        BOOST_TEST(state_of(at(outcomes, "lying", who)) == "unusable");
        BOOST_TEST(state_of(at(outcomes, "silent", who)) == "awaiting");
    }
}

BOOST_AUTO_TEST_CASE(stopping_from_another_thread_ends_the_fetch_and_closes_the_connections) {
    RealWorld world({"a"}, 4);
    world.manners.deadline = 120s;
    std::mutex mutex;
    std::condition_variable changed;
    int asked = 0;
    world.serve("a", [&](Line& line) {
        line.read_request();
        {
            const std::lock_guard lock(mutex);
            ++asked;
        }
        changed.notify_all();
        line.wait_until_closed();
    });
    std::stop_source stop;
    std::jthread stopper([&] {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return asked == 4; });
        stop.request_stop();
    });
    const auto outcomes = world.fetch_for_real({}, stop.get_token());
    for (const auto& outcome : outcomes) BOOST_TEST(state_of(outcome) == "awaiting");
    BOOST_TEST(world.servers["a"]->wait_for_closed(4));
}

BOOST_AUTO_TEST_CASE(warming_a_silent_source_ends_when_it_is_stopped) {
    RealWorld world({"a"});
    std::stop_source stop;
    world.serve("a", [&](Line& line) {
        line.read_request();
        stop.request_stop();
        line.wait_until_closed();
    });
    kith::net::Endpoint at;
    at.base_url = world.servers["a"]->url();
    at.ca_file = world.authority.ca_file();
    at.warm_path = "/metadata";
    kith::net::Limits limits;
    limits.to_headers = 60s;
    CurlTransport transport({{SourceId("a"), at}}, limits);
    kith::ports::SystemClock system_clock;
    kith::federate::Engine real(transport, system_clock, world.entropy, world.engine().connectors());
    real.warm(stop.get_token());
    BOOST_TEST(stop.stop_requested());
    BOOST_TEST(world.servers["a"]->accepted() == 1);
    real.warm(stop.get_token());  // stopped already: nothing is opened
    BOOST_TEST(world.servers["a"]->accepted() == 1);
}

BOOST_AUTO_TEST_CASE(a_deadline_holds_against_a_source_that_only_drips) {
    RealWorld world({"a"});
    world.manners.deadline = 300ms;
    world.serve("a", [](Line& line) {
        line.read_request();
        line.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
        while (line.pause(5ms) && line.write("r")) {
        }
    });
    const auto outcomes = world.fetch_for_real({});
    BOOST_TEST(state_of(at(outcomes, "a")) == "unreachable");
    BOOST_TEST(world.servers["a"]->wait_for_closed(1));
}

BOOST_AUTO_TEST_SUITE_END()
