// The limits table of the trust notes: each at the limit less one, at the limit, and one past it.
#include "json/value.h"

#include <boost/test/unit_test.hpp>

using namespace kith;

namespace {

bool accepts(std::string_view text, const json::Limits& limits = {}) {
    return json::parse(text, limits).has_value();
}

bool is_too_large(std::string_view text, const json::Limits& limits = {}) {
    const auto document = json::parse(text, limits);
    return !document && document.error().fault == base::Fault::too_large;
}

std::string nested(size_t depth, std::string_view open, std::string_view close) {
    std::string text;
    for (size_t i = 0; i < depth; ++i) text += open;
    text += "1";
    for (size_t i = 0; i < depth; ++i) text += close;
    return text;
}

std::string array_of(size_t members) {
    std::string text = "[0";
    for (size_t i = 1; i < members; ++i) text += ",0";
    return text + "]";
}

std::string object_of(size_t members) {
    std::string text = "{";
    for (size_t i = 0; i < members; ++i) {
        if (i) text += ',';
        text += '"' + std::to_string(i) + "\":0";
    }
    return text + "}";
}

std::string string_of(size_t bytes) {
    return '"' + std::string(bytes, 'x') + '"';
}

}  // namespace

BOOST_AUTO_TEST_SUITE(json_limit_tests)

BOOST_AUTO_TEST_CASE(sixty_four_levels_are_read_and_sixty_five_refused) {
    for (const auto& [open, close] : {std::pair{"[", "]"}, std::pair{"{\"a\":", "}"}}) {
        BOOST_TEST(accepts(nested(63, open, close)));
        BOOST_TEST(accepts(nested(64, open, close)));
        BOOST_TEST(is_too_large(nested(65, open, close)));
    }
    BOOST_TEST(is_too_large(nested(1'000'000, "[", "]")));
}

BOOST_AUTO_TEST_CASE(levels_that_are_never_closed_are_refused_as_well) {
    BOOST_TEST(!accepts(std::string(1'000'000, '[')));
    BOOST_TEST(!accepts(nested(100'000, "{\"a\":[", "")));
}

BOOST_AUTO_TEST_CASE(empty_containers_count_as_levels) {
    BOOST_TEST(accepts(std::string(64, '[') + std::string(64, ']')));
    BOOST_TEST(is_too_large(std::string(65, '[') + std::string(65, ']')));
}

BOOST_AUTO_TEST_CASE(a_hundred_thousand_elements_are_read_and_one_more_refused) {
    BOOST_TEST(accepts(array_of(99'999)));
    BOOST_TEST(accepts(array_of(100'000)));
    BOOST_TEST(is_too_large(array_of(100'001)));
}

BOOST_AUTO_TEST_CASE(a_hundred_thousand_members_are_read_and_one_more_refused) {
    BOOST_TEST(accepts(object_of(99'999)));
    BOOST_TEST(accepts(object_of(100'000)));
    BOOST_TEST(is_too_large(object_of(100'001)));
}

BOOST_AUTO_TEST_CASE(the_limit_is_for_each_container_not_for_all_together) {
    BOOST_TEST(accepts("[" + array_of(60'000) + "," + array_of(60'000) + "]"));
}

BOOST_AUTO_TEST_CASE(a_string_of_one_mebibyte_is_read_and_one_byte_more_refused) {
    constexpr size_t kMost = 1u << 20;
    BOOST_TEST(accepts(string_of(kMost - 1)));
    BOOST_TEST(accepts(string_of(kMost)));
    BOOST_TEST(is_too_large(string_of(kMost + 1)));
    BOOST_TEST(accepts("[" + string_of(kMost) + "]"));
    BOOST_TEST(is_too_large("[" + string_of(kMost + 1) + "]"));
    BOOST_TEST(is_too_large("{" + string_of(kMost + 1) + ":1}"));
}

BOOST_AUTO_TEST_CASE(a_string_is_measured_after_unescaping) {
    std::string text = "\"";
    for (int i = 0; i < 8; ++i) text += "\\u0041";
    BOOST_TEST(accepts(text + "\"", {.string_bytes = 8}));
    BOOST_TEST(is_too_large(text + "B\"", {.string_bytes = 8}));
}

BOOST_AUTO_TEST_CASE(sixteen_mebibytes_are_read_and_one_byte_more_refused) {
    constexpr size_t kMost = 16u << 20;
    BOOST_TEST(accepts("[]" + std::string(kMost - 3, ' ')));
    BOOST_TEST(accepts("[]" + std::string(kMost - 2, ' ')));
    BOOST_TEST(is_too_large("[]" + std::string(kMost - 1, ' ')));
}

BOOST_AUTO_TEST_CASE(limits_of_the_callers_own_are_kept_too) {
    const json::Limits small{.bytes = 20, .depth = 2, .members = 3, .string_bytes = 4};
    BOOST_TEST(accepts(R"([["abcd"],2,3])", small));
    BOOST_TEST(is_too_large(R"([["abcde"],2,3])", small));
    BOOST_TEST(is_too_large(R"([[["a"]],2,3])", small));
    BOOST_TEST(is_too_large(R"([1,2,3,4])", small));
    BOOST_TEST(is_too_large(R"([1,2,3]              )", small));
}

BOOST_AUTO_TEST_SUITE_END()
