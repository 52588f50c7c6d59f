#include "json/value.h"

#include <boost/test/unit_test.hpp>

using namespace kith;
using json::Kind;
using namespace std::string_literals;

namespace {

json::Document read(std::string_view text) {
    auto document = json::parse(text);
    BOOST_TEST_REQUIRE(document.has_value(), text);
    return std::move(*document);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(json_value_tests)

BOOST_AUTO_TEST_CASE(values_have_the_kind_they_were_sent_with) {
    const auto d = read(R"([null, true, -1, 1.0, "a", [], {}])");
    const Kind expected[] = {Kind::null, Kind::boolean, Kind::integer, Kind::real,
                             Kind::text, Kind::array,   Kind::object};
    for (size_t i = 0; i < std::size(expected); ++i) BOOST_CHECK(d.root()[i].kind() == expected[i]);
}

BOOST_AUTO_TEST_CASE(a_lone_scalar_is_a_document) {
    BOOST_TEST(read(" \"a\\u0042\" ").root().text() == "aB");
    BOOST_TEST(*read("-7\n").root().integer() == -7);
    BOOST_TEST(*read("true").root().boolean());
    BOOST_TEST(read("null").root().is_null());
    BOOST_TEST(read("\"\"").root().is_text());
}

BOOST_AUTO_TEST_CASE(looking_for_what_is_not_there_is_harmless) {
    const auto d = read(R"({"name":[{"family":"Pellow"}],"n":null})");
    BOOST_TEST(d.root()["name"][0]["family"].text() == "Pellow");
    BOOST_TEST(d.root()["name"][1]["family"].is_missing());
    BOOST_TEST(d.root()["nom"][0]["family"].text().empty());
    BOOST_TEST(d.root()["n"].is_absent());
    BOOST_TEST(!d.root()["n"].is_missing());
    BOOST_TEST(d.root()[0].is_missing());
    BOOST_TEST(d.root()["name"]["family"].is_missing());
    BOOST_TEST(json::Value().size() == 0u);
    BOOST_TEST(json::Document().root().is_missing());
    BOOST_TEST(d.root()["name"].key(0).empty());
}

BOOST_AUTO_TEST_CASE(members_keep_the_order_of_the_document) {
    const auto d = read(R"({"z":1,"a":2,"m":{"q":3}})");
    BOOST_TEST(d.root().key(0) == "z");
    BOOST_TEST(d.root().key(1) == "a");
    BOOST_TEST(d.root().key(2) == "m");
    BOOST_TEST(*d.root().at(1).integer() == 2);
    BOOST_TEST(d.root().at(2).key(0) == "q");
}

BOOST_AUTO_TEST_CASE(large_objects_find_every_member_and_keep_their_order) {
    std::string text = "{";
    for (int i = 0; i < 1000; ++i)
        text += "\"k" + std::to_string(i * 7 % 1000) + "\":" + std::to_string(i) + ",";
    const auto d = read(text + "\"last\":{\"inner\":true}}");
    for (int i = 0; i < 1000; ++i) {
        const std::string name = "k" + std::to_string(i * 7 % 1000);
        BOOST_REQUIRE(d.root()[name].integer() == i);
        BOOST_REQUIRE(d.root().key(static_cast<size_t>(i)) == name);
    }
    BOOST_TEST(*d.root()["last"]["inner"].boolean());
    BOOST_TEST(d.root()["k1000"].is_missing());
    BOOST_TEST(d.root()[""].is_missing());
    BOOST_TEST(d.root()["zzz"].is_missing());
}

BOOST_AUTO_TEST_CASE(range_for_walks_elements_and_member_values) {
    const auto d = read(R"({"a":[1,2,3],"b":{"x":4,"y":5}})");
    std::int64_t sum = 0;
    for (const auto element : d.root()["a"]) sum += *element.integer();
    for (const auto member : d.root()["b"]) sum += *member.integer();
    BOOST_TEST(sum == 15);
    for (const auto none : d.root()["c"]) BOOST_ERROR("walked " + none.as_text());
}

BOOST_AUTO_TEST_CASE(escapes_are_undone_in_values_and_names) {
    const auto d = read(R"({"a\/\"b":"\"\\\/\b\f\n\r\t\u00e9\u20AC\uD83D\uDE00","plain":"after"})");
    BOOST_TEST(d.root()["a/\"b"].text() == "\"\\/\b\f\n\r\t\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
    BOOST_TEST(d.root()["plain"].text() == "after");
}

BOOST_AUTO_TEST_CASE(an_escaped_nul_is_text_and_cuts_nothing) {
    BOOST_TEST(read(R"(["a\u0000b"])").root()[0].text() == "a\0b"s);
}

BOOST_AUTO_TEST_CASE(an_escaped_quote_or_backslash_does_not_end_a_string_early) {
    const auto d = read(R"(["\\","\\\"","a\\","\"]"])");
    BOOST_TEST(d.root().size() == 4u);
    BOOST_TEST(d.root()[0].text() == "\\");
    BOOST_TEST(d.root()[1].text() == "\\\"");
    BOOST_TEST(d.root()[2].text() == "a\\");
    BOOST_TEST(d.root()[3].text() == "\"]");
}

BOOST_AUTO_TEST_CASE(integers_hold_64_bits_and_the_next_are_kept_as_their_text) {
    const auto d = read(
        "[9223372036854775806,9223372036854775807,9223372036854775808,-9223372036854775808,-"
        "9223372036854775809,18446744073709551616]");
    BOOST_TEST(*d.root()[0].integer() == INT64_MAX - 1);
    BOOST_TEST(*d.root()[1].integer() == INT64_MAX);
    BOOST_TEST(!d.root()[2].integer().has_value());
    BOOST_TEST(*d.root()[3].integer() == INT64_MIN);
    BOOST_TEST(!d.root()[4].integer().has_value());
    BOOST_TEST(!d.root()[2].number().has_value());
    BOOST_TEST(!d.root()[5].number().has_value());
    BOOST_TEST(d.root()[2].as_text() == "9223372036854775808");
    BOOST_TEST(d.root()[4].as_text() == "-9223372036854775809");
    BOOST_TEST(d.root()[5].as_text() == "18446744073709551616");
}

BOOST_AUTO_TEST_CASE(a_very_long_integer_is_kept_digit_for_digit) {
    const std::string digits(400, '7');
    BOOST_TEST(read("[" + digits + "]").root()[0].as_text() == digits);
}

BOOST_AUTO_TEST_CASE(numbers_are_shown_as_they_were_sent) {
    for (const char* number :
         {"0", "-0", "-0.0", "1.50", "1e5", "1E+05", "-1.25e-3", "100000", "0.1", "12e0"})
        BOOST_TEST(read("["s + number + " ]").root()[0].as_text() == number);
}

BOOST_AUTO_TEST_CASE(minus_zero_keeps_its_sign_as_text_and_is_nought_as_a_number) {
    const auto d = read("[-0,-0.0]");
    BOOST_TEST(*d.root()[0].integer() == 0);
    BOOST_TEST(*d.root()[1].number() == 0.0);
    BOOST_TEST(d.root()[1].as_text() == "-0.0");
}

BOOST_AUTO_TEST_CASE(a_real_is_a_number_while_a_double_holds_it) {
    const auto d =
        read("[0.5,1e308,1e309,-1e309,12345678901234567e0,123456789012345678e0,0.00012345678901234567,5]");
    BOOST_TEST(*d.root()[0].number() == 0.5);
    BOOST_TEST(*d.root()[1].number() == 1e308);
    BOOST_TEST(!d.root()[2].number().has_value());
    BOOST_TEST(!d.root()[3].number().has_value());
    BOOST_TEST(d.root()[4].number().has_value());
    BOOST_TEST(!d.root()[5].number().has_value());
    BOOST_TEST(d.root()[6].number().has_value());
    BOOST_TEST(*d.root()[7].number() == 5.0);
    BOOST_TEST(!d.root()[0].integer().has_value());
}

BOOST_AUTO_TEST_CASE(scalars_of_other_kinds_answer_nothing) {
    const auto d = read(R"(["1","true",1,null])");
    BOOST_TEST(!d.root()[0].integer().has_value());
    BOOST_TEST(!d.root()[1].boolean().has_value());
    BOOST_TEST(d.root()[2].text().empty());
    BOOST_TEST(d.root()[3].as_text().empty());
    BOOST_TEST(!d.root()[3].boolean().has_value());
}

BOOST_AUTO_TEST_CASE(false_is_not_absent) {
    const auto d = read(R"({"a":false,"b":null})");
    BOOST_TEST(!*d.root()["a"].boolean());
    BOOST_TEST(!d.root()["a"].is_absent());
    BOOST_TEST(d.root()["a"].as_text() == "false");
}

BOOST_AUTO_TEST_CASE(values_outlive_a_move_of_their_document) {
    auto first = read(R"({"a":"b"})");
    const auto value = first.root()["a"];
    const json::Document second = std::move(first);
    BOOST_TEST(value.text() == "b");
    BOOST_TEST(second.root()["a"].text() == "b");
}

BOOST_AUTO_TEST_CASE(white_space_between_tokens_means_nothing) {
    const auto d = read(" \r\n\t{ \"a\" \t:\n[ 1 ,\r2 , \"x\" ] } \n");
    BOOST_TEST(*d.root()["a"][1].integer() == 2);
    BOOST_TEST(d.root()["a"][2].text() == "x");
}

BOOST_AUTO_TEST_SUITE_END()
