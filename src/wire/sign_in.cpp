#include "wire/sign_in.h"

#include "auth/discovery.h"
#include "auth/oidc.h"
#include "net/curl_transport.h"
#include "wire/loopback.h"

#include <openssl/crypto.h>

#include <map>

namespace kith::wire {
namespace {

using auth::OidcSignIn;
using base::Error;
using base::Expected;
using base::Fault;
using std::chrono::milliseconds;
using Ticks = std::chrono::steady_clock::time_point;

constexpr size_t kLongestAnswer = 512u << 10;
constexpr milliseconds kOneAnswer{15'000};

std::map<record::SourceId, net::Endpoint> endpoints(const auth::Provider& provider) {
    std::map<record::SourceId, net::Endpoint> all;
    std::vector<std::string> origins = provider.other_origins;
    origins.push_back(auth::origin_of(provider.issuer));
    for (const auto& origin : origins) {
        net::Endpoint endpoint;
        endpoint.base_url = origin;
        endpoint.ca_file = provider.ca_file;
        all.emplace(record::SourceId(origin), std::move(endpoint));
    }
    return all;
}

net::Limits limits() {
    net::Limits limits;
    limits.answer_bytes = kLongestAnswer;
    limits.to_headers = limits.idle = kOneAnswer;
    return limits;
}

Error in_words(ports::HttpFailure failure) {
    using ports::HttpFailure;
    switch (failure) {
        case HttpFailure::tls:
            return base::fail(Fault::denied,
                              "the provider could not prove that it is yours (its certificate)");
        case HttpFailure::timed_out:
            return base::fail(Fault::timed_out, "the provider did not answer in time");
        case HttpFailure::too_large:
            return base::fail(Fault::too_large, "the provider answered with more than it may");
        case HttpFailure::redirect:
            return base::fail(Fault::denied, "the provider pointed elsewhere, which is never followed");
        case HttpFailure::protocol:
            return base::fail(Fault::corrupt, "the provider's answer could not be read");
        case HttpFailure::cancelled:
            return base::fail(Fault::cancelled, "you stopped");
        default:
            return base::fail(Fault::unavailable, "the provider could not be reached");
    }
}

void wipe(std::string& text) {
    OPENSSL_cleanse(text.data(), text.size());
    text.clear();
}

/// One sign-in under way: takes the machine's steps until it ends.
class Talk {
public:
    Talk(const BrowserSignIn& how, ports::Clock& clock, std::stop_token stop)
        : how_(how),
          clock_(clock),
          stop_(std::move(stop)),
          until_(std::chrono::steady_clock::now() + how.longest),
          transport_(endpoints(how.provider), limits()) {}

    Expected<auth::SignedIn> run(OidcSignIn& machine, Loopback& loopback) {
        OidcSignIn::Step step = machine.begin(clock_.now());
        for (;;) {
            if (auto* signed_in = std::get_if<auth::SignedIn>(&step)) return std::move(*signed_in);
            if (auto* ended = std::get_if<OidcSignIn::Ended>(&step)) return ended->error;
            auto next = std::holds_alternative<OidcSignIn::Send>(step)
                            ? ask(machine, std::get<OidcSignIn::Send>(step))
                            : browse(machine, loopback, std::get<OidcSignIn::Open>(step));
            if (!next) return next.error();
            step = std::move(*next);
        }
    }

private:
    milliseconds left() const {
        return std::chrono::floor<milliseconds>(until_ - std::chrono::steady_clock::now());
    }

    Expected<OidcSignIn::Step> ask(OidcSignIn& machine, OidcSignIn::Send& send) {
        const std::stop_callback wake(stop_, [this] { transport_.wake(); });
        const std::uint64_t id = ++last_;
        transport_.start(id, record::SourceId(send.origin), send.request, std::min(left(), kOneAnswer));
        wipe(send.request.body);
        while (!stop_.stop_requested()) {
            for (auto& exchange : transport_.poll(kOneAnswer)) {
                if (exchange.id != id) continue;
                if (exchange.failure != ports::HttpFailure::none) return in_words(exchange.failure);
                auto step = machine.answered(exchange.answer, clock_.now());
                wipe(exchange.answer.body);
                return step;
            }
        }
        transport_.cancel(id);
        return in_words(ports::HttpFailure::cancelled);
    }

    Expected<OidcSignIn::Step> browse(OidcSignIn& machine, Loopback& loopback, const OidcSignIn::Open& open) {
        if (how_.on_address) how_.on_address(open.url);
        const bool is_shown = how_.open && how_.open(open.url);
        if (!is_shown && !how_.on_address)
            return base::fail(Fault::unavailable, "no browser could be opened");
        auto target = loopback.wait(left(), stop_);
        if (!target) return target.error();
        auto step = machine.called_back(*target);
        wipe(*target);
        return step;
    }

    const BrowserSignIn& how_;
    ports::Clock& clock_;
    std::stop_token stop_;
    Ticks until_;
    net::CurlTransport transport_;
    std::uint64_t last_ = 0;
};

}  // namespace

Expected<auth::SignedIn> sign_in_with_browser(const BrowserSignIn& how, ports::Clock& clock,
                                              ports::Entropy& entropy, std::stop_token stop) {
    auto loopback = Loopback::open();
    if (!loopback) return loopback.error();
    OidcSignIn machine(how.provider, entropy, (*loopback)->redirect_uri(), how.again);
    auto who = Talk(how, clock, std::move(stop)).run(machine, **loopback);
    if (who) who->until = who->at + how.sitting;
    return who;
}

Expected<auth::SignedIn> sign_in_with_passphrase(const SignInSettings& settings, const policy::User& user,
                                                 const base::Secret& passphrase, bool is_new,
                                                 auth::ProfileFile& profile, ports::Clock& clock) {
    const auto held = is_new ? profile.choose(user.id, passphrase) : profile.check(user.id, passphrase);
    if (!held) return held.error();
    return auth::SignedIn{user, auth::Method::passphrase, clock.now(), clock.now() + settings.longest};
}

}  // namespace kith::wire
