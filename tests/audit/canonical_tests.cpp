#include "audit/canonical.h"

#include <boost/test/unit_test.hpp>

using kith::audit::canonical;

BOOST_AUTO_TEST_SUITE(audit_canonical_tests)

BOOST_AUTO_TEST_CASE(members_are_sorted_at_every_depth_and_white_space_goes) {
    BOOST_TEST(*canonical(R"( { "b" : [ {"z":1, "a":null} , true ], "a" : { } } )") ==
               R"({"a":{},"b":[{"a":null,"z":1},true]})");
    BOOST_TEST(*canonical(R"({"aa":1,"a":2,"B":3})") == R"({"B":3,"a":2,"aa":1})");
}

// RFC 8785 section 3.2.2.2, its own example of escapes.
BOOST_AUTO_TEST_CASE(strings_have_the_shortest_escapes) {
    BOOST_TEST(*canonical(R"({"s":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/"})") ==
               "{\"s\":\"\xE2\x82\xAC$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    BOOST_TEST(*canonical(R"({"s":"\b\f\t\r\u007f"})") == "{\"s\":\"\\b\\f\\t\\r\x7f\"}");
}

BOOST_AUTO_TEST_CASE(whole_numbers_that_a_double_holds_are_written_plainly) {
    BOOST_TEST(*canonical(R"({"n":[0,-1,9007199254740991,-9007199254740991]})") ==
               R"({"n":[0,-1,9007199254740991,-9007199254740991]})");
}

BOOST_AUTO_TEST_CASE(what_has_more_than_one_way_to_be_written_is_refused) {
    for (const auto* json : {R"({"n":1.0})", R"({"n":1e3})", R"({"n":9007199254740992})",
                             R"({"n":-9007199254740992})", R"({"n":123456789012345678901234567890})",
                             "{\"\xC3\xA9\":1}", R"({"a":1,"a":1})", "[]", "\"text\"", "null", ""})
        BOOST_TEST(!canonical(json).has_value(), json);
}

BOOST_AUTO_TEST_CASE(own_words_are_parted_from_facts) {
    const auto both =
        kith::audit::part_own_words(R"({"z":1,"reason":"r","override_words":"o","a":{"reason":"code"}})");
    BOOST_TEST(both->facts == R"({"a":{"reason":"code"},"z":1})");
    BOOST_TEST(both->words == R"({"override_words":"o","reason":"r"})");
    BOOST_TEST(kith::audit::part_own_words(R"({"z":1})")->words.empty());
    BOOST_TEST(!kith::audit::part_own_words(R"({"reason":1.5})").has_value());
    BOOST_TEST(!kith::audit::part_own_words(R"({"z":1.5})").has_value());
}

BOOST_AUTO_TEST_CASE(canonical_text_stays_as_it_is) {
    const std::string once = *canonical(R"({"z":"\u0001","a":[{"c":1,"b":"x"}]})");
    BOOST_TEST(*canonical(once) == once);
}

BOOST_AUTO_TEST_SUITE_END()
