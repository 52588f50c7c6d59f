#include "stage.h"

#include "base/text.h"
#include "support/seeded_entropy.h"

namespace kith::auth_tests {
namespace {

constexpr const char* kIssuer = "https://login.northshire.example";

Object honest_discovery() {
    Object d;
    d.set("issuer", quoted(kIssuer));
    d.set("authorization_endpoint", quoted(std::string(kIssuer) + "/authorize"));
    d.set("token_endpoint", quoted(std::string(kIssuer) + "/token"));
    d.set("jwks_uri", quoted(std::string(kIssuer) + "/keys"));
    d.set("response_types_supported", R"(["code"])");
    d.set("code_challenge_methods_supported", R"(["S256"])");
    d.set("id_token_signing_alg_values_supported", R"(["RS256","PS256","ES256","EdDSA"])");
    d.set("authorization_response_iss_parameter_supported", "true");
    return d;
}

Object honest_claims() {
    Object c;
    c.set("iss", quoted(kIssuer));
    c.set("sub", quoted("8f3a"));
    c.set("aud", quoted("kith"));
    c.set("exp", std::to_string(kNowSeconds + 600));
    c.set("iat", std::to_string(kNowSeconds - 2));
    c.set("preferred_username", quoted("a.okafor"));
    c.set("name", quoted("A. Okafor"));
    c.set("groups", R"(["everybody","kith-mash"])");
    return c;
}

}  // namespace

auth::Provider provider() {
    auth::Provider p;
    p.issuer = kIssuer;
    p.client_id = "kith";
    p.claims.agency = "Northshire Council";
    p.claims.role_of = {{"kith-lead", "safeguarding_lead"}, {"kith-mash", "mash_worker"}};
    return p;
}

Lies::Lies() : discovery(honest_discovery()), claims(honest_claims()) {
    header.set("alg", quoted("RS256"));
    header.set("kid", quoted("k1"));
    token_answer.set("access_token", quoted("access-1"));
    token_answer.set("token_type", quoted("Bearer"));
    query = [](const std::string& state) {
        return "code=code-1&state=" + state + "&iss=https%3A%2F%2Flogin.northshire.example";
    };
}

std::string Lies::signed_token(const std::string& nonce) const {
    Object said = claims;
    if (!own_nonce) said.set("nonce", quoted(nonce));
    std::string payload = said.text();
    if (spoil_payload) payload = spoil_payload(payload);
    return token ? token(*this, payload) : Signer::shared(key).token(algorithm, header, payload);
}

std::string parameter(const std::string& url, const std::string& name) {
    for (const auto& pair : base::split(url.substr(url.find('?') + 1), '&'))
        if (pair.starts_with(name + "=")) return pair.substr(name.size() + 1);
    return {};
}

Played play(const Lies& lies, std::uint64_t seed) {
    support::SeededEntropy entropy(seed);
    auth::OidcSignIn machine(provider(), entropy, "http://127.0.0.1:53123/callback", lies.again);
    Played played;
    auth::OidcSignIn::Step step = machine.begin(lies.now);
    for (int turn = 0; turn < 10; ++turn) {
        if (auto* who = std::get_if<auth::SignedIn>(&step)) {
            played.who = *who;
            break;
        }
        if (auto* ended = std::get_if<auth::OidcSignIn::Ended>(&step)) {
            played.error = ended->error;
            break;
        }
        if (auto* open = std::get_if<auth::OidcSignIn::Open>(&step)) {
            played.url = open->url;
            step = machine.called_back("/callback?" + lies.query(parameter(played.url, "state")));
            continue;
        }
        played.sent.push_back(std::get<auth::OidcSignIn::Send>(step));
        const std::string& path = played.sent.back().request.path;
        ports::HttpAnswer answer;
        if (path == "/token") {
            Object tokens = lies.token_answer;
            bool has_token = false;
            for (const auto& member : tokens.members) has_token |= member.first == "id_token";
            if (!has_token) tokens.set("id_token", quoted(lies.signed_token(parameter(played.url, "nonce"))));
            answer.status = lies.token_status;
            answer.body = tokens.text();
        } else if (path == "/keys") {
            answer.status = lies.keys_status;
            answer.body = lies.keys.empty() ? key_set({Signer::shared(lies.key).jwk("k1")}) : lies.keys;
        } else {
            answer.status = lies.discovery_status;
            answer.body = lies.discovery.text();
        }
        step = machine.answered(answer, lies.now);
    }
    return played;
}

}  // namespace kith::auth_tests
