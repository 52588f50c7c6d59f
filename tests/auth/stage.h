#pragma once
#include "auth/oidc.h"
#include "forge.h"

#include <functional>
#include <map>
#include <string>

/// One sign-in played through the machine, with everything that a provider and a browser say open to change.
namespace kith::auth_tests {

inline constexpr base::Instant kNow{std::chrono::milliseconds{1'795'340'460'000}};  // 22 Nov 2026, 09:41
inline constexpr std::int64_t kNowSeconds = 1'795'340'460;

auth::Provider provider();

/// What comes back from outside. Each member is as an honest provider says it until a test changes it.
struct Lies {
    Object discovery;
    int discovery_status = 200;
    std::string algorithm = "RS256";
    Signer::Kind key = Signer::Kind::rsa;
    /// Given the state of this sign-in: the query that the browser brings.
    std::function<std::string(const std::string& state)> query;
    Object token_answer;  ///< "id_token" is put in, unless it is there
    int token_status = 200;
    Object header, claims;  ///< of the identity token; "nonce" is put in, unless `own_nonce`
    bool own_nonce = false;
    std::function<std::string(const Lies&, const std::string& payload)> token;  ///< empty: signed with `key`
    std::function<std::string(std::string payload)> spoil_payload;
    std::string keys;  ///< empty: the signer's own
    int keys_status = 200;
    base::Instant now = kNow;
    bool again = false;

    Lies();
    std::string signed_token(const std::string& nonce) const;
};

struct Played {
    std::optional<auth::SignedIn> who;
    base::Error error;
    std::string url;                           ///< what was shown in the browser
    std::vector<auth::OidcSignIn::Send> sent;  ///< to the provider, in order
};
/// Plays it to its end.
Played play(const Lies& lies, std::uint64_t seed = 1);

/// The value of a parameter in an address, decoded no further than these tests need.
std::string parameter(const std::string& url, const std::string& name);

}  // namespace kith::auth_tests
