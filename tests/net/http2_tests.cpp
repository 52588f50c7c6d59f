#include "drive.h"
#include "net/curl_transport.h"

#include <arpa/inet.h>
#include <boost/test/unit_test.hpp>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <iostream>
#include <thread>

// HTTP/2 against somebody else's server (nghttpd of Debian's nghttp2-server), which speaks nothing else.

using namespace kith::net_tests;
using kith::net::CurlTransport;
using kith::support::Authority;
using kith::support::TemporaryFolder;

namespace {

// Debian keeps it with the daemons.
const std::string kProgram =
    access("/usr/sbin/nghttpd", X_OK) == 0 ? "/usr/sbin/nghttpd" : "/usr/bin/nghttpd";

int free_port() {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    bind(socket, reinterpret_cast<sockaddr*>(&address), size);
    getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
    close(socket);
    return ntohs(address.sin_port);
}

/// nghttpd on a free port, serving one folder; ended with the object.
class Nghttpd {
public:
    Nghttpd(const Authority::Leaf& leaf, const std::string& folder) : port_(free_port()) {
        std::array<int, 2> pipe_ends{};
        if (pipe(pipe_ends.data()) != 0) return;
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], STDOUT_FILENO);
        posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], STDERR_FILENO);
        posix_spawn_file_actions_addclose(&actions, pipe_ends[0]);
        std::vector<std::string> words{
            kProgram,      "-v",          "-a", "127.0.0.1", "-d", folder, std::to_string(port_),
            leaf.key_file, leaf.cert_file};
        std::vector<char*> arguments;
        for (auto& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        posix_spawn(&process_, kProgram.c_str(), &actions, nullptr, arguments.data(), environ);
        posix_spawn_file_actions_destroy(&actions);
        close(pipe_ends[1]);
        reading_ = pipe_ends[0];
        wait_until_it_listens();
        // It notes every frame; a full pipe would stop it in the middle of an answer.
        draining_ = std::thread([this] {
            while (!read_more().empty()) {
            }
        });
    }
    ~Nghttpd() {
        if (process_ > 0) {
            kill(process_, SIGKILL);
            waitpid(process_, nullptr, 0);
        }
        if (draining_.joinable()) draining_.join();
        close(reading_);
    }
    std::string url() const { return "https://127.0.0.1:" + std::to_string(port_); }

private:
    std::string read_more() const {
        std::array<char, 4096> bytes;
        const auto got = read(reading_, bytes.data(), bytes.size());
        return got > 0 ? std::string(bytes.data(), static_cast<size_t>(got)) : std::string();
    }

    void wait_until_it_listens() const {
        std::string said;
        while (said.find("listen") == std::string::npos) {
            const std::string more = read_more();
            if (more.empty()) return;
            said += more;
        }
    }

    int port_;
    pid_t process_ = -1;
    int reading_ = -1;
    std::thread draining_;
};

bool is_missing() {
    if (access(kProgram.c_str(), X_OK) == 0) return false;
    std::cout << "skipped 1: " << kProgram << " is not installed" << std::endl;
    return true;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(net_http2_tests)

BOOST_AUTO_TEST_CASE(http_2_is_spoken_and_many_questions_share_one_connection) {
    if (is_missing()) return;
    Authority authority("Northshire test authority");
    TemporaryFolder folder;
    const std::string text(200'000, 'x');
    folder.write("bundle.json", text);
    const Nghttpd server(authority.issue_server(), folder.file(""));
    CurlTransport transport({{kSource, endpoint(server.url(), authority)}}, unhurried());
    for (std::uint64_t id = 1; id <= 20; ++id) transport.start(id, kSource, get("/bundle.json"), kPatience);
    const auto settled = gather(transport, 20);
    BOOST_TEST_REQUIRE(settled.size() == 20u);
    for (const auto& [id, exchange] : settled) {
        BOOST_TEST(failure_of(exchange) == "none", exchange.detail);
        BOOST_TEST((exchange.answer.body == text));
    }
    BOOST_TEST(ask(transport, get("/missing")).answer.status == 404);
}

BOOST_AUTO_TEST_CASE(limits_and_cancelling_hold_over_http_2) {
    if (is_missing()) return;
    Authority authority("Northshire test authority");
    TemporaryFolder folder;
    folder.write("large", std::string(3u << 20, 'x'));
    folder.write("small", "{}");
    const Nghttpd server(authority.issue_server(), folder.file(""));
    auto limits = unhurried();
    limits.answer_bytes = 1u << 20;
    CurlTransport transport({{kSource, endpoint(server.url(), authority)}}, limits);
    BOOST_TEST(failure_of(ask(transport, get("/large"))) == "too_large");
    transport.start(7, kSource, get("/large"), kPatience);
    transport.start(8, kSource, get("/small"), kPatience);
    transport.cancel(7);
    const auto settled = gather(transport, 1);
    BOOST_TEST_REQUIRE(settled.count(8) == 1u);
    BOOST_TEST(settled.at(8).answer.body == "{}");
}

BOOST_AUTO_TEST_SUITE_END()
