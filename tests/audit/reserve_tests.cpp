#include "log_world.h"
#include "small_disk.h"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <iostream>

using namespace kith;
using namespace kith::audit_tests;
using base::Fault;
namespace fs = std::filesystem;

// C24, X2: a full disk does not stop what must be done in an emergency, nor the record of it. On a real file
// system that is really full, where this machine lets us mount one.
namespace {

ports::AuditEntry ordinary() {
    auto e = entry("event_opened");
    e.enquiry = "ordinary";
    return e;
}

ports::AuditEntry emergency(std::string kind) {
    auto e = entry(std::move(kind));
    e.enquiry = "emergency";
    return e;
}

struct FullWorld : LogWorld {
    support::SmallDisk disk{scratch.file("disk"), 24u << 20};
    FullWorld() {
        place.path = disk.path() + "/state/access.log";
        place.token_key_path = disk.path() + "/state/token.key";
    }
    bool has_reserve() const { return fs::exists(place.path + ".reserve"); }
};

#define NEEDS_DISK(world)                                                              \
    if (!world.disk.is_mounted()) {                                                    \
        std::cout << "skipped 1 test with a full disk: nothing may be mounted here\n"; \
        return;                                                                        \
    }

}  // namespace

BOOST_AUTO_TEST_SUITE(audit_reserve_tests)

BOOST_AUTO_TEST_CASE(C24_eight_mebibytes_are_really_taken_and_not_a_hole) {
    LogWorld world;
    auto log = world.open();
    const std::string reserve = world.place.path + ".reserve";
    BOOST_TEST(fs::file_size(reserve) == 8u << 20);
    struct stat now {};
    BOOST_TEST_REQUIRE(::stat(reserve.c_str(), &now) == 0);
    BOOST_TEST(now.st_blocks * 512 >= 8 << 20);
    BOOST_TEST((now.st_mode & 07777) == 0600u);
}

BOOST_AUTO_TEST_CASE(X2_a_full_disk_takes_no_ordinary_entry_and_every_entry_of_an_emergency) {
    FullWorld world;
    NEEDS_DISK(world)
    auto log = world.open();
    world.append(*log, ordinary());
    world.disk.fill();
    std::uint64_t taken = log->size();
    while (log->append(ordinary())) ++taken;  // what little room the journal still had
    const auto refused = log->append(ordinary());
    BOOST_TEST_REQUIRE(!refused.has_value());
    BOOST_TEST((refused.error().fault == Fault::log_unwritable));
    BOOST_TEST(refused.error().detail.find("no room left") != std::string::npos, refused.error().detail);
    BOOST_TEST(world.has_reserve());

    for (const auto* kind : {"emergency_began", "enquiry_asked", "results_displayed", "event_opened",
                             "enquiry_closed", "emergency_ended"})
        BOOST_TEST(log->append(emergency(kind)).has_value(), kind);
    BOOST_TEST(!world.has_reserve(), "given up");
    BOOST_TEST(log->size() == taken + 6);
    BOOST_TEST(!log->append(ordinary()).has_value(), "what was given up is for emergencies alone");

    for (int i = 0; i < 300; ++i) BOOST_TEST_REQUIRE(log->append(emergency("event_opened")).has_value());
    world.disk.make_room();
    BOOST_TEST(log->append(ordinary()).has_value());
    BOOST_TEST(world.has_reserve(), "kept again as soon as there is room");
    BOOST_TEST(log->verify({})->trouble.empty(), log->verify({})->trouble);
}

BOOST_AUTO_TEST_CASE(X2_a_log_on_a_full_disk_opens_for_an_emergency) {
    FullWorld world;
    NEEDS_DISK(world) {
        auto log = world.open();
        for (int i = 0; i < 3; ++i) world.append(*log, ordinary());
    }
    world.disk.fill();
    auto log = world.open();
    BOOST_TEST(!log->append(ordinary()).has_value());
    BOOST_TEST(log->append(emergency("emergency_began")).has_value());
    BOOST_TEST(log->append(emergency("enquiry_asked")).has_value());
    log.reset();
    world.disk.make_room();
    BOOST_TEST(world.open()->size() == 5u);
}

BOOST_AUTO_TEST_CASE(X2_a_disk_without_room_for_the_reserve_opens_the_log_and_takes_emergencies_alone) {
    FullWorld world;
    NEEDS_DISK(world)
    world.disk.fill();
    world.disk.make_room();
    world.disk.fill(2u << 20);
    auto log = world.open();
    BOOST_TEST(!world.has_reserve());
    BOOST_TEST(!log->append(ordinary()).has_value());
    BOOST_TEST(log->append(emergency("emergency_began")).has_value());
}

BOOST_AUTO_TEST_CASE(X2_a_disk_that_became_read_only_gives_no_receipt_and_loses_nothing) {
    FullWorld world;
    NEEDS_DISK(world)
    auto log = world.open();
    for (int i = 0; i < 3; ++i) world.append(*log);
    log.reset();
    BOOST_TEST_REQUIRE(world.disk.turn_read_only(true));
    const auto reopened = world.try_open();
    BOOST_TEST_REQUIRE(!reopened.has_value());
    BOOST_TEST((reopened.error().fault == Fault::log_unwritable), reopened.error().detail);
    BOOST_TEST_REQUIRE(world.disk.turn_read_only(false));
    BOOST_TEST(world.open()->size() == 3u);
}

BOOST_AUTO_TEST_SUITE_END()
