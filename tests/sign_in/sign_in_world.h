#pragma once
#include "browser.h"
#include "keys/system_entropy.h"
#include "provider.h"
#include "support/fake_clock.h"
#include "wire/sign_in.h"

#include <boost/test/unit_test.hpp>

#include <cstdio>
#include <thread>

/// One sign-in through the real provider, with the person's browser played by a thread of its own.
namespace kith::sign_in_tests {

/// Says once how many tests need the provider that this machine cannot have; true when it can.
inline bool has_provider(int cases) {
    if (!provider_folder().empty()) return true;
    std::printf("skipped %d: they need node, npm and the packages of tests/peers/oidc\n", cases);
    return false;
}

struct SignIn {
    wire::BrowserSignIn how;
    ports::SystemClock machine_clock;
    ports::Clock* clock = &machine_clock;
    std::string person = "a.okafor";
    Browser browser{between().ca_file()};
    std::stop_source stop;
    /// What the browser does with the address it was shown: gives back where it goes next; empty: nowhere.
    std::function<std::string(SignIn&, const std::string& url)> browse =
        [](SignIn& self, const std::string& url) { return self.browser.sign_in(url, self.person); };
    std::string address, brought;
    Page page;  ///< what the loopback showed

    SignIn() {
        how.provider = between().provider();
        how.longest = std::chrono::minutes{2};
        between().set_tamper({});
    }

    base::Expected<auth::SignedIn> run() {
        std::jthread browsing;
        how.open = [&](const std::string& url) {
            address = url;
            browsing = std::jthread([this, url] {
                brought = browse(*this, url);
                if (!brought.empty()) page = fetch({}, "GET", brought);
            });
            return true;
        };
        keys::SystemEntropy entropy;
        auto who = wire::sign_in_with_browser(how, *clock, entropy, stop.get_token());
        browsing = {};
        between().set_tamper({});
        return who;
    }

    std::string said() {
        const auto who = run();
        return who ? "signed in" : auth::sentence(who.error());
    }
};

inline void check_says(const std::string& sentence, const std::string& part) {
    BOOST_TEST(sentence.find(part) != std::string::npos,
               "\"" << sentence << "\" should say \"" << part << "\"");
}

inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    BOOST_TEST_REQUIRE(at != std::string::npos, from << " is not there");
    return text.replace(at, from.size(), to);
}

inline std::string part_of(const std::string& url, const std::string& name) {
    const auto at = url.find(name + "=");
    if (at == std::string::npos) return {};
    const auto begin = at + name.size() + 1;
    return url.substr(begin, url.find('&', begin) - begin);
}

}  // namespace kith::sign_in_tests
