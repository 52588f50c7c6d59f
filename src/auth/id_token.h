#pragma once
#include "auth/jose.h"
#include "auth/sign_in.h"
#include "base/secret.h"
#include "json/value.h"

#include <chrono>

namespace kith::auth {

/// How far a provider's clock and ours may differ.
inline constexpr std::chrono::seconds kClockSkew{60};
/// A token is read seconds after it was made: one that is older was made for another occasion.
inline constexpr std::chrono::minutes kOldestToken{10};

/// What an identity token must say to be the answer to what we asked.
struct Expectation {
    std::string nonce;
    base::Secret access_token;  ///< what came beside it; a token that commits to it must commit to this one
    base::Instant now{};
    /// The person must have proved themselves again since then; absent: whenever.
    std::optional<base::Instant> proved_since;
};

/// Checks an identity token (OpenID Connect Core 1.0, section 3.1.3.7) and gives its claims: signature,
/// algorithm, issuer, audience, authorised party, times, nonce and the access token's hash. Pure. Fails with
/// denied, corrupt or too_large.
base::Expected<json::Document> check_id_token(std::string_view compact, const KeySet& keys,
                                              const Provider& provider, const Expectation& expected);

/// Who that is in our words: the settings' mapping of claims and roles. Fails with denied when nothing says
/// which role, or when a claim is missing.
base::Expected<policy::User> user_of(json::Value claims, const ClaimMapping& mapping);

}  // namespace kith::auth
