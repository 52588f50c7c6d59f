#include "auth/lock.h"

#include <boost/test/unit_test.hpp>

#include <random>

using namespace kith;
using namespace std::chrono_literals;
using auth::Lock;
using auth::LockReason;
using std::chrono::milliseconds;

BOOST_AUTO_TEST_SUITE(auth_lock_tests)

namespace {

const base::Instant kMorning{milliseconds{1'795'340'460'000}};

/// A screen, its person, and the time since the machine started.
struct Screen {
    Lock lock;
    milliseconds at = 1000h;
    base::Instant wall = kMorning;

    Screen() {
        lock.person = "N-1001";
        lock.last_touch = at;
    }
    auth::LockStep tell(const auth::LockEvent& event) {
        auto done = auth::step(lock, event, wall, at);
        lock = done.lock;
        return done;
    }
    auth::LockStep after(milliseconds time, const auth::LockEvent& event = auth::TimePassed{}) {
        at += time;
        wall += time;
        return tell(event);
    }
};

std::string reason_of(const Lock& lock) {
    return lock.locked ? std::string(auth::name_of(*lock.locked)) : "open";
}

}  // namespace

BOOST_AUTO_TEST_CASE(FD_17_five_idle_minutes_blank_the_screen_and_a_touch_begins_them_again) {
    Screen screen;
    BOOST_TEST(!screen.after(4min + 59s).blanks);
    screen.tell(auth::Touched{});
    BOOST_TEST(!screen.after(4min + 59s).blanks);
    const auto done = screen.after(1s);
    BOOST_TEST(done.blanks);
    BOOST_TEST(reason_of(screen.lock) == "idle");
    BOOST_TEST(!screen.after(1s).blanks);  // once
}

BOOST_AUTO_TEST_CASE(FD_17_closing_the_lid_and_locking_the_desktop_blank_at_once) {
    for (const auto& [event, name] :
         std::vector<std::pair<auth::LockEvent, std::string>>{{auth::Suspending{}, "suspending"},
                                                              {auth::DesktopLocked{}, "session_locked"},
                                                              {auth::LockAsked{}, "asked"}}) {
        Screen screen;
        BOOST_TEST(screen.tell(event).blanks);
        BOOST_TEST(reason_of(screen.lock) == name);
    }
}

BOOST_AUTO_TEST_CASE(FD_17_time_asleep_counts_even_if_nobody_said_that_the_lid_was_closed) {
    Screen screen;
    const auto done = screen.after(8h, auth::Touched{});  // the first touch after waking
    BOOST_TEST(done.blanks);
    BOOST_TEST(reason_of(screen.lock) == "idle");
}

BOOST_AUTO_TEST_CASE(a_touch_at_the_locked_screen_does_not_open_it_nor_does_the_desktops_unlocking) {
    Screen screen;
    screen.tell(auth::DesktopLocked{});
    for (const auth::LockEvent& event : std::vector<auth::LockEvent>{auth::Touched{}, auth::DesktopUnlocked{},
                                                                     auth::TimePassed{}, auth::Copied{}}) {
        BOOST_TEST(!screen.tell(event).opens);
        BOOST_TEST(screen.lock.is_locked());
    }
    BOOST_TEST(!screen.lock.is_desktop_locked);
}

BOOST_AUTO_TEST_CASE(only_the_same_person_unlocks_under_whatever_account) {
    Screen screen;
    screen.tell(auth::LockAsked{});
    const auto other = screen.tell(auth::Proved{"N-1002", {}});
    BOOST_TEST(other.refuses_person);
    BOOST_TEST(!other.opens);
    BOOST_TEST(!screen.tell(auth::Proved{"", {}}).opens);
    const auto same = screen.tell(auth::Proved{"N-1001", {}});
    BOOST_TEST(same.opens);
    BOOST_TEST(reason_of(screen.lock) == "open");
    BOOST_TEST(!screen.after(4min).blanks);  // the rest begins anew
}

