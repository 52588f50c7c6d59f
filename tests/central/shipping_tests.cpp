#include "central/heads.h"
#include "central/reader.h"
#include "central_world.h"
#include "support/tcp_proxy.h"

#include <thread>

using namespace kith;
using namespace kith::tests;
using central::Shipper;

BOOST_AUTO_TEST_SUITE(central_shipping_tests, *boost::unit_test::precondition(NeedsPostgres{11}))

BOOST_AUTO_TEST_CASE(entries_arrive_in_order_once_with_the_head_that_covers_them) {
    const auto log = fresh_log("arrive", 3000);
    Shipper shipper(world().workstation("ws_arrive"), log.chain, log.feed());
    const auto shipped = shipper.ship(log.checkpoint(3000), story_day(), {});
    BOOST_TEST(shipped.trouble == "");
    BOOST_TEST(shipped.next == 3000u);
    BOOST_TEST(shipped.sent == 3000u);
    BOOST_TEST(shipped.is_connected);
    BOOST_TEST((shipped.at == story_day()));
    BOOST_TEST(world().holds(log));
    central::Reader reader(world().auditor());
    const auto verdict = reader.verify(log.chain);
    BOOST_TEST_REQUIRE(verdict.has_value());
    BOOST_TEST(verdict->trouble == "");
    BOOST_TEST(verdict->entries == 3000u);
    BOOST_TEST(verdict->witnessed_to == 3000u);
}

BOOST_AUTO_TEST_CASE(shipping_again_sends_nothing_again) {
    const auto log = fresh_log("again", 70);
    const auto place = world().workstation("ws_again");
    BOOST_TEST(Shipper(place, log.chain, log.feed()).ship("", story_day(), {}).sent == 70u);
    Shipper again(place, log.chain, log.feed());
    BOOST_TEST(again.ship("", story_day(), {}).sent == 0u);
    BOOST_TEST(again.ship("", story_day(), {}).trouble == "");
    BOOST_TEST(world().holds(log));
}

BOOST_AUTO_TEST_CASE(a_log_that_grows_is_followed_entry_by_entry) {
    auto log = fresh_log("grows", 0);
    Shipper shipper(world().workstation("ws_grows"), log.chain, log.feed());
    for (; log.size <= 40; ++log.size) {
        const auto shipped = shipper.ship(log.size ? log.checkpoint(log.size) : "", story_day(), {});
        BOOST_TEST(shipped.trouble == "");
        BOOST_TEST(shipped.next == log.size);
    }
    --log.size;
    BOOST_TEST(world().holds(log));
}

BOOST_AUTO_TEST_CASE(a_month_that_nobody_prepared_and_a_clock_far_off_stop_nobody) {
    auto log = fresh_log("months", 50);
    log.step = std::chrono::hours{24 * 40};
    BOOST_TEST(
        Shipper(world().workstation("ws_months"), log.chain, log.feed()).ship("", story_day(), {}).trouble ==
        "");
    BOOST_TEST(world().holds(log));
    BOOST_TEST(world().server().run("SELECT count(*) FROM kith.entries_northshire_2027_01 WHERE chain = '" +
                                    log.chain + "'")[0][0] != "0");
    BOOST_TEST(world().server().run("SELECT count(*) FROM kith.entries_northshire_other WHERE chain = '" +
                                    log.chain + "'")[0][0] != "0");
}

BOOST_AUTO_TEST_CASE(a_head_waits_until_what_it_covers_is_there) {
    auto log = fresh_log("head_waits", 10);
    Shipper shipper(world().workstation("ws_head"), log.chain, log.feed());
    const auto early = fresh_log("head_waits", 12).checkpoint(12);
    BOOST_TEST(shipper.ship(early, story_day(), {}).trouble == "");
    const std::string count = "SELECT count(*) FROM kith.checkpoints WHERE chain = '" + log.chain + "'";
    BOOST_TEST(world().server().run(count)[0][0] == "0");
    log.size = 12;
    BOOST_TEST(shipper.ship(early, story_day(), {}).trouble == "");
    BOOST_TEST(world().server().run(count)[0][0] == "1");
}

BOOST_AUTO_TEST_CASE(a_local_log_that_does_not_hold_together_is_not_shipped) {
    const auto log = fresh_log("rotten", 20);
    const central::Feed feed = [&](std::uint64_t first, size_t limit) {
        auto leaves = log.read(first, limit);
        for (auto& leaf : *leaves)
            if (leaf.index == 7) leaf.json[3] = 'X';
        return leaves;
    };
    const auto shipped = Shipper(world().workstation("ws_rotten"), log.chain, feed).ship("", story_day(), {});
    BOOST_TEST(shipped.trouble.find("entry 7") != std::string::npos);
    BOOST_TEST(world().stored(log.chain) == 0u);
}

