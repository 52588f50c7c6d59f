#include "central/places.h"

#include <arpa/inet.h>
#include <netdb.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <thread>

namespace kith::central {
namespace {

using base::Expected;
using base::fail;
using base::Fault;

/// What the resolving thread leaves behind. Shared: the resolver cannot be interrupted and may outlive
/// whoever asked.
struct Lookup {
    std::mutex mutex;
    std::condition_variable_any done;
    bool is_done = false;
    std::vector<std::string> addresses;
};

std::vector<std::string> addresses_of(const std::string& host) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (::getaddrinfo(host.c_str(), nullptr, &hints, &found) != 0) return {};
    std::vector<std::string> out;
    for (const addrinfo* one = found; one; one = one->ai_next) {
        std::array<char, NI_MAXHOST> text{};
        if (::getnameinfo(one->ai_addr, one->ai_addrlen, text.data(), text.size(), nullptr, 0,
                          NI_NUMERICHOST) == 0 &&
            std::ranges::find(out, std::string(text.data())) == out.end())
            out.emplace_back(text.data());
    }
    ::freeaddrinfo(found);
    return out;
}

bool is_address(const std::string& host) {
    std::array<unsigned char, sizeof(in6_addr)> bytes{};
    return ::inet_pton(AF_INET, host.c_str(), bytes.data()) == 1 ||
           ::inet_pton(AF_INET6, host.c_str(), bytes.data()) == 1;
}

Addresses side_by_side(const std::string& host, int port, const std::vector<std::string>& found) {
    Addresses out;
    for (const auto& address : found) {
        const char* comma = out.hosts.empty() ? "" : ",";
        out.hosts += comma + host;
        out.addresses += comma + address;
        out.ports += comma + std::to_string(port);
    }
    return out;
}

}  // namespace

Expected<void> check(const Place& place) {
    const auto refuse = [](const char* what) {
        return fail(Fault::invalid_input, std::string("central.") + what);
    };
    // A comma would make libpq try several, a slash or an at sign a socket beside this machine's files.
    if (place.host.empty() || place.host.find_first_of(",/@ ") != std::string::npos)
        return refuse("host must be one host name or address");
    if (place.port < 1 || place.port > 65535) return refuse("port must lie between 1 and 65535");
    if (place.database.empty()) return refuse("database is missing");
    if (place.user.empty()) return refuse("user is missing");
    if (place.ca_file.empty())
        return refuse("ca_file is missing: the server's certificate must come from one known authority");
    if (place.client_cert_file.empty() || place.client_key_file.empty())
        return refuse("client_cert and client_key are missing: there is no sign-in by password");
    const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    if (place.authority.empty() || place.authority.size() > 40 ||
        !std::ranges::all_of(place.authority, is_plain))
        return refuse("authority must be at most 40 small letters, digits and underscores");
    return {};
}

Expected<Addresses> resolve(const Place& place, std::chrono::milliseconds limit,
                            const std::stop_token& stop) {
    if (is_address(place.host)) return side_by_side(place.host, place.port, {place.host});
    auto lookup = std::make_shared<Lookup>();
    std::thread([lookup, host = place.host] {
        auto found = addresses_of(host);
        const std::scoped_lock lock(lookup->mutex);
        lookup->addresses = std::move(found);
        lookup->is_done = true;
        lookup->done.notify_all();
    }).detach();
    std::unique_lock lock(lookup->mutex);
    if (!lookup->done.wait_for(lock, stop, limit, [&] { return lookup->is_done; })) {
        if (stop.stop_requested())
            return fail(Fault::cancelled, "asked to stop while looking up the database's host");
        return fail(Fault::timed_out, "the database's host name was not resolved in time");
    }
    if (lookup->addresses.empty()) return fail(Fault::unavailable, "the database's host name is not known");
    return side_by_side(place.host, place.port, lookup->addresses);
}

}  // namespace kith::central
