#include "drive.h"
#include "gzip.h"
#include "net/curl_transport.h"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <thread>

using namespace kith::net_tests;
using kith::net::CurlTransport;
using kith::net::Limits;
using kith::support::Authority;
using kith::support::TlsServer;
using Line = TlsServer::Line;
using Request = Line::Request;

namespace {

/// An authority, a server that does as told and a transport that knows it as "hospitals".
struct OneSource {
    explicit OneSource(TlsServer::Handler handler, Limits limits = unhurried(),
                       const std::string& warm_path = {})
        : server({.leaf = authority.issue_server()}, std::move(handler)),
          transport({{kSource, with_warm_path(warm_path)}}, limits) {}

    kith::net::Endpoint with_warm_path(const std::string& path) {
        auto at = endpoint(server.url() + "/fhir", authority);
        at.warm_path = path;
        return at;
    }

    Authority authority{"Northshire test authority"};
    TlsServer server;
    CurlTransport transport;
};

/// Opened once; whoever waits for it goes on.
class Gate {
public:
    void open() {
        const std::lock_guard lock(mutex_);
        is_open_ = true;
        changed_.notify_all();
    }
    void wait() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return is_open_; });
    }

    bool is_open() const {
        const std::lock_guard lock(mutex_);
        return is_open_;
    }

private:
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    bool is_open_ = false;
};

/// The requests a server has seen, in order. Any thread may call.
class Seen {
public:
    void push_back(const Request& request) {
        const std::lock_guard lock(mutex_);
        requests_.push_back(request);
    }
    std::vector<Request> all() const {
        const std::lock_guard lock(mutex_);
        return requests_;
    }

private:
    mutable std::mutex mutex_;
    std::vector<Request> requests_;
};

TlsServer::Handler noting(Seen& seen) {
    return TlsServer::answering([&seen](Line& line, const Request& request) {
        seen.push_back(request);
        line.answer(200, "{\"ok\":true}", "Content-Type: application/json\r\nSet-Cookie: tracking=1\r\n");
    });
}

