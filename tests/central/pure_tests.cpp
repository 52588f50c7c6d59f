#include "central/batch.h"
#include "central/heads.h"
#include "central/witness.h"
#include "made_log.h"

#include <boost/test/unit_test.hpp>

#include <random>

using namespace kith;
using namespace kith::tests;
using namespace std::chrono_literals;
using central::Leave;
using central::Witness;

BOOST_AUTO_TEST_SUITE(central_pure_tests)

BOOST_AUTO_TEST_CASE(C24_a_log_unwitnessed_for_72_hours_leaves_emergencies_alone) {
    const auto now = story_day();
    BOOST_TEST((central::may_ask({}, 72h, now) == Leave::any));
    BOOST_TEST((central::may_ask({500, now - 72h + 1ms}, 72h, now) == Leave::any));
    BOOST_TEST((central::may_ask({1, now - 72h}, 72h, now) == Leave::emergency_only));
    BOOST_TEST((central::may_ask({1, now - 720h}, 72h, now) == Leave::emergency_only));
    BOOST_TEST((central::may_ask({1, now + 71h}, 72h, now) == Leave::any));
    BOOST_TEST((central::may_ask({1, now + 73h}, 72h, now) == Leave::emergency_only));
    BOOST_TEST((central::may_ask({1, {}}, 72h, now) == Leave::emergency_only));
    BOOST_TEST((central::may_ask({1, now}, 0h, now) == Leave::emergency_only));
}

BOOST_AUTO_TEST_CASE(C4_more_than_a_hundred_entries_or_a_minute_unwitnessed_is_late) {
    const auto now = story_day();
    BOOST_TEST(!central::is_late({100, now - 60s}, now));
    BOOST_TEST(central::is_late({101, now}, now));
    BOOST_TEST(central::is_late({1, now - 60s - 1ms}, now));
    BOOST_TEST(!central::is_late({0, {}}, now));
    BOOST_TEST((central::waiting({1, now + 5h}, now) == 0ms));
}

BOOST_AUTO_TEST_CASE(a_batch_is_a_power_of_four_within_its_bytes) {
    std::vector<central::Leaf> leaves(5000, {0, {}, std::string(100, 'x'), {}});
    for (size_t n = 1; n <= leaves.size(); n += 7) {
        const size_t size = central::batch_size(std::span(leaves).first(n));
        BOOST_TEST((size == 1 || size == 4 || size == 16 || size == 64 || size == 256 || size == 1024));
        BOOST_TEST(size <= n);
        BOOST_TEST((size * 4 > n || size == central::kLargestBatch));
    }
    BOOST_TEST(central::batch_size({}) == 0u);
    std::vector<central::Leaf> large(40, {0, {}, std::string(central::kLargestBatchBytes / 3, 'x'), {}});
    BOOST_TEST(central::batch_size(large) == 1u);
    large.front().json.resize(central::kLargestBatchBytes * 2);
    BOOST_TEST(central::batch_size(large) == 1u);
}

BOOST_AUTO_TEST_CASE(the_partnership_s_head_depends_on_every_head_and_on_no_order) {
    std::vector<central::ChainHead> heads;
    for (const auto* name : {"a", "b", "c", "d", "e"}) {
        const MadeLog log{.chain = chain_id(name), .size = 8};
        heads.push_back({log.chain, 8, log.root(8), log.checkpoint(8)});
    }
    const auto head = central::partnership_head(heads);
    std::mt19937 dice(3);
    for (int i = 0; i < 20; ++i) {
        std::ranges::shuffle(heads, dice);
        BOOST_TEST((central::partnership_head(heads) == head));
    }
    for (size_t i = 0; i < heads.size(); ++i) {
        auto changed = heads;
        changed[i].note[5] ^= 1;
        BOOST_TEST((central::partnership_head(changed) != head));
        changed.erase(changed.begin() + static_cast<std::ptrdiff_t>(i));
        BOOST_TEST((central::partnership_head(changed) != head));
    }
    BOOST_TEST((central::partnership_head({}) == crypto::sha256("")));
}

BOOST_AUTO_TEST_CASE(a_head_is_read_from_its_note_and_from_nothing_else) {
    const MadeLog log{.chain = chain_id("note"), .size = 5};
    const auto lines = central::head_lines(log.checkpoint(5));
    BOOST_TEST_REQUIRE(lines.has_value());
    BOOST_TEST(lines->size == 5u);
    BOOST_TEST((lines->root == log.root(5)));
    for (const std::string note : {"", "\n\n\n\n", "o\n5\n", "o\n-5\nAAAA\n\n", "o\n5x\nAAAA\n\n",
                                   "o\n5\nAAAA\n\n", "o\n99999999999999999999\nAAAA\n\n"})
        BOOST_TEST(!central::head_lines(note).has_value(), note);
}

BOOST_AUTO_TEST_SUITE_END()
