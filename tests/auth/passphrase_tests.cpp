#include "auth/profile_file.h"
#include "store/private_file.h"
#include "support/fake_clock.h"
#include "support/seeded_entropy.h"
#include "support/temporary_folder.h"

#include <boost/test/unit_test.hpp>
#include <sys/stat.h>

#include <thread>

using namespace kith;
using namespace std::chrono_literals;
using base::Secret;

BOOST_AUTO_TEST_SUITE(auth_passphrase_tests)

namespace {

/// Enough to be itself, and quick.
constexpr auth::ScryptCost kQuick{1u << 14, 8, 1};
const Secret kRight("four quiet grey herons");
const Secret kWrong("four quiet grey herona");

struct World {
    support::TemporaryFolder folder;
    support::FakeClock clock;
    support::SeededEntropy entropy{5};
    std::string path = folder.file("state/profile.json");
    auth::ProfileFile file{path, clock, entropy, kQuick};

    World() { BOOST_TEST_REQUIRE(file.choose("a.okafor", kRight).has_value()); }
    std::string check(const Secret& passphrase, const std::string& user = "a.okafor") {
        const auto done = file.check(user, passphrase);
        return done ? "right" : done.error().detail;
    }
    std::string bytes() const { return *store::read_file(path, auth::kLongestProfile); }
    void put(const std::string& text) const { std::ofstream(path, std::ios::binary) << text; }
};

}  // namespace

BOOST_AUTO_TEST_CASE(the_first_start_chooses_and_every_later_one_checks) {
    World w;
    BOOST_TEST(*w.file.knows("a.okafor"));
    BOOST_TEST(!*w.file.knows("l.hughes"));
    BOOST_TEST(w.check(kRight) == "right");
    BOOST_TEST(w.check(kWrong) == "that is not the passphrase");
    BOOST_TEST(w.check(kRight, "l.hughes").find("no passphrase") != std::string::npos);
    const auto again = w.file.choose("a.okafor", Secret("another long enough one"));
    BOOST_TEST(again.error().detail.find("already") != std::string::npos);
    BOOST_TEST(w.check(kRight) == "right");
}

BOOST_AUTO_TEST_CASE(the_file_is_its_owners_alone_and_holds_nothing_that_gives_the_passphrase_back) {
    World w;
    struct stat seen {};
    BOOST_TEST_REQUIRE(::stat(w.path.c_str(), &seen) == 0);
    BOOST_TEST((seen.st_mode & 0777) == 0600u);
    BOOST_TEST_REQUIRE(::stat(w.folder.file("state").c_str(), &seen) == 0);
    BOOST_TEST((seen.st_mode & 0777) == 0700u);
    for (const char* word : {"four", "quiet", "heron"}) BOOST_TEST(w.bytes().find(word) == std::string::npos);
    // The same passphrase of two people looks like two.
    BOOST_TEST_REQUIRE(w.file.choose("l.hughes", kRight).has_value());
    const auto read = auth::read_profile(w.bytes());
    BOOST_TEST(read->people[0].proof != read->people[1].proof);
    BOOST_TEST(read->people[0].salt != read->people[1].salt);
}

BOOST_AUTO_TEST_CASE(length_is_what_a_passphrase_needs) {
    for (const char* good :
         {"four quiet grey herons", "correct horse battery", "h\xC3\xA9ron cendr\xC3\xA9 \xC3\xA9t\xC3\xA9"})
        BOOST_TEST(auth::why_not(Secret(good), "a.okafor") == "");
    for (const char* bad :
         {"", "short one", "aaaaaaaaaaaaaaaa", "abababababab", "i am A.Okafor and none other",
          "\xff\xfe\xff\xfe\xff\xfe\xff\xfe\xff\xfe\xff\xfe",
          "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"})
        BOOST_TEST(auth::why_not(Secret(bad), "a.okafor") != "", bad);
    BOOST_TEST(auth::why_not(Secret(std::string(1025, 'x') + "abcdef"), "a.okafor") != "");
}

BOOST_AUTO_TEST_CASE(wrong_passphrases_make_one_wait_longer_each_time_up_to_five_minutes) {
    const std::vector<long> seconds = {0, 0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300};
    for (size_t n = 0; n < seconds.size(); ++n)
        BOOST_TEST(auth::delay_after(static_cast<int>(n)).count() == seconds[n], n);
    BOOST_TEST(auth::delay_after(1'000'000).count() == 300);
}

BOOST_AUTO_TEST_CASE(too_early_a_try_is_not_looked_at_and_a_right_one_in_time_ends_the_wait) {
    World w;
    for (int i = 0; i < 3; ++i) BOOST_TEST(w.check(kWrong) == "that is not the passphrase");
    BOOST_TEST(w.check(kWrong) == "that is not the passphrase; wait 2 seconds");
    BOOST_TEST(w.check(kRight) == "there were several wrong passphrases; wait 2 seconds");
    w.clock.pass(1s);
    BOOST_TEST(w.check(kRight) == "there were several wrong passphrases; wait 1 second");
    w.clock.pass(1s);
    BOOST_TEST(w.check(kRight) == "right");
    BOOST_TEST(w.check(kWrong) == "that is not the passphrase");  // counted from nothing again
}

