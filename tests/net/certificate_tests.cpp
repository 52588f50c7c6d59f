#include "drive.h"
#include "net/curl_transport.h"

#include <boost/test/unit_test.hpp>
#include <openssl/ssl.h>

#include <filesystem>
#include <functional>

// G8, C17, X10: the right verdict for each certificate, TLS ceiling and revocation list, with the reason in
// plain words.

using namespace kith::net_tests;
using kith::net::CurlTransport;
using kith::net::Endpoint;
using kith::ports::Exchange;
using kith::support::Authority;
using kith::support::TlsServer;
using Line = TlsServer::Line;
using Request = Line::Request;

namespace {

struct World {
    Authority ours{"Northshire test authority"};
    Authority other{"Somebody else"};

    /// What becomes of one question to a server with these manners, trusted as `trust` says.
    Exchange against(const TlsServer::Manners& manners, const std::function<void(Endpoint&)>& trust = {}) {
        TlsServer server(manners,
                         TlsServer::answering([](Line& line, const Request&) { line.answer(200, "{}"); }));
        Endpoint at = endpoint(server.url(), ours);
        if (trust) trust(at);
        CurlTransport transport({{kSource, at}}, unhurried());
        return ask(transport);
    }
};

void expect_refused(const Exchange& exchange, const std::string& why) {
    BOOST_TEST(failure_of(exchange) == "tls");
    BOOST_TEST(exchange.detail == "hospitals: " + why);
}

void expect_answer(const Exchange& exchange) {
    BOOST_TEST(failure_of(exchange) == "none", exchange.detail);
    BOOST_TEST(exchange.answer.status == 200);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(net_certificate_tests, World)

BOOST_AUTO_TEST_CASE(a_good_certificate_of_the_pinned_authority_is_believed) {
    expect_answer(against({.leaf = ours.issue_server()}));
}

BOOST_AUTO_TEST_CASE(an_expired_certificate_is_refused) {
    const auto leaf = ours.issue({.valid_from = -7200s, .valid_until = -60s});
    expect_refused(against({.leaf = leaf}), "certificate refused: expired");
}

BOOST_AUTO_TEST_CASE(a_certificate_of_the_future_is_refused) {
    const auto leaf = ours.issue({.valid_from = 3600s, .valid_until = 7200s});
    expect_refused(against({.leaf = leaf}), "certificate refused: not valid yet");
}

BOOST_AUTO_TEST_CASE(a_certificate_for_another_name_is_refused) {
    const std::string why = "certificate refused: it is for another name";
    expect_refused(against({.leaf = ours.issue({.name = "elsewhere.example"})}), why);
    expect_refused(against({.leaf = ours.issue({.name = "127.0.0.2"})}), why);
}

BOOST_AUTO_TEST_CASE(a_certificate_of_another_authority_is_refused) {
    const std::string why = "certificate refused: not vouched for by the pinned authority";
    expect_refused(against({.leaf = other.issue_server()}), why);
    // The same name as ours, but another key.
    Authority pretender("Northshire test authority");
    BOOST_TEST(failure_of(against({.leaf = pretender.issue_server()})) == "tls");
}

BOOST_AUTO_TEST_CASE(a_certificate_made_for_clients_does_not_make_a_server) {
    expect_refused(against({.leaf = ours.issue({.is_client = true})}),
                   "certificate refused: not made for a server");
}

BOOST_AUTO_TEST_CASE(an_authority_file_that_is_missing_or_empty_trusts_nobody) {
    const auto leaf = ours.issue_server();
    for (const char* file : {"/nonexistent/ca.pem", "/dev/null", ""})
        BOOST_TEST(failure_of(against({.leaf = leaf}, [&](Endpoint& at) { at.ca_file = file; })) == "tls",
                   file);
}

BOOST_AUTO_TEST_CASE(a_certificate_that_the_list_does_not_name_is_believed) {
    const auto leaf = ours.issue_server();
    expect_answer(against({.leaf = leaf},
                          [&](Endpoint& at) { at.crl_file = ours.revocation_list({.revoked = {77}}); }));
}

BOOST_AUTO_TEST_CASE(a_revoked_certificate_is_refused) {
    const auto leaf = ours.issue_server();
    expect_refused(
        against({.leaf = leaf},
                [&](Endpoint& at) { at.crl_file = ours.revocation_list({.revoked = {leaf.serial}}); }),
        "certificate refused: revoked");
}

BOOST_AUTO_TEST_CASE(a_list_that_is_out_of_date_fails_closed) {
    const auto leaf = ours.issue_server();
    const auto list = ours.revocation_list({.revoked = {}, .made = -7200s, .next_due = -60s});
    expect_refused(against({.leaf = leaf}, [&](Endpoint& at) { at.crl_file = list; }),
                   "certificate refused: the revocation list is out of date");
}

BOOST_AUTO_TEST_CASE(a_list_that_is_named_but_missing_fails_closed) {
    const auto leaf = ours.issue_server();
    for (const char* file : {"/nonexistent/list.pem", "/dev/null"})
        expect_refused(against({.leaf = leaf}, [&](Endpoint& at) { at.crl_file = file; }),
                       "the revocation list cannot be read");
}

BOOST_AUTO_TEST_CASE(a_list_of_another_authority_fails_closed) {
    const auto leaf = ours.issue_server();
    expect_refused(against({.leaf = leaf}, [&](Endpoint& at) { at.crl_file = other.revocation_list({}); }),
                   "certificate refused: no usable revocation list");
}

// A session resumed from before would not look at the list again.
BOOST_AUTO_TEST_CASE(a_certificate_revoked_between_two_questions_is_refused_at_the_next_connection) {
    const auto leaf = ours.issue_server();
    const auto list = ours.revocation_list({});
    TlsServer server({.leaf = leaf}, [](Line& line) {
        if (line.read_request()) line.answer(200, "{}", "Connection: close\r\n");
    });
    Endpoint at = endpoint(server.url(), ours);
    at.crl_file = list;
    CurlTransport transport({{kSource, at}}, unhurried());
    expect_answer(ask(transport));
    std::filesystem::copy_file(ours.revocation_list({.revoked = {leaf.serial}}), list,
                               std::filesystem::copy_options::overwrite_existing);
    expect_refused(ask(transport), "certificate refused: revoked");
}

BOOST_AUTO_TEST_CASE(tls_before_1_2_is_refused) {
    const auto leaf = ours.issue_server();
    for (const int version : {TLS1_VERSION, TLS1_1_VERSION})
        BOOST_TEST(failure_of(against({.leaf = leaf, .highest_version = version})) == "tls");
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION})
        expect_answer(against({.leaf = leaf, .highest_version = version}));
}

