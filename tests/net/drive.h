#pragma once
#include "net/curl_transport.h"
#include "support/tls_server.h"

#include <chrono>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace kith::net_tests {

using namespace std::chrono_literals;

/// Time enough on a busy machine; no test passes or fails by it.
inline constexpr auto kPatience = 60s;

inline const record::SourceId kSource{"hospitals"};

inline net::Endpoint endpoint(const std::string& url, const support::Authority& authority) {
    net::Endpoint at;
    at.base_url = url;
    at.ca_file = authority.ca_file();
    return at;
}

/// Limits of time long enough that only the one under test is met.
inline net::Limits unhurried() {
    net::Limits limits;
    limits.to_headers = limits.idle = limits.slowest_body_window = kPatience;
    return limits;
}

inline ports::HttpRequest get(std::string path) {
    ports::HttpRequest request;
    request.path = std::move(path);
    return request;
}

/// Polls until so many exchanges have settled; by their ids.
inline std::map<std::uint64_t, ports::Exchange> gather(ports::Transport& transport, size_t count) {
    std::map<std::uint64_t, ports::Exchange> settled;
    const auto until = std::chrono::steady_clock::now() + kPatience;
    while (settled.size() < count && std::chrono::steady_clock::now() < until)
        for (auto& exchange : transport.poll(1s)) settled[exchange.id] = std::move(exchange);
    return settled;
}

/// Asks one thing and waits for what comes of it.
inline ports::Exchange ask(ports::Transport& transport, const ports::HttpRequest& request = get("/x"),
                           std::chrono::milliseconds time = kPatience,
                           const record::SourceId& source = kSource) {
    transport.start(1, source, request, time);
    return gather(transport, 1)[1];
}

inline std::string failure_of(const ports::Exchange& exchange) {
    return std::string(ports::name_of(exchange.failure));
}

}  // namespace kith::net_tests
