#include "auth/id_token.h"

#include "auth/base64url.h"
#include "auth/listed.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <cmath>

namespace kith::auth {
namespace {

using base::Error;
using base::Expected;
using base::Fault;
using Seconds = std::chrono::seconds;

constexpr json::Limits kLimits{
    .bytes = kLongestToken, .depth = 16, .members = 1024, .string_bytes = 16u << 10};
constexpr double kLargestTime = 253402300799.0;  // the last second of the year 9999

Error not_believed(std::string_view why) {
    return base::fail(Fault::denied, "the provider's identity token is not believed: " + std::string(why));
}

/// A NumericDate may have decimals, and may be a number that no clock shows.
std::optional<base::Instant> instant(json::Value claim) {
    const auto number = claim.number();
    if (!number || !(*number >= 0) || *number > kLargestTime) return {};
    return base::Instant{Seconds(static_cast<std::int64_t>(std::floor(*number)))};
}

bool are_equal(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

Expected<void> check_audience(json::Value claims, const Provider& provider) {
    const json::Value audience = claims["aud"], party = claims["azp"];
    const bool is_alone = audience.is_text() || audience.size() == 1;
    const bool is_ours =
        audience.is_text() ? audience.text() == provider.client_id : lists(audience, provider.client_id);
    if (!is_ours) return not_believed("it was made for another program");
    if (!party.is_missing() && party.text() != provider.client_id)
        return not_believed("it was given to another program");
    if (!is_alone && party.is_missing())
        return not_believed("it is for several programs and does not say which of them asked");
    return {};
}

Expected<void> check_times(json::Value claims, const Expectation& expected) {
    const auto ends = instant(claims["exp"]), made = instant(claims["iat"]);
    if (!ends || !made) return not_believed("it does not say when it was made or when it ends");
    if (expected.now >= *ends + kClockSkew)
        return not_believed("it has ended (or this computer's clock is fast)");
    if (*made > expected.now + kClockSkew)
        return not_believed("it was made in the future (or this computer's clock is slow)");
    if (expected.now - *made > kOldestToken + kClockSkew)
        return not_believed("it was made too long ago (or this computer's clock is fast)");
    const json::Value begins = claims["nbf"];
    if (begins.is_missing()) return {};
    const auto from = instant(begins);
    if (!from || *from > expected.now + kClockSkew)
        return not_believed("it does not hold yet (or this computer's clock is slow)");
    return {};
}

/// The first half of the token's hash; Ed25519 goes with SHA-512.
std::string half_hash(std::string_view token, std::string_view algorithm) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    const EVP_MD* kind = algorithm == "EdDSA" ? EVP_sha512() : EVP_sha256();
    if (EVP_Digest(token.data(), token.size(), digest, &size, kind, nullptr) != 1) return {};
    return base64url({reinterpret_cast<const char*>(digest), size / 2});
}

Expected<void> check_ties(json::Value claims, std::string_view algorithm, const Expectation& expected) {
    const json::Value nonce = claims["nonce"], hash = claims["at_hash"];
    if (!nonce.is_text() || expected.nonce.empty() || !are_equal(nonce.text(), expected.nonce))
        return not_believed("it is the answer to another question");
    if (!hash.is_missing()) {
        const std::string ours = half_hash(expected.access_token.reveal(), algorithm);
        if (expected.access_token.empty() || ours.empty() || !are_equal(hash.text(), ours))
            return not_believed("it belongs to another access token");
    }
    if (!expected.proved_since) return {};
    const auto proved = instant(claims["auth_time"]);
    if (!proved || *proved + kClockSkew < *expected.proved_since)
        return not_believed("the provider did not ask who you are again");
    return {};
}

}  // namespace

Expected<json::Document> check_id_token(std::string_view compact, const KeySet& keys,
                                        const Provider& provider, const Expectation& expected) {
    const auto token = read_jws(compact);
    if (!token) return token.error();
    // Nothing inside is looked at before the signature holds.
    if (auto holds = keys.verify(*token, provider.algorithms); !holds) return holds.error();
    auto document = json::parse(token->payload, kLimits);
    if (!document || !document->root().is_object())
        return base::fail(Fault::corrupt,
                          "the provider's identity token is broken (its claims are not one object)");
    const json::Value claims = document->root();
    if (claims["iss"].text() != provider.issuer) return not_believed("another provider made it");
    if (!claims["sub"].is_text() || claims["sub"].text().empty() || claims["sub"].text().size() > 255)
        return not_believed("it does not say who you are");
    if (auto fits = check_audience(claims, provider); !fits) return fits.error();
    if (auto fits = check_times(claims, expected); !fits) return fits.error();
    if (auto fits = check_ties(claims, token->algorithm, expected); !fits) return fits.error();
    return std::move(*document);
}

}  // namespace kith::auth
