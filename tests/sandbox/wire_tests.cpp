#include "json/value.h"
#include "tests/sandbox/raw_client.h"
#include "tests/sandbox/served.h"

#include <boost/test/unit_test.hpp>
#include <sys/stat.h>

using namespace kith;
using namespace kith::sandbox;
using namespace kith::sandbox::test;
using namespace std::chrono_literals;

namespace {

/// Says something over a connection with these keys; what came back, and how it ended.
struct Said {
    End end = End::refused;
    std::string bytes;
};

Said say(const Served& served, const Reached& source, const std::string& certificate,
         const std::string& key) {
    const std::string keys = served.folder() + "/sandbox/keys/";
    RawClient client(source.port, keys + "authority.pem", certificate.empty() ? "" : keys + certificate,
                     key.empty() ? "" : keys + key);
    if (!client.is_connected()) return {};
    client.send("GET " + source.base_path +
                "/health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
    Said said;
    said.end = client.read(said.bytes, 1u << 20, 10s);
    return said;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sandbox_wire_tests)

BOOST_AUTO_TEST_CASE(all_thirteen_sources_answer_over_tls_with_something_about_maisie) {
    const Served served;
    BOOST_TEST(served.sources().size() == 13u);
    for (const auto& source : served.sources()) {
        const Heard heard = served.ask_properly(source);
        // The family court holds nothing of her, and says so with an empty list.
        BOOST_TEST(heard.status == (source.id == "family-court" ? 200 : 200), source.id);
        BOOST_TEST(json::parse(heard.body).has_value(), source.id);
        BOOST_TEST(heard.type.find("json") != std::string::npos, source.id);
    }
}

BOOST_AUTO_TEST_CASE(every_source_can_be_warmed_without_naming_anybody) {
    const Served served;
    for (const auto& source : served.sources()) {
        BOOST_TEST(served.ask(source, "GET", "/health", {}, "").status == 204, source.id);
        BOOST_TEST(served.ask(source, "GET", "/metadata", {}, "").status == 204, source.id);
    }
}

BOOST_AUTO_TEST_CASE(nobody_gets_in_without_a_certificate_of_the_authority) {
    const Served served;
    for (const auto& source : served.sources()) {
        const Said with = say(served, source, "client.pem", "client.key.pem");
        BOOST_TEST(with.bytes.starts_with("HTTP/1.1 204"), source.id);
        const Said without = say(served, source, "", "");
        BOOST_TEST(without.bytes.empty(), source.id);
        BOOST_TEST((without.end == End::refused || without.end == End::reset || without.end == End::dropped),
                   source.id);
    }
}

BOOST_AUTO_TEST_CASE(a_revoked_certificate_is_refused) {
    const Served served;
    const Said said = say(served, served.source("pds"), "revoked.pem", "revoked.key.pem");
    BOOST_TEST(said.bytes.empty());
    BOOST_TEST((said.end == End::refused || said.end == End::reset || said.end == End::dropped));
}

BOOST_AUTO_TEST_CASE(sources_with_tokens_refuse_a_question_without_one) {
    const Served served;
    int asked = 0;
    for (const auto& source : served.sources()) {
        if (source.client_id.empty()) continue;
        ++asked;
        const std::string path =
            source.kind == "sui" ? "/api/v1/Find/manifest"
                                 : "/children_social_care_data/" + source.organisation + "/children/search";
        BOOST_TEST(served.ask(source, "POST", path, {{"SupplierKey", "kith"}}, "{}").status == 401,
                   source.id);
        BOOST_TEST(served.ask(source, "POST", path,
                              {{"SupplierKey", "kith"}, {"Authorization", "Bearer made-up"}}, "{}")
                           .status == 401,
                   source.id);
    }
    BOOST_TEST(asked == 4);
}

BOOST_AUTO_TEST_CASE(a_token_of_one_source_opens_no_other) {
    const Served served;
    const std::string token = served.token(served.source("northshire-care"));
    BOOST_TEST(token.size() == 64u);
    BOOST_TEST(served
                   .ask(served.source("westmoor-care"), "POST",
                        "/children_social_care_data/996/children/search",
                        {{"SupplierKey", "kith"}, {"Authorization", "Bearer " + token}}, "{}")
                   .status == 401);
}

BOOST_AUTO_TEST_CASE(many_questions_go_over_one_connection) {
    const Served served;
    const std::string keys = served.folder() + "/sandbox/keys/";
    const Reached& source = served.source("housing");
    RawClient client(source.port, keys + "authority.pem", keys + "client.pem", keys + "client.key.pem");
    BOOST_TEST_REQUIRE(client.is_connected());
    for (int i = 0; i < 50; ++i) {
        client.send("GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        std::string bytes;
        const End end = client.read(bytes, 20, 10s);
        BOOST_TEST_REQUIRE((end == End::enough));
        BOOST_TEST_REQUIRE(bytes.starts_with("HTTP/1.1 204"));
        while (bytes.find("\r\n\r\n") == std::string::npos)
            BOOST_TEST_REQUIRE((client.read(bytes, bytes.size() + 1, 10s) == End::enough));
    }
}

BOOST_AUTO_TEST_CASE(closing_does_not_wait_for_idle_connections) {
    Served served;
    const std::string keys = served.folder() + "/sandbox/keys/";
    std::vector<std::unique_ptr<RawClient>> idle;
    for (const auto& source : served.sources())
        idle.push_back(std::make_unique<RawClient>(source.port, keys + "authority.pem", keys + "client.pem",
                                                   keys + "client.key.pem"));
    served.stop();  // would take a minute, and time the whole test out, if it waited for them
    for (const auto& client : idle) {
        std::string bytes;
        BOOST_TEST((client->read(bytes, 1, 10s) != End::still_open));
    }
}

BOOST_AUTO_TEST_SUITE_END()
