// What strict reading refuses, one rule a test. Each text here is accepted, or changed silently, by some
// reader in wide use.
#include "json/value.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace kith;
namespace data = boost::unit_test::data;
using namespace std::string_literals;

namespace {

bool accepts(std::string_view text) {
    return json::parse(text).has_value();
}

std::string error_of(std::string_view text) {
    const auto document = json::parse(text);
    return document ? "" : document.error().detail;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(json_refusal_tests)

const std::string kMalformed[] = {
    "",
    " ",
    "\t\n",
    "[",
    "]",
    "{",
    "}",
    "[}",
    "{]",
    "[1",
    "[1,",
    "[1,]",
    "[,1]",
    "[1,,2]",
    "[,]",
    "[1 2]",
    "[1:2]",
    "[:]",
    "{\"a\"}",
    "{\"a\":}",
    "{\"a\":1,}",
    "{,\"a\":1}",
    "{\"a\":1,,\"b\":2}",
    "{\"a\" 1}",
    "{\"a\",1}",
    "{\"a\":1 \"b\":2}",
    "{1:2}",
    "{a:1}",
    "{'a':1}",
    "{\"a\":'b'}",
    "{null:1}",
    "{[]:1}",
    "{\"a\"::1}",
    "{\"a\":1:2}",
    "[\"a\":1]",
    "{\"a\":[}",
    "[{]",
    "\"",
    "\"a",
    "a\"",
    "[\"a",
    "[\"a]",
    "[\"a\"\"b\"]",
    "[\"a\"b]",
    "[b\"a\"]",
    "[1\"a\"]",
    "[true\"a\"]",
    "\"a\" \"b\"",
    "\"a\"x",
    "'a'",
    "[\"\\\"]",
    "[\"\\x41\"]",
    "[\"\\a\"]",
    "[\"\\'\"]",
    "[\"\\0\"]",
    "[\"\\u\"]",
    "[\"\\u12\"]",
    "[\"\\u123\"]",
    "[\"\\u12G4\"]",
    "[\"\\U0041\"]",
    "[\"\\\n\"]",
    "{\"\\x\":1}",
    "{\"\\u12\":1}",
    "tru",
    "True",
    "TRUE",
    "truee",
    "true1",
    "nul",
    "Null",
    "nulll",
    "fals",
    "falsee",
    "[tru]",
    "[nul ]",
    "[true false]",
    "undefined",
    "NaN",
    "[NaN]",
    "[Infinity]",
    "[-Infinity]",
    "[nan]",
    "[inf]",
    "+1",
    "[+1]",
    "-",
    "[-]",
    "--1",
    "[--1]",
    "[-+1]",
    "01",
    "[01]",
    "[-01]",
    "[00]",
    "[-00]",
    "1.",
    "[1.]",
    "[.5]",
    "[-.5]",
    "[1.e1]",
    "[1e]",
    "[1e+]",
    "[1E-]",
    "[1e1.5]",
    "[1.2.3]",
    "[1e2e3]",
    "[0x1F]",
    "[1_000]",
    "[1,000]x",
    "[12a]",
    "[1a2]",
    "[1/2]",
    "[0b1]",
    "[1f]",
    "[1 000]",
    "[\xEF\xBC\x91]",
    "// c\n1",
    "[1] // c",
    "/* c */[1]",
    "[1 /* c */]",
    "# c\n[1]",
    "<a/>",
    "[1;2]",
    "(1)",
    "[1]]",
    "{}}",
    "{}{}",
    "[][]",
    "[] x",
    "1 2",
    "1,2",
    "null null",
    "\x0B[1]",
    "[1]\x0C",
    "[1\x0B]",
    "\xC2\xA0[1]",
    "[1]\xC2\xA0",
    "\xE2\x81\xA0[1]",
};

BOOST_DATA_TEST_CASE(a_text_that_is_not_json_is_refused, data::make(kMalformed), text) {
    BOOST_TEST(!accepts(text));
}

BOOST_DATA_TEST_CASE(a_control_character_in_a_string_is_refused, data::xrange(1, 0x20), code) {
    BOOST_TEST(!accepts("[\"a"s + static_cast<char>(code) + "b\"]"));
    BOOST_TEST(!accepts("\"a"s + static_cast<char>(code) + "b\""));
    BOOST_TEST(!accepts("{\"a"s + static_cast<char>(code) + "b\":1}"));
}

const std::string kIllFormed[] = {
    "\x80",
    "\xBF",
    "\xC0\x80",
    "\xC1\xBF",
    "\xC2",
    "\xC2\x41",
    "\xE0\x80\x80",
    "\xE0\x9F\xBF",
    "\xE2\x82",
    "\xED\xA0\x80",
    "\xED\xBF\xBF",
    "\xF0\x80\x80\x80",
    "\xF0\x8F\xBF\xBF",
    "\xF0\x9F\x98",
    "\xF4\x90\x80\x80",
    "\xF5\x80\x80\x80",
    "\xF8\x88\x80\x80\x80",
    "\xFE",
    "\xFF",
    "M\xFCller",
};

BOOST_DATA_TEST_CASE(ill_formed_utf8_is_refused_in_values_names_and_lone_strings, data::make(kIllFormed),
                     bytes) {
    BOOST_TEST(!accepts("[\"" + bytes + "\"]"));
    BOOST_TEST(!accepts("{\"" + bytes + "\":1}"));
    BOOST_TEST(!accepts("\"" + bytes + "\""));
    BOOST_TEST(!accepts("[1]" + bytes));
}

BOOST_AUTO_TEST_CASE(ill_formed_utf8_is_reported_where_it_stands) {
    BOOST_TEST(error_of("{\"a\":\"bc\xFF\"}") == "JSON: ill-formed UTF-8 at byte 8");
    BOOST_TEST(error_of("\"b\xFF\"") == "JSON: ill-formed UTF-8 at byte 2");
}

BOOST_AUTO_TEST_CASE(a_byte_order_mark_is_refused) {
    BOOST_TEST(!accepts("\xEF\xBB\xBF{}"));
    BOOST_TEST(!accepts("\xEF\xBB\xBF"));
    BOOST_TEST(!accepts("\xFE\xFF\0{\0}"s));
    BOOST_TEST(!accepts("\xFF\xFE{\0}\0"s));
    BOOST_TEST(!accepts("{}\xEF\xBB\xBF"));
}

BOOST_AUTO_TEST_CASE(a_zero_width_no_break_space_inside_a_string_is_text_like_any_other) {
    BOOST_TEST(accepts("[\"\xEF\xBB\xBF\"]"));
}

BOOST_AUTO_TEST_CASE(a_nul_byte_is_refused_wherever_it_stands) {
    BOOST_TEST(!accepts("\0"s));
    BOOST_TEST(!accepts("\0{}"s));
    BOOST_TEST(!accepts("{\0}"s));
    BOOST_TEST(!accepts("{}\0"s));
    BOOST_TEST(!accepts("{}\0\0 "s));
    BOOST_TEST(!accepts("{\"a\":1}\0{\"b\":2}"s));
    BOOST_TEST(!accepts("[\"a\0b\"]"s));
    BOOST_TEST(!accepts("{\"a\0\":1}"s));
    BOOST_TEST(error_of("{}\0"s) == "JSON: NUL byte at byte 2");
}

BOOST_AUTO_TEST_CASE(half_a_surrogate_pair_is_refused) {
    for (const char* half :
         {"\\uD800", "\\uDBFF", "\\uDC00", "\\uDFFF", "\\uD800\\u0041", "\\uD800x", "\\uD800\\n",
          "\\uD800\\uD800", "\\uDC00\\uD800", "\\ud83d\\u0020", "\\uD83D\\uDE0", "x\\uDE00"}) {
        BOOST_TEST_CONTEXT(half) {
            BOOST_TEST(!accepts("[\""s + half + "\"]"));
            BOOST_TEST(!accepts("\""s + half + "\""));
            BOOST_TEST(!accepts("{\""s + half + "\":1}"));
        }
    }
    BOOST_TEST(accepts("[\"\\uD83D\\uDE00\"]"));
}

BOOST_AUTO_TEST_CASE(a_member_name_given_twice_is_refused) {
    BOOST_TEST(!accepts(R"({"a":1,"a":1})"));
    BOOST_TEST(!accepts(R"({"a":1,"b":2,"a":3})"));
    BOOST_TEST(!accepts(R"([{"x":{"a":null,"a":null}}])"));
    BOOST_TEST(!accepts(R"({"":1,"":2})"));
    BOOST_TEST(error_of(R"({"a":1,"a":2})") == "JSON: duplicate member name at byte 8");
}

BOOST_AUTO_TEST_CASE(a_member_name_given_twice_in_two_spellings_is_refused) {
    BOOST_TEST(!accepts(R"({"a":1,"\u0061":2})"));
    BOOST_TEST(!accepts(R"({"id":1,"i\u0064":2})"));
    BOOST_TEST(!accepts("{\"\xC3\xA9\":1,\"\\u00e9\":2}"));
}

BOOST_AUTO_TEST_CASE(names_that_differ_in_case_or_composition_are_two_names) {
    BOOST_TEST(accepts(R"({"a":1,"A":2})"));
    BOOST_TEST(accepts("{\"\xC3\xA9\":1,\"e\xCC\x81\":2}"));
}

BOOST_AUTO_TEST_CASE(the_same_name_in_two_objects_is_no_duplicate) {
    BOOST_TEST(accepts(R"([{"a":1},{"a":{"a":2}}])"));
}

// The change from comparing each with each to sorting lies at 16 members.
BOOST_DATA_TEST_CASE(a_duplicate_is_found_whatever_the_size_of_its_object, data::make({15, 16, 17, 18, 5000}),
                     members) {
    std::string text = "{";
    for (int i = 0; i < members; ++i) text += "\"n" + std::to_string(i) + "\":0,";
    BOOST_TEST(accepts(text + "\"other\":0}"));
    BOOST_TEST(!accepts(text + "\"n0\":0}"));
    BOOST_TEST(!accepts(text + "\"n" + std::to_string(members - 1) + "\":0}"));
}

BOOST_AUTO_TEST_CASE(a_refusal_never_repeats_what_it_refuses) {
    for (const std::string& text : kMalformed)
        BOOST_TEST(error_of("[\"Maisie\", " + text).find("Maisie") == std::string::npos);
    BOOST_TEST(error_of(R"({"9990004838":1,"9990004838":2})").find("999000") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(every_beginning_of_a_good_text_is_refused) {
    const std::string good =
        R"({"resourceType":"Bundle","total":1,"entry":[{"search":{"score":0.5e1},"ok":true,"gone":null,"n":"\u00e9\n"}]})";
    BOOST_TEST_REQUIRE(accepts(good));
    for (size_t length = 0; length < good.size(); ++length)
        BOOST_TEST_CONTEXT(length) BOOST_TEST(!accepts(std::string_view(good).substr(0, length)));
}

BOOST_AUTO_TEST_SUITE_END()
