#include "auth/oidc.h"

#include "auth/base64url.h"
#include "auth/id_token.h"
#include "base/text.h"
#include "crypto/hash.h"
#include "json/value.h"

#include <algorithm>
#include <cctype>

namespace kith::auth {
namespace {

using base::Error;
using base::Expected;
using base::Fault;

constexpr size_t kRandomBytes = 32;
constexpr json::Limits kAnswer{.bytes = 512u << 10, .depth = 8, .members = 64, .string_bytes = 128u << 10};

std::string form_encoded(std::string_view text) {
    constexpr char kHex[] = "0123456789ABCDEF";
    std::string out;
    for (const unsigned char c : text) {
        const bool is_plain = std::isalnum(c) || c == '-' || c == '.' || c == '_' || c == '~';
        if (is_plain)
            out.push_back(static_cast<char>(c));
        else
            out += {'%', kHex[c >> 4], kHex[c & 15]};
    }
    return out;
}

std::string challenge_of(const base::Secret& verifier) {
    return base64url(crypto::as_bytes(crypto::sha256(verifier.reveal())));
}

Error unexpected_status(int status) {
    const bool is_down = status >= 500 || status == 429;
    return base::fail(is_down ? Fault::unavailable : Fault::denied,
                      "the provider answered with HTTP " + std::to_string(status));
}

Error no_tokens(const ports::HttpAnswer& answer) {
    const auto document = json::parse(answer.body, kAnswer);
    const std::string_view code = document ? document->root()["error"].text() : std::string_view{};
    if (code == "invalid_grant")
        return base::fail(Fault::denied,
                          "the provider does not take its code: it was used before, or is too old");
    if (code == "invalid_client" || code == "unauthorized_client")
        return base::fail(Fault::denied, "the provider does not know Kith by the name in the settings");
    return unexpected_status(answer.status);
}

bool is_fit_for_a_header(std::string_view token) {
    return !token.empty() &&
           std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

}  // namespace

Asked make_asked(ports::Entropy& entropy, std::string redirect_uri) {
    return {base64url(entropy.bytes(kRandomBytes)), base64url(entropy.bytes(kRandomBytes)),
            base::Secret(base64url(entropy.bytes(kRandomBytes))), std::move(redirect_uri)};
}

std::string authorization_url(const Provider& provider, const Discovery& discovery, const Asked& asked,
                              bool again) {
    std::string url = discovery.authorization_endpoint;
    url += url.find('?') == std::string::npos ? '?' : '&';
    url += "response_type=code&client_id=" + form_encoded(provider.client_id) +
           "&redirect_uri=" + form_encoded(asked.redirect_uri) +
           "&scope=" + form_encoded(base::join(provider.scopes, " ")) +
           "&state=" + form_encoded(asked.state) + "&nonce=" + form_encoded(asked.nonce) +
           "&code_challenge=" + challenge_of(asked.verifier) + "&code_challenge_method=S256";
    if (again) url += "&prompt=login&max_age=60";
    return url;
}

ports::HttpRequest token_request(const Provider& provider, const Discovery& discovery, const Asked& asked,
                                 const base::Secret& code) {
    ports::HttpRequest request;
    request.method = "POST";
    request.path = path_of(discovery.token_endpoint);
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}};
    request.body = "grant_type=authorization_code&code=" + form_encoded(code.reveal()) +
                   "&redirect_uri=" + form_encoded(asked.redirect_uri) +
                   "&client_id=" + form_encoded(provider.client_id) +
                   "&code_verifier=" + form_encoded(asked.verifier.reveal());
    return request;
}

