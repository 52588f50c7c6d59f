// F11: tokens, keys and descriptions, changed at random from honest ones and from nothing. What is changed is
// never believed, and nothing ends the program.
#include "auth/discovery.h"
#include "auth/id_token.h"
#include "auth/oidc.h"
#include "auth/profile.h"
#include "stage.h"

#include <boost/test/unit_test.hpp>

#include <random>

using namespace kith;
using namespace kith::auth_tests;

BOOST_AUTO_TEST_SUITE(auth_mutation_tests)

namespace {

using Dice = std::mt19937_64;

size_t below(Dice& dice, size_t n) {
    return n == 0 ? 0 : dice() % n;
}

/// One change: a bit, a byte, a cut, a repetition, or a piece of what such texts are made of.
std::string changed(std::string text, Dice& dice) {
    static const std::vector<std::string> kPieces = {
        "\"alg\":\"none\"",     "{", "}", "[",   "]", ",", ".", "..", "\"", "\\u0000", "null", "-1", "1e999",
        "99999999999999999999", "=", "_", "\xff"};
    const size_t at = below(dice, text.size());
    switch (below(dice, 6)) {
        case 0:
            if (!text.empty()) text[at] = static_cast<char>(text[at] ^ (1 << below(dice, 8)));
            break;
        case 1:
            if (!text.empty()) text[at] = static_cast<char>(below(dice, 256));
            break;
        case 2:
            text.resize(at);
            break;
        case 3:
            text.erase(at, 1 + below(dice, 8));
            break;
        case 4:
            text.insert(at, text.substr(below(dice, text.size()), below(dice, 32)));
            break;
        default:
            text.insert(at, kPieces[below(dice, kPieces.size())]);
    }
    return text;
}

}  // namespace

BOOST_AUTO_TEST_CASE(F11_a_changed_token_is_never_believed) {
    Dice dice(11);
    Lies honest;
    honest.key = Signer::Kind::ec;
    honest.algorithm = "ES256";
    honest.header.set("alg", quoted("ES256"));
    honest.own_nonce = true;
    honest.claims.set("nonce", quoted("n-1"));
    const std::string token = honest.signed_token("");
    const auto keys = auth::KeySet::read(key_set({Signer::shared(Signer::Kind::ec).jwk("k1")}));
    const auth::Expectation expected{"n-1", base::Secret("access-1"), kNow, {}};
    BOOST_TEST_REQUIRE(auth::check_id_token(token, *keys, provider(), expected).has_value());
    size_t believed = 0, tried = 0;
    for (int i = 0; i < 6000; ++i) {
        std::string other = changed(token, dice);
        if (below(dice, 3) == 0) other = changed(std::move(other), dice);
        if (other == token) continue;
        ++tried;
        believed += auth::check_id_token(other, *keys, provider(), expected).has_value() ? 1 : 0;
    }
    BOOST_TEST(believed == 0u);
    BOOST_TEST(tried > 5000u);
}

BOOST_AUTO_TEST_CASE(
    F11_changed_claims_under_a_good_signature_never_name_another_issuer_audience_or_question) {
    Dice dice(12);
    Lies honest;
    honest.key = Signer::Kind::ed;
    honest.own_nonce = true;
    honest.claims.set("nonce", quoted("n-1"));
    Object header;
    header.set("alg", quoted("EdDSA"));
    const auto keys = auth::KeySet::read(key_set({Signer::shared(Signer::Kind::ed).jwk("")}));
    const auth::Expectation expected{"n-1", base::Secret("access-1"), kNow, {}};
    size_t refused = 0;
    for (int i = 0; i < 4000; ++i) {
        const std::string payload = changed(honest.claims.text(), dice);
        const std::string token = Signer::shared(Signer::Kind::ed).token("EdDSA", header, payload);
        const auto read = auth::check_id_token(token, *keys, provider(), expected);
        if (!read) {
            ++refused;
            continue;
        }
        BOOST_TEST(read->root()["iss"].text() == provider().issuer);
        BOOST_TEST(read->root()["aud"].text() == provider().client_id);
        BOOST_TEST(read->root()["nonce"].text() == "n-1");
    }
    BOOST_TEST(refused > 1000u);
}

BOOST_AUTO_TEST_CASE(F11_a_changed_key_set_is_read_or_refused_and_never_makes_a_strangers_token_good) {
    Dice dice(13);
    static const Signer stranger(Signer::Kind::ec);
    Lies lies;
    lies.header.set("alg", quoted("ES256"));
    const auto token = auth::read_jws(stranger.token("ES256", lies.header, "{}"));
    BOOST_TEST_REQUIRE(token.has_value());
    const std::string honest =
        key_set({Signer::shared(Signer::Kind::ec).jwk("k1"), Signer::shared(Signer::Kind::ed).jwk("k1"),
                 Signer::shared(Signer::Kind::rsa).jwk("k1")});
    size_t read = 0;
    for (int i = 0; i < 4000; ++i) {
        const auto keys = auth::KeySet::read(changed(honest, dice));
        if (!keys) continue;
        ++read;
        BOOST_TEST(!keys->verify(*token, {"RS256", "PS256", "ES256", "EdDSA"}).has_value());
    }
    BOOST_TEST(read > 100u);
}

BOOST_AUTO_TEST_CASE(F11_a_changed_description_never_leads_to_another_host) {
    Dice dice(14);
    const std::string honest = Lies().discovery.text();
    const std::string own = auth::origin_of(provider().issuer);
    size_t read = 0;
    for (int i = 0; i < 20000; ++i) {
        const auto found = auth::read_discovery(changed(honest, dice), provider());
        if (!found) continue;
        ++read;
        for (const auto& url : {found->authorization_endpoint, found->token_endpoint, found->keys_endpoint})
            BOOST_TEST(auth::origin_of(url) == own);
    }
    BOOST_TEST(read > 1000u);
}

BOOST_AUTO_TEST_CASE(F11_a_changed_answer_in_the_browser_gives_a_code_only_with_our_state) {
    Dice dice(15);
    auth::Discovery discovery;
    discovery.names_itself_in_answers = true;
    const auth::Asked asked{"state-1", "nonce-1", base::Secret("v"), "http://127.0.0.1:1/callback"};
    const std::string honest = "/callback?" + Lies().query("state-1");
    BOOST_TEST_REQUIRE(auth::read_callback(honest, provider(), discovery, asked).has_value());
    size_t read = 0;
    for (int i = 0; i < 20000; ++i) {
        const std::string other = changed(honest, dice);
        if (!auth::read_callback(other, provider(), discovery, asked)) continue;
        ++read;
        BOOST_TEST(other.find("state") != std::string::npos);
    }
    BOOST_TEST(read > 100u);
    BOOST_TEST(read < 15000u);
}

BOOST_AUTO_TEST_CASE(F11_noise_is_refused_everywhere) {
    Dice dice(16);
    for (int i = 0; i < 5000; ++i) {
        std::string noise(below(dice, 200), '\0');
        for (char& c : noise) c = static_cast<char>(below(dice, 256));
        BOOST_TEST(!auth::read_jws(noise));
        BOOST_TEST(!auth::KeySet::read(noise));
        BOOST_TEST(!auth::read_discovery(noise, provider()));
        BOOST_TEST(!auth::read_profile(noise));
    }
}

BOOST_AUTO_TEST_SUITE_END()
