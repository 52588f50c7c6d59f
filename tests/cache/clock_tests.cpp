#include "cache/trusted_time.h"
#include "cache/world.h"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <random>

using namespace kith;
using namespace kith::cache_tests;

namespace {

constexpr auto kLife = 4h;

/// What happens to the machine between keeping a copy and looking for it, and what should come of it.
struct Case {
    std::string name;
    std::function<void(World&)> happens;
    bool opens;
    bool is_really_over;  ///< more than its life has passed, or it has been gone before
};

void use(World& w) {
    (void)w.shelf->list();
}

void look_hourly(World& w, int hours, const std::function<void()>& then) {
    for (int i = 0; i < hours; ++i) {
        w.clock.pass(1h);
        then();
        use(w);
    }
}

std::vector<Case> cases() {
    const auto back = [](World& w, auto by) { w.clock.set_wall(w.clock.now() - by); };
    const auto to_1970 = [](World& w) { w.clock.set_wall(base::Instant{30s}); };
    return {
        {"an hour later", [](World& w) { w.clock.pass(1h); }, true, false},
        {"just before its end", [](World& w) { w.clock.pass(kLife - 1ms); }, true, false},
        {"at its end", [](World& w) { w.clock.pass(kLife); }, false, true},
        {"set back an hour",
         [=](World& w) {
             w.clock.pass(1h);
             back(w, 1h);
         },
         false, false},
        {"over, and set back to when it was new",
         [=](World& w) {
             w.clock.pass(5h);
             back(w, 4h + 50min);
         },
         false, true},
        {"over, and set back a day",
         [=](World& w) {
             w.clock.pass(5h);
             back(w, 24h);
         },
         false, true},
        {"set forward a day", [](World& w) { w.clock.set_wall(w.clock.now() + 24h); }, false, false},
        {"set forward a day, looked at, set back",
         [=](World& w) {
             w.clock.set_wall(w.clock.now() + 24h);
             use(w);
             back(w, 24h);
         },
         false, true},
        {"set forward a day and back before anybody looked",
         [=](World& w) {
             w.clock.set_wall(w.clock.now() + 24h);
             back(w, 24h);
             w.clock.pass(1min);
         },
         true, false},
        {"asleep for five hours", [](World& w) { w.clock.sleep(5h); }, false, true},
        {"asleep for an hour", [](World& w) { w.clock.sleep(1h); }, true, false},
        {"asleep for five hours, and set back",
         [=](World& w) {
             w.clock.sleep(5h);
             back(w, 5h);
         },
         false, true},
        {"started again after an hour",
         [](World& w) {
             w.close();
             w.clock.reboot(1h);
             w.open();
         },
         true, false},
        {"started again after five hours",
         [](World& w) {
             w.close();
             w.clock.reboot(5h);
             w.open();
         },
         false, true},
        {"started again after five hours without a clock: 1970",
         [=](World& w) {
             w.close();
             w.clock.reboot(5h);
             to_1970(w);
             w.open();
         },
         false, true},
        {"started again in 1970, then put right",
         [=](World& w) {
             w.close();
             w.clock.reboot(1h);
             const auto right = w.clock.now();
             to_1970(w);
             w.open();
             w.clock.set_wall(right);
             use(w);
         },
         false, true},
        {"started again, set back to before it was kept",
         [=](World& w) {
             w.clock.pass(1h);
             use(w);
             w.close();
             w.clock.reboot(5h);
             back(w, 7h);
             w.open();
         },
         false, true},
        {"set back fifty seconds every five minutes for five hours",
         [=](World& w) {
             for (int i = 0; i < 60; ++i) {
                 w.clock.pass(5min);
                 back(w, 50s);
                 use(w);
             }
         },
         false, true},
        {"set back by the hour, every hour", [=](World& w) { look_hourly(w, 5, [&] { back(w, 1h); }); },
         false, true},
        {"a time server takes two seconds back",
         [=](World& w) {
             w.clock.pass(1h);
             back(w, 2s);
             use(w);
         },
         true, false},
        {"a leap second is counted twice",
         [=](World& w) {
             w.clock.pass(1h);
             back(w, 1s);
         },
         true, false},
        {"killed, and set back an hour",
         [=](World& w) {
             w.clock.pass(2h);
             use(w);
             (void)w.shelf.release();  // no goodbye
             back(w, 1h);
             w.open();
         },
         false, false},
    };
}

/// A day whose clocks change: 25 October 2026, one o'clock UTC.
const base::Instant kAutumn = support::instant("2026-10-25T00:30:00Z");

}  // namespace

BOOST_AUTO_TEST_SUITE(cache_clock_tests)

BOOST_AUTO_TEST_CASE(X18_nothing_that_is_over_opens_whatever_is_done_to_the_clock) {
    size_t naive_fails = 0;
    for (const Case& one : cases()) {
        World w;
        w.rules = rulebook(kLife);
        BOOST_TEST_REQUIRE(w.keep("kept"));
        const auto naive_end = w.clock.now() + kLife;
        one.happens(w);
        BOOST_TEST((w.found() == "kept") == one.opens, one.name);
        BOOST_TEST((w.shelf->list().size() == 1u) == one.opens, one.name);
        // What a cache that goes by the wall clock alone would do.
        naive_fails += one.is_really_over && w.clock.now() < naive_end;
    }
    BOOST_TEST(cases().size() >= 20u);
    BOOST_TEST(naive_fails >= 5u);
}