Expected<Tokens> read_token_answer(const ports::HttpAnswer& answer) {
    if (answer.status != 200) return no_tokens(answer);
    const auto document = json::parse(answer.body, kAnswer);
    if (!document) return base::fail(Fault::corrupt, "the provider's tokens are not strict JSON");
    const json::Value root = document->root();
    if (base::lower_ascii(root["token_type"].text()) != "bearer" ||
        !is_fit_for_a_header(root["access_token"].text()))
        return base::fail(Fault::corrupt, "the provider gave no access token that can be used");
    if (!root["id_token"].is_text()) return base::fail(Fault::corrupt, "the provider gave no identity token");
    return Tokens{base::Secret(std::string(root["id_token"].text())),
                  base::Secret(std::string(root["access_token"].text()))};
}

OidcSignIn::OidcSignIn(Provider provider, ports::Entropy& entropy, std::string redirect_uri, bool again)
    : provider_(std::move(provider)), asked_(make_asked(entropy, std::move(redirect_uri))), again_(again) {}

OidcSignIn::Step OidcSignIn::end(Error error) {
    at_ = At::over;
    tokens_ = {};
    asked_ = {};
    return Ended{std::move(error)};
}

OidcSignIn::Step OidcSignIn::send(std::string_view url, At next) {
    at_ = next;
    Send send{origin_of(url), {}};
    send.request.path = path_of(url);
    send.request.headers = {{"Accept", "application/json"}};
    return send;
}

OidcSignIn::Step OidcSignIn::begin(base::Instant now) {
    const std::string origin = origin_of(provider_.issuer);
    if (at_ != At::start || origin.empty())
        return end(base::fail(Fault::invalid_input, "the settings' provider is not an https address"));
    began_ = now;
    return send(origin + discovery_path(provider_), At::describing);
}

OidcSignIn::Step OidcSignIn::answered(const ports::HttpAnswer& answer, base::Instant now) {
    switch (at_) {
        case At::describing:
            return take_description(answer);
        case At::redeeming:
            return take_tokens(answer);
        case At::fetching_keys:
            return take_keys(answer, now);
        default:
            return end(base::fail(Fault::internal, "an answer came that nobody had asked for"));
    }
}

OidcSignIn::Step OidcSignIn::take_description(const ports::HttpAnswer& answer) {
    if (answer.status != 200) return end(unexpected_status(answer.status));
    auto read = read_discovery(answer.body, provider_);
    if (!read) return end(read.error());
    discovery_ = std::move(*read);
    at_ = At::browsing;
    return Open{authorization_url(provider_, discovery_, asked_, again_)};
}

OidcSignIn::Step OidcSignIn::called_back(std::string_view target) {
    if (at_ != At::browsing) return end(base::fail(Fault::denied, "the browser brought a second answer"));
    const auto code = read_callback(target, provider_, discovery_, asked_);
    if (!code) return end(code.error());
    at_ = At::redeeming;
    Send send{origin_of(discovery_.token_endpoint), token_request(provider_, discovery_, asked_, *code)};
    asked_.verifier = {};
    return send;
}

OidcSignIn::Step OidcSignIn::take_tokens(const ports::HttpAnswer& answer) {
    auto tokens = read_token_answer(answer);
    if (!tokens) return end(tokens.error());
    tokens_ = std::move(*tokens);
    // Fetched each time, after the token: a key that the provider has since withdrawn makes nobody anybody.
    return send(discovery_.keys_endpoint, At::fetching_keys);
}

OidcSignIn::Step OidcSignIn::take_keys(const ports::HttpAnswer& answer, base::Instant now) {
    if (answer.status != 200) return end(unexpected_status(answer.status));
    const auto keys = KeySet::read(answer.body);
    if (!keys) return end(keys.error());
    Expectation expected{asked_.nonce, tokens_.access_token, now, std::nullopt};
    if (again_) expected.proved_since = began_;
    const auto claims = check_id_token(tokens_.id_token.reveal(), *keys, provider_, expected);
    tokens_ = {};
    if (!claims) return end(claims.error());
    auto user = user_of(claims->root(), provider_.claims);
    if (!user) return end(user.error());
    at_ = At::over;
    asked_ = {};
    return SignedIn{std::move(*user), Method::oidc, now, std::nullopt};
}

}  // namespace kith::auth
