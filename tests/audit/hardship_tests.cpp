#include "log_world.h"
#include "store/database.h"
#include "support/hardship.h"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <sstream>

using namespace kith;
using namespace kith::audit_tests;
using namespace std::chrono_literals;
using base::Fault;
namespace fs = std::filesystem;

// Whatever keeps an entry from the disk: no receipt, one fault, a reason of its own, and nothing half
// written.
namespace {

bool says(const base::Error& error, std::string_view what) {
    return error.detail.find(what) != std::string::npos;
}

/// Gives the log's folder to nobody, so that tests about permissions mean something to root as well.
void give_to_nobody(const LogWorld& world) {
    if (::geteuid() != 0) return;
    for (const auto& path : {world.scratch.path(), world.scratch.file("state")})
        BOOST_TEST_REQUIRE(::chown(path.c_str(), 65534, 65534) == 0);
    for (const auto& file : fs::directory_iterator(world.scratch.file("state")))
        BOOST_TEST_REQUIRE(::chown(file.path().c_str(), 65534, 65534) == 0);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(audit_hardship_tests)

BOOST_AUTO_TEST_CASE(a_full_disk_gives_no_receipt_and_the_log_goes_on_once_there_is_room) {
    LogWorld world;
    auto log = world.open();
    world.append(*log);
    auto large = entry();
    large.facts_json = R"({"codes":")" + std::string(300'000, 'x') + R"("})";
    {
        const support::FileSizeLimit limit(128 * 1024);
        const auto receipt = log->append(large);
        BOOST_TEST_REQUIRE(!receipt.has_value());
        BOOST_TEST((receipt.error().fault == Fault::log_unwritable));
        BOOST_TEST(says(receipt.error(), "no room left"), receipt.error().detail);
    }
    BOOST_TEST(log->size() == 1u);
    BOOST_TEST(world.append(*log, large).leaf() == 1u);
    log.reset();
    BOOST_TEST(world.open()->size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_disk_that_is_full_from_the_start_opens_no_log) {
    LogWorld world;
    const support::FileSizeLimit limit(1024);
    const auto log = world.try_open();
    BOOST_TEST_REQUIRE(!log.has_value());
    BOOST_TEST((log.error().fault == Fault::log_unwritable));
    BOOST_TEST(says(log.error(), "no room left"), log.error().detail);
}

BOOST_AUTO_TEST_CASE(a_read_only_file_is_refused_when_the_log_is_opened) {
    LogWorld world;
    world.append(*world.open());
    give_to_nobody(world);
    fs::permissions(world.place.path, fs::perms::owner_read);
    const support::NotRoot not_root;
    const auto log = world.try_open();
    BOOST_TEST_REQUIRE(!log.has_value());
    BOOST_TEST((log.error().fault == Fault::log_unwritable));
    BOOST_TEST(says(log.error(), "may not be written"), log.error().detail);
}

BOOST_AUTO_TEST_CASE(a_folder_that_may_not_be_written_opens_no_log_and_harms_none) {
    LogWorld world;
    world.append(*world.open());
    give_to_nobody(world);
    fs::permissions(world.scratch.file("state"), fs::perms::owner_read | fs::perms::owner_exec);
    {
        const support::NotRoot not_root;
        const auto log = world.try_open();
        BOOST_TEST_REQUIRE(!log.has_value());
        BOOST_TEST((log.error().fault == Fault::log_unwritable), log.error().detail);
    }
    fs::permissions(world.scratch.file("state"), fs::perms::owner_all);
    BOOST_TEST(world.open()->size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_log_that_another_program_holds_gives_no_receipt_and_says_so) {
    LogWorld world;
    auto log = world.open();
    auto holder = store::Database::open(world.place.path, 0ms);
    BOOST_TEST_REQUIRE(holder.has_value());
    const auto held = holder->transact([&]() -> base::Expected<void> {
        const auto receipt = log->append(entry());
        BOOST_TEST_REQUIRE(!receipt.has_value());
        BOOST_TEST((receipt.error().fault == Fault::log_unwritable));
        BOOST_TEST(says(receipt.error(), "another program holds"), receipt.error().detail);
        return {};
    });
    BOOST_TEST(held.has_value());
    BOOST_TEST(world.append(*log).leaf() == 0u);
}

BOOST_AUTO_TEST_CASE(a_missing_folder_is_made_and_one_that_cannot_be_made_is_said) {
    LogWorld world;
    world.place.path = world.scratch.file("a/b/access.log");
    BOOST_TEST(world.try_open().has_value());
    std::ofstream(world.scratch.file("file")) << "x";
    world.place.path = world.scratch.file("file/access.log");
    const auto log = world.try_open();
    BOOST_TEST_REQUIRE(!log.has_value());
    BOOST_TEST((log.error().fault == Fault::log_unwritable));
    BOOST_TEST(says(log.error(), "no such file or folder"), log.error().detail);
}

BOOST_AUTO_TEST_CASE(a_file_of_something_else_is_damaged_not_overwritten) {
    LogWorld world;
    fs::create_directory(world.scratch.file("state"));
    std::ofstream(world.place.path) << std::string(8192, 'n');
    const auto log = world.try_open();
    BOOST_TEST_REQUIRE(!log.has_value());
    BOOST_TEST((log.error().fault == Fault::corrupt));
    BOOST_TEST(fs::file_size(world.place.path) == 8192u);
}

BOOST_AUTO_TEST_CASE(a_page_of_noise_where_an_entry_was_is_damage) {
    LogWorld world;
    {
        auto log = world.open();
        for (int i = 0; i < 60; ++i) world.append(*log);
    }
    std::ostringstream bytes;
    bytes << std::ifstream(world.place.path, std::ios::binary).rdbuf();
    const size_t entry_at = bytes.str().find(R"("index":30,)");
    BOOST_TEST_REQUIRE(entry_at != std::string::npos);
    {
        std::fstream file(world.place.path, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(static_cast<std::streamoff>(entry_at / 4096 * 4096));
        file << std::string(4096, '\x5a');
    }
    const auto log = world.try_open();
    BOOST_TEST_REQUIRE(!log.has_value());
    BOOST_TEST((log.error().fault == Fault::corrupt), log.error().detail);
}

BOOST_AUTO_TEST_CASE(a_token_key_of_the_wrong_size_is_damage) {
    LogWorld world;
    world.append(*world.open());
    for (const size_t size : {size_t{0}, size_t{31}, size_t{33}}) {
        std::ofstream(world.place.token_key_path, std::ios::binary | std::ios::trunc)
            << std::string(size, 'k');
        const auto log = world.try_open();
        BOOST_TEST_REQUIRE(!log.has_value());
        BOOST_TEST((log.error().fault == Fault::corrupt));
        BOOST_TEST(says(log.error(), "token key"), log.error().detail);
    }
}

BOOST_AUTO_TEST_SUITE_END()
