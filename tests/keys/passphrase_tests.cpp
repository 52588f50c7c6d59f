#include "keys/passphrase_keys.h"
#include "support/byte_scan.h"
#include "support/hardship.h"
#include "support/scratch_folder.h"
#include "support/seeded_entropy.h"

#include <boost/test/unit_test.hpp>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace kith;
using base::Fault;
using base::Secret;
using keys::PassphraseKeys;
namespace fs = std::filesystem;

namespace {

/// Cheap enough to try hundreds of times; the cost that people get has a test of its own.
constexpr PassphraseKeys::Cost kCheap{1u << 10, 8, 1};

struct World {
    support::ScratchFolder folder;
    support::SeededEntropy entropy;
    Secret right{"correct horse battery"};
    std::string path() const { return folder.file("keys/kith.keys"); }
    std::unique_ptr<PassphraseKeys> make() {
        auto made = PassphraseKeys::make(path(), right, entropy, kCheap);
        BOOST_TEST_REQUIRE(made.has_value(), (made ? "" : made.error().detail));
        return std::move(*made);
    }
    base::Expected<std::unique_ptr<PassphraseKeys>> open(const std::string& passphrase) {
        return PassphraseKeys::open(path(), Secret(passphrase), entropy);
    }
};

std::string bytes_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

void write(const std::string& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

std::string text(const base::Expected<Secret>& key) {
    return key ? std::string(key->reveal()) : "(" + std::string(base::name_of(key.error().fault)) + ")";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(keys_passphrase_tests)

BOOST_AUTO_TEST_CASE(keys_survive_into_the_next_opening) {
    World w;
    {
        auto made = w.make();
        BOOST_TEST(made->put("shelf/a", Secret(std::string("\0\xff key", 6))).has_value());
        BOOST_TEST(made->put("shelf/b", Secret("two")).has_value());
        BOOST_TEST(made->put("log/a", Secret("three")).has_value());
        BOOST_TEST(made->put("shelf/b", Secret("two again")).has_value());
        BOOST_TEST(made->erase("log/a").has_value());
        BOOST_TEST(made->erase("log/never").has_value());
    }
    auto again = w.open("correct horse battery");
    BOOST_TEST_REQUIRE(again.has_value());
    BOOST_TEST(text((*again)->get("shelf/a")) == std::string("\0\xff key", 6));
    BOOST_TEST(text((*again)->get("shelf/b")) == "two again");
    BOOST_TEST(text((*again)->get("log/a")) == "(not_found)");
    BOOST_TEST(*(*again)->names("shelf/") == (std::vector<std::string>{"shelf/a", "shelf/b"}),
               boost::test_tools::per_element());
    BOOST_TEST((*again)->words() == "a passphrase");
}

BOOST_AUTO_TEST_CASE(a_wrong_passphrase_is_denied_in_one_sentence_and_changes_nothing) {
    World w;
    BOOST_TEST(w.make()->put("shelf/a", Secret("one")).has_value());
    const std::string before = bytes_of(w.path());
    for (const char* wrong :
         {"correct horse batterz", "", "Correct horse battery", "correct horse battery "}) {
        const auto refused = w.open(wrong);
        BOOST_TEST_REQUIRE(!refused.has_value());
        BOOST_TEST((refused.error().fault == Fault::denied));
        BOOST_TEST(refused.error().detail == "the passphrase is not the one that the key file was made with");
    }
    BOOST_TEST(bytes_of(w.path()) == before);
    BOOST_TEST(w.open("correct horse battery").has_value());
}

BOOST_AUTO_TEST_CASE(the_passphrase_can_be_changed_by_whoever_knows_it) {
    World w;
    auto made = w.make();
    BOOST_TEST(made->put("shelf/a", Secret("one")).has_value());
    BOOST_TEST((made->change(Secret("wrong"), Secret("next")).error().fault == Fault::denied));
    BOOST_TEST((made->change(w.right, Secret("")).error().fault == Fault::invalid_input));
    BOOST_TEST(w.open("correct horse battery").has_value());
    BOOST_TEST(made->change(w.right, Secret("another passphrase")).has_value());
    BOOST_TEST(text(made->get("shelf/a")) == "one");
    BOOST_TEST(!w.open("correct horse battery").has_value());
    auto next = w.open("another passphrase");
    BOOST_TEST_REQUIRE(next.has_value());
    BOOST_TEST(text((*next)->get("shelf/a")) == "one");
}

BOOST_AUTO_TEST_CASE(a_program_that_is_open_when_the_passphrase_changes_is_told) {
    World w;
    auto made = w.make();
    auto other = w.open("correct horse battery");
    BOOST_TEST_REQUIRE(other.has_value());
    BOOST_TEST(made->change(w.right, Secret("another passphrase")).has_value());
    BOOST_TEST(text((*other)->get("shelf/a")) == "(denied)");
    BOOST_TEST((*other)->put("shelf/a", Secret("x")).error().detail.find("changed") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(two_programs_share_the_file_and_neither_loses_the_others_keys) {
    World w;
    w.make();
    constexpr int kEach = 20;
    const auto work = [&](const std::string& who, unsigned seed) {
        support::SeededEntropy entropy(seed);
        auto opened = PassphraseKeys::open(w.path(), w.right, entropy);
        for (int i = 0; opened && i < kEach; ++i)
            if (!(*opened)->put(who + std::to_string(i), Secret("v"))) return 1;
        return opened ? 0 : 1;
    };
    const pid_t child = ::fork();
    if (child == 0) ::_exit(work("child/", 5));
    BOOST_TEST(work("parent/", 6) == 0);
    int status = -1;
    ::waitpid(child, &status, 0);
    BOOST_TEST(status == 0);
    auto opened = w.open("correct horse battery");
    BOOST_TEST_REQUIRE(opened.has_value());
    BOOST_TEST((*opened)->names("child/")->size() == size_t{kEach});
    BOOST_TEST((*opened)->names("parent/")->size() == size_t{kEach});
}

BOOST_AUTO_TEST_CASE(any_byte_flipped_or_cut_off_gives_no_key_and_no_crash) {
    World w;
    BOOST_TEST(w.make()->put("shelf/a", Secret("one")).has_value());
    const std::string whole = bytes_of(w.path());
    for (size_t at = 0; at < whole.size(); ++at) {
        // A cost that is merely another one takes its time; one bit of it is tried here, the bounds below.
        if (at >= 16 && at < 32 && at != 29) continue;
        std::string spoilt = whole;
        spoilt[at] = static_cast<char>(spoilt[at] ^ (1 << (at % 8)));
        write(w.path(), spoilt);
        const auto opened = w.open("correct horse battery");
        BOOST_TEST(!opened.has_value(), "byte " << at);
    }
    for (const size_t length :
         {size_t{0}, size_t{15}, size_t{40}, size_t{76}, size_t{92}, whole.size() - 1}) {
        write(w.path(), whole.substr(0, length));
        BOOST_TEST(!w.open("correct horse battery").has_value(), "length " << length);
    }
    write(w.path(), whole);
    BOOST_TEST(w.open("correct horse battery").has_value());
}

BOOST_AUTO_TEST_CASE(a_file_that_asks_for_absurd_work_is_refused_at_once) {
    World w;
    w.make();
    const std::string whole = bytes_of(w.path());
    const auto with = [&](size_t at, const std::string& bytes) {
        std::string spoilt = whole;
        spoilt.replace(at, bytes.size(), bytes);
        write(w.path(), spoilt);
        const auto opened = w.open("correct horse battery");
        return opened ? "opened" : std::string(base::name_of(opened.error().fault));
    };
    BOOST_TEST(with(16, std::string("\0\0\0\1\0\0\0\0", 8)) == "corrupt", "n of 2^32");
    BOOST_TEST(with(16, std::string("\0\0\0\0\0\0\4\1", 8)) == "corrupt", "no power of two");
    BOOST_TEST(with(16, std::string("\0\0\0\0\0\0\0\2", 8)) == "corrupt", "hardly any work");
    BOOST_TEST(with(24, std::string("\0\0\1\0", 4)) == "corrupt");
    BOOST_TEST(with(28, std::string("\xff\xff\xff\xff", 4)) == "corrupt");
    BOOST_TEST(with(28, std::string("\0\0\0\0", 4)) == "corrupt");
}

BOOST_AUTO_TEST_CASE(people_get_a_cost_of_128_mebibytes) {
    World w;
    auto made = PassphraseKeys::make(w.path(), w.right, w.entropy);
    BOOST_TEST_REQUIRE(made.has_value());
    BOOST_TEST(bytes_of(w.path()).substr(16, 16) == std::string("\0\0\0\0\0\2\0\0\0\0\0\x08\0\0\0\1", 16));
    BOOST_TEST(w.open("correct horse battery").has_value());
    BOOST_TEST((w.open("wrong").error().fault == Fault::denied));
}

BOOST_AUTO_TEST_CASE(nothing_is_made_over_a_file_that_is_there_and_none_is_made_by_opening) {
    World w;
    BOOST_TEST((w.open("x").error().fault == Fault::not_found));
    BOOST_TEST((PassphraseKeys::make(w.path(), Secret(""), w.entropy, kCheap).error().fault ==
                Fault::invalid_input));
    w.make();
    BOOST_TEST((PassphraseKeys::make(w.path(), w.right, w.entropy, kCheap).error().fault == Fault::denied));
    write(w.path(), std::string(2'000'000, 'x'));
    BOOST_TEST((w.open("x").error().fault == Fault::too_large));
}

BOOST_AUTO_TEST_CASE(the_file_is_its_owners_alone_and_says_nothing_in_clear) {
    World w;
    auto made = w.make();
    BOOST_TEST(made->put("shelf/name-of-a-key", Secret("TheKeyItself-0123456789")).has_value());
    BOOST_TEST(((fs::status(w.path()).permissions() & (fs::perms::group_all | fs::perms::others_all)) ==
                fs::perms::none));
    BOOST_TEST(support::sightings({w.folder.path()}, {"TheKeyItself-0123456789", "name-of-a-key",
                                                      "correct horse battery"}) == "");
    BOOST_TEST(bytes_of(w.path()).size() % 256 == 76u + 16u, "padded: one key more or less does not show");
}

BOOST_AUTO_TEST_CASE(the_old_file_is_overwritten_when_a_key_goes) {
    World w;
    auto made = w.make();
    BOOST_TEST(made->put("shelf/a", Secret("one")).has_value());
    const std::string second_name = w.folder.file("second name of the old file");
    fs::create_hard_link(w.path(), second_name);
    const std::string before = bytes_of(second_name);
    BOOST_TEST(made->erase("shelf/a").has_value());
    BOOST_TEST(bytes_of(second_name) == std::string(before.size(), '\0'));
    BOOST_TEST(text(made->get("shelf/a")) == "(not_found)");
}

BOOST_AUTO_TEST_CASE(a_full_disk_loses_no_key) {
    World w;
    auto made = w.make();
    BOOST_TEST(made->put("shelf/a", Secret("one")).has_value());
    {
        const support::FileSizeLimit limit(64);
        const auto refused = made->put("shelf/b", Secret("two"));
        BOOST_TEST_REQUIRE(!refused.has_value());
        BOOST_TEST((refused.error().fault == Fault::too_large));
    }
    BOOST_TEST(text(made->get("shelf/a")) == "one");
    BOOST_TEST(text(made->get("shelf/b")) == "(not_found)");
    BOOST_TEST(made->put("shelf/b", Secret("two")).has_value());
    BOOST_TEST(std::distance(fs::directory_iterator(fs::path(w.path()).parent_path()), {}) == 1,
               "no draft is left");
}

BOOST_AUTO_TEST_SUITE_END()
