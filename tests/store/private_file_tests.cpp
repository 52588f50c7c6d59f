#include "store/private_file.h"
#include "support/hardship.h"
#include "support/scratch_folder.h"

#include <boost/test/unit_test.hpp>

#include <fstream>

using namespace kith;
using base::Fault;
namespace fs = std::filesystem;

namespace {

fs::perms permissions(const std::string& path) {
    return fs::status(path).permissions();
}

constexpr auto kOwnerReadWrite = fs::perms::owner_read | fs::perms::owner_write;

}  // namespace

BOOST_AUTO_TEST_SUITE(store_private_file_tests)

BOOST_AUTO_TEST_CASE(folders_that_are_missing_are_made_for_their_owner_alone) {
    const support::ScratchFolder scratch;
    BOOST_TEST(store::make_private_folder(scratch.file("a/b/c")).has_value());
    BOOST_TEST((permissions(scratch.file("a")) == fs::perms::owner_all));
    BOOST_TEST((permissions(scratch.file("a/b/c")) == fs::perms::owner_all));
    BOOST_TEST(store::make_private_folder(scratch.file("a/b/c")).has_value(),
               "one that is there is no fault");
}

BOOST_AUTO_TEST_CASE(a_folder_cannot_be_made_below_a_file) {
    const support::ScratchFolder scratch;
    std::ofstream(scratch.file("file")) << "x";
    const auto made = store::make_private_folder(scratch.file("file/folder"));
    BOOST_TEST_REQUIRE(!made.has_value());
    BOOST_TEST((made.error().fault == Fault::not_found));
}

BOOST_AUTO_TEST_CASE(a_new_file_is_its_owners_alone_and_an_old_one_is_made_so) {
    const support::ScratchFolder scratch;
    BOOST_TEST(store::make_private_file(scratch.file("new")).has_value());
    BOOST_TEST((permissions(scratch.file("new")) == kOwnerReadWrite));
    std::ofstream(scratch.file("old")) << "kept";
    fs::permissions(scratch.file("old"), kOwnerReadWrite | fs::perms::group_read | fs::perms::others_read);
    BOOST_TEST(store::make_private_file(scratch.file("old")).has_value());
    BOOST_TEST((permissions(scratch.file("old")) == kOwnerReadWrite));
    BOOST_TEST(*store::read_file(scratch.file("old"), 100) == "kept");
}

BOOST_AUTO_TEST_CASE(a_file_may_not_be_made_where_there_is_no_folder_or_no_permission) {
    const support::ScratchFolder scratch;
    BOOST_TEST((store::make_private_file(scratch.file("none/file")).error().fault == Fault::not_found));
    fs::create_directory(scratch.file("closed"));
    fs::permissions(scratch.path(), fs::perms::owner_all | fs::perms::others_exec);
    fs::permissions(scratch.file("closed"), fs::perms::owner_read | fs::perms::owner_exec);
    const support::NotRoot not_root;
    BOOST_TEST((store::make_private_file(scratch.file("closed/file")).error().fault == Fault::denied));
}

BOOST_AUTO_TEST_CASE(the_first_file_published_stands) {
    const support::ScratchFolder scratch;
    BOOST_TEST(store::publish_private_file(scratch.file("key"), "first").has_value());
    BOOST_TEST(store::publish_private_file(scratch.file("key"), "second").has_value());
    BOOST_TEST(*store::read_file(scratch.file("key"), 100) == "first");
    BOOST_TEST((permissions(scratch.file("key")) == kOwnerReadWrite));
    const auto files = std::distance(fs::directory_iterator(scratch.path()), fs::directory_iterator{});
    BOOST_TEST(files == 1, "no draft stays behind");
}

BOOST_AUTO_TEST_CASE(a_file_that_does_not_fit_is_not_published_in_part) {
    const support::ScratchFolder scratch;
    const support::FileSizeLimit limit(10);
    const auto published = store::publish_private_file(scratch.file("key"), std::string(32, 'k'));
    BOOST_TEST_REQUIRE(!published.has_value());
    BOOST_TEST((published.error().fault == Fault::too_large));
    BOOST_TEST(fs::is_empty(scratch.path()));
}

BOOST_AUTO_TEST_CASE(a_replaced_file_is_whole_and_private_and_a_failed_replacement_changes_nothing) {
    const support::ScratchFolder scratch;
    BOOST_TEST(store::replace_private_file(scratch.file("memory"), "first").has_value());
    BOOST_TEST(store::replace_private_file(scratch.file("memory"), "second").has_value());
    BOOST_TEST(*store::read_file(scratch.file("memory"), 100) == "second");
    BOOST_TEST((permissions(scratch.file("memory")) == kOwnerReadWrite));
    {
        const support::FileSizeLimit limit(10);
        const auto replaced = store::replace_private_file(scratch.file("memory"), std::string(32, 'k'));
        BOOST_TEST_REQUIRE(!replaced.has_value());
        BOOST_TEST((replaced.error().fault == Fault::too_large));
    }
    BOOST_TEST(*store::read_file(scratch.file("memory"), 100) == "second");
    const auto files = std::distance(fs::directory_iterator(scratch.path()), fs::directory_iterator{});
    BOOST_TEST(files == 1, "no draft stays behind");
}

BOOST_AUTO_TEST_CASE(a_file_is_read_up_to_its_limit_and_not_past_it) {
    const support::ScratchFolder scratch;
    BOOST_TEST((store::read_file(scratch.file("none"), 10).error().fault == Fault::not_found));
    std::ofstream(scratch.file("ten")) << "0123456789";
    BOOST_TEST(store::read_file(scratch.file("ten"), 11)->size() == 10u);
    BOOST_TEST(store::read_file(scratch.file("ten"), 10)->size() == 10u);
    BOOST_TEST((store::read_file(scratch.file("ten"), 9).error().fault == Fault::too_large));
}

BOOST_AUTO_TEST_SUITE_END()