BOOST_AUTO_TEST_CASE(our_certificate_is_shown_where_it_is_asked_for) {
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        const TlsServer::Manners manners{
            .leaf = ours.issue_server(), .client_ca_file = ours.ca_file(), .highest_version = version};
        const auto ask_with = [&](const Authority::Leaf& client) {
            return against(manners, [&](Endpoint& at) {
                at.client_cert_file = client.cert_file;
                at.client_key_file = client.key_file;
            });
        };
        expect_answer(ask_with(ours.issue_client()));
        BOOST_TEST(failure_of(ask_with(other.issue_client())) == "tls");
        BOOST_TEST(failure_of(ask_with(
                       ours.issue({.is_client = true, .valid_from = -7200s, .valid_until = -60s}))) == "tls");
        BOOST_TEST(failure_of(against(manners)) == "tls");
    }
}

BOOST_AUTO_TEST_CASE(a_client_key_that_is_missing_or_another_one_is_said_to_be_ours) {
    const auto client = ours.issue_client();
    for (const std::string& key : {std::string("/nonexistent.key"), ours.issue_client().key_file})
        expect_refused(against({.leaf = ours.issue_server()},
                               [&](Endpoint& at) {
                                   at.client_cert_file = client.cert_file;
                                   at.client_key_file = key;
                               }),
                       "our certificate cannot be used");
}

// Two sources may live at one address: neither may borrow the trust, or the client certificate, of the other.
BOOST_AUTO_TEST_CASE(sources_at_one_address_never_share_a_connection_under_different_trust) {
    TlsServer server({.leaf = ours.issue_server()},
                     TlsServer::answering([](Line& line, const Request&) { line.answer(200, "{}"); }));
    const kith::record::SourceId wrong("wrong"), certified("certified");
    Endpoint with_certificate = endpoint(server.url(), ours);
    const auto client = ours.issue_client();
    with_certificate.client_cert_file = client.cert_file;
    with_certificate.client_key_file = client.key_file;
    CurlTransport transport({{kSource, endpoint(server.url(), ours)},
                             {wrong, endpoint(server.url(), other)},
                             {certified, with_certificate}},
                            unhurried());
    expect_answer(ask(transport));
    BOOST_TEST(failure_of(ask(transport, get("/x"), kPatience, wrong)) == "tls");
    expect_answer(ask(transport, get("/x"), kPatience, certified));
    BOOST_TEST(server.accepted() == 3);
}

BOOST_AUTO_TEST_SUITE_END()
