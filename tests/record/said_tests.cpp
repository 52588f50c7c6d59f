#include "record/said.h"

#include <boost/test/unit_test.hpp>

using namespace kith;
using namespace kith::record;

BOOST_AUTO_TEST_SUITE(record_said_tests)

BOOST_AUTO_TEST_CASE(trap_9_every_writing_of_a_flag_is_read_and_silence_is_not_no) {
    const auto document =
        json::parse(R"([true,1,"Yes","y","TRUE",false,0,"No","n","false",null,"","Don't know"])");
    BOOST_TEST_REQUIRE(document.has_value());
    std::string found;
    for (json::Value one : document->root()) found += tri_state(one).front();
    BOOST_TEST(found == "yyyyynnnnnnnD");
    BOOST_TEST(tri_state(document->root()[10]) == "not stated");
    BOOST_TEST(tri_state(document->root()[12]) == "Don't know");
    BOOST_TEST(is_set(document->root()[2]));
    BOOST_TEST(!is_set(document->root()[10]));
}

BOOST_AUTO_TEST_CASE(a_placeholder_is_no_date_and_stays_as_it_was_written) {
    const auto document = json::parse(R"({"a":"None","b":"2008-09-20T00:00:00+00:00","c":null})");
    std::vector<std::string> quality;
    Details details;
    BOOST_TEST(!read_date(document->root()["a"], "The date", quality, details).is_known());
    BOOST_TEST(quality.front() == "The date cannot be read as a date");
    BOOST_TEST(details.front().second == "None");
    BOOST_TEST(read_date(document->root()["b"], "The date", quality, details).iso() == "2008-09-20");
    BOOST_TEST(!read_date(document->root()["c"], "The date", quality, details).is_known());
    BOOST_TEST(quality.size() == 1);
}

BOOST_AUTO_TEST_CASE(disguises_and_white_space_are_taken_off) {
    const auto document = json::parse("{\"a\":\" P\\u202eellow\\u0007 \",\"b\":[\"x\",null,\" \",7]}");
    BOOST_TEST(said(document->root()["a"]) == "Pellow");
    BOOST_TEST((all_said(document->root()["b"]) == std::vector<std::string>{"x", "7"}));
}

BOOST_AUTO_TEST_SUITE_END()