BOOST_AUTO_TEST_CASE(a_restart_of_the_program_or_the_machine_takes_no_wait_away) {
    World w;
    for (int i = 0; i < 8; ++i) {
        w.clock.pass(1h);
        w.check(kWrong);
    }
    auth::ProfileFile restarted(w.path, w.clock, w.entropy, kQuick);
    BOOST_TEST(restarted.wait_left("a.okafor")->count() == 32'000);
    w.clock.reboot(10s);
    BOOST_TEST(restarted.wait_left("a.okafor")->count() == 22'000);
    BOOST_TEST(!restarted.check("a.okafor", kRight));
    w.clock.pass(22s);
    BOOST_TEST(restarted.check("a.okafor", kRight).has_value());
}

BOOST_AUTO_TEST_CASE(a_clock_that_is_set_neither_shortens_the_wait_nor_makes_it_endless) {
    World w;
    for (int i = 0; i < 8; ++i) {
        w.clock.pass(1h);
        w.check(kWrong);
    }
    w.clock.set_wall(w.clock.now() + 24h * 365);  // forward: the machine's own time counts
    BOOST_TEST(w.file.wait_left("a.okafor")->count() == 32'000);
    w.clock.set_wall(w.clock.now() - 24h * 365 * 20);
    w.clock.reboot(0s);  // back, and started again: a whole wait, and no more
    BOOST_TEST(w.file.wait_left("a.okafor")->count() == 32'000);
    w.clock.sleep(24h * 365 * 21);
    BOOST_TEST(w.check(kRight) == "right");
}

BOOST_AUTO_TEST_CASE(an_attempt_is_counted_before_it_is_tried) {
    World w;
    // What is on disk while the passphrase is being tried is what a program that is ended then leaves behind.
    const auto before = auth::read_profile(w.bytes());
    BOOST_TEST(before->of("a.okafor")->failures.in_a_row == 0);
    w.check(kWrong);
    BOOST_TEST(auth::read_profile(w.bytes())->of("a.okafor")->failures.in_a_row == 1);
    w.check(kRight);
    BOOST_TEST(auth::read_profile(w.bytes())->of("a.okafor")->failures.in_a_row == 0);
}

BOOST_AUTO_TEST_CASE(many_wrong_tries_at_once_are_all_counted) {
    World w;
    std::vector<std::jthread> trying;
    for (int i = 0; i < 3; ++i)
        trying.emplace_back([&w] {
            support::SeededEntropy entropy(9);
            auth::ProfileFile own(w.path, w.clock, entropy, kQuick);
            (void)own.check("a.okafor", kWrong);
        });
    trying.clear();
    BOOST_TEST(auth::read_profile(w.bytes())->of("a.okafor")->failures.in_a_row == 3);
}

BOOST_AUTO_TEST_CASE(a_damaged_file_opens_nothing_is_said_in_one_sentence_and_is_left_as_it_is) {
    World w;
    const std::string whole = w.bytes();
    size_t accepted = 0;
    for (size_t at = 0; at < whole.size(); ++at) {
        std::string spoilt = whole;
        spoilt[at] = static_cast<char>(spoilt[at] ^ 1);
        const auto read = auth::read_profile(spoilt);
        if (!read) continue;
        // A changed digit makes another salt, proof or count: nobody's passphrase, but a file all the same.
        ++accepted;
        const auth::Verifier* person = read->of("a.okafor");
        const bool is_other = !person || !(*person == auth::read_profile(whole)->people[0]);
        BOOST_TEST(is_other, at);
    }
    BOOST_TEST(accepted < whole.size());
    for (const std::string& bad :
         std::vector<std::string>{"", "{", whole.substr(0, whole.size() / 2), whole + whole, "[]",
                                  std::string(auth::kLongestProfile + 1, ' ')}) {
        w.put(bad);
        const std::string said = w.check(kRight);
        BOOST_TEST((said.find("file of passphrases") != std::string::npos), said);
        BOOST_TEST(!w.file.choose("l.hughes", kRight).has_value());
        std::ifstream in(w.path, std::ios::binary);
        BOOST_TEST(std::string(std::istreambuf_iterator<char>(in), {}) == bad);
    }
}

BOOST_AUTO_TEST_CASE(a_file_that_asks_for_too_little_or_too_much_work_is_not_believed) {
    World w;
    const std::string whole = w.bytes();
    for (const char* n : {"1024", "16385", "2097152", "4611686018427387904", "-16384"}) {
        std::string changed = whole;
        changed.replace(changed.find("16384"), 5, n);
        BOOST_TEST(!auth::read_profile(changed).has_value(), n);
    }
    BOOST_TEST(auth::is_sensible({}));
}

BOOST_AUTO_TEST_CASE(scrypt_is_rfc_7914s_and_the_usual_cost_is_the_real_one) {
    support::SeededEntropy entropy(3);
    const auth::Verifier made = auth::make_verifier("a.okafor", kRight, {}, entropy, {});
    BOOST_TEST(made.cost.n == 131072u);
    BOOST_TEST(auth::is_right(made, kRight));
    BOOST_TEST(!auth::is_right(made, kWrong));
}

BOOST_AUTO_TEST_SUITE_END()
