// P23: any change of state, nonce, iss, aud, alg, kid, code reuse or second callback is refused. A table:
// each row is one lie.
#include "auth/base64url.h"
#include "stage.h"

#include <boost/test/unit_test.hpp>

using namespace kith;
using namespace kith::auth_tests;

BOOST_AUTO_TEST_SUITE(auth_tampering_tests)

namespace {

struct Lie {
    const char* name;
    std::function<void(Lies&)> tell;
    const char* says;  ///< part of the sentence that the person reads
};

std::function<void(Lies&)> claim(std::string name, std::string json) {
    return [=](Lies& l) { l.claims.set(name, json); };
}
std::function<void(Lies&)> no_claim(std::string name) {
    return [=](Lies& l) { l.claims.drop(name); };
}
std::function<void(Lies&)> query(std::string text) {
    return [=](Lies& l) {
        l.query = [=](const std::string& state) {
            std::string out = text;
            if (const auto at = out.find("STATE"); at != std::string::npos) out.replace(at, 5, state);
            return out;
        };
    };
}
std::function<void(Lies&)> described(std::string name, std::string json) {
    return [=](Lies& l) { l.discovery.set(name, json); };
}
std::function<void(Lies&)> signed_as(std::function<std::string(const Lies&, const std::string&)> token) {
    return [=](Lies& l) { l.token = token; };
}

const std::string kSelf = "&iss=https%3A%2F%2Flogin.northshire.example";

const std::vector<Lie>& about_the_answer() {
    static const std::vector<Lie> lies = {
        {"no state", query("code=c" + kSelf), "another question"},
        {"another state", query("code=c&state=AAAA" + kSelf), "another question"},
        {"a state cut short",
         [](Lies& l) {
             l.query = [](const std::string& state) {
                 return "code=c&state=" + state.substr(0, state.size() - 1) + kSelf;
             };
         },
         "another question"},
        {"the state twice", query("code=c&state=STATE&state=x" + kSelf), "cannot be read"},
        {"the code twice", query("code=c&code=d&state=STATE" + kSelf), "cannot be read"},
        {"mixed-up provider", query("code=c&state=STATE&iss=https%3A%2F%2Fevil.example"),
         "another provider gave"},
        {"no provider named", query("code=c&state=STATE"), "does not say which provider"},
        {"no code", query("state=STATE" + kSelf), "no code"},
        {"an empty code", query("code=&state=STATE" + kSelf), "no code"},
        {"tokens in the address", query("code=c&id_token=x&state=STATE" + kSelf), "never pass through"},
        {"half a percent sign", query("code=%4&state=STATE" + kSelf), "cannot be read"},
        {"bytes that are no text", query("code=%ff%fe&state=STATE" + kSelf), "cannot be read"},
        {"a NUL in it", query("code=a%00b&state=STATE" + kSelf), "cannot be read"},
        {"endless", query("code=" + std::string(9000, 'c') + "&state=STATE" + kSelf), "cannot be read"},
        {"the person stopped", query("error=access_denied&state=STATE" + kSelf), "you stopped"},
        {"trouble there", query("error=server_error&state=STATE" + kSelf), "in trouble"},
        {"an error of its own making", query("error=%3Cscript%3E&state=STATE" + kSelf),
         "reason that Kith does not know"},
        {"an error without our state", query("error=access_denied&state=x" + kSelf), "another question"},
        {"an error from another provider",
         query("error=access_denied&state=STATE&iss=https%3A%2F%2Fevil.example"), "another provider gave"},
    };
    return lies;
}

const std::vector<Lie>& about_the_provider() {
    static const std::vector<Lie> lies = {
        {"speaks for another", described("issuer", quoted("https://evil.example")), "speaks for another"},
        {"its name with a slash", described("issuer", quoted("https://login.northshire.example/")),
         "speaks for another"},
        {"no name", [](Lies& l) { l.discovery.drop("issuer"); }, "speaks for another"},
        {"the name twice",
         [](Lies& l) { l.discovery.members.emplace_back("issuer", quoted("https://evil.example")); },
         "strict JSON"},
        {"keys elsewhere", described("jwks_uri", quoted("https://evil.example/keys")), "another host"},
        {"tokens elsewhere",
         described("token_endpoint", quoted("https://login.northshire.example:444/token")), "another host"},
        {"a lookalike host",
         described("token_endpoint", quoted("https://login.northshire.example.evil.example/t")),
         "another host"},
        {"a user before the host",
         described("token_endpoint", quoted("https://login.northshire.example@evil.example/t")),
         "not an https"},
        {"a backslash",
         described("token_endpoint", quoted("https://login.northshire.example\\@evil.example/t")),
         "not an https"},
        {"a page without TLS",
         described("authorization_endpoint", quoted("http://login.northshire.example/a")), "not an https"},
        {"a script as page", described("authorization_endpoint", quoted("javascript:alert(1)")),
         "not an https"},
        {"no keys", [](Lies& l) { l.discovery.drop("jwks_uri"); }, "not an https"},
        {"no codes", described("response_types_supported", R"(["id_token"])"), "does not give codes"},
        {"no PKCE", described("code_challenge_methods_supported", R"(["plain"])"), "PKCE"},
        {"only shared secrets", described("id_token_signing_alg_values_supported", R"(["HS256","none"])"),
         "nothing that is allowed"},
        {"an error page", [](Lies& l) { l.discovery_status = 503; }, "HTTP 503"},
        {"a redirect", [](Lies& l) { l.discovery_status = 302; }, "HTTP 302"},
    };
    return lies;
}

const std::vector<Lie>& about_the_signature() {
    static const std::vector<Lie> lies = {
        {"alg none, unsigned", signed_as([](const Lies&, const std::string& payload) {
             Object header;
             header.set("alg", quoted("none"));
             return auth::base64url(header.text()) + "." + auth::base64url(payload) + ".";
         }),
         "not allowed here"},
        {"alg None with the signature", [](Lies& l) { l.header.set("alg", quoted("nOnE")); },
         "not allowed here"},
        {"the public key as a shared secret", signed_as([](const Lies& l, const std::string& payload) {
             Object header = l.header;
             header.set("alg", quoted("HS256"));
             return hmac_token(Signer::shared(l.key).public_pem(), header, payload);
         }),
         "not allowed here"},
        {"RS384", [](Lies& l) { l.header.set("alg", quoted("RS384")); }, "not allowed here"},
        {"no alg", [](Lies& l) { l.header.drop("alg"); }, "names no algorithm"},
        {"alg twice", [](Lies& l) { l.header.members.emplace_back("alg", quoted("none")); },
         "header is not one object"},
        {"alg of another kind of key", [](Lies& l) { l.header.set("alg", quoted("ES256")); },
         "does not publish"},
        {"PS256 said of an RS256 signature", [](Lies& l) { l.header.set("alg", quoted("PS256")); },
         "not the provider's"},
        {"wrong kid", [](Lies& l) { l.header.set("kid", quoted("k2")); }, "does not publish"},
        {"kid that is no text", [](Lies& l) { l.header.set("kid", "1"); }, "key id is not text"},
        {"swapped key under the same kid",
         [](Lies& l) {
             static const Signer stranger(Signer::Kind::rsa);
             l.keys = key_set({stranger.jwk("k1")});
         },
         "not the provider's"},
        {"a key brought along in the header", signed_as([](const Lies& l, const std::string& payload) {
             static const Signer stranger(Signer::Kind::rsa);
             Object header = l.header;
             header.set("jwk", stranger.jwk("k1").text());
             return stranger.token("RS256", header, payload);
         }),
         "not the provider's"},
        {"one bit of the signature", signed_as([](const Lies& l, const std::string& payload) {
             std::string token = Signer::shared(l.key).token("RS256", l.header, payload);
             const auto at = token.rfind('.') + 20;
             token[at] = token[at] == 'A' ? 'B' : 'A';
             return token;
         }),
         "not the provider's"},
        {"another payload under the same signature", signed_as([](const Lies& l, const std::string& payload) {
             const std::string token = Signer::shared(l.key).token("RS256", l.header, payload);
             Object other = l.claims;
             other.set("preferred_username", quoted("l.hughes"));
             const auto first = token.find('.'), last = token.rfind('.');
             return token.substr(0, first + 1) + auth::base64url(other.text()) + token.substr(last);
         }),
         "not the provider's"},
        {"no signature", signed_as([](const Lies& l, const std::string& payload) {
             const std::string token = Signer::shared(l.key).token("RS256", l.header, payload);
             return token.substr(0, token.rfind('.') + 1);
         }),
         "not the provider's"},
        {"extensions that must be known", [](Lies& l) { l.header.set("crit", R"(["exp"])"); }, "extensions"},
        {"another kind of token", [](Lies& l) { l.header.set("typ", quoted("at+jwt")); }, "another kind"},
        {"padding", signed_as([](const Lies& l, const std::string& payload) {
             return Signer::shared(l.key).token("RS256", l.header, payload) + "=";
         }),
         "not base64url"},
        {"five parts", signed_as([](const Lies&, const std::string&) { return std::string("a.b.c.d.e"); }),
         "three parts"},
        {"endless", signed_as([](const Lies&, const std::string&) { return std::string(70'000, 'a'); }),
         "larger than 64 KiB"},
        {"two keys under one kid",
         [](Lies& l) {
             l.keys = key_set({Signer::shared(l.key).jwk("k1"), Signer::shared(l.key).jwk("k1")});
         },
         "more than one key"},
        {"no kid and several keys",
         [](Lies& l) {
             l.header.drop("kid");
             l.keys = key_set({Signer::shared(l.key).jwk("k1"), Signer::shared(l.key).jwk("k2")});
         },
         "more than one key"},
    };
    return lies;
}

const std::vector<Lie>& about_the_keys() {
    static const std::vector<Lie> lies = {
        {"not JSON", [](Lies& l) { l.keys = "<html>"; }, "strict JSON"},
        {"no list", [](Lies& l) { l.keys = "{}"; }, "no list of keys"},
        {"none of ours", [](Lies& l) { l.keys = R"({"keys":[{"kty":"oct","k":"AAAA","kid":"k1"}]})"; },
         "none is of a kind"},
        {"a short key",
         [](Lies& l) { l.keys = key_set({Signer::shared(Signer::Kind::rsa_short).jwk("k1")}); },
         "shorter than 2048"},
        {"a private key published",
         [](Lies& l) {
             Object key = Signer::shared(l.key).jwk("k1");
             key.set("d", quoted("AAAA"));
             l.keys = key_set({key});
         },
         "private key"},
        {"an exponent of one",
         [](Lies& l) {
             Object key = Signer::shared(l.key).jwk("k1");
             key.set("e", quoted("AQ"));
             l.keys = key_set({key});
         },
         "malformed"},
        {"a point off the curve",
         [](Lies& l) {
             Object key = Signer::shared(Signer::Kind::ec).jwk("k1");
             key.set("y", quoted(auth::base64url(std::string(32, '\x01'))));
             l.keys = key_set({key});
         },
         "P-256 is malformed"},
        {"meant for secrecy, not signing",
         [](Lies& l) {
             Object key = Signer::shared(l.key).jwk("k1");
             key.set("use", quoted("enc"));
             l.keys = key_set({key});
         },
         "none is of a kind"},
        {"meant for another algorithm",
         [](Lies& l) {
             Object key = Signer::shared(l.key).jwk("k1");
             key.set("alg", quoted("PS256"));
             l.keys = key_set({key});
         },
         "does not publish"},
        {"gone", [](Lies& l) { l.keys_status = 404; }, "HTTP 404"},
    };
    return lies;
}

const std::vector<Lie>& about_the_claims() {
    const std::string now = std::to_string(kNowSeconds);
    static const std::vector<Lie> lies = {
        {"another issuer", claim("iss", quoted("https://evil.example")), "another provider made it"},
        {"the issuer with a slash", claim("iss", quoted("https://login.northshire.example/")),
         "another provider made it"},
        {"no issuer", no_claim("iss"), "another provider made it"},
        {"nobody", no_claim("sub"), "who you are"},
        {"another audience", claim("aud", quoted("payroll")), "another program"},
        {"audiences without ours", claim("aud", R"(["payroll","mail"])"), "another program"},
        {"no audience", no_claim("aud"), "another program"},
        {"several audiences and no party", claim("aud", R"(["kith","payroll"])"), "which of them asked"},
        {"another party", claim("azp", quoted("payroll")), "given to another"},
        {"a party that is no text", claim("azp", "7"), "given to another"},
        {"ended", claim("exp", std::to_string(kNowSeconds - 60)), "has ended"},
        {"no end", no_claim("exp"), "when it ends"},
        {"an end that is text", claim("exp", quoted("1795341060")), "when it ends"},
        {"an end before time", claim("exp", "-1"), "when it ends"},
        {"an end past all time", claim("exp", "1e300"), "when it ends"},
        {"made in the future", claim("iat", std::to_string(kNowSeconds + 61)), "in the future"},
        {"made long ago", claim("iat", std::to_string(kNowSeconds - 700)), "too long ago"},
        {"no beginning", no_claim("iat"), "when it was made"},
        {"not yet", claim("nbf", std::to_string(kNowSeconds + 61)), "not hold yet"},
        {"a beginning that is text", claim("nbf", quoted("soon")), "not hold yet"},
        {"no nonce", [](Lies& l) { l.own_nonce = true; }, "another question"},
        {"wrong nonce",
         [](Lies& l) {
             l.own_nonce = true;
             l.claims.set("nonce", quoted("n"));
         },
         "another question"},
        {"another access token's hash", claim("at_hash", quoted("AAAAAAAAAAAAAAAAAAAAAA")),
         "another access token"},
        {"a claim twice",
         [](Lies& l) {
             l.spoil_payload = [](std::string payload) {
                 payload.insert(payload.size() - 1, R"(,"aud":"kith")");
                 return payload;
             };
         },
         "not one object"},
        {"claims that are a list",
         [](Lies& l) { l.spoil_payload = [](const std::string&) { return std::string("[]"); }; },
         "not one object"},
        {"text after the claims",
         [](Lies& l) { l.spoil_payload = [](const std::string& payload) { return payload + "{}"; }; },
         "not one object"},
        {"no role of ours", claim("groups", R"(["everybody"])"), "none of the roles"},
        {"no roles", no_claim("groups"), "none of the roles"},
        {"a role inside another", claim("groups", R"(["kith-mash-not"])"), "none of the roles"},
        {"no sign-in name", no_claim("preferred_username"), "sign-in name"},
        {"not asked again", [](Lies& l) { l.again = true; }, "did not ask who you are again"},
        {"asked long before",
         [](Lies& l) {
             l.again = true;
             l.claims.set("auth_time", std::to_string(kNowSeconds - 61));
         },
         "did not ask who you are again"},
    };
    return lies;
}

const std::vector<Lie>& about_the_tokens() {
    static const std::vector<Lie> lies = {
        {"a code used before",
         [](Lies& l) {
             l.token_status = 400;
             l.token_answer.set("error", quoted("invalid_grant"));
         },
         "used before"},
        {"an unknown program",
         [](Lies& l) {
             l.token_status = 401;
             l.token_answer.set("error", quoted("invalid_client"));
         },
         "does not know Kith"},
        {"trouble", [](Lies& l) { l.token_status = 500; }, "HTTP 500"},
        {"no access token", [](Lies& l) { l.token_answer.drop("access_token"); }, "no access token"},
        {"an access token that breaks a line",
         [](Lies& l) { l.token_answer.set("access_token", R"("a\r\nb")"); }, "no access token"},
        {"a token of another type", [](Lies& l) { l.token_answer.set("token_type", quoted("mac")); },
         "no access token"},
        {"no identity", [](Lies& l) { l.token_answer.set("id_token", "null"); }, "no identity token"},
        {"two identities",
         [](Lies& l) {
             l.token_answer.set("id_token", quoted("a.b.c"));
             l.token_answer.members.emplace_back("id_token", quoted("d.e.f"));
         },
         "strict JSON"},
    };
    return lies;
}

void check_refused(const std::vector<Lie>& lies) {
    for (const Lie& lie : lies) {
        BOOST_TEST_CONTEXT(lie.name) {
            Lies told;
            lie.tell(told);
            const Played played = play(told);
            BOOST_TEST(!played.who.has_value());
            const std::string sentence = auth::sentence(played.error);
            BOOST_TEST(sentence.find(lie.says) != std::string::npos, sentence);
            BOOST_TEST(sentence.starts_with("You are not signed in: "));
            // A provider's own words and what only this sign-in knows stay out of it.
            for (const char* secret : {"evil", "code-1", "access-1", "<script", "a.okafor"})
                BOOST_TEST(sentence.find(secret) == std::string::npos, sentence);
        }
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE(P23_an_honest_sign_in_succeeds_so_that_each_lie_alone_is_what_is_refused) {
    const Played played = play({});
    BOOST_TEST(played.error.detail == "");
    BOOST_TEST_REQUIRE(played.who.has_value());
    BOOST_TEST(played.who->user.id == "a.okafor");
    BOOST_TEST(played.who->user.name == "A. Okafor");
    BOOST_TEST(played.who->user.role == "mash_worker");
    BOOST_TEST(played.who->user.agency == "Northshire Council");
    BOOST_TEST(played.who->user.person == "8f3a");
}

BOOST_AUTO_TEST_CASE(P23_every_change_of_the_answer_in_the_browser_is_refused) {
    check_refused(about_the_answer());
}
BOOST_AUTO_TEST_CASE(P23_a_provider_that_describes_itself_wrongly_is_refused) {
    check_refused(about_the_provider());
}
BOOST_AUTO_TEST_CASE(P23_every_change_of_algorithm_key_or_signature_is_refused) {
    check_refused(about_the_signature());
}
BOOST_AUTO_TEST_CASE(P23_keys_that_prove_nothing_are_refused) {
    check_refused(about_the_keys());
}
BOOST_AUTO_TEST_CASE(P23_every_change_of_issuer_audience_times_and_nonce_is_refused) {
    check_refused(about_the_claims());
}
BOOST_AUTO_TEST_CASE(P23_a_code_used_twice_and_tokens_that_are_none_are_refused) {
    check_refused(about_the_tokens());
}

BOOST_AUTO_TEST_SUITE_END()
