#include "drive.h"
#include "gzip.h"
#include "net/curl_transport.h"

#include <boost/test/unit_test.hpp>

#include <atomic>

// The ways in which a source can be dead, slow or lying (TRUST 3: G7, C12, C13, X8, X9), each met by the real
// transport over real TLS: the failure must be the right one, and no other source may notice.

using namespace kith::net_tests;
using kith::net::CurlTransport;
using kith::net::Limits;
using kith::ports::Exchange;
using kith::support::Authority;
using kith::support::TlsServer;
using Line = TlsServer::Line;
using Request = Line::Request;

namespace {

Authority& authority() {
    static Authority one("Northshire test authority");
    return one;
}

TlsServer::Manners manners() {
    return {.leaf = authority().issue_server()};
}

/// What becomes of one question to a server that does this.
Exchange against(TlsServer::Handler handler, const Limits& limits = unhurried(),
                 std::chrono::milliseconds time = kPatience) {
    TlsServer server(manners(), std::move(handler));
    CurlTransport transport({{kSource, endpoint(server.url(), authority())}}, limits);
    return ask(transport, get("/x"), time);
}

/// A server that reads the question and then says exactly these bytes.
TlsServer::Handler saying(std::string bytes) {
    return [bytes = std::move(bytes)](Line& line) {
        line.read_request();
        line.write(bytes);
    };
}

TlsServer::Handler saying_then_nothing(std::string bytes) {
    return [bytes = std::move(bytes)](Line& line) {
        line.read_request();
        line.write(bytes);
        line.wait_until_closed();
    };
}

const std::string kBegun = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly the beginning";
const std::string kChunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

std::string head_with(size_t headers) {
    std::string text = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n";
    for (size_t i = 1; i < headers; ++i) text += "X-" + std::to_string(i) + ": a\r\n";
    return text + "\r\n{}";
}

std::string interim(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
    return text + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
}

Limits with_bytes(size_t bytes) {
    Limits limits = unhurried();
    limits.answer_bytes = bytes;
    return limits;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(net_transport_faults_tests)

BOOST_AUTO_TEST_CASE(nobody_at_the_address_is_no_connection) {
    std::string url;
    {
        const TlsServer gone(manners(), [](Line&) {});
        url = gone.url();
    }
    CurlTransport transport({{kSource, endpoint(url, authority())}}, unhurried());
    BOOST_TEST(failure_of(ask(transport)) == "connect");
}

BOOST_AUTO_TEST_CASE(a_name_nobody_knows_is_no_connection) {
    CurlTransport transport({{kSource, endpoint("https://nobody.invalid", authority())}}, unhurried());
    BOOST_TEST(failure_of(ask(transport)) == "connect");
}

BOOST_AUTO_TEST_CASE(closing_before_any_byte_is_told_from_closing_in_the_middle) {
    const auto at_once = against([](Line& line) { line.read_request(); });
    BOOST_TEST(failure_of(at_once) == "dropped");
    BOOST_TEST(at_once.received_bytes == 0u);
    const auto midway = against(saying(kBegun));
    BOOST_TEST(failure_of(midway) == "dropped");
    BOOST_TEST(midway.received_bytes == kBegun.size());
}

BOOST_AUTO_TEST_CASE(a_reset_is_a_dropped_connection) {
    const auto at_once = against([](Line& line) {
        line.read_request();
        line.reset();
    });
    BOOST_TEST(failure_of(at_once) == "dropped");
    const auto midway = against([](Line& line) {
        line.read_request();
        line.write(kBegun);
        line.reset();
    });
    BOOST_TEST(failure_of(midway) == "dropped");
}

BOOST_AUTO_TEST_CASE(a_chunked_answer_without_its_end_is_dropped) {
    BOOST_TEST(failure_of(against(saying(kChunked + "5\r\nabcde\r\n"))) == "dropped");
}

BOOST_AUTO_TEST_CASE(a_packed_answer_cut_short_is_dropped) {
    const std::string packed = gzip(std::string(5000, 'x')).substr(0, 20);
    const auto exchange = against(saying("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " +
                                         std::to_string(packed.size()) + "\r\n\r\n" + packed));
    BOOST_TEST(failure_of(exchange) == "dropped");
}

BOOST_AUTO_TEST_CASE(bytes_past_the_announced_length_are_not_read) {
    const auto exchange = against(saying("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}{\"smuggled\":1}"));
    BOOST_TEST(failure_of(exchange) == "none");
    BOOST_TEST(exchange.answer.body == "{}");
}

BOOST_AUTO_TEST_CASE(an_answer_at_the_byte_limit_passes_and_one_past_it_does_not) {
    const auto of_size = [](size_t size) {
        return against(saying(kChunked + "400\r\n" + std::string(1024, 'a') + "\r\n" + "1\r\n" +
                              std::string(size - 1024, 'b') + "\r\n0\r\n\r\n"),
                       with_bytes(1025));
    };
    BOOST_TEST(failure_of(of_size(1025)) == "none");
    BOOST_TEST(failure_of(against(saying(kChunked + "402\r\n" + std::string(1026, 'a') + "\r\n0\r\n\r\n"),
                                  with_bytes(1025))) == "too_large");
    BOOST_TEST(failure_of(against(saying_then_nothing("HTTP/1.1 200 OK\r\nContent-Length: 1026\r\n\r\n"),
                                  with_bytes(1025))) == "too_large");
}

BOOST_AUTO_TEST_CASE(an_endless_answer_is_stopped_at_the_limit) {
    const auto exchange = against(
        [](Line& line) {
            line.read_request();
            line.write(kChunked);
            const std::string chunk = "4000\r\n" + std::string(0x4000, 'a') + "\r\n";
            while (line.write(chunk)) {
            }
        },
        with_bytes(1u << 20));
    BOOST_TEST(failure_of(exchange) == "too_large");
    BOOST_TEST(exchange.received_bytes < (2u << 20));
}

BOOST_AUTO_TEST_CASE(a_bomb_is_stopped_before_it_goes_off) {
    const std::string bomb = gzip(std::string(128u << 20, '\0'));
    const auto exchange =
        against(saying_then_nothing("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " +
                                    std::to_string(bomb.size()) + "\r\n\r\n" + bomb));
    BOOST_TEST(failure_of(exchange) == "too_large");
}

BOOST_AUTO_TEST_CASE(header_limits_hold_on_the_wire) {
    BOOST_TEST(failure_of(against(saying(head_with(200)))) == "none");
    BOOST_TEST(failure_of(against(saying(head_with(201)))) == "too_large");
    const auto one_of = [](size_t size) {
        return "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX: " + std::string(size - 3, 'a') + "\r\n\r\n";
    };
    BOOST_TEST(failure_of(against(saying(one_of(16u << 10)))) == "none");
    BOOST_TEST(failure_of(against(saying(one_of((16u << 10) + 1)))) == "too_large");
}

BOOST_AUTO_TEST_CASE(a_header_that_never_ends_is_stopped) {
    const auto exchange = against([](Line& line) {
        line.read_request();
        line.write("HTTP/1.1 200 OK\r\nX: ");
        while (line.write(std::string(16384, 'a'))) {
        }
    });
    BOOST_TEST(failure_of(exchange) == "too_large");
}

BOOST_AUTO_TEST_CASE(five_interim_answers_are_borne_and_a_flood_is_not) {
    BOOST_TEST(failure_of(against(saying(interim(5)))) == "none");
    BOOST_TEST(failure_of(against(saying(interim(6)))) == "too_large");
    BOOST_TEST(failure_of(against(saying(interim(2000)))) == "too_large");
}

// X9: to another host, to a file, or to itself: never followed.
BOOST_AUTO_TEST_CASE(a_redirect_is_never_followed) {
    TlsServer elsewhere(manners(),
                        TlsServer::answering([](Line& line, const Request&) { line.answer(200, "{}"); }));
    for (const std::string& to :
         {elsewhere.url() + "/taken", std::string("file:///etc/passwd"), std::string("/same"),
          std::string("http://127.0.0.1/"), std::string("https://127.0.0.1@evil.example/")}) {
        const auto exchange = against(
            saying_then_nothing("HTTP/1.1 302 Found\r\nLocation: " + to + "\r\nContent-Length: 0\r\n\r\n"));
        BOOST_TEST(failure_of(exchange) == "redirect", to);
    }
    BOOST_TEST(elsewhere.accepted() == 0);
}

BOOST_AUTO_TEST_CASE(a_page_for_people_comes_back_as_the_answer_it_is) {
    const auto exchange = against(
        saying("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>"));
    BOOST_TEST(exchange.answer.header("content-type") == "text/html");
    BOOST_TEST(exchange.answer.body == "<html></html>");
}

BOOST_AUTO_TEST_CASE(what_is_not_http_is_refused) {
    BOOST_TEST(failure_of(against(saying("SSH-2.0-OpenSSH_9.2\r\n"))) == "protocol");
    BOOST_TEST(failure_of(against(saying("<html>no head</html>"))) == "protocol");
    BOOST_TEST(failure_of(against(saying(
                   "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 2\r\n\r\n{}"))) == "protocol");
}

BOOST_AUTO_TEST_CASE(a_source_that_never_answers_runs_out_of_time) {
    Limits limits = unhurried();
    limits.to_headers = 100ms;
    BOOST_TEST(failure_of(against(saying_then_nothing(""), limits)) == "timed_out");
    BOOST_TEST(failure_of(against(saying_then_nothing("HTTP/1.1 200 OK\r\nX: a\r\n"), limits)) ==
               "timed_out");
    BOOST_TEST(failure_of(against(saying_then_nothing(""), unhurried(), 100ms)) == "timed_out");
}

BOOST_AUTO_TEST_CASE(an_answer_that_falls_silent_runs_out_of_time) {
    Limits limits = unhurried();
    limits.idle = 100ms;
    const auto exchange = against(saying_then_nothing(kBegun), limits);
    BOOST_TEST(failure_of(exchange) == "timed_out");
    BOOST_TEST(exchange.received_bytes == kBegun.size());
}

BOOST_AUTO_TEST_CASE(a_drip_runs_out_of_time) {
    Limits limits = unhurried();
    limits.slowest_body_window = 200ms;
    const auto exchange = against(
        [](Line& line) {
            line.read_request();
            line.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
            while (line.pause(5ms) && line.write("a")) {
            }
        },
        limits);
    BOOST_TEST(failure_of(exchange) == "timed_out");
    BOOST_TEST(exchange.detail == "hospitals: the answer came too slowly");
}

BOOST_AUTO_TEST_CASE(a_port_that_does_not_speak_tls_is_told_apart) {
    const auto against_plain = [](TlsServer::Handler handler, const Limits& limits) {
        TlsServer server({.leaf = authority().issue_server(), .shakes_hands = false}, std::move(handler));
        CurlTransport transport({{kSource, endpoint(server.url(), authority())}}, limits);
        return failure_of(ask(transport));
    };
    BOOST_TEST(against_plain(
                   [](Line& line) {
                       line.write("HTTP/1.1 400 Bad\r\n\r\n");
                       line.wait_until_closed();
                   },
                   unhurried()) == "tls");
    BOOST_TEST(against_plain([](Line& line) { line.reset(); }, unhurried()) == "connect");
    Limits hurried = unhurried();
    hurried.to_headers = 100ms;
    BOOST_TEST(against_plain([](Line& line) { line.wait_until_closed(); }, hurried) == "timed_out");
}

// The bulkhead on the wire: the answers of the healthy have come while the others are still being waited for.
BOOST_AUTO_TEST_CASE(a_slow_a_dead_and_a_lying_source_hold_up_nobody) {
    const TlsServer healthy(manners(),
                            TlsServer::answering([](Line& line, const Request&) { line.answer(200, "{}"); }));
    const TlsServer slow(manners(), saying_then_nothing(""));
    const TlsServer drips(manners(), saying_then_nothing(kBegun));
    std::atomic<bool> is_over{false};
    const TlsServer endless(manners(), [&](Line& line) {
        line.read_request();
        line.write(kChunked);
        while (!is_over && line.write("1\r\na\r\n")) {
        }
    });
    std::map<kith::record::SourceId, kith::net::Endpoint> endpoints;
    for (const auto& [name, server] : {std::pair<const char*, const TlsServer*>{"slow", &slow},
                                       {"drips", &drips},
                                       {"endless", &endless},
                                       {"h1", &healthy},
                                       {"h2", &healthy}})
        endpoints[kith::record::SourceId(name)] = endpoint(server->url(), authority());
    CurlTransport transport(endpoints, unhurried());
    std::uint64_t id = 10;
    for (const char* name : {"slow", "drips", "endless"})
        for (int i = 0; i < 4; ++i) transport.start(++id, kith::record::SourceId(name), get("/x"), kPatience);
    transport.start(1, kith::record::SourceId("h1"), get("/x"), kPatience);
    transport.start(2, kith::record::SourceId("h2"), get("/x"), kPatience);
    const auto settled = gather(transport, 2);
    is_over = true;
    BOOST_TEST_REQUIRE(settled.size() == 2u);
    BOOST_TEST(settled.at(1).answer.body == "{}");
    BOOST_TEST(settled.at(2).answer.body == "{}");
}

BOOST_AUTO_TEST_SUITE_END()
