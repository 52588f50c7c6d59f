#include "central/reader.h"
#include "central_world.h"
#include "support/tcp_proxy.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <thread>

using namespace kith;
using namespace kith::tests;
using central::Shipper;
using support::TcpProxy;

namespace {

/// What the first attempt of a workstation comes to.
std::string trouble_at(const central::Place& place, central::Patience patience = {}) {
    const auto log = fresh_log("connection", 3);
    return Shipper(place, log.chain, log.feed(), 0, patience).ship("", story_day(), {}).trouble;
}

/// Answers the question for encryption with "no" and writes down whatever else is said to it.
class PlainServer {
public:
    PlainServer() {
        listening_ = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        ::bind(listening_, reinterpret_cast<sockaddr*>(&address), size);
        ::listen(listening_, 8);
        ::getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
        thread_ = std::jthread([this] { serve(); });
    }
    ~PlainServer() {
        ::shutdown(listening_, SHUT_RDWR);
        thread_.join();
        ::close(listening_);
    }
    int port() const { return port_; }
    std::string heard() {
        ::shutdown(listening_, SHUT_RDWR);
        if (thread_.joinable()) thread_.join();
        thread_ = std::jthread([] {});
        return heard_;
    }

private:
    void serve() {
        for (int client = 0; (client = ::accept(listening_, nullptr, nullptr)) >= 0; ::close(client)) {
            std::array<char, 4096> bytes;
            ::recv(client, bytes.data(), 8, MSG_WAITALL);  // SSLRequest
            ::send(client, "N", 1, MSG_NOSIGNAL);
            for (ssize_t got = 0; (got = ::recv(client, bytes.data(), bytes.size(), 0)) > 0;)
                heard_.append(bytes.data(), static_cast<size_t>(got));
        }
    }
    int listening_ = -1, port_ = 0;
    std::string heard_;
    std::jthread thread_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(central_connection_tests, *boost::unit_test::precondition(NeedsPostgres{7}))

BOOST_AUTO_TEST_CASE(a_server_with_another_authority_s_certificate_is_refused) {
    support::Authority stranger("Somebody else");
    auto place = world().workstation("ws_connection");
    place.ca_file = stranger.ca_file();
    BOOST_TEST(trouble_at(place).find("not from the configured authority") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_server_whose_certificate_names_another_host_is_refused) {
    auto& server = world().server();
    const auto place = world().workstation("ws_connection");
    server.use_certificate(server.authority().issue({.name = "database.example"}));
    BOOST_TEST(trouble_at(place).find("for another host") != std::string::npos);
    server.use_certificate(server.authority().issue({.valid_until = std::chrono::seconds{-60}}));
    BOOST_TEST(trouble_at(place).find("not from the configured authority") != std::string::npos);
    server.use_certificate(server.authority().issue_server());
    BOOST_TEST(trouble_at(place) == "");
}

BOOST_AUTO_TEST_CASE(a_server_without_encryption_is_told_nothing) {
    PlainServer server;
    auto place = world().workstation("ws_connection");
    place.port = server.port();
    BOOST_TEST(trouble_at(place).find("no encryption") != std::string::npos);
    BOOST_TEST(server.heard() == "");
}

BOOST_AUTO_TEST_CASE(a_certificate_of_another_role_or_of_nobody_lets_nobody_in) {
    auto place = world().workstation("ws_connection");
    const auto other = world().workstation("ws_other");
    auto borrowed = place;
    borrowed.client_cert_file = other.client_cert_file;
    borrowed.client_key_file = other.client_key_file;
    BOOST_TEST(trouble_at(borrowed).find("does not let this workstation's role in") != std::string::npos);
    support::Authority stranger("Somebody else");
    const auto forged = stranger.issue({.name = "ws_connection", .is_client = true});
    ::chmod(forged.key_file.c_str(), 0600);
    auto with_forged = place;
    with_forged.client_cert_file = forged.cert_file;
    with_forged.client_key_file = forged.key_file;
    BOOST_TEST(trouble_at(with_forged) != "");
    auto without = place;
    without.client_cert_file = without.client_key_file = "";
    BOOST_TEST(trouble_at(without).find("client_cert") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_place_that_leads_anywhere_else_is_refused_before_anything_is_sent) {
    for (const auto* host : {"", "/var/run/postgresql", "a,b", "user@host", "@abstract"}) {
        auto place = world().workstation("ws_connection");
        place.host = host;
        BOOST_TEST(trouble_at(place).find("central.host") != std::string::npos, host);
    }
    auto place = world().workstation("ws_connection");
    place.authority = "north'shire";
    BOOST_TEST(trouble_at(place).find("central.authority") != std::string::npos);
    place = world().workstation("ws_connection");
    place.port = 0;
    BOOST_TEST(trouble_at(place).find("central.port") != std::string::npos);
    // What the user's environment says has no say.
    const auto plain = world().workstation("ws_connection");
    ::setenv("PGHOSTADDR", "127.9.9.9", 1);
    ::setenv("PGSSLMODE", "disable", 1);
    ::setenv("PGOPTIONS", "-c nonsense=1", 1);
    const auto trouble = trouble_at(plain);
    for (const auto* name : {"PGHOSTADDR", "PGSSLMODE", "PGOPTIONS"}) ::unsetenv(name);
    BOOST_TEST(trouble == "");
}

BOOST_AUTO_TEST_CASE(a_stop_ends_a_conversation_that_hangs_wherever_it_hangs) {
    const auto log = fresh_log("stop", 200);
    for (const std::uint64_t silent_after : {1u, 100u, 1500u, 2500u, 3500u, 5000u, 9000u}) {
        std::stop_source stop;
        // The very moment at which nothing moves any more.
        TcpProxy proxy(world().server().port(), [&](int) {
            TcpProxy::Fate fate;
            fate.up = silent_after;
            fate.falls_silent = true;
            fate.and_then = [&stop] { stop.request_stop(); };
            return fate;
        });
        const auto place = world().workstation("ws_stop", proxy.port());
        central::Patience endless;
        endless.connect = endless.answer = std::chrono::hours{24};
        const auto shipped =
            Shipper(place, log.chain, log.feed(), 0, endless).ship("", story_day(), stop.get_token());
        BOOST_TEST(shipped.trouble.find("asked to stop") != std::string::npos, silent_after);
    }
}

BOOST_AUTO_TEST_CASE(errors_say_nothing_of_what_was_sent) {
    auto log = fresh_log("leaky", 3);
    const auto place = world().workstation("ws_leaky");
    // A rule of the database that quotes the row it refuses.
    world().server().run("ALTER TABLE kith.entries ADD CONSTRAINT quoted CHECK (idx < 2 OR chain <> '" +
                         log.chain + "')");
    const auto shipped = Shipper(place, log.chain, log.feed()).ship("", story_day(), {});
    world().server().run("ALTER TABLE kith.entries DROP CONSTRAINT quoted");
    BOOST_TEST(shipped.trouble ==
               "the database refuses it: a check, or an authority that has not been prepared (23514)");
}

BOOST_AUTO_TEST_SUITE_END()
