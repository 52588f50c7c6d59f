#include "auth/base64url.h"
#include "auth/id_token.h"
#include "crypto/hash.h"
#include "stage.h"
#include "support/seeded_entropy.h"

#include <boost/test/unit_test.hpp>

#include <set>

using namespace kith;
using namespace kith::auth_tests;
using auth::OidcSignIn;

BOOST_AUTO_TEST_SUITE(auth_machine_tests)

namespace {

OidcSignIn machine(support::SeededEntropy& entropy, bool again = false) {
    return OidcSignIn(provider(), entropy, "http://127.0.0.1:53123/callback", again);
}

ports::HttpAnswer ok(std::string body) {
    return {200, {}, std::move(body)};
}

std::string said(const OidcSignIn::Step& step) {
    const auto* ended = std::get_if<OidcSignIn::Ended>(&step);
    return ended ? ended->error.detail : "it goes on";
}

}  // namespace

BOOST_AUTO_TEST_CASE(each_algorithm_of_the_allow_list_is_checked_by_openssl) {
    for (const auto& [algorithm, kind] :
         std::vector<std::pair<std::string, Signer::Kind>>{{"RS256", Signer::Kind::rsa},
                                                           {"PS256", Signer::Kind::rsa},
                                                           {"ES256", Signer::Kind::ec},
                                                           {"EdDSA", Signer::Kind::ed}}) {
        BOOST_TEST_CONTEXT(algorithm) {
            Lies honest;
            honest.algorithm = algorithm;
            honest.key = kind;
            honest.header.set("alg", quoted(algorithm));
            BOOST_TEST(play(honest).who.has_value());
            honest.header.drop("kid");
            BOOST_TEST(play(honest).who.has_value());  // one key alone can be meant
        }
    }
}

BOOST_AUTO_TEST_CASE(the_address_for_the_browser_holds_a_hash_of_the_verifier_and_nothing_secret) {
    const Played played = play({});
    BOOST_TEST(played.url.starts_with(
        "https://login.northshire.example/authorize?response_type=code&client_id=kith"));
    BOOST_TEST(parameter(played.url, "redirect_uri") == "http%3A%2F%2F127.0.0.1%3A53123%2Fcallback");
    BOOST_TEST(parameter(played.url, "scope") == "openid%20profile");
    BOOST_TEST(parameter(played.url, "code_challenge_method") == "S256");
    BOOST_TEST_REQUIRE(played.sent.size() == 3u);
    const std::string body = "?" + played.sent[1].request.body;
    const std::string verifier = parameter(body, "code_verifier");
    BOOST_TEST(verifier.size() == 43u);
    BOOST_TEST(parameter(played.url, "code_challenge") ==
               auth::base64url(crypto::as_bytes(crypto::sha256(verifier))));
    BOOST_TEST(played.url.find(verifier) == std::string::npos);
    BOOST_TEST(parameter(body, "code") == "code-1");
    BOOST_TEST(parameter(body, "client_id") == "kith");
    BOOST_TEST(body.find("secret") == std::string::npos);
    for (const auto& send : played.sent) BOOST_TEST(send.request.path.find('?') == std::string::npos);
}

BOOST_AUTO_TEST_CASE(state_nonce_and_verifier_are_new_each_time_and_long) {
    std::set<std::string> seen;
    support::SeededEntropy entropy(7);
    for (int i = 0; i < 100; ++i) {
        const auth::Asked asked = auth::make_asked(entropy, "http://127.0.0.1:1/callback");
        seen.insert({asked.state, asked.nonce, std::string(asked.verifier.reveal())});
        BOOST_TEST(asked.state.size() == 43u);
    }
    BOOST_TEST(seen.size() == 300u);
}

BOOST_AUTO_TEST_CASE(P23_a_second_callback_is_refused_and_ends_it) {
    support::SeededEntropy entropy;
    OidcSignIn m = machine(entropy);
    m.begin(kNow);
    const auto open = m.answered(ok(Lies().discovery.text()), kNow);
    const std::string target =
        "/callback?" + Lies().query(parameter(std::get<OidcSignIn::Open>(open).url, "state"));
    BOOST_TEST(std::holds_alternative<OidcSignIn::Send>(m.called_back(target)));
    BOOST_TEST(said(m.called_back(target)) == "the browser brought a second answer");
    BOOST_TEST(std::holds_alternative<OidcSignIn::Ended>(m.answered(ok("{}"), kNow)));
}

BOOST_AUTO_TEST_CASE(P23_a_wrong_callback_spoils_the_right_one_that_follows) {
    support::SeededEntropy entropy;
    OidcSignIn m = machine(entropy);
    m.begin(kNow);
    const auto open = m.answered(ok(Lies().discovery.text()), kNow);
    const std::string state = parameter(std::get<OidcSignIn::Open>(open).url, "state");
    BOOST_TEST(said(m.called_back("/callback?code=c&state=x")) != "it goes on");
    BOOST_TEST(said(m.called_back("/callback?" + Lies().query(state))) != "it goes on");
}

