#include "browser.h"
#include "wire/loopback.h"

#include <arpa/inet.h>
#include <boost/test/unit_test.hpp>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

using namespace kith;
using sign_in_tests::fetch;

BOOST_AUTO_TEST_SUITE(sign_in_loopback_tests)

namespace {

constexpr std::chrono::minutes kPatience{2};

std::string url(const wire::Loopback& loopback, const std::string& target) {
    return "http://127.0.0.1:" + std::to_string(loopback.port()) + target;
}

/// A connection that sends so much and then stays as it is.
class Lingering {
public:
    Lingering(int port, const std::string& bytes)
        : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in at{};
        at.sin_family = AF_INET;
        at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        at.sin_port = htons(static_cast<std::uint16_t>(port));
        BOOST_TEST_REQUIRE(::connect(socket_, reinterpret_cast<sockaddr*>(&at), sizeof at) == 0);
        (void)!::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    }
    ~Lingering() { ::close(socket_); }

private:
    int socket_;
};

}  // namespace

BOOST_AUTO_TEST_CASE(other_paths_methods_and_hosts_are_turned_away_and_do_not_use_up_the_answer) {
    auto loopback = wire::Loopback::open();
    BOOST_TEST_REQUIRE(loopback.has_value());
    BOOST_TEST((*loopback)->redirect_uri() == url(**loopback, "/callback"));
    std::vector<long> statuses;
    std::jthread browsing([&] {
        const auto ask = [&](const char* method, const char* target, std::vector<std::string> headers = {}) {
            statuses.push_back(fetch({}, method, url(**loopback, target), {}, headers).status);
        };
        ask("GET", "/favicon.ico");
        ask("GET", "/callback/more?code=c");
        ask("GET", "/Callback?code=c");
        ask("POST", "/callback?code=c");
        ask("GET", "/callback?code=c", {"Host: evil.example"});
        ask("GET", "/callback?code=c", {"Host: localhost:" + std::to_string((*loopback)->port())});
        ask("GET", ("/callback?code=" + std::string(40'000, 'c')).c_str());
        ask("GET", "/callback?code=right&state=s");
    });
    const auto target = (*loopback)->wait(kPatience, {});
    browsing.join();
    BOOST_TEST_REQUIRE(target.has_value());
    BOOST_TEST(*target == "/callback?code=right&state=s");
    const std::vector<long> expected{404, 404, 404, 405, 400, 400, 400, 200};
    BOOST_TEST(statuses == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_port_is_closed_once_the_answer_has_come) {
    auto loopback = wire::Loopback::open();
    std::jthread browsing([&] { fetch({}, "GET", url(**loopback, "/callback?code=1")); });
    BOOST_TEST((*loopback)->wait(kPatience, {}).has_value());
    browsing.join();
    BOOST_TEST(fetch({}, "GET", url(**loopback, "/callback?code=2")).status == 0);
}

BOOST_AUTO_TEST_CASE(X11_visitors_who_say_nothing_keep_nobody_out) {
    auto loopback = wire::Loopback::open();
    const int port = (*loopback)->port();
    std::vector<std::unique_ptr<Lingering>> silent;
    for (const char* bytes : {"", "GET /call", "GET / HTTP/1.1\r\nHost:", "\x16\x03\x01", "\r\n", "GET"})
        silent.push_back(std::make_unique<Lingering>(port, bytes));
    std::jthread browsing([&] { fetch({}, "GET", url(**loopback, "/callback?code=c")); });
    BOOST_TEST((*loopback)->wait(kPatience, {}).has_value());
}

BOOST_AUTO_TEST_CASE(waiting_ends_in_time_and_when_told_to) {
    auto late = wire::Loopback::open();
    BOOST_TEST(base::name_of((*late)->wait(std::chrono::milliseconds{20}, {}).error().fault) == "timed_out");
    auto stopped = wire::Loopback::open();
    std::stop_source stop;
    std::jthread stopping([&] { stop.request_stop(); });
    BOOST_TEST(base::name_of((*stopped)->wait(kPatience, stop.get_token()).error().fault) == "cancelled");
}

BOOST_AUTO_TEST_SUITE_END()