BOOST_AUTO_TEST_CASE(X18_summer_time_and_another_zone_change_nothing) {
    for (const char* zone : {"Europe/London", "Pacific/Kiritimati", "America/Los_Angeles"}) {
        World w;
        w.clock.set_wall(kAutumn);
        w.open();
        w.rules = rulebook(kLife);
        BOOST_TEST(w.keep("kept"));
        const char* before = std::getenv("TZ");
        const std::string old = before ? before : "";
        ::setenv("TZ", zone, 1);
        ::tzset();
        w.clock.pass(3h + 59min);
        BOOST_TEST(w.found() == "kept", zone);
        w.clock.pass(1min);
        BOOST_TEST(w.found() == "", zone);
        before ? ::setenv("TZ", old.c_str(), 1) : ::unsetenv("TZ");
        ::tzset();
    }
}

BOOST_AUTO_TEST_CASE(C10_a_clock_set_back_empties_the_shelf_and_is_in_the_log) {
    World w;
    BOOST_TEST(w.keep());
    w.clock.pass(2h);
    w.clock.set_wall(w.clock.now() - 2h);
    BOOST_TEST(w.shelf->list().empty());
    BOOST_TEST((w.purges() == std::vector<std::string>{"clock_untrusted"}));
    BOOST_TEST(w.log.entries[w.log.entries.size() - 2].kind == "clock_changed");
    BOOST_TEST(w.log.entries[w.log.entries.size() - 2].facts_json == R"({"moved_seconds":-7200})");
    BOOST_TEST(w.keep("anew"), "and the shelf goes on by the clock as it is");
    BOOST_TEST(w.found() == "anew");
}

BOOST_AUTO_TEST_CASE(C10_the_clock_set_back_while_keys_are_away_opens_nothing_when_they_are_back) {
    World w;
    BOOST_TEST(w.keep());
    w.clock.pass(2h);
    w.close();
    w.keys.is_away = true;
    w.clock.set_wall(w.clock.now() - 2h);
    w.open();
    w.keys.is_away = false;
    BOOST_TEST(w.found() == "");
}

BOOST_AUTO_TEST_CASE(P9_once_gone_never_live_again_under_any_sequence_of_moves) {
    for (unsigned seed = 1; seed <= 25; ++seed) {
        std::mt19937 random(seed);
        const auto up_to = [&](int n) { return std::chrono::minutes(random() % static_cast<unsigned>(n)); };
        World w;
        w.rules = rulebook(kLife);
        BOOST_TEST_REQUIRE(w.keep("kept"));
        std::vector<std::string> copies;
        bool has_gone = false;
        std::string story;
        for (int step = 0; step < 14; ++step) {
            const unsigned what = random() % 8;
            story += std::to_string(what);
            if (what <= 1) w.clock.pass(up_to(90));
            if (what == 2) w.clock.sleep(up_to(120));
            if (what == 3) w.clock.set_wall(w.clock.now() + up_to(60));
            if (what == 4) w.clock.set_wall(w.clock.now() - up_to(120));
            if (what == 5) {
                w.close();
                w.clock.reboot(up_to(60));
                w.open();
            }
            if (what == 6) {
                w.close();
                copies.push_back(read_bytes(w.path()));
                w.open();
            }
            if (what == 7 && !copies.empty()) {
                w.close();
                write_bytes(w.path(), copies[random() % copies.size()]);
                w.open();
            }
            const bool lives = w.found() == "kept";
            BOOST_TEST(!(lives && has_gone), "seed " << seed << ", steps " << story);
            has_gone = has_gone || !lives;
        }
    }
}

BOOST_AUTO_TEST_CASE(the_earliest_of_three_clocks_rules) {
    using namespace kith::cache;
    const base::Instant now = support::instant("2026-11-22T09:00:00Z");
    const Life life{now + 1h, {"boot", 10h}, 1h};
    const auto reading = [&](std::chrono::milliseconds up, const char* boot = "boot") {
        return Reading{now, {boot, up}, {}};
    };
    BOOST_TEST(!is_over(life, now, reading(10h)));
    BOOST_TEST(is_over(life, now + 1h, reading(10h)));
    BOOST_TEST(is_over(life, now, reading(11h)));
    BOOST_TEST(!is_over(life, now, reading(11h, "another")));
    BOOST_TEST(is_over(life, now, reading(9h)), "kept in a future of this start");
    BOOST_TEST((left(life, now, reading(10h + 20min)) == 40min));
    BOOST_TEST((left(life, now + 30min, reading(10h)) == 30min));
}

BOOST_AUTO_TEST_CASE(the_clock_that_stands_still_in_sleep_is_the_third) {
    // Neither wall nor uptime move here: a clock of a machine that tells neither.
    struct Stuck final : ports::Clock {
        base::Instant now() const override { return support::instant("2026-11-22T09:00:00Z"); }
        std::chrono::steady_clock::time_point ticks() const override { return t; }
        ports::Uptime uptime() const override { return {}; }
        std::chrono::steady_clock::time_point t{};
    } clock;
    World w;
    w.close();
    auto shelf = cache::Shelf::open({w.folder.file("other"), w.user, w.workstation},
                                    {w.keys, w.log, clock, w.entropy});
    BOOST_TEST_REQUIRE(shelf.has_value());
    const auto allowed = permit(rulebook(kLife), request(child()), clock.now());
    BOOST_TEST((*shelf)->keep(allowed, child(), reply("health", "kept"))->has_value());
    clock.t += kLife - 1ms;
    BOOST_TEST((*shelf)->find(allowed)->size() == 1u);
    clock.t += 1ms;
    BOOST_TEST((*shelf)->find(allowed)->empty());
}

BOOST_AUTO_TEST_SUITE_END()
