#include "net/head_reader.h"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

using kith::net::Breach;
using kith::net::HeadReader;
using kith::net::Limits;
using kith::ports::HttpFailure;

namespace {

/// Feeds lines, adding their ends; the failure of the first breach, or none.
HttpFailure read(HeadReader& reader, const std::vector<std::string>& lines) {
    for (const auto& line : lines)
        if (const auto breach = reader.line(line + "\r\n")) return breach->failure;
    return HttpFailure::none;
}

HttpFailure read(const std::vector<std::string>& lines, const Limits& limits = {}) {
    HeadReader reader(limits);
    return read(reader, lines);
}

std::vector<std::string> head_with(size_t headers) {
    std::vector<std::string> lines{"HTTP/1.1 200 OK"};
    for (size_t i = 0; i < headers; ++i) lines.push_back("X-" + std::to_string(i) + ": a");
    lines.push_back("");
    return lines;
}

HttpFailure with_interim(int count) {
    std::vector<std::string> lines;
    for (int i = 0; i < count; ++i) lines.insert(lines.end(), {"HTTP/1.1 103 Early Hints", "Link: </a>", ""});
    lines.insert(lines.end(), {"HTTP/1.1 200 OK", ""});
    return read(lines);
}

bool is(HttpFailure a, HttpFailure b) {
    return a == b;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(net_head_reader_tests)

BOOST_AUTO_TEST_CASE(a_head_is_read_with_names_in_lower_case) {
    const Limits limits;
    HeadReader reader(limits);
    BOOST_TEST(
        is(read(reader, {"HTTP/2 404 ", "Content-Type:  application/fhir+json ", "Retry-After: 2", ""}),
           HttpFailure::none));
    BOOST_TEST(reader.is_complete());
    BOOST_TEST(reader.status() == 404);
    const auto headers = reader.take_headers();
    BOOST_TEST_REQUIRE(headers.size() == 2u);
    BOOST_TEST(headers[0].first == "content-type");
    BOOST_TEST(headers[0].second == "application/fhir+json");
}

BOOST_AUTO_TEST_CASE(two_hundred_header_lines_pass_and_one_more_does_not) {
    BOOST_TEST(is(read(head_with(199)), HttpFailure::none));
    BOOST_TEST(is(read(head_with(200)), HttpFailure::none));
    BOOST_TEST(is(read(head_with(201)), HttpFailure::too_large));
}

BOOST_AUTO_TEST_CASE(one_header_of_sixteen_kibibytes_passes_and_one_byte_more_does_not) {
    const auto with_header_of = [](size_t size) {
        return read({"HTTP/1.1 200 OK", "X: " + std::string(size - 3, 'a'), ""});
    };
    BOOST_TEST(is(with_header_of((16u << 10) - 1), HttpFailure::none));
    BOOST_TEST(is(with_header_of(16u << 10), HttpFailure::none));
    BOOST_TEST(is(with_header_of((16u << 10) + 1), HttpFailure::too_large));
}

BOOST_AUTO_TEST_CASE(sixty_four_kibibytes_of_head_pass_and_one_byte_more_does_not) {
    const auto with_bytes = [](size_t total) {
        const std::string status = "HTTP/1.1 200 OK";
        std::vector<std::string> lines{status};
        size_t left = total - (status.size() + 2) - 2;  // the status line, and the empty line at the end
        while (left > 0) {
            const size_t size = left > 12000 ? 10000 : left;  // never leaves too little for one more header
            lines.push_back("X: " + std::string(size - 5, 'a'));
            left -= size;
        }
        lines.push_back("");
        return read(lines);
    };
    BOOST_TEST(is(with_bytes((64u << 10) - 1), HttpFailure::none));
    BOOST_TEST(is(with_bytes(64u << 10), HttpFailure::none));
    BOOST_TEST(is(with_bytes((64u << 10) + 1), HttpFailure::too_large));
}

BOOST_AUTO_TEST_CASE(five_interim_answers_pass_and_a_sixth_does_not) {
    BOOST_TEST(is(with_interim(4), HttpFailure::none));
    BOOST_TEST(is(with_interim(5), HttpFailure::none));
    BOOST_TEST(is(with_interim(6), HttpFailure::too_large));
}

BOOST_AUTO_TEST_CASE(headers_of_interim_answers_and_trailers_are_counted_but_not_believed) {
    const Limits limits;
    HeadReader reader(limits);
    read(reader, {"HTTP/1.1 103 Early", "Location: /early", "", "HTTP/1.1 200 OK", "A: final", "",
                  "Late: trailer", ""});
    const auto headers = reader.take_headers();
    BOOST_TEST_REQUIRE(headers.size() == 1u);
    BOOST_TEST(headers[0].first == "a");
}

BOOST_AUTO_TEST_CASE(every_redirect_is_refused_wherever_it_points) {
    for (const char* to :
         {"https://127.0.0.1/elsewhere", "file:///etc/passwd", "/same-origin", "http://10.0.0.1/"})
        for (const char* status : {"301", "302", "303", "307", "308", "300", "304"})
            BOOST_TEST(
                is(read({std::string("HTTP/1.1 ") + status + " Moved", std::string("Location: ") + to, ""}),
                   HttpFailure::redirect));
}

BOOST_AUTO_TEST_CASE(an_announced_length_past_the_limit_is_refused_at_once) {
    const auto announced = [](const std::string& length) {
        return read({"HTTP/1.1 200 OK", "Content-Length: " + length, ""});
    };
    BOOST_TEST(is(announced(std::to_string((16u << 20) - 1)), HttpFailure::none));
    BOOST_TEST(is(announced(std::to_string(16u << 20)), HttpFailure::none));
    BOOST_TEST(is(announced(std::to_string((16u << 20) + 1)), HttpFailure::too_large));
    BOOST_TEST(is(announced("99999999999999999999999999"), HttpFailure::too_large));
    BOOST_TEST(is(announced("-1"), HttpFailure::protocol));
    BOOST_TEST(is(announced("12 34"), HttpFailure::protocol));
    BOOST_TEST(is(announced(""), HttpFailure::protocol));
}

BOOST_AUTO_TEST_CASE(only_gzip_was_asked_for) {
    BOOST_TEST(is(read({"HTTP/1.1 200 OK", "Content-Encoding: GZIP", ""}), HttpFailure::none));
    BOOST_TEST(is(read({"HTTP/1.1 200 OK", "Content-Encoding: identity", ""}), HttpFailure::none));
    BOOST_TEST(is(read({"HTTP/1.1 200 OK", "Content-Encoding: br", ""}), HttpFailure::protocol));
    BOOST_TEST(is(read({"HTTP/1.1 200 OK", "Content-Encoding: gzip, gzip", ""}), HttpFailure::protocol));
    BOOST_TEST(is(read({"HTTP/1.1 200 OK", "Content-Encoding: gzip", "Content-Encoding: gzip", ""}),
                  HttpFailure::protocol));
}

BOOST_AUTO_TEST_CASE(what_is_not_http_is_refused) {
    BOOST_TEST(is(read({"<html>"}), HttpFailure::protocol));
    BOOST_TEST(is(read({"HTTP/1.1 abc"}), HttpFailure::protocol));
    BOOST_TEST(is(read({"HTTP/1.1 999 Odd"}), HttpFailure::protocol));
    BOOST_TEST(is(read({"HTTP/1.1 20"}), HttpFailure::protocol));
    BOOST_TEST(is(read({"HTTP/1.1 200 OK", "no colon here"}), HttpFailure::protocol));
    BOOST_TEST(is(read({"HTTP/1.1 200 OK", "A: b", " continued"}), HttpFailure::protocol));
    BOOST_TEST(is(read({"HTTP/1.1 200 OK", std::string("A: b\0c", 6)}), HttpFailure::protocol));
    BOOST_TEST(is(read({"HTTP/1.1 200 OK", "A: \x1b[31mred"}), HttpFailure::protocol));
}

BOOST_AUTO_TEST_SUITE_END()