BOOST_AUTO_TEST_CASE(a_stored_entry_that_differs_is_a_fork_and_is_not_overwritten) {
    auto log = fresh_log("fork", 300);
    const auto place = world().workstation("ws_fork");
    BOOST_TEST(Shipper(place, log.chain, log.feed()).ship("", story_day(), {}).trouble == "");
    auto copy = log;
    copy.size = 400;
    copy.differs_from = 211;
    Shipper shipper(place, log.chain, copy.feed());
    for (int i = 0; i < 2; ++i) {
        const auto shipped = shipper.ship("", story_day(), {});
        BOOST_TEST(shipped.is_fork);
        BOOST_TEST(shipped.trouble.find("entry 299") != std::string::npos);
        BOOST_TEST(shipped.trouble.find("entry 211") != std::string::npos);
    }
    BOOST_TEST(world().holds(log));
}

BOOST_AUTO_TEST_CASE(an_entry_under_the_next_place_is_a_fork_when_it_differs_and_taken_when_it_is_the_same) {
    auto log = fresh_log("beside", 5);
    const auto place = world().workstation("ws_beside");
    BOOST_TEST(Shipper(place, log.chain, log.feed()).ship("", story_day(), {}).trouble == "");
    const auto slip_in = [&](const central::Leaf& leaf) {
        world().server().run(
            "INSERT INTO kith.entries (chain, idx, month, authority, at, hash, leaf) VALUES ('" + log.chain +
            "', " + std::to_string(leaf.index) + ", '2026-11-01', 'northshire', '" + base::to_iso(leaf.at) +
            "', decode('" + crypto::hex(leaf.hash) + "', 'hex'), '" + leaf.json + "')");
    };
    log.size = 9;
    slip_in(log.leaf(6));
    BOOST_TEST(Shipper(place, log.chain, log.feed()).ship("", story_day(), {}).trouble == "");
    BOOST_TEST(world().holds(log));

    auto other = log;
    other.differs_from = 0;
    slip_in(other.leaf(11));
    log.size = 14;
    const auto shipped = Shipper(place, log.chain, log.feed()).ship("", story_day(), {});
    BOOST_TEST(shipped.is_fork);
    BOOST_TEST(shipped.trouble.find("another entry 11") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_log_that_was_set_back_below_what_is_stored_is_a_fork) {
    auto log = fresh_log("set_back", 50);
    const auto place = world().workstation("ws_set_back");
    BOOST_TEST(Shipper(place, log.chain, log.feed()).ship("", story_day(), {}).trouble == "");
    log.size = 30;
    const auto shipped = Shipper(place, log.chain, log.feed()).ship("", story_day(), {});
    BOOST_TEST(shipped.is_fork);
    BOOST_TEST(shipped.trouble.find("set back") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(another_workstation_cannot_ship_under_a_log_s_id) {
    const auto log = fresh_log("id_taken", 5);
    BOOST_TEST(
        Shipper(world().workstation("ws_first"), log.chain, log.feed()).ship("", story_day(), {}).trouble ==
        "");
    const auto shipped =
        Shipper(world().workstation("ws_second"), log.chain, log.feed()).ship("", story_day(), {});
    BOOST_TEST(shipped.is_fork);
    BOOST_TEST(shipped.trouble.find("another workstation") != std::string::npos);
    BOOST_TEST(world().holds(log));
}

BOOST_AUTO_TEST_CASE(two_programs_of_one_workstation_ship_the_same_log_side_by_side) {
    const auto log = fresh_log("two_programs", 9000);
    const auto place = world().workstation("ws_two");
    std::vector<central::Shipped> results(2);
    {
        std::vector<std::jthread> programs;
        for (auto& result : results)
            programs.emplace_back([&] {
                Shipper shipper(place, log.chain, log.feed());
                result = shipper.ship("", story_day(), {});
            });
    }
    for (const auto& result : results) {
        BOOST_TEST(result.trouble == "");
        BOOST_TEST(result.next == 9000u);
    }
    BOOST_TEST(results[0].sent + results[1].sent == 9000u);
    BOOST_TEST(world().holds(log));
}

BOOST_AUTO_TEST_SUITE_END()
