#include "tlog/leaf.h"

#include <boost/test/unit_test.hpp>

using kith::tlog::read_leaf;

namespace {

const std::string kLeaf =
    R"({"at":"2026-11-22T09:41:07.250Z","chain":"00ff","facts":{"a":[1,-2,{}],"s":"\n\u0001é\"\\"},"index":5,"kind":"locked","rulebook":"ab","subject":null})";

std::string with(const std::string& from, const std::string& to) {
    std::string out = kLeaf;
    const size_t at = out.find(from);
    BOOST_TEST_REQUIRE(at != std::string::npos, from);
    return out.replace(at, from.size(), to);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tlog_leaf_tests)

BOOST_AUTO_TEST_CASE(a_leaf_gives_what_a_checker_needs) {
    const auto leaf = read_leaf(kLeaf);
    BOOST_TEST_REQUIRE(leaf.has_value(), (leaf ? "" : leaf.error().detail));
    BOOST_TEST(leaf->index == 5u);
    BOOST_TEST(kith::base::to_iso(leaf->at) == "2026-11-22T09:41:07.250Z");
    BOOST_TEST(leaf->chain == "00ff");
    BOOST_TEST(leaf->kind == "locked");
    BOOST_TEST(leaf->rulebook == "ab");
}

BOOST_AUTO_TEST_CASE(P13_what_has_another_spelling_for_the_same_or_none_is_refused) {
    const std::string nul(1, '\0');
    for (const auto& wrong : {kLeaf + nul,
                              kLeaf + " ",
                              " " + kLeaf,
                              "\xEF\xBB\xBF" + kLeaf,
                              with("\"index\":5", "\"index\": 5"),
                              with("\"index\":5", "\"index\":5.0"),
                              with("\"index\":5", "\"index\":5e0"),
                              with("\"index\":5", "\"index\":9007199254740992"),
                              with("\"index\":5", "\"index\":123456789012345678901234567890"),
                              with("\"index\":5", "\"index\":-0"),
                              with("\"index\":5", "\"index\":5,\"index\":5"),
                              with("\"kind\":\"locked\",", ""),
                              with("\"index\":5,", ""),
                              with("\\n", "\\u000a"),
                              with("\\u0001", "\\u0001\\u0041"),
                              with("é", "\\u00e9"),
                              with("é", "\xE9"),
                              with("\\\\", "\\/"),
                              with("\"index\":5,\"kind\":\"locked\"", "\"kind\":\"locked\",\"index\":5"),
                              with("{}", "{\"é\":1}"),
                              with("{}", "[1.5]"),
                              with("09:41:07.250Z", "09:41:07Z"),
                              with("09:41:07.250Z", "10:41:07.250+01:00"),
                              with("\"2026-11-22T09:41:07.250Z\"", "7"),
                              std::string("[]"),
                              std::string("null"),
                              std::string{},
                              kLeaf + kLeaf,
                              with("{}", std::string(70, '[') + std::string(70, ']'))})
        BOOST_TEST(!read_leaf(wrong).has_value(), wrong);
}

BOOST_AUTO_TEST_CASE(members_of_the_same_name_further_in_do_not_count) {
    const auto leaf = read_leaf(with("{}", R"({"at":"no","chain":"no","index":9,"kind":"no"})"));
    BOOST_TEST_REQUIRE(leaf.has_value());
    BOOST_TEST(leaf->index == 5u);
    BOOST_TEST(leaf->kind == "locked");
}

BOOST_AUTO_TEST_SUITE_END()
