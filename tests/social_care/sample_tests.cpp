#include "asked.h"
#include "support/leaves.h"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <iostream>

using namespace kith;
using namespace kith::social_care::tests;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> samples() {
    std::vector<std::string> found;
    const fs::path folder = fs::path(KITH_SHARED_DATA) / "dfe-csc-api";
    if (!fs::exists(folder))
        std::cout << "skipped: the samples of dfe-csc-api are not here\n";
    else
        for (const auto& entry : fs::directory_iterator(folder)) {
            std::ifstream in(entry.path(), std::ios::binary);
            found.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
        }
    return found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(social_care_sample_tests)

BOOST_AUTO_TEST_CASE(no_value_of_the_published_payload_is_lost) {
    for (const std::string& bytes : samples()) {
        const auto document = json::parse(bytes);
        BOOST_TEST_REQUIRE(document.has_value());
        const auto reply = social_care::read_message("social_care.child", bytes);
        BOOST_TEST_REQUIRE(reply.has_value());
        // The purge marker is obeyed, not shown.
        for (const std::string& one : support::lost(document->root(), record::to_json(*reply), {"purge"}))
            BOOST_ERROR("lost " << one);
        const auto back = record::from_json(record::to_json(*reply));
        BOOST_TEST_REQUIRE(back.has_value());
        BOOST_TEST((*back == *reply));
    }
}

BOOST_AUTO_TEST_CASE(a_list_of_payloads_is_read_as_well) {
    const auto two =
        social_care::read_message("social_care.children", "[" + child("C-1", details(), kPlan) + "," +
                                                              child("C-2", details("Tom", "Hart")) + "]");
    BOOST_TEST_REQUIRE(two.has_value());
    BOOST_TEST(two->people.size() == 2);
    BOOST_TEST(two->subject_ref.empty());
    BOOST_TEST(
        (social_care::read_message("social_care.children", "[]")->state == record::LedgerState::none_held));
}

BOOST_AUTO_TEST_CASE(messages_that_are_not_of_their_kind_are_refused_without_their_words) {
    for (const auto& kind : social_care::readable_kinds())
        for (const char* bytes : {"", "Pellow", "[\"Pellow\"]", "{\"surname\":\"Pellow\"}", "7"}) {
            const auto reply = social_care::read_message(kind, bytes);
            BOOST_TEST(!reply.has_value(), kind << " " << bytes);
            if (!reply) BOOST_TEST(reply.error().detail.find("Pellow") == std::string::npos);
        }
    BOOST_TEST(!social_care::read_message("social_care.unheard", "{}").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
