#include "connectors/sui/pointer.h"

#include <boost/test/unit_test.hpp>

using namespace kith::sui;

namespace {

std::string path_of(std::string_view url) {
    return path_at_source(url, "https://school.example/sui/", "9990004838").value_or("elsewhere");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sui_pointer_tests)

BOOST_AUTO_TEST_CASE(addresses_at_the_same_place_become_paths) {
    BOOST_TEST(path_of("https://school.example/sui/api/v1/Fetch/E/1") == "/api/v1/Fetch/E/1");
    BOOST_TEST(path_of("/api/v1/Fetch/E/1") == "/api/v1/Fetch/E/1");
    BOOST_TEST(path_of("{StubCustodiansBaseUrl}/api/v1/Fetch/E/1?recordType=education.details") ==
               "/api/v1/Fetch/E/1");
}

BOOST_AUTO_TEST_CASE(everything_else_is_elsewhere) {
    for (const char* url : {"https://elsewhere.example/api", "http://school.example/sui/api",
                            "https://school.example.evil/sui/api", "https://school.example/suitor/api",
                            "//evil.example/x", "/../x", "/a/../b", "/a//b", "/a%2e%2e/b", "/a b", "",
                            "ftp://x", "{base}", "{base}evil.example/x", "/x\r\nHost: y", "@evil"})
        BOOST_TEST(path_of(url) == "elsewhere", url);
}

BOOST_AUTO_TEST_CASE(an_address_with_the_persons_number_is_not_used) {
    BOOST_TEST(path_of("/api/v1/Find/E/9990004838") == "elsewhere");
}

BOOST_AUTO_TEST_SUITE_END()
