#include "store/database.h"
#include "support/hardship.h"
#include "support/scratch_folder.h"

#include <boost/test/unit_test.hpp>

#include <fstream>

using namespace kith;
using namespace std::chrono_literals;
using base::Expected;
using base::Fault;
using store::Blob;
using store::Database;
namespace fs = std::filesystem;

namespace {

Database opened(const std::string& path) {
    auto database = Database::open(path, 0ms);
    BOOST_TEST_REQUIRE(database.has_value(), (database ? "" : database.error().detail));
    return std::move(*database);
}

std::int64_t count(const Database& database) {
    std::int64_t n = -1;
    const auto read =
        database.read("SELECT count(*) FROM t", {}, [&](const store::Row& row) -> Expected<void> {
            n = row.integer(0);
            return {};
        });
    BOOST_TEST(read.has_value());
    return n;
}

Expected<void> insert(Database& database, const std::string& bytes) {
    return database.write("INSERT INTO t(b) VALUES (?1)", {Blob{bytes}});
}

const std::string kTable = "CREATE TABLE IF NOT EXISTS t(b BLOB) STRICT";

std::string pragma(const Database& database, const std::string& name) {
    std::string value;
    const auto read = database.read("PRAGMA " + name, {}, [&](const store::Row& row) -> Expected<void> {
        value = row.bytes(0);
        return {};
    });
    BOOST_TEST(read.has_value());
    return value;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(store_database_tests)

BOOST_AUTO_TEST_CASE(a_new_database_and_its_journal_are_their_owners_alone) {
    const support::ScratchFolder scratch;
    auto database = opened(scratch.file("db"));
    BOOST_TEST(database.run(kTable).has_value());
    size_t files = 0;
    for (const auto& file : fs::directory_iterator(scratch.path())) {
        const auto others = fs::perms::group_all | fs::perms::others_all | fs::perms::owner_exec;
        BOOST_TEST(((file.status().permissions() & others) == fs::perms::none),
                   file.path().filename().string());
        ++files;
    }
    BOOST_TEST(files == 3u, "the file, its write-ahead log and the log's index");
}

BOOST_AUTO_TEST_CASE(every_commit_is_flushed) {
    const support::ScratchFolder scratch;
    const auto database = opened(scratch.file("db"));
    BOOST_TEST(pragma(database, "journal_mode") == "wal");
    BOOST_TEST(pragma(database, "synchronous") == "2", "2 is FULL");
}

BOOST_AUTO_TEST_CASE(values_come_back_as_they_went_in) {
    const support::ScratchFolder scratch;
    auto database = opened(scratch.file("db"));
    BOOST_TEST(database.run("CREATE TABLE v(i INTEGER, t TEXT, b BLOB) STRICT").has_value());
    const std::string bytes("\x00\xff\x01", 3);
    BOOST_TEST(
        database.write("INSERT INTO v VALUES (?1, ?2, ?3)", {std::int64_t{-7}, "caf\xc3\xa9", Blob{bytes}})
            .has_value());
    BOOST_TEST(
        database.write("INSERT INTO v VALUES (?1, ?2, ?3)", {std::int64_t{1} << 62, "", Blob{}}).has_value());
    std::vector<std::string> seen;
    BOOST_TEST(database
                   .read("SELECT i, t, b FROM v", {},
                         [&](const store::Row& row) -> Expected<void> {
                             seen.push_back(std::to_string(row.integer(0)) + std::string(row.bytes(1)) +
                                            std::string(row.bytes(2)));
                             return {};
                         })
                   .has_value());
    BOOST_TEST_REQUIRE(seen.size() == 2u);
    BOOST_TEST((seen[0] == "-7caf\xc3\xa9" + bytes));
    BOOST_TEST(seen[1] == "4611686018427387904");
}

BOOST_AUTO_TEST_CASE(a_transaction_that_fails_changes_nothing) {
    const support::ScratchFolder scratch;
    auto database = opened(scratch.file("db"));
    BOOST_TEST(database.run(kTable).has_value());
    const auto failed = database.transact([&]() -> Expected<void> {
        if (auto done = insert(database, "a"); !done) return done;
        return base::fail(Fault::cancelled, "changed my mind");
    });
    BOOST_TEST((failed.error().fault == Fault::cancelled));
    BOOST_TEST(count(database) == 0);
    BOOST_TEST(database.transact([&] { return insert(database, "a"); }).has_value());
    BOOST_TEST(count(database) == 1);
}

BOOST_AUTO_TEST_CASE(a_row_taker_may_stop_the_reading) {
    const support::ScratchFolder scratch;
    auto database = opened(scratch.file("db"));
    BOOST_TEST(database.run(kTable).has_value());
    for (int i = 0; i < 3; ++i) BOOST_TEST(insert(database, "x").has_value());
    int seen = 0;
    const auto read = database.read("SELECT b FROM t", {}, [&](const store::Row&) -> Expected<void> {
        ++seen;
        return base::fail(Fault::cancelled, "enough");
    });
    BOOST_TEST((read.error().fault == Fault::cancelled));
    BOOST_TEST(seen == 1);
}

BOOST_AUTO_TEST_CASE(a_missing_folder_is_not_found) {
    const support::ScratchFolder scratch;
    BOOST_TEST((Database::open(scratch.file("none/db"), 0ms).error().fault == Fault::not_found));
}

BOOST_AUTO_TEST_CASE(a_folder_in_the_place_of_the_file_is_no_database) {
    const support::ScratchFolder scratch;
    fs::create_directory(scratch.file("db"));
    BOOST_TEST(!Database::open(scratch.file("db"), 0ms).has_value());
}

BOOST_AUTO_TEST_CASE(a_file_that_may_not_be_written_is_denied) {
    const support::ScratchFolder scratch;
    { BOOST_TEST(opened(scratch.file("db")).run(kTable).has_value()); }
    fs::permissions(scratch.path(), fs::perms::owner_all | fs::perms::others_all);
    if (::geteuid() == 0) BOOST_TEST_REQUIRE(::chown(scratch.file("db").c_str(), 65534, 65534) == 0);
    fs::permissions(scratch.file("db"), fs::perms::owner_read);
    const support::NotRoot not_root;
    const auto database = Database::open(scratch.file("db"), 0ms);
    BOOST_TEST_REQUIRE(!database.has_value());
    BOOST_TEST((database.error().fault == Fault::denied), database.error().detail);
}

BOOST_AUTO_TEST_CASE(a_file_that_may_only_be_read_is_denied_even_while_another_program_has_it_open) {
    const support::ScratchFolder scratch;
    auto holder = opened(scratch.file("db"));
    BOOST_TEST(holder.run(kTable).has_value());
    fs::permissions(scratch.path(), fs::perms::owner_all | fs::perms::others_all);
    for (const auto& file : fs::directory_iterator(scratch.path())) {
        if (::geteuid() == 0) BOOST_TEST_REQUIRE(::chown(file.path().c_str(), 65534, 65534) == 0);
    }
    fs::permissions(scratch.file("db"), fs::perms::owner_read);
    const support::NotRoot not_root;
    const auto database = Database::open(scratch.file("db"), 0ms);
    BOOST_TEST_REQUIRE(!database.has_value());
    BOOST_TEST((database.error().fault == Fault::denied), database.error().detail);
}

BOOST_AUTO_TEST_CASE(a_locked_file_is_timed_out_and_usable_afterwards) {
    const support::ScratchFolder scratch;
    auto one = opened(scratch.file("db"));
    BOOST_TEST(one.run(kTable).has_value());
    auto other = opened(scratch.file("db"));
    BOOST_TEST(one.transact([&]() -> Expected<void> {
                      const auto locked = other.transact([&] { return insert(other, "x"); });
                      BOOST_TEST_REQUIRE(!locked.has_value());
                      BOOST_TEST((locked.error().fault == Fault::timed_out), locked.error().detail);
                      return {};
                  })
                   .has_value());
    BOOST_TEST(other.transact([&] { return insert(other, "x"); }).has_value());
}

BOOST_AUTO_TEST_CASE(a_full_disk_is_too_large_and_what_was_there_stays) {
    const support::ScratchFolder scratch;
    auto database = opened(scratch.file("db"));
    BOOST_TEST(database.run(kTable).has_value());
    BOOST_TEST(insert(database, "kept").has_value());
    {
        const support::FileSizeLimit limit(64 * 1024);
        const auto full = database.transact([&] { return insert(database, std::string(200'000, 'x')); });
        BOOST_TEST_REQUIRE(!full.has_value());
        BOOST_TEST((full.error().fault == Fault::too_large), full.error().detail);
    }
    BOOST_TEST(count(database) == 1);
    BOOST_TEST(insert(database, "room again").has_value());
}

BOOST_AUTO_TEST_CASE(a_file_at_its_own_limit_of_pages_is_too_large) {
    const support::ScratchFolder scratch;
    auto database = opened(scratch.file("db"));
    BOOST_TEST(database.run(kTable).has_value());
    BOOST_TEST(database.run("PRAGMA max_page_count=4").has_value());
    const auto full = insert(database, std::string(200'000, 'x'));
    BOOST_TEST_REQUIRE(!full.has_value());
    BOOST_TEST((full.error().fault == Fault::too_large), full.error().detail);
}

BOOST_AUTO_TEST_CASE(a_file_that_is_no_database_is_corrupt) {
    const support::ScratchFolder scratch;
    std::ofstream(scratch.file("db")) << std::string(8192, 'n');
    BOOST_TEST((Database::open(scratch.file("db"), 0ms).error().fault == Fault::corrupt));
}

BOOST_AUTO_TEST_CASE(a_trigger_that_forbids_is_denied_and_wrong_sql_is_our_own_fault) {
    const support::ScratchFolder scratch;
    auto database = opened(scratch.file("db"));
    BOOST_TEST(
        database.run(kTable + "; CREATE TRIGGER n BEFORE DELETE ON t BEGIN SELECT RAISE(ABORT, 'no'); END")
            .has_value());
    BOOST_TEST(insert(database, "x").has_value());
    BOOST_TEST((database.write("DELETE FROM t", {}).error().fault == Fault::denied));
    BOOST_TEST((database.write("DELETE FROM nowhere", {}).error().fault == Fault::internal));
}

BOOST_AUTO_TEST_CASE(settling_leaves_no_journal_and_no_deleted_row) {
    const support::ScratchFolder scratch;
    auto database = opened(scratch.file("db"));
    BOOST_TEST(database.run("PRAGMA secure_delete=ON; " + kTable).has_value());
    BOOST_TEST(
        database.transact_unflushed([&] { return insert(database, "ThistledownToBeGone"); }).has_value());
    BOOST_TEST(insert(database, "ThistledownThatStays").has_value());
    BOOST_TEST(database.write("DELETE FROM t WHERE b = ?1", {Blob{"ThistledownToBeGone"}}).has_value());
    BOOST_TEST(fs::file_size(scratch.file("db-wal")) > 0u);
    BOOST_TEST(database.settle().has_value());
    BOOST_TEST(fs::file_size(scratch.file("db-wal")) == 0u);
    BOOST_TEST(pragma(database, "synchronous") == "2", "flushing as before");
    std::ifstream file(scratch.file("db"), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    BOOST_TEST(bytes.find("ThistledownThatStays") != std::string::npos);
    BOOST_TEST(bytes.find("ThistledownToBeGone") == std::string::npos);
    BOOST_TEST(count(database) == 1);
}

BOOST_AUTO_TEST_CASE(settling_waits_for_nobody_for_ever_and_loses_nothing) {
    const support::ScratchFolder scratch;
    auto one = opened(scratch.file("db"));
    BOOST_TEST(one.run(kTable).has_value());
    auto other = opened(scratch.file("db"));
    BOOST_TEST(insert(one, "a").has_value());
    BOOST_TEST(insert(one, "b").has_value());
    const auto read = other.read("SELECT b FROM t", {}, [&](const store::Row&) -> Expected<void> {
        BOOST_TEST(insert(one, "c").has_value());
        const auto busy = one.settle();
        BOOST_TEST_REQUIRE(!busy.has_value());
        BOOST_TEST((busy.error().fault == Fault::timed_out), busy.error().detail);
        return base::fail(Fault::cancelled, "enough");
    });
    BOOST_TEST(!read.has_value());
    BOOST_TEST(one.settle().has_value());
    BOOST_TEST(count(other) == 3);
}

BOOST_AUTO_TEST_CASE(the_same_words_may_be_said_inside_themselves) {
    const support::ScratchFolder scratch;
    auto database = opened(scratch.file("db"));
    BOOST_TEST(database.run(kTable).has_value());
    for (int i = 0; i < 3; ++i) BOOST_TEST(insert(database, "x").has_value());
    size_t seen = 0;
    const auto again = [&](const store::Row&) -> Expected<void> {
        ++seen;
        return {};
    };
    const auto read = database.read("SELECT b FROM t", {}, [&](const store::Row&) {
        return database.read("SELECT b FROM t", {}, again);
    });
    BOOST_TEST(read.has_value());
    BOOST_TEST(seen == 9u);
    BOOST_TEST(!database.write("INSERT INTO t(b) VALUES (?1)", {"no blob"}).has_value());
    BOOST_TEST(insert(database, "still works").has_value());
}

BOOST_AUTO_TEST_CASE(no_error_quotes_a_value) {
    const support::ScratchFolder scratch;
    auto database = opened(scratch.file("db"));
    BOOST_TEST(database.run("CREATE TABLE u(t TEXT UNIQUE) STRICT").has_value());
    BOOST_TEST(database.write("INSERT INTO u VALUES (?1)", {"Maisie"}).has_value());
    const auto twice = database.write("INSERT INTO u VALUES (?1)", {"Maisie"});
    BOOST_TEST_REQUIRE(!twice.has_value());
    BOOST_TEST(twice.error().detail.find("Maisie") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