BOOST_AUTO_TEST_CASE(nobody_is_let_in_who_had_not_been_locked_out) {
    Screen screen;
    BOOST_TEST(!screen.tell(auth::Proved{"N-1002", {}}).refuses_person);
    BOOST_TEST(!screen.tell(auth::Proved{"N-1001", {}}).opens);
    BOOST_TEST(screen.lock.person == "N-1001");
}

BOOST_AUTO_TEST_CASE(a_wall_clock_that_is_set_back_keeps_no_screen_open) {
    Screen screen;
    screen.wall -= 24h;
    screen.at += 5min;
    BOOST_TEST(screen.tell(auth::TimePassed{}).blanks);
}

BOOST_AUTO_TEST_CASE(a_sitting_ends_and_unlocking_begins_another) {
    Screen screen;
    screen.lock.until = kMorning + 2min;
    const auto done = screen.after(2min);
    BOOST_TEST(done.blanks);
    BOOST_TEST(reason_of(screen.lock) == "sitting_over");
    BOOST_TEST(!screen.tell(auth::Proved{"N-1001", kMorning + 2min}).opens);  // a proof that has ended itself
    BOOST_TEST(screen.tell(auth::Proved{"N-1001", kMorning + 12h}).opens);
    BOOST_TEST(!screen.after(1min).blanks);
}

BOOST_AUTO_TEST_CASE(X_4_the_clipboard_is_cleared_after_its_time_and_on_lock) {
    Screen screen;
    screen.tell(auth::Copied{});
    BOOST_TEST(!screen.after(59s).clears_clipboard);
    BOOST_TEST(screen.after(1s).clears_clipboard);
    BOOST_TEST(!screen.after(1s).clears_clipboard);  // once
    screen.tell(auth::Copied{});
    screen.after(30s);
    screen.tell(auth::Copied{});  // a later copy has its own minute
    BOOST_TEST(!screen.after(59s).clears_clipboard);
    BOOST_TEST(screen.tell(auth::LockAsked{}).clears_clipboard);
}

BOOST_AUTO_TEST_CASE(
    FD_17_whatever_happens_in_whatever_order_the_screen_is_never_open_longer_than_the_rest_allowed) {
    std::mt19937_64 dice(17);
    for (int run = 0; run < 300; ++run) {
        Screen screen;
        milliseconds last_touch = screen.at;
        bool is_open = true;
        for (int i = 0; i < 60; ++i) {
            const milliseconds passed{dice() % 400'000};
            screen.at += passed;
            screen.wall += milliseconds{static_cast<std::int64_t>(dice() % 800'000) - 400'000};
            const std::vector<auth::LockEvent> events = {
                auth::Touched{},       auth::TimePassed{},         auth::LockAsked{},
                auth::DesktopLocked{}, auth::DesktopUnlocked{},    auth::Suspending{},
                auth::Copied{},        auth::Proved{"N-1001", {}}, auth::Proved{"N-1002", {}}};
            const auto& event = events[dice() % events.size()];
            const auto done = screen.tell(event);
            const bool was_idle = is_open && screen.at - last_touch >= 5min;
            if (was_idle) BOOST_TEST(done.blanks);
            if (done.blanks) is_open = false;
            if (done.opens) {
                BOOST_TEST(std::get<auth::Proved>(event).person == "N-1001");
                is_open = true;
                last_touch = screen.at;
            }
            if (is_open && std::holds_alternative<auth::Touched>(event)) last_touch = screen.at;
            BOOST_TEST(screen.lock.is_locked() == !is_open);
        }
    }
}

BOOST_AUTO_TEST_CASE(the_reason_is_said_in_words) {
    BOOST_TEST(auth::words_of(LockReason::idle, {}) == "after 5 minutes in which nobody touched anything");
    BOOST_TEST(auth::words_of(LockReason::session_locked, {}) == "with the desktop");
}

BOOST_AUTO_TEST_SUITE_END()
