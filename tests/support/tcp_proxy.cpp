#include "support/tcp_proxy.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <list>
#include <stdexcept>
#include <string>
#include <vector>

namespace kith::support {
namespace {

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return address;
}

bool send_all(int socket, const char* bytes, size_t size) {
    while (size > 0) {
        const ssize_t sent = ::send(socket, bytes, size, MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes += sent;
        size -= static_cast<size_t>(sent);
    }
    return true;
}

void reset(int socket) {
    const linger at_once{1, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    ::close(socket);
}

struct Pair {
    int client, server;
    TcpProxy::Fate fate;
    std::uint64_t up = 0, down = 0;
    bool is_silent = false;
};

enum class Went { on, closed, limit };

Went pass(int from, int to, std::uint64_t& count, std::uint64_t limit) {
    std::array<char, 65536> bytes;
    const ssize_t got = ::recv(from, bytes.data(), bytes.size(), 0);
    if (got <= 0) return Went::closed;
    const auto room = limit - count;
    const auto passed = std::min<std::uint64_t>(static_cast<std::uint64_t>(got), room);
    if (!send_all(to, bytes.data(), passed)) return Went::closed;
    count += passed;
    return static_cast<std::uint64_t>(got) >= room ? Went::limit : Went::on;
}

}  // namespace

TcpProxy::TcpProxy(int target_port, Plan plan) : target_port_(target_port), plan_(std::move(plan)) {
    listening_ = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    if (::bind(listening_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
        ::listen(listening_, 256) != 0)
        throw std::runtime_error("proxy: no port");
    ::getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

TcpProxy::~TcpProxy() {
    thread_ = {};
    ::close(listening_);
}

void TcpProxy::set_plan(Plan plan) {
    const std::scoped_lock lock(mutex_);
    plan_ = std::move(plan);
}

void TcpProxy::run(const std::stop_token& stop) {
    std::list<Pair> pairs;
    while (!stop.stop_requested()) {
        std::vector<pollfd> wanted = {{listening_, POLLIN, 0}};
        for (const Pair& pair : pairs) {
            wanted.push_back({pair.client, static_cast<short>(pair.is_silent ? 0 : POLLIN), 0});
            wanted.push_back({pair.server, static_cast<short>(pair.is_silent ? 0 : POLLIN), 0});
        }
        ::poll(wanted.data(), wanted.size(), 20);
        size_t at = 1;
        for (auto pair = pairs.begin(); pair != pairs.end(); at += 2) {
            Went went = Went::on;
            if (wanted[at].revents)
                went = pair->is_silent ? Went::closed
                                       : pass(pair->client, pair->server, pair->up, pair->fate.up);
            if (went == Went::on && wanted[at + 1].revents)
                went = pair->is_silent ? Went::closed
                                       : pass(pair->server, pair->client, pair->down, pair->fate.down);
            if (went == Went::limit) {
                ++cut_;
                if (pair->fate.and_then) pair->fate.and_then();
                pair->is_silent = pair->fate.falls_silent;
            }
            if (went == Went::on || pair->is_silent) {
                ++pair;
                if (went != Went::closed) continue;
                --pair;
            }
            reset(pair->client);
            reset(pair->server);
            pair = pairs.erase(pair);
        }
        if (!(wanted[0].revents & POLLIN)) continue;
        const int client = ::accept(listening_, nullptr, nullptr);
        if (client < 0) continue;
        const int server = ::socket(AF_INET, SOCK_STREAM, 0);
        const sockaddr_in target = loopback(target_port_);
        Fate fate;
        {
            const std::scoped_lock lock(mutex_);
            if (plan_) fate = plan_(connections_);
        }
        ++connections_;
        if (::connect(server, reinterpret_cast<const sockaddr*>(&target), sizeof target) != 0) {
            reset(client);
            ::close(server);
            continue;
        }
        const int yes = 1;
        ::setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        ::setsockopt(server, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        pairs.push_back({client, server, std::move(fate)});
    }
    for (const Pair& pair : pairs) {
        reset(pair.client);
        reset(pair.server);
    }
}

}  // namespace kith::support
