// Against a real OpenID provider: whole sign-ins, and what a browser, a network or a person can spoil.
#include "sign_in_world.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace kith;
using namespace kith::sign_in_tests;

BOOST_AUTO_TEST_SUITE(sign_in_provider_tests)

namespace {

int port_of(const std::string& url) {
    return std::stoi(url.substr(std::string("http://127.0.0.1:").size()));
}

/// Whether another program could listen there too.
bool can_be_shared(int port, in_addr_t address) {
    const int other = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(other, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    ::setsockopt(other, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(address);
    at.sin_port = htons(static_cast<std::uint16_t>(port));
    const bool is_shared =
        ::bind(other, reinterpret_cast<sockaddr*>(&at), sizeof at) == 0 && ::listen(other, 1) == 0;
    ::close(other);
    return is_shared;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_real_provider_signs_a_real_person_in_under_each_algorithm) {
    if (!has_provider(15)) return;
    for (const char* algorithm : {"RS256", "PS256", "ES256", "EdDSA"}) {
        BOOST_TEST_CONTEXT(algorithm) {
            SignIn s;
            s.how.provider = between().provider(algorithm);
            s.how.provider.algorithms = {algorithm};
            const auto who = s.run();
            BOOST_TEST_REQUIRE(who.has_value(), auth::sentence(who ? base::Error{} : who.error()));
            BOOST_TEST(who->user.id == "a.okafor");
            BOOST_TEST(who->user.role == "mash_worker");
            BOOST_TEST(who->user.person == "N-1001");
            BOOST_TEST((*who->until == who->at + std::chrono::hours{12}));
        }
    }
}

BOOST_AUTO_TEST_CASE(the_browser_is_shown_a_page_that_says_nothing_of_anybody) {
    if (provider_folder().empty()) return;
    SignIn s;
    BOOST_TEST(s.run().has_value());
    BOOST_TEST(s.page.status == 200);
    for (const char* word : {"okafor", "code", "state", "Northshire"})
        BOOST_TEST(s.page.body.find(word) == std::string::npos, word);
    for (const char* header : {"Cache-Control: no-store", "Referrer-Policy: no-referrer"})
        BOOST_TEST((std::ranges::find(s.page.headers, std::string(header)) != s.page.headers.end()), header);
}

BOOST_AUTO_TEST_CASE(somebody_without_a_role_of_ours_and_somebody_who_cancels_are_not_signed_in) {
    if (provider_folder().empty()) return;
    SignIn nobody;
    nobody.person = "c.nobody";
    check_says(nobody.said(), "none of the roles that may use Kith");
    SignIn cancelled;
    cancelled.browse = [](SignIn& self, const std::string& url) { return self.browser.give_up(url); };
    check_says(cancelled.said(), "you stopped, or that you may not use Kith");
}

BOOST_AUTO_TEST_CASE(unlocking_makes_the_provider_ask_again_even_of_somebody_signed_in_there) {
    if (provider_folder().empty()) return;
    SignIn s;
    BOOST_TEST(s.run().has_value());
    s.how.again = true;
    int logins = 0;
    s.browse = [&](SignIn& self, const std::string& url) {
        BOOST_TEST(part_of(url, "prompt") == "login");
        ++logins;
        return self.browser.sign_in(url, self.person);
    };
    const auto who = s.run();  // the same browser, whose cookies still hold
    BOOST_TEST(who.has_value());
    BOOST_TEST(logins == 1);
}

BOOST_AUTO_TEST_CASE(P23_without_the_challenge_the_provider_gives_no_code_and_says_so) {
    if (provider_folder().empty()) return;
    SignIn s;
    s.browse = [](SignIn& self, const std::string& url) {
        return self.browser.sign_in(replaced(url, "&code_challenge=" + part_of(url, "code_challenge"), ""),
                                    self.person);
    };
    check_says(s.said(), "did not understand what Kith asked");
}

BOOST_AUTO_TEST_CASE(P23_a_code_used_before_or_taken_from_another_sign_in_is_refused_by_the_provider) {
    if (provider_folder().empty()) return;
    SignIn first;
    BOOST_TEST(first.run().has_value());
    const std::string used = part_of(first.brought, "code");
    BOOST_TEST(!used.empty());
    SignIn replay;
    replay.browse = [&](SignIn& self, const std::string& url) {
        const std::string target = self.browser.sign_in(url, self.person);
        return replaced(target, part_of(target, "code"), used);
    };
    check_says(replay.said(), "used before, or is too old");

    // Somebody else's fresh code, put in our person's way: the verifier is not theirs.
    SignIn injected;
    injected.browse = [&](SignIn& self, const std::string& url) {
        const std::string target = self.browser.sign_in(url, self.person);
        std::string stranger_url = replaced(url, part_of(url, "code_challenge"), std::string(43, 'A'));
        const std::string stranger = Browser(between().ca_file()).sign_in(stranger_url, "t.adeyemi");
        return replaced(target, part_of(target, "code"), part_of(stranger, "code"));
    };
    check_says(injected.said(), "used before, or is too old");
}

BOOST_AUTO_TEST_CASE(P23_a_changed_state_or_provider_name_in_the_real_answer_is_refused) {
    if (provider_folder().empty()) return;
    for (const char* name : {"state", "iss"}) {
        SignIn s;
        s.browse = [&](SignIn& self, const std::string& url) {
            const std::string target = self.browser.sign_in(url, self.person);
            return replaced(target, std::string(name) + "=" + part_of(target, name),
                            std::string(name) + "=x");
        };
        check_says(s.said(), std::string(name) == "state" ? "another question" : "another provider gave");
        SignIn without;
        without.browse = [&](SignIn& self, const std::string& url) {
            const std::string target = self.browser.sign_in(url, self.person);
            return replaced(target, std::string(name) + "=" + part_of(target, name), "x=x");
        };
        check_says(without.said(),
                   std::string(name) == "state" ? "another question" : "does not say which provider");
    }
}

BOOST_AUTO_TEST_CASE(P23_a_second_callback_finds_nobody_listening) {
    if (provider_folder().empty()) return;
    SignIn s;
    BOOST_TEST(s.run().has_value());
    BOOST_TEST(fetch({}, "GET", s.brought).status == 0);
}

BOOST_AUTO_TEST_CASE(X11_nobody_else_can_listen_where_the_answer_comes) {
    if (provider_folder().empty()) return;
    SignIn s;
    bool is_shared = true;
    s.browse = [&](SignIn& self, const std::string& url) {
        const std::string target = self.browser.sign_in(url, self.person);
        is_shared =
            can_be_shared(port_of(target), INADDR_LOOPBACK) || can_be_shared(port_of(target), INADDR_ANY);
        return target;
    };
    BOOST_TEST(s.run().has_value());
    BOOST_TEST(!is_shared);
}

BOOST_AUTO_TEST_CASE(X11_a_browser_that_never_comes_back_and_a_person_who_stops_end_it) {
    if (provider_folder().empty()) return;
    SignIn slow;
    slow.how.longest = std::chrono::seconds{2};
    slow.browse = [](SignIn&, const std::string&) { return std::string{}; };
    check_says(slow.said(), "the browser brought no answer in time");
    SignIn stopped;
    stopped.browse = [](SignIn& self, const std::string&) {
        self.stop.request_stop();
        return std::string{};
    };
    check_says(stopped.said(), "you stopped");
}

BOOST_AUTO_TEST_CASE(X11_a_clock_five_minutes_slow_is_said_and_one_five_minutes_fast_is_taken) {
    if (provider_folder().empty()) return;
    for (const int minutes : {-5, 5}) {
        support::FakeClock clock(ports::SystemClock().now() + std::chrono::minutes(minutes));
        SignIn s;
        s.clock = &clock;
        const std::string said = s.said();
        check_says(said, minutes < 0 ? "this computer's clock is slow" : "signed in");
    }
}

BOOST_AUTO_TEST_CASE(a_provider_with_a_certificate_of_another_authority_is_told_nothing) {
    if (provider_folder().empty()) return;
    support::Authority stranger("another authority");
    SignIn s;
    s.how.provider.ca_file = stranger.ca_file();
    check_says(s.said(), "could not prove that it is yours");
    BOOST_TEST(s.address == "");
}

BOOST_AUTO_TEST_CASE(a_provider_that_is_not_there_is_said_in_one_sentence) {
    support::Authority authority("authority");
    wire::BrowserSignIn how;
    how.provider.issuer = "https://127.0.0.1:1";
    how.provider.client_id = "kith";
    how.provider.ca_file = authority.ca_file();
    how.open = [](const std::string&) { return true; };
    ports::SystemClock clock;
    keys::SystemEntropy entropy;
    const auto who = wire::sign_in_with_browser(how, clock, entropy, {});
    BOOST_TEST_REQUIRE(!who.has_value());
    BOOST_TEST(
        auth::sentence(who.error()) ==
        "You are not signed in: the provider could not be reached. Check the connection and try again.");
}

BOOST_AUTO_TEST_SUITE_END()
