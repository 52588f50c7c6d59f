#include "central/reader.h"
#include "central_world.h"
#include "support/tcp_proxy.h"

#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

#include <array>
#include <mutex>
#include <random>
#include <thread>

extern char** environ;

using namespace kith;
using namespace kith::tests;
using central::Shipper;
using support::TcpProxy;

namespace {

/// Some way through a conversation, either while entries go up or while acknowledgements come down. Most of
/// the bytes of signing in come first, so that every part of it is met as well.
TcpProxy::Fate somewhere(std::mt19937& dice, std::uint64_t bytes_up, std::uint64_t bytes_down = 6000) {
    TcpProxy::Fate fate;
    if (dice() % 2)
        fate.up = 1 + dice() % bytes_up;
    else
        fate.down = 1 + dice() % bytes_down;
    return fate;
}

pid_t start_shipper(const central::Place& place, const MadeLog& log) {
    const std::string program = std::string(KITH_BINARY_DIR) + "/central_shipper";
    std::vector<std::string> words = {program,       std::to_string(place.port), place.user,
                                      place.ca_file, place.client_cert_file,     place.client_key_file,
                                      log.chain,     std::to_string(log.size)};
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    // Its complaints about the faults that are made on purpose would only confuse a reader of the tests'
    // output.
    posix_spawn_file_actions_t quiet;
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, 2, "/dev/null", 1, 0);
    pid_t process = -1;
    const int failed = ::posix_spawn(&process, program.c_str(), &quiet, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&quiet);
    return failed ? -1 : process;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(central_fault_tests, *boost::unit_test::precondition(NeedsPostgres{10}))

BOOST_AUTO_TEST_CASE(G1_X19_exactly_once_over_kills_of_the_server_before_and_after_commit) {
    std::mt19937 dice(19);
    auto log = fresh_log("server_killed", 0);
    TcpProxy proxy(world().server().port());
    const auto place = world().workstation("ws_server_killed", proxy.port());
    Shipper shipper(place, log.chain, log.feed());
    int killed = 0;
    for (int round = 0; round < 30; ++round) {
        log.size += 1 + dice() % 300;
        const bool is_whole_server = round % 2 == 0;
        auto fate = somewhere(dice, 120'000, 4000);
        fate.and_then = [&] {
            ++killed;
            is_whole_server ? world().server().kill() : world().server().kill_conversations();
        };
        proxy.set_plan([&](int) { return fate; });
        shipper.ship("", story_day(), {});
        proxy.set_plan({});
        world().server().start();
        // A conversation that was cut in its own time stays open across rounds; this one must bring
        // everything.
        central::Shipped shipped;
        for (int tries = 0; tries < 400 && (tries == 0 || !shipped.trouble.empty()); ++tries)
            shipped = shipper.ship("", story_day(), {});
        BOOST_TEST_REQUIRE(shipped.trouble == "");
        BOOST_TEST(!shipped.is_fork);
        BOOST_TEST(shipped.next == log.size);
        // A new conversation each round, so that each meets its own fate.
        shipper = Shipper(place, log.chain, log.feed(), shipped.next);
    }
    BOOST_TEST(world().holds(log));
    BOOST_TEST(killed > 15);
    BOOST_TEST_MESSAGE("server killed " << killed << " times in mid-conversation");
}

BOOST_AUTO_TEST_CASE(G1_exactly_once_over_kills_of_the_shipping_program) {
    std::mt19937 dice(7);
    auto log = fresh_log("shipper_killed", 0);
    TcpProxy proxy(world().server().port());
    const auto place = world().workstation("ws_shipper_killed", proxy.port());
    int killed = 0;
    for (int round = 0; round < 60; ++round) {
        log.size += 1 + dice() % 300;
        pid_t process = -1;
        std::mutex started;
        auto fate = somewhere(dice, 120'000, 5000);
        fate.and_then = [&] {
            const std::scoped_lock known(started);
            ++killed;
            ::kill(process, SIGKILL);
        };
        proxy.set_plan([&](int) { return fate; });
        {
            const std::scoped_lock not_yet(started);
            process = start_shipper(place, log);
            BOOST_TEST_REQUIRE(process > 0);
        }
        ::waitpid(process, nullptr, 0);
        proxy.set_plan({});
    }
    int status = -1;
    ::waitpid(start_shipper(place, log), &status, 0);
    BOOST_TEST(status == 0);
    BOOST_TEST(world().holds(log));
    BOOST_TEST(killed > 30);
    BOOST_TEST_MESSAGE("shipping program killed " << killed << " times");
}

BOOST_AUTO_TEST_CASE(G1_exactly_once_over_a_thousand_connection_resets) {
    std::mt19937 dice(1000);
    auto log = fresh_log("resets", 0);
    TcpProxy proxy(world().server().port(), [&](int) { return somewhere(dice, 14'000); });
    const auto place = world().workstation("ws_resets", proxy.port());
    Shipper shipper(place, log.chain, log.feed());
    bool was_fork = false;
    std::uint64_t never_back = 0;
    for (int attempts = 0; proxy.cut() < 1000 && attempts < 5000; ++attempts) {
        log.size += dice() % 30;
        const auto shipped = shipper.ship("", story_day(), {});
        was_fork = was_fork || shipped.is_fork;
        BOOST_TEST_REQUIRE(shipped.next >= never_back);
        BOOST_TEST_REQUIRE(shipped.notice == "");
        never_back = shipped.next;
    }
    proxy.set_plan({});
    BOOST_TEST(proxy.cut() >= 1000);
    BOOST_TEST(!was_fork);
    const auto last = Shipper(place, log.chain, log.feed(), never_back).ship("", story_day(), {});
    BOOST_TEST(last.trouble == "");
    BOOST_TEST(world().holds(log));
    BOOST_TEST_MESSAGE(proxy.cut() << " resets, " << log.size << " entries");
}

BOOST_AUTO_TEST_CASE(X14_lost_for_72_hours_then_back_with_an_older_copy_is_noticed_and_made_good) {
    auto log = fresh_log("lost_72h", 500);
    const auto place = world().workstation("ws_lost_72h");
    BOOST_TEST(Shipper(place, log.chain, log.feed()).ship(log.checkpoint(500), story_day(), {}).trouble ==
               "");
    world().server().keep_copy("yesterday");
    log.size = 800;
    Shipper shipper(place, log.chain, log.feed(), 500);
    BOOST_TEST(shipper.ship(log.checkpoint(800), story_day(), {}).notice == "");

    world().server().kill();
    log.size += 3 * 24 * 20;  // an entry every three minutes
    const auto gone = shipper.ship(log.checkpoint(log.size), story_day() + std::chrono::hours{72}, {});
    BOOST_TEST(gone.trouble != "");
    BOOST_TEST(!gone.is_connected);
    BOOST_TEST((gone.at == story_day()));

    world().server().put_back("yesterday");
    const auto back = shipper.ship(log.checkpoint(log.size), story_day() + std::chrono::hours{73}, {});
    BOOST_TEST(back.trouble == "");
    BOOST_TEST(back.notice.find("from 800 entries to 500") != std::string::npos);
    BOOST_TEST(back.sent == log.size - 500);
    BOOST_TEST(world().holds(log));
    BOOST_TEST(shipper.ship("", story_day(), {}).notice == "");
}

BOOST_AUTO_TEST_CASE(X19_failover_to_a_server_that_lacks_the_tail_is_noticed_by_a_program_started_later) {
    auto log = fresh_log("failover", 40);
    const auto place = world().workstation("ws_failover");
    BOOST_TEST(Shipper(place, log.chain, log.feed()).ship("", story_day(), {}).trouble == "");
    world().server().keep_copy("standby");
    log.size = 60;
    const auto before = Shipper(place, log.chain, log.feed(), 40).ship("", story_day(), {});
    BOOST_TEST(before.next == 60u);
    world().server().put_back("standby");
    const auto after = Shipper(place, log.chain, log.feed(), before.next).ship("", story_day(), {});
    BOOST_TEST(after.trouble == "");
    BOOST_TEST(after.notice != "");
    BOOST_TEST(world().holds(log));
}

BOOST_AUTO_TEST_CASE(X14_two_stores_that_disagree_are_a_fork) {
    const auto log = fresh_log("two_stores", 120);
    auto other = log;
    other.differs_from = 77;
    const auto place = world().workstation("ws_two_stores");
    world().auditor();
    world().server().run("CREATE DATABASE store_two TEMPLATE kith", "postgres");
    auto second = place;
    second.database = "store_two";
    BOOST_TEST(Shipper(place, log.chain, log.feed()).ship("", story_day(), {}).trouble == "");
    BOOST_TEST(Shipper(second, log.chain, other.feed()).ship("", story_day(), {}).trouble == "");
    central::Reader one(world().auditor());
    auto elsewhere = world().auditor();
    elsewhere.database = "store_two";
    central::Reader two(elsewhere);
    const auto found = central::disagreements(one, two);
    BOOST_TEST_REQUIRE(found.has_value());
    BOOST_TEST_REQUIRE(found->size() == 1u);
    BOOST_TEST(found->front().chain == log.chain);
    BOOST_TEST(found->front().entry == 77u);
    const auto none = central::disagreements(one, one);
    BOOST_TEST((none && none->empty()));
    // The workstation itself shouts when it meets the store that tells its log otherwise.
    BOOST_TEST(Shipper(second, log.chain, log.feed()).ship("", story_day(), {}).is_fork);
}

BOOST_AUTO_TEST_CASE(X19_serialisation_failures_and_deadlocks_are_tried_again_and_in_the_end_given_up) {
    auto log = fresh_log("serialisation", 700);
    const auto place = world().workstation("ws_serialisation");
    auto& server = world().server();
    server.run(
        "CREATE SEQUENCE public.refusals; GRANT USAGE ON SEQUENCE public.refusals TO PUBLIC;"
        "CREATE FUNCTION public.refuse_some() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF nextval('public.refusals') % 3 <> 0 THEN RAISE EXCEPTION 'again' USING ERRCODE = "
        "CASE WHEN currval('public.refusals') % 2 = 0 THEN '40001' ELSE '40P01' END; END IF; RETURN NULL; "
        "END $$;"
        "CREATE TRIGGER refuse_some AFTER INSERT ON kith.shipments FOR EACH STATEMENT EXECUTE FUNCTION "
        "public.refuse_some()");
    const auto shipped = Shipper(place, log.chain, log.feed()).ship("", story_day(), {});
    BOOST_TEST(shipped.trouble == "");
    BOOST_TEST(world().holds(log));
    server.run(
        "CREATE OR REPLACE FUNCTION public.refuse_some() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$");
    log.size = 710;
    const auto refused = Shipper(place, log.chain, log.feed()).ship("", story_day(), {});
    BOOST_TEST(refused.trouble != "");
    BOOST_TEST(!refused.is_fork);
    BOOST_TEST(refused.next == 700u);
    server.run(
        "DROP TRIGGER refuse_some ON kith.shipments; DROP FUNCTION public.refuse_some; DROP SEQUENCE "
        "public.refusals");
    BOOST_TEST(Shipper(place, log.chain, log.feed()).ship("", story_day(), {}).trouble == "");
    BOOST_TEST(world().holds(log));
}

BOOST_AUTO_TEST_CASE(
    X19_a_long_lock_is_given_up_in_time_and_an_idle_transaction_of_somebody_else_stops_nobody) {
    auto log = fresh_log("long_lock", 30);
    central::Patience hurried;
    hurried.lock = std::chrono::milliseconds{100};
    Shipper shipper(world().workstation("ws_long_lock"), log.chain, log.feed(), 0, hurried);
    BOOST_TEST(shipper.ship("", story_day(), {}).trouble == "");
    log.size = 60;
    const auto somebody = world().server().visit();
    somebody->run("BEGIN; LOCK TABLE kith.entries IN ACCESS EXCLUSIVE MODE");
    const auto waited = shipper.ship("", story_day(), {});
    BOOST_TEST(waited.trouble.find("lock") != std::string::npos);
    BOOST_TEST(waited.is_connected);
    BOOST_TEST(waited.next == 30u);
    somebody->run(
        "ROLLBACK; BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM kith.entries; "
        "INSERT INTO kith.auditors VALUES ('nobody', 'nowhere')");
    BOOST_TEST(shipper.ship("", story_day(), {}).trouble == "");
    somebody->run("ROLLBACK");
    BOOST_TEST(world().holds(log));
}

BOOST_AUTO_TEST_CASE(X19_a_server_that_falls_silent_is_given_up_and_what_it_did_or_not_is_found_out) {
    auto log = fresh_log("silent", 200);
    std::mt19937 dice(5);
    TcpProxy proxy(world().server().port());
    const auto place = world().workstation("ws_silent", proxy.port());
    central::Patience hurried;
    hurried.connect = hurried.answer = std::chrono::milliseconds{150};
    for (int round = 0; round < 12; ++round) {
        auto fate = somewhere(dice, 30'000, 5000);
        fate.falls_silent = true;
        proxy.set_plan([&](int) { return fate; });
        log.size += 40;
        Shipper(place, log.chain, log.feed(), 0, hurried).ship("", story_day(), {});
    }
    proxy.set_plan({});
    BOOST_TEST(proxy.cut() > 5);
    BOOST_TEST(Shipper(place, log.chain, log.feed()).ship("", story_day(), {}).trouble == "");
    BOOST_TEST(world().holds(log));
}

BOOST_AUTO_TEST_CASE(X19_a_storm_of_two_hundred_workstations_meets_a_server_that_takes_sixty) {
    std::vector<MadeLog> logs;
    for (int i = 0; i < 200; ++i) logs.push_back(fresh_log("storm" + std::to_string(i), 20));
    // One certificate serves all: it is the server's room for connections that is tried here.
    const auto place = world().workstation("ws_storm");
    std::vector<central::Shipped> results(200);
    // Some come in and stay, until the first finds the door shut.
    std::vector<Shipper> inside;
    size_t outside = 0;
    for (; outside < 200; ++outside) {
        Shipper shipper(place, logs[outside].chain, logs[outside].feed());
        results[outside] = shipper.ship("", story_day(), {});
        if (!results[outside].trouble.empty()) break;
        inside.push_back(std::move(shipper));
    }
    BOOST_TEST(outside > 40u);
    BOOST_TEST_REQUIRE(outside < 100u);
    BOOST_TEST(results[outside].trouble.find("no more connections") != std::string::npos);
    std::atomic<int> turned_away{0};
    {
        std::vector<std::jthread> threads;
        for (size_t i = outside; i < 200; ++i)
            threads.emplace_back([&, i] {
                Shipper shipper(place, logs[i].chain, logs[i].feed());
                for (int tries = 0; tries < 1000; ++tries) {
                    results[i] = shipper.ship("", story_day(), {});
                    if (results[i].trouble.empty()) return;
                    ++turned_away;
                    turned_away.notify_all();
                }
            });
        for (int seen = 0; seen < 100; seen = turned_away) turned_away.wait(seen);
        inside.clear();
    }
    int wrong = 0;
    for (size_t i = 0; i < 200; ++i)
        wrong += !(results[i].trouble.empty() && results[i].next == 20 && !results[i].is_fork);
    BOOST_TEST(wrong == 0);
    const auto held = world().server().run(
        "SELECT count(*), count(DISTINCT e.chain) FROM kith.entries e JOIN kith.chains c USING (chain) WHERE "
        "c.db_role = 'ws_storm'");
    BOOST_TEST(held[0][0] == "4000");
    BOOST_TEST(held[0][1] == "200");
    BOOST_TEST_MESSAGE(turned_away << " times turned away");
}

BOOST_AUTO_TEST_SUITE_END()
