#include "wire/sign_in_settings.h"

#include <boost/test/unit_test.hpp>

using namespace kith;

BOOST_AUTO_TEST_SUITE(sign_in_settings_tests)

namespace {

const std::string kOidc = R"({"method": "oidc", "issuer": "https://login.northshire.example/realms/north",
    "client_id": "kith", "ca_file": "login-ca.pem", "scopes": ["openid", "groups"], "agency": "Northshire Council",
    "claims": {"user": "upn", "person": "staff_number", "roles": "groups"}, "other_origins": ["https://keys.northshire.example"],
    "roles": [{"value": "kith-mash", "role": "mash_worker"}], "longest_hours": 8})";

base::Expected<wire::SignInSettings> read(const std::string& text, bool is_sandbox = false) {
    const auto document = json::parse(text);
    BOOST_TEST_REQUIRE(document.has_value(), text);
    return wire::read_sign_in(document->root(), "/etc/kith", is_sandbox, "/home/x/state/kith");
}

std::string trouble(const std::string& text, bool is_sandbox = false) {
    const auto settings = read(text, is_sandbox);
    return settings ? "none" : settings.error().detail;
}

std::string changed(const std::string& from, const std::string& to) {
    std::string text = kOidc;
    return text.replace(text.find(from), from.size(), to);
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_provider_is_read_with_its_claims_and_roles) {
    const auto settings = read(kOidc);
    BOOST_TEST_REQUIRE(settings.has_value());
    BOOST_TEST((settings->method == auth::Method::oidc));
    BOOST_TEST(settings->provider.issuer == "https://login.northshire.example/realms/north");
    BOOST_TEST(settings->provider.ca_file == "/etc/kith/login-ca.pem");
    BOOST_TEST(settings->provider.claims.user == "upn");
    BOOST_TEST(settings->provider.claims.name == "name");
    BOOST_TEST(settings->provider.claims.agency == "Northshire Council");
    BOOST_TEST(settings->provider.claims.role_of.front().second == "mash_worker");
    BOOST_TEST(settings->longest.count() == 8);
}

BOOST_AUTO_TEST_CASE(without_the_section_a_sandbox_signs_in_by_name_and_everybody_else_by_passphrase) {
    const auto sandbox = wire::read_sign_in({}, "/etc/kith", true, "/home/x/state/kith");
    const auto usual = wire::read_sign_in({}, "/etc/kith", false, "/home/x/state/kith");
    BOOST_TEST((sandbox->method == auth::Method::named));
    BOOST_TEST((usual->method == auth::Method::passphrase));
    BOOST_TEST(usual->profile == "/home/x/state/kith/profile.json");
    BOOST_TEST(read(R"({"method": "passphrase", "profile": "p.json"})")->profile == "/etc/kith/p.json");
}

BOOST_AUTO_TEST_CASE(P24_by_name_alone_is_for_invented_people) {
    BOOST_TEST(trouble(R"({"method": "named"})", true) == "none");
    BOOST_TEST(trouble(R"({"method": "named"})").find("invented people alone") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(P27_every_spoilt_member_is_refused_by_its_name) {
    const std::vector<std::pair<std::string, std::string>> spoilt = {
        {R"({})", "method"},
        {R"({"method": "trust me"})", "method"},
        {R"({"method": "passphrase", "isuer": "x"})", "isuer"},
        {R"({"method": "passphrase", "issuer": "https://x.example"})", "issuer"},
        {R"({"method": "passphrase", "longest_hours": 0})", "longest_hours"},
        {R"({"method": "passphrase", "longest_hours": 25})", "longest_hours"},
        {changed("https://login", "http://login"), "issuer"},
        {changed("realms/north", "realms?x=1"), "issuer"},
        {changed("\"kith\"", "\"\""), "client_id"},
        {changed("\"login-ca.pem\"", "\"\""), "ca_file"},
        {changed("\"openid\"", "\"profile\""), "scopes"},
        {changed("keys.northshire.example", "keys.northshire.example/path"), "other_origins"},
        {changed("\"upn\"", "3"), "claims"},
        {changed("\"person\"", "\"persona\""), "claims"},
        {changed("\"mash_worker\"", "\"\""), "roles"},
        {changed(R"({"value": "kith-mash", "role": "mash_worker"})", ""), "roles"},
        {changed("\"longest_hours\": 8", "\"profile\": \"p\""), "profile"},
        {changed("\"longest_hours\": 8", R"("algorithms": ["HS256"])"), "algorithms"},
        {changed("\"longest_hours\": 8", R"("algorithms": ["none"])"), "algorithms"},
        {changed("\"longest_hours\": 8", R"("algorithms": [])"), "algorithms"}};
    for (const auto& [text, member] : spoilt) {
        const std::string said = trouble(text);
        BOOST_TEST(said.find(member) != std::string::npos, text << " gives: " << said);
    }
}

BOOST_AUTO_TEST_SUITE_END()