BOOST_AUTO_TEST_CASE(steps_out_of_order_end_it) {
    support::SeededEntropy entropy;
    OidcSignIn early = machine(entropy);
    BOOST_TEST(said(early.answered(ok("{}"), kNow)) != "it goes on");
    BOOST_TEST(said(early.begin(kNow)) != "it goes on");
    OidcSignIn unasked = machine(entropy);
    unasked.begin(kNow);
    BOOST_TEST(said(unasked.called_back("/callback?code=c&state=x")) != "it goes on");
}

BOOST_AUTO_TEST_CASE(P23_endpoints_elsewhere_are_used_only_if_the_settings_allow_that_origin) {
    auth::Provider p = provider();
    Lies there;
    there.discovery.set("jwks_uri", quoted("https://keys.northshire.example/keys"));
    BOOST_TEST(!auth::read_discovery(there.discovery.text(), p));
    p.other_origins = {"https://keys.northshire.example"};
    const auto read = auth::read_discovery(there.discovery.text(), p);
    BOOST_TEST_REQUIRE(read.has_value());
    BOOST_TEST(read->keys_endpoint == "https://keys.northshire.example/keys");
}

BOOST_AUTO_TEST_CASE(a_provider_below_a_path_is_asked_below_it) {
    auth::Provider p = provider();
    p.issuer = "https://login.northshire.example:8443/realms/north";
    BOOST_TEST(auth::discovery_path(p) == "/realms/north/.well-known/openid-configuration");
    BOOST_TEST(auth::origin_of(p.issuer) == "https://login.northshire.example:8443");
}

BOOST_AUTO_TEST_CASE(a_provider_that_never_names_itself_need_not) {
    Lies quiet;
    quiet.discovery.drop("authorization_response_iss_parameter_supported");
    quiet.query = [](const std::string& state) { return "code=c&state=" + state; };
    BOOST_TEST(play(quiet).who.has_value());
}

BOOST_AUTO_TEST_CASE(X11_a_clock_within_a_minute_is_taken_and_one_five_minutes_off_is_said) {
    for (const int seconds : {-59, 59}) {
        Lies skewed;
        skewed.now = kNow + std::chrono::seconds(seconds);
        BOOST_TEST(play(skewed).who.has_value(), seconds);
    }
    Lies slow;
    slow.now = kNow - std::chrono::minutes{5};
    BOOST_TEST(play(slow).error.detail.find("clock is slow") != std::string::npos);
    Lies fast;
    fast.now = kNow + std::chrono::minutes{5};
    fast.claims.set("exp", std::to_string(kNowSeconds + 60));  // a token of a minute
    BOOST_TEST(play(fast).error.detail.find("clock is fast") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_access_tokens_hash_is_checked_with_the_algorithms_own_digest) {
    Lies honest;
    const auto digest = crypto::sha256("access-1");
    honest.claims.set("at_hash", quoted(auth::base64url(crypto::as_bytes(digest).substr(0, 16))));
    BOOST_TEST(play(honest).who.has_value());
}

BOOST_AUTO_TEST_CASE(for_unlocking_the_provider_is_told_to_ask_again_and_must_have) {
    Lies again;
    again.again = true;
    again.claims.set("auth_time", std::to_string(kNowSeconds));
    const Played played = play(again);
    BOOST_TEST(played.who.has_value());
    BOOST_TEST(parameter(played.url, "prompt") == "login");
    BOOST_TEST(parameter(play({}).url, "prompt") == "");
}

BOOST_AUTO_TEST_CASE(of_several_roles_the_first_of_the_settings_wins) {
    Lies both;
    both.claims.set("groups", R"(["kith-mash","kith-lead"])");
    BOOST_TEST(play(both).who->user.role == "safeguarding_lead");
    both.claims.set("groups", quoted("kith-mash"));  // one role, as a text
    BOOST_TEST(play(both).who->user.role == "mash_worker");
}

BOOST_AUTO_TEST_CASE(claims_are_found_by_name_or_inside_objects_and_are_made_fit_to_show) {
    const auto claims = json::parse(
        R"({"who": {"login": "a.okafor", "number": "N-1001"}, "full": "A.\u202e Okafor\n", "realm_access": {"roles": ["r"]}})");
    auth::ClaimMapping mapping{
        "who.login", "full", "who.number", "unit", "realm_access.roles", {{"r", "mash_worker"}}, "X"};
    const auto user = auth::user_of(claims->root(), mapping);
    BOOST_TEST_REQUIRE(user.has_value());
    BOOST_TEST(user->id == "a.okafor");
    BOOST_TEST(user->person == "N-1001");
    BOOST_TEST(user->name == "A. Okafor");
    BOOST_TEST(user->agency == "X");
}

BOOST_AUTO_TEST_CASE(base64url_is_one_text_for_one_string_of_bytes) {
    for (size_t n = 0; n < 40; ++n) {
        const std::string bytes = support::SeededEntropy(n + 1).bytes(n);
        BOOST_TEST(auth::unbase64url(auth::base64url(bytes)).value_or("?") == bytes);
    }
    for (const char* bad : {"A", "AB=", "AB==", "A+", "A/", "A B", "AB\n", "AAAAA", "//8", "AB", "AAB"})
        BOOST_TEST(!auth::unbase64url(bad), bad);
    BOOST_TEST(auth::unbase64url("AA").value() == std::string(1, '\0'));
}

BOOST_AUTO_TEST_SUITE_END()
