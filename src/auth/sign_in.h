#pragma once
#include "base/expected.h"
#include "base/instant.h"
#include "policy/decide.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Who is at the screen. What is decided here is pure; the browser, the loopback listener and the provider
/// are reached by src/wire through ports.
namespace kith::auth {

/// How the settings say people sign in.
enum class Method {
    named,       ///< by name alone: the sandbox's invented users, and nothing else
    passphrase,  ///< a local profile: the embedded default
    oidc         ///< the organisation's OpenID provider, in the system's browser
};

/// Somebody who has signed in. Held in memory only.
struct SignedIn {
    policy::User user;
    Method method = Method::named;
    base::Instant at{};
    /// When one sitting ends and the next sign-in is due; absent: until signed out.
    std::optional<base::Instant> until;
};

/// "named", "passphrase", "oidc": as the settings and the access log say it.
std::string_view name_of(Method method);

/// What went wrong, for the person at the screen: that they are not signed in, why, and what to do. Every
/// detail that this room puts into an Error is a clause of ours and holds nothing of anybody, nor a byte of
/// what a provider sent.
std::string sentence(const base::Error& error);

/// Which claims say what, and which of their values are which role. Several match: the first in the settings'
/// order wins.
struct ClaimMapping {
    std::string user = "preferred_username", name = "name", person = "sub", agency_claim;
    std::string roles = "groups";
    std::vector<std::pair<std::string, std::string>> role_of;  ///< claim value, Role::id
    std::string agency;                                        ///< when no claim says it
};

/// An OpenID provider, as the settings give it.
struct Provider {
    std::string issuer;  ///< "https://login.northshire.example": https, without query or fragment
    std::string client_id;
    std::string ca_file;  ///< the authority its certificate must come from
    std::vector<std::string> scopes = {"openid", "profile"};
    std::vector<std::string> algorithms = {"RS256", "ES256", "PS256",
                                           "EdDSA"};  ///< never "none", never a shared secret
    ClaimMapping claims;
    /// Further origins that its endpoints may be on ("https://keys.northshire.example"); all others are
    /// refused.
    std::vector<std::string> other_origins;
};

}  // namespace kith::auth