bool has_header(const Request& request, const std::string& line) {
    return request.head.find("\r\n" + line + "\r\n") != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(net_transport_tests)

BOOST_AUTO_TEST_CASE(a_request_arrives_as_it_was_made_and_its_answer_comes_back_whole) {
    Seen seen;
    OneSource world(noting(seen));
    kith::ports::HttpRequest request{
        "POST", "/Encounter/_search", {{"X-Request-ID", "abc"}}, "patient=1&_count=50"};
    const auto exchange = ask(world.transport, request);
    BOOST_TEST(failure_of(exchange) == "none");
    BOOST_TEST(exchange.answer.status == 200);
    BOOST_TEST(exchange.answer.header("content-type") == "application/json");
    BOOST_TEST(exchange.answer.body == "{\"ok\":true}");
    BOOST_TEST_REQUIRE(seen.all().size() == 1u);
    BOOST_TEST(seen.all()[0].method == "POST");
    BOOST_TEST(seen.all()[0].path == "/fhir/Encounter/_search");
    BOOST_TEST(seen.all()[0].body == "patient=1&_count=50");
    BOOST_TEST(has_header(seen.all()[0], "X-Request-ID: abc"));
    BOOST_TEST(has_header(seen.all()[0], "Accept-Encoding: gzip"));
}

BOOST_AUTO_TEST_CASE(connections_are_kept_and_cookies_are_not) {
    Seen seen;
    OneSource world(noting(seen));
    for (int i = 0; i < 3; ++i) BOOST_TEST(ask(world.transport).answer.status == 200);
    BOOST_TEST(world.server.accepted() == 1);
    for (const auto& request : seen.all()) BOOST_TEST(request.head.find("ookie") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(every_method_is_sent_as_it_is_named) {
    Seen seen;
    OneSource world(TlsServer::answering([&](Line& line, const Request& request) {
        seen.push_back(request);
        if (request.method == "HEAD")
            line.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
        else
            line.answer(200, "{}");
    }));
    for (const char* method : {"GET", "HEAD", "POST", "PUT"}) {
        const auto exchange = ask(world.transport, {method, "/x", {}, {}});
        BOOST_TEST(failure_of(exchange) == "none", method);
    }
    BOOST_TEST_REQUIRE(seen.all().size() == 4u);
    BOOST_TEST(seen.all()[1].method == "HEAD");
    BOOST_TEST(seen.all()[2].method == "POST");
    BOOST_TEST(seen.all()[3].method == "PUT");
}

BOOST_AUTO_TEST_CASE(any_status_but_a_redirect_is_an_answer) {
    std::atomic<int> status{200};
    OneSource world(TlsServer::answering([&](Line& line, const Request&) { line.answer(status, "{}"); }));
    for (const int each : {200, 400, 401, 403, 404, 408, 429, 500, 503}) {
        status = each;
        BOOST_TEST(ask(world.transport).answer.status == each);
    }
}

BOOST_AUTO_TEST_CASE(a_packed_answer_is_unpacked) {
    const std::string text(50'000, 'x');
    OneSource world(TlsServer::answering(
        [&](Line& line, const Request&) { line.answer(200, gzip(text), "Content-Encoding: gzip\r\n"); }));
    BOOST_TEST((ask(world.transport).answer.body == text));
}

BOOST_AUTO_TEST_CASE(a_chunked_answer_with_a_trailer_is_read_whole) {
    OneSource world(TlsServer::answering([](Line& line, const Request&) {
        line.write(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\nLate: "
            "yes\r\n\r\n");
    }));
    const auto exchange = ask(world.transport);
    BOOST_TEST(exchange.answer.body == "abcde");
    BOOST_TEST(exchange.answer.header("late").empty());
}

BOOST_AUTO_TEST_CASE(many_requests_share_four_connections) {
    Gate gate;
    OneSource world(TlsServer::answering([&](Line& line, const Request&) {
        gate.wait();
        line.answer(200, "{}");
    }));
    for (std::uint64_t id = 1; id <= 10; ++id) world.transport.start(id, kSource, get("/x"), kPatience);
    while (world.server.accepted() < 4) world.transport.poll(50ms);
    gate.open();
    BOOST_TEST(gather(world.transport, 10).size() == 10u);
    BOOST_TEST(world.server.accepted() == 4);
}

BOOST_AUTO_TEST_CASE(cancelling_closes_the_connection_within_the_call) {
    Gate has_come;
    OneSource world([&](Line& line) {
        line.read_request();
        has_come.open();
        line.wait_until_closed();
    });
    world.transport.start(1, kSource, get("/x"), kPatience);
    while (!has_come.is_open()) world.transport.poll(50ms);
    world.transport.cancel(1);
    BOOST_TEST(world.server.wait_for_closed(1));  // without another poll
    BOOST_TEST(world.transport.poll(0ms).empty());
}

BOOST_AUTO_TEST_CASE(an_exchange_that_has_settled_can_still_be_cancelled) {
    OneSource world(TlsServer::answering([](Line& line, const Request&) { line.answer(200, "{}"); }));
    world.transport.start(1, kSource, get("/../x"), kPatience);  // settles at once
    world.transport.cancel(1);
    world.transport.cancel(99);
    BOOST_TEST(world.transport.poll(0ms).empty());
}

BOOST_AUTO_TEST_CASE(a_poll_ends_when_another_thread_wakes_it) {
    OneSource world([](Line& line) { line.wait_until_closed(); });
    world.transport.start(1, kSource, get("/x"), kPatience);
    std::thread waker([&] { world.transport.wake(); });
    BOOST_TEST(world.transport.poll(kPatience).empty());
    waker.join();
}

BOOST_AUTO_TEST_CASE(warming_opens_the_connection_that_the_question_then_uses) {
    Seen seen;
    OneSource world(noting(seen), unhurried(), "/metadata");
    world.transport.warm({kSource, kith::record::SourceId("unknown")});
    BOOST_TEST_REQUIRE(seen.all().size() == 1u);
    BOOST_TEST(seen.all()[0].path == "/fhir/metadata");
    BOOST_TEST(seen.all()[0].body.empty());
    BOOST_TEST(world.transport.poll(0ms).empty());
    BOOST_TEST(ask(world.transport).answer.status == 200);
    BOOST_TEST(world.server.accepted() == 1);
}

BOOST_AUTO_TEST_CASE(a_source_without_a_path_for_warming_is_left_alone) {
    Seen seen;
    OneSource world(noting(seen));
    world.transport.warm({kSource});
    BOOST_TEST(world.server.accepted() == 0);
}

BOOST_AUTO_TEST_CASE(warming_a_source_that_does_not_answer_ends_when_woken) {
    Gate has_come;
    OneSource world(
        [&](Line& line) {
            line.read_request();
            has_come.open();
            line.wait_until_closed();
        },
        unhurried(), "/metadata");
    std::thread waker([&] {
        has_come.wait();
        world.transport.wake();
    });
    world.transport.warm({kSource});
    waker.join();
    BOOST_TEST(world.server.accepted() == 1);
}

BOOST_AUTO_TEST_CASE(a_source_that_is_not_in_the_settings_fails_at_the_next_poll) {
    OneSource world([](Line&) {});
    const auto exchange = ask(world.transport, get("/x"), kPatience, kith::record::SourceId("elsewhere"));
    BOOST_TEST(failure_of(exchange) == "connect");
}

// C13, G6: nothing is sent for a path or a header that would go elsewhere.
BOOST_AUTO_TEST_CASE(a_request_that_would_go_elsewhere_is_not_sent_at_all) {
    OneSource world([](Line&) {});
    for (const char* path : {"https://127.0.0.1/x", "//127.0.0.1/x", "/../x", "/a\r\nHost: b", "/x#y"})
        BOOST_TEST(failure_of(ask(world.transport, get(path))) == "protocol", path);
    BOOST_TEST(failure_of(ask(world.transport, {"GET", "/x", {{"Host", "elsewhere"}}, {}})) == "protocol");
    BOOST_TEST(failure_of(ask(world.transport, {"GET", "/x", {{"A", "b\r\nc: d"}}, {}})) == "protocol");
    BOOST_TEST(world.server.accepted() == 0);
}

BOOST_AUTO_TEST_CASE(only_https_is_spoken) {
    Authority authority("a");
    CurlTransport transport({{kSource, endpoint("http://127.0.0.1:1", authority)}});
    BOOST_TEST(failure_of(ask(transport)) == "protocol");
}

BOOST_AUTO_TEST_CASE(the_environment_cannot_put_a_proxy_in_the_way) {
    for (const char* name : {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"})
        setenv(name, "http://127.0.0.1:1", 1);
    OneSource world(TlsServer::answering([](Line& line, const Request&) { line.answer(200, "{}"); }));
    BOOST_TEST(ask(world.transport).answer.status == 200);
    for (const char* name : {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"}) unsetenv(name);
}

BOOST_AUTO_TEST_CASE(details_name_the_source_and_nothing_else) {
    OneSource world([](Line& line) { line.read_request(); });
    const auto exchange = ask(world.transport, get("/Patient/9990004838?family=Pellow"));
    BOOST_TEST(exchange.detail.starts_with("hospitals: "));
    for (const char* word : {"999", "Pellow", "127.0.0.1", "Patient", "https"})
        BOOST_TEST(exchange.detail.find(word) == std::string::npos, exchange.detail);
}

BOOST_AUTO_TEST_SUITE_END()
