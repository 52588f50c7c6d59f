#include "net/address.h"

#include <boost/test/unit_test.hpp>

#include <string>

using kith::net::check_request;
using kith::net::join_address;
using kith::ports::HttpRequest;

namespace {

const std::string kBase = "https://127.0.0.1:18443/fhir/R4";

bool is_refused(const std::string& path) {
    return !join_address(kBase, path);
}

bool may_be_sent(const std::string& name, const std::string& value) {
    HttpRequest request;
    request.headers = {{name, value}};
    return check_request(request).has_value();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(net_address_tests)

BOOST_AUTO_TEST_CASE(a_path_goes_below_the_base_address) {
    BOOST_TEST(*join_address(kBase, "/Encounter/_search") == kBase + "/Encounter/_search");
    BOOST_TEST(*join_address(kBase + "/", "/Flag") == kBase + "/Flag");
    BOOST_TEST(*join_address(kBase, "") == kBase);
}

BOOST_AUTO_TEST_CASE(a_query_may_name_identifier_systems) {
    const std::string path = "/CareTeam?patient:identifier=https://fhir.nhs.uk/Id/nhs-number|9990004838";
    BOOST_TEST(*join_address(kBase, path) == kBase + path);
}

// C13, X9: a source's next link or a connector must not lead anywhere else.
BOOST_AUTO_TEST_CASE(a_path_that_would_leave_the_base_address_is_refused) {
    for (const char* path :
         {"https://evil.example/", "//evil.example/x", "/a//b", "/../admin", "/a/../../admin", "/./a",
          "/a/..", "/%2e%2e/admin", "/a/.%2E/b", "/..%2fadmin", "/a/..%5cadmin", "file:///etc/passwd",
          "Patient", "@evil.example/", ":80/", "?query-only", "/a\\..\\b"})
        BOOST_TEST(is_refused(path), path);
}

BOOST_AUTO_TEST_CASE(bytes_that_end_a_line_or_hide_the_rest_are_refused) {
    for (const std::string path : {"/a\r\nHost: evil.example", "/a\nb", "/a b", "/a#fragment", "/a\tb",
                                   "/a%00b", "/a%0d%0ab", "/caf\xC3\xA9", "/a\x7f"})
        BOOST_TEST(is_refused(path), path);
    BOOST_TEST(is_refused(std::string("/a\0b", 4)));
}

BOOST_AUTO_TEST_CASE(a_base_address_is_plain_https) {
    for (const char* base :
         {"http://127.0.0.1/x", "https://", "https:///x", "https://user@host/", "https://user:pw@host/",
          "https://host/?q=1", "https://host/#f", "ftp://host/", "HTTPS://host/", "", "https://ho st/"})
        BOOST_TEST(!join_address(base, "/a").has_value(), base);
}

BOOST_AUTO_TEST_CASE(a_refusal_never_repeats_the_text) {
    const auto refused = join_address(kBase, "/Patient/9990004838/../x");
    BOOST_TEST_REQUIRE(!refused.has_value());
    BOOST_TEST(refused.error().detail.find("999") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_header_cannot_end_its_line_or_take_the_transports_place) {
    BOOST_TEST(may_be_sent("X-Request-ID", "60E0B220-8136-4CA5-AE46-1D97EF59D068"));
    BOOST_TEST(may_be_sent("Content-Type", "application/fhir+json; charset=utf-8"));
    BOOST_TEST(!may_be_sent("X-A", "b\r\nHost: evil.example"));
    BOOST_TEST(!may_be_sent("X-A\r\n", "b"));
    BOOST_TEST(!may_be_sent("", "b"));
    BOOST_TEST(!may_be_sent("X A", "b"));
    for (const char* name : {"Host", "content-length", "Transfer-Encoding", "Connection", "Accept-Encoding"})
        BOOST_TEST(!may_be_sent(name, "x"), name);
}

BOOST_AUTO_TEST_CASE(a_method_is_a_word) {
    HttpRequest request;
    for (const char* method : {"GET", "POST", "HEAD"}) {
        request.method = method;
        BOOST_TEST(check_request(request).has_value(), method);
    }
    for (const char* method : {"", "GET /x HTTP/1.1", "GE\nT"}) {
        request.method = method;
        BOOST_TEST(!check_request(request).has_value(), method);
    }
}

BOOST_AUTO_TEST_SUITE_END()
