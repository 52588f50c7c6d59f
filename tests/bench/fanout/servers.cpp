#include "servers.h"

#include "support/tls_server.h"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <memory>
#include <stdexcept>

namespace kith::bench {
namespace {

using std::chrono::milliseconds;
using support::TlsServer;

constexpr milliseconds kFastest{40};

milliseconds delay_of(size_t server, size_t count) {
    if (count == 1) return Servers::kSlowest;
    return kFastest + (Servers::kSlowest - kFastest) * server / (count - 1);
}

TlsServer::Handler taking(milliseconds delay) {
    return TlsServer::answering([delay](TlsServer::Line& line, const TlsServer::Line::Request& request) {
        if (request.path != Servers::kWarmPath) line.pause(delay);
        line.answer(200, "r1");
    });
}

[[noreturn]] void serve(const TlsServer::Manners& manners, size_t count, int ports_to, int until_closed) {
    std::vector<std::unique_ptr<TlsServer>> servers;
    for (size_t i = 0; i < count; ++i) {
        servers.push_back(std::make_unique<TlsServer>(manners, taking(delay_of(i, count))));
        const int port = servers.back()->port();
        if (write(ports_to, &port, sizeof port) != sizeof port) _exit(1);
    }
    char none = 0;
    while (read(until_closed, &none, 1) > 0) {
    }
    _exit(0);
}

}  // namespace

Servers::Servers(const support::Authority::Leaf& leaf, const std::string& client_ca_file, size_t count) {
    std::array<int, 2> ports{}, life{};
    if (pipe(ports.data()) != 0 || pipe(life.data()) != 0) throw std::runtime_error("no pipe");
    process_ = fork();
    if (process_ == 0) {
        close(life[1]);
        serve({.leaf = leaf, .client_ca_file = client_ca_file}, count, ports[1], life[0]);
    }
    close(ports[1]);
    close(life[0]);
    keep_alive_ = life[1];
    for (size_t i = 0; i < count; ++i) {
        int port = 0;
        if (read(ports[0], &port, sizeof port) != sizeof port) throw std::runtime_error("no servers");
        urls_.push_back("https://127.0.0.1:" + std::to_string(port));
    }
    close(ports[0]);
}

Servers::~Servers() {
    close(keep_alive_);
    waitpid(process_, nullptr, 0);
}

}  // namespace kith::bench
