#include "json/value.h"
#include "json/writer.h"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

using namespace kith;
using namespace std::string_literals;

namespace {

std::string quoted(std::string_view text) {
    json::Writer w;
    w.string(text);
    return w.text();
}

std::string back(std::string_view text) {
    const auto document = json::parse(quoted(text));
    BOOST_TEST_REQUIRE(document.has_value());
    return std::string(document->root().text());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(json_writer_tests)

BOOST_AUTO_TEST_CASE(members_appear_in_the_order_written) {
    json::Writer w;
    w.object().member("state", "awaiting").key("tries").number(2).key("list").array();
    w.string("a")
        .number(-1)
        .boolean(false)
        .null()
        .real(0.5)
        .object()
        .end()
        .array()
        .end()
        .raw(R"({"r":1})")
        .end();
    w.member("n", size_t{3}).member("yes", true).end();
    BOOST_TEST(
        w.text() ==
        R"({"state":"awaiting","tries":2,"list":["a",-1,false,null,0.5,{},[],{"r":1}],"n":3,"yes":true})");
    BOOST_TEST(json::parse(w.text()).has_value());
}

BOOST_AUTO_TEST_CASE(strings_are_escaped_as_rfc_8259_asks) {
    BOOST_TEST(quoted("a\"b\\c/\b\f\n\r\t") == R"("a\"b\\c/\b\f\n\r\t")");
    BOOST_TEST(quoted("\x01\x1f\0"s) == R"("\u0001\u001f\u0000")");
    BOOST_TEST(quoted("\x7F\xC3\xA9") == "\"\x7F\xC3\xA9\"");
}

BOOST_AUTO_TEST_CASE(names_are_escaped_as_well) {
    json::Writer w;
    w.object().member("a\"b", 1).end();
    BOOST_TEST(w.text() == R"({"a\"b":1})");
}

BOOST_AUTO_TEST_CASE(ill_formed_bytes_become_the_replacement_character) {
    BOOST_TEST(quoted("M\xFCller") == "\"M\xEF\xBF\xBDller\"");
    BOOST_TEST(quoted("\xED\xA0\x80") == "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
    BOOST_TEST(quoted("a\xC3") == "\"a\xEF\xBF\xBD\"");
}

BOOST_AUTO_TEST_CASE(what_is_written_reads_back_the_same) {
    for (const std::string& text :
         {""s, "plain"s, "\"\\\n\t\x02"s, "na\xC3\xAFve \xE2\x82\xAC \xF0\x9F\x98\x80"s, "a\0b"s,
          "</script>\xE2\x80\xA8"s})
        BOOST_TEST(back(text) == text);
}

BOOST_AUTO_TEST_CASE(whole_numbers_reach_both_ends_of_64_bits) {
    json::Writer w;
    w.array().number(INT64_MIN).number(INT64_MAX).number(0).end();
    BOOST_TEST(w.text() == "[-9223372036854775808,9223372036854775807,0]");
}

BOOST_AUTO_TEST_CASE(reals_read_back_the_same_and_the_unsayable_is_null) {
    for (double value : {0.1, -2.5e-300, 1.7976931348623157e308, 1.0 / 3, 1e21}) {
        json::Writer w;
        w.array().real(value).end();
        const auto document = json::parse(w.text());
        BOOST_TEST_REQUIRE(document.has_value());
        BOOST_TEST(*document->root()[0].number() == value);
    }
    json::Writer w;
    w.array().real(std::numeric_limits<double>::infinity()).real(std::nan("")).end();
    BOOST_TEST(w.text() == "[null,null]");
}

BOOST_AUTO_TEST_SUITE_END()
