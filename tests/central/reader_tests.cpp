#include "central/reader.h"
#include "central_world.h"

#include <map>
#include <random>

using namespace kith;
using namespace kith::tests;
using central::Reader;
using central::Shipper;

BOOST_AUTO_TEST_SUITE(central_reader_tests, *boost::unit_test::precondition(NeedsPostgres{3}))

BOOST_AUTO_TEST_CASE(P3_whatever_the_order_of_arrival_each_log_comes_back_in_its_own_order) {
    std::mt19937 dice(3);
    std::vector<MadeLog> logs;
    std::vector<central::Place> places;
    for (int i = 0; i < 5; ++i) {
        logs.push_back(fresh_log("merge" + std::to_string(i), 0));
        places.push_back(world().workstation("ws_merge" + std::to_string(i)));
        logs.back().begins += std::chrono::hours{static_cast<int>(dice() % 5)};  // clocks that differ
    }
    for (int round = 0; round < 40; ++round) {
        const size_t who = dice() % logs.size();
        logs[who].size += 1 + dice() % 9;
        BOOST_TEST(
            Shipper(places[who], logs[who].chain, logs[who].feed()).ship("", story_day(), {}).trouble == "");
    }
    Reader reader(world().auditor());
    for (const auto& log : logs) {
        std::uint64_t expected = 0;
        BOOST_TEST(reader
                       .read(log.chain, 0,
                             [&](const Reader::Entry& entry) {
                                 const auto leaf = log.leaf(expected++);
                                 BOOST_TEST(entry.leaf.index == leaf.index);
                                 BOOST_TEST(entry.leaf.json == leaf.json);
                                 BOOST_TEST(entry.leaf.hash == leaf.hash);
                                 BOOST_TEST((entry.leaf.at == leaf.at));
                                 return true;
                             })
                       .has_value());
        BOOST_TEST(expected == log.size);
    }
}

BOOST_AUTO_TEST_CASE(P26_an_auditor_gets_the_very_bytes_that_the_workstations_wrote) {
    std::map<std::string, std::vector<std::string>> local, central;
    for (int i = 0; i < 3; ++i) {
        const auto log =
            fresh_log("same_bytes" + std::to_string(i), 4000 + 200 * static_cast<std::uint64_t>(i));
        BOOST_TEST(Shipper(world().workstation("ws_bytes" + std::to_string(i)), log.chain, log.feed())
                       .ship(log.checkpoint(log.size), story_day(), {})
                       .trouble == "");
        for (std::uint64_t n = 0; n < log.size; ++n) local[log.chain].push_back(log.leaf(n).json);
    }
    Reader reader(world().auditor());
    const auto given = reader.read_all([&](const std::string& leaf) {
        const auto at = leaf.find("\"chain\":\"") + 9;
        central[leaf.substr(at, 32)].push_back(leaf);
        return true;
    });
    BOOST_TEST_REQUIRE(given.has_value());
    for (const auto& [chain, leaves] : local) BOOST_TEST((central[chain] == leaves));
    const auto chains = reader.chains();
    BOOST_TEST_REQUIRE(chains.has_value());
    for (const auto& chain : *chains) {
        if (!local.contains(chain.chain)) continue;
        BOOST_TEST(chain.entries == local[chain.chain].size());
        BOOST_TEST_REQUIRE(chain.head.has_value());
        BOOST_TEST(chain.head->size == chain.entries);
    }
    BOOST_TEST(!reader.read_all([](const std::string&) { return false; }).value_or(0) == false);
}

BOOST_AUTO_TEST_CASE(P5_what_an_administrator_does_to_stored_entries_is_found_at_the_entry) {
    struct Deed {
        const char* what;
        std::string sql;
        const char* found;
    };
    const std::vector<Deed> deeds = {
        {"edit", "UPDATE kith.entries SET leaf = replace(leaf, 'a.okafor', 'm.cole') WHERE idx = 33",
         "entry 33 is not what its hash says"},
        {"edit_well", "UPDATE kith.entries SET leaf = '{}', hash = sha256('\\x007b7d') WHERE idx = 33",
         "do not give the root"},
        {"remove", "DELETE FROM kith.entries WHERE idx = 34", "entry 34 is missing"},
        {"cut", "DELETE FROM kith.entries WHERE idx >= 35", "entry 35 and what follows are missing"},
        {"double",
         "INSERT INTO kith.entries SELECT chain, idx, DATE '2026-12-01', authority, at + interval '1 month', "
         "hash, leaf, "
         "received_at FROM kith.entries WHERE idx = 36",
         "entry 36 is there twice"},
    };
    Reader reader(world().auditor());
    for (const auto& deed : deeds) {
        const auto log = fresh_log(std::string("deed_") + deed.what, 50);
        const auto shipped = Shipper(world().workstation("ws_deeds"), log.chain, log.feed())
                                 .ship(log.checkpoint(50), story_day(), {});
        BOOST_TEST(shipped.trouble == "");
        BOOST_TEST(reader.verify(log.chain)->trouble == "");
        world().server().run(deed.sql + " AND chain = '" + log.chain + "'");
        const auto verdict = reader.verify(log.chain);
        BOOST_TEST_REQUIRE(verdict.has_value());
        BOOST_TEST(verdict->trouble.find(deed.found) != std::string::npos,
                   deed.what << ": " << verdict->trouble);
    }
}

BOOST_AUTO_TEST_SUITE_END()
