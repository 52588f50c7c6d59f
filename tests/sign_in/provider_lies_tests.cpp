// P23 on the wire: the real provider's own answers, changed on their way by somebody who owns its certificate
// and, in the second table, its keys too.
#include "../auth/forge.h"
#include "auth/base64url.h"
#include "json/value.h"
#include "json/writer.h"
#include "sign_in_world.h"

using namespace kith;
using namespace kith::sign_in_tests;
using auth_tests::Object;
using auth_tests::Signer;

BOOST_AUTO_TEST_SUITE(sign_in_provider_lies_tests)

namespace {

/// A JSON object of text, numbers and lists of text, so that one member can be changed.
Object read_object(const std::string& text) {
    const auto document = json::parse(text);
    BOOST_TEST_REQUIRE(document.has_value());
    Object object;
    const json::Value root = document->root();
    for (size_t i = 0; i < root.size(); ++i) {
        const json::Value value = root.at(i);
        json::Writer w;
        if (value.is_array()) {
            w.array();
            for (const json::Value one : value) w.string(one.text());
            w.end();
        } else if (value.is_text()) {
            w.string(value.text());
        } else {
            w.raw(value.is_null() ? "null" : value.as_text());
        }
        object.set(std::string(root.key(i)), w.text());
    }
    return object;
}

using OnToken = std::function<std::string(const std::string& token)>;

Between::Tamper on_token(OnToken change) {
    return [change](const std::string& path, int&, std::string& body) {
        if (path != "/token") return;
        Object answer = read_object(body);
        const auto document = json::parse(body);
        answer.set("id_token", auth_tests::quoted(change(std::string(document->root()["id_token"].text()))));
        body = answer.text();
    };
}

std::string part(const std::string& token, int index) {
    size_t begin = 0;
    for (int i = 0; i < index; ++i) begin = token.find('.', begin) + 1;
    return token.substr(begin, token.find('.', begin) - begin);
}

/// The real claims with one change, signed with keys of ours which the provider is made to publish as its
/// own.
Between::Tamper owning_keys(const std::function<void(Object& claims, Object& header)>& change) {
    static const Signer stranger(Signer::Kind::rsa);
    const auto tokens = on_token([change](const std::string& token) {
        Object header = read_object(*auth::unbase64url(part(token, 0)));
        Object claims = read_object(*auth::unbase64url(part(token, 1)));
        change(claims, header);
        return stranger.token("RS256", header, claims.text());
    });
    return [tokens](const std::string& path, int& status, std::string& body) {
        tokens(path, status, body);
        if (path == "/jwks") body = auth_tests::key_set({stranger.jwk("key-RS256")});
    };
}

struct Lie {
    const char* name;
    Between::Tamper tamper;
    const char* says;
};

void check_refused(const std::vector<Lie>& lies) {
    for (const Lie& lie : lies) {
        BOOST_TEST_CONTEXT(lie.name) {
            SignIn s;
            between().set_tamper(lie.tamper);
            check_says(s.said(), lie.says);
        }
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE(P23_what_is_changed_on_the_way_from_the_real_provider_is_refused) {
    if (provider_folder().empty()) return;
    check_refused({
        {"tampered signature", on_token([](std::string token) {
             char& letter = token[token.rfind('.') + 30];
             letter = letter == 'A' ? 'B' : 'A';
             return token;
         }),
         "not the provider's"},
        {"alg none", on_token([](const std::string& token) {
             return auth::base64url(R"({"alg":"none"})") + "." + part(token, 1) + ".";
         }),
         "not allowed here"},
        {"wrong kid", on_token([](const std::string& token) {
             return auth::base64url(R"({"alg":"RS256","kid":"key-other"})") + "." + part(token, 1) + "." +
                    part(token, 2);
         }),
         "does not publish"},
        {"somebody else in the claims", on_token([](const std::string& token) {
             Object claims = read_object(*auth::unbase64url(part(token, 1)));
             claims.set("preferred_username", auth_tests::quoted("t.adeyemi"));
             return part(token, 0) + "." + auth::base64url(claims.text()) + "." + part(token, 2);
         }),
         "not the provider's"},
        {"swapped key",
         [](const std::string& path, int&, std::string& body) {
             static const Signer stranger(Signer::Kind::rsa);
             if (path == "/jwks") body = auth_tests::key_set({stranger.jwk("key-RS256")});
         },
         "not the provider's"},
        {"another provider's description",
         [](const std::string& path, int&, std::string& body) {
             if (path.ends_with("openid-configuration"))
                 body = replaced(body, "\"issuer\":\"https://127.0.0.1", "\"issuer\":\"https://127.0.0.2");
         },
         "speaks for another provider"},
        {"keys fetched elsewhere",
         [](const std::string& path, int&, std::string& body) {
             if (path.ends_with("openid-configuration"))
                 body =
                     replaced(body, "\"jwks_uri\":\"https://127.0.0.1", "\"jwks_uri\":\"https://127.0.0.2");
         },
         "another host"},
        {"a description without end",
         [](const std::string& path, int&, std::string& body) {
             if (path.ends_with("openid-configuration")) body.append(600'000, ' ');
         },
         "more than it may"},
        {"a page instead of keys",
         [](const std::string& path, int&, std::string& body) {
             if (path == "/jwks") body = "<html>Maintenance</html>";
         },
         "strict JSON"},
        {"trouble at the tokens",
         [](const std::string& path, int& status, std::string&) {
             if (path == "/token") status = 503;
         },
         "HTTP 503"},
    });
}

BOOST_AUTO_TEST_CASE(P23_a_provider_that_lies_under_good_signatures_is_refused) {
    if (provider_folder().empty()) return;
    const auto claim = [](const char* name, const std::string& json) {
        return owning_keys([=](Object& claims, Object&) { claims.set(name, json); });
    };
    const auto seconds =
        std::chrono::duration_cast<std::chrono::seconds>(ports::SystemClock().now().time_since_epoch())
            .count();
    BOOST_TEST_CONTEXT("the keys alone are no lie that shows") {
        SignIn s;
        between().set_tamper(owning_keys([](Object&, Object&) {}));
        BOOST_TEST(s.said() == "signed in");
    }
    check_refused({
        {"wrong nonce", claim("nonce", "\"n\""), "another question"},
        {"other audience", claim("aud", "\"payroll\""), "another program"},
        {"mixed-up issuer", claim("iss", "\"https://evil.example\""), "another provider made it"},
        {"expired", claim("exp", std::to_string(seconds - 300)), "has ended"},
        {"from the future", claim("iat", std::to_string(seconds + 300)), "in the future"},
        {"another access token", claim("at_hash", "\"AAAAAAAAAAAAAAAAAAAAAA\""), "another access token"},
        {"given to another", claim("azp", "\"payroll\""), "given to another program"},
        {"a claim twice",
         owning_keys([](Object& claims, Object&) { claims.members.emplace_back("aud", "\"kith-RS256\""); }),
         "not one object"},
        {"extensions", owning_keys([](Object&, Object& header) { header.set("crit", R"(["b64"])"); }),
         "extensions"},
    });
}

BOOST_AUTO_TEST_SUITE_END()
