#include "cache/fault_points.h"
#include "cache/world.h"
#include "keys/passphrase_keys.h"
#include "support/byte_scan.h"

#include <boost/test/unit_test.hpp>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <sstream>

using namespace kith;
using namespace kith::cache_tests;

namespace {

constexpr int kChildren = 4;

std::string marker(int serial) {
    return "PlantedMarker-" + std::to_string(serial) + "-Thistledown";
}

record::RosterPerson person(int serial) {
    return child(serial * 3);
}

/// A profile on disk that several processes use one after the other: shelf, key file, and a log that counts.
struct Profile {
    support::ScratchFolder folder;
    support::FakeClock clock;
    policy::Rulebook rules = rulebook();

    std::string keys_path() const { return folder.file("keys"); }
    std::string shelf_path() const { return folder.file("shelf"); }
    void make_keys() const {
        support::SeededEntropy entropy(3);
        const auto made =
            keys::PassphraseKeys::make(keys_path(), base::Secret("pass"), entropy, {1u << 10, 8, 1});
        BOOST_TEST_REQUIRE(made.has_value());
    }
};

/// One process's hold on it.
struct Session {
    support::SeededEntropy entropy;
    support::MemoryAuditSink log;
    std::unique_ptr<keys::PassphraseKeys> keys;
    std::unique_ptr<cache::Shelf> shelf;
    Profile& profile;

    Session(Profile& at, unsigned seed) : entropy(seed), profile(at) {
        auto opened = keys::PassphraseKeys::open(at.keys_path(), base::Secret("pass"), entropy);
        if (!opened) return;
        keys = std::move(*opened);
        auto made =
            cache::Shelf::open({at.shelf_path(), "a.okafor", "NSC-0417"}, {*keys, log, at.clock, entropy});
        if (made) shelf = std::move(*made);
    }
    policy::Permit allow(int serial) {
        return permit(profile.rules, request(person(serial)), profile.clock.now());
    }
    bool keep(int serial) {
        const auto kept = shelf->keep(allow(serial), person(serial), reply("health", marker(serial), 1500));
        return kept && kept->has_value();
    }
    bool opens(int serial) {
        const auto held = shelf->find(allow(serial));
        return held && held->size() == 1 &&
               held->front().reply.events.front().title.starts_with(marker(serial));
    }
};

/// What a process did and what it had promised by the time it ended.
struct Run {
    std::set<std::string> told;
    long points = 0;
};

/// Runs the script in a process of its own with one fault in it.
Run run(const std::function<void(int pipe)>& script, cache_tests::Fault fault, long at) {
    int ends[2];
    BOOST_TEST_REQUIRE(::pipe(ends) == 0);
    const pid_t process = ::fork();
    if (process == 0) {
        ::close(ends[0]);
        arm(fault, at);
        script(ends[1]);
        tell(ends[1], "points " + std::to_string(disarm()));
        ::_exit(0);
    }
    ::close(ends[1]);
    std::string all;
    char piece[4096];
    for (ssize_t got; (got = ::read(ends[0], piece, sizeof piece)) > 0;)
        all.append(piece, static_cast<size_t>(got));
    ::close(ends[0]);
    int status = 0;
    ::waitpid(process, &status, 0);
    Run result;
    std::istringstream lines(all);
    for (std::string line; std::getline(lines, line);)
        line.starts_with("points ") ? void(result.points = std::atol(line.c_str() + 7))
                                    : void(result.told.insert(line));
    return result;
}

/// A script, what the profile holds before it, how far the clock is moved between, and what must hold after
/// it.
struct Story {
    std::string name;
    std::function<void(Profile&)> before;
    std::function<void(Profile&, int pipe)> script;
    std::function<void(Profile&, Session&, const std::set<std::string>& told)> after;
};

void nothing(Profile&) {}

void keep_all(Profile& profile) {
    Session s(profile, 1);
    for (int i = 1; i <= kChildren; ++i) BOOST_TEST_REQUIRE(s.keep(i));
}

const std::vector<Story>& stories() {
    static const std::vector<Story> all = {
        {"keep", nothing,
         [](Profile& profile, int pipe) {
             Session s(profile, 11);
             if (!s.shelf) return;
             for (int i = 1; i <= kChildren; ++i)
                 if (s.keep(i)) tell(pipe, "kept " + std::to_string(i));
             s.shelf.reset();
         },
         [](Profile&, Session& s, const std::set<std::string>& told) {
             for (int i = 1; i <= kChildren; ++i)
                 if (told.contains("kept " + std::to_string(i)))
                     BOOST_TEST(s.opens(i), "kept and lost: " << i);
         }},
        {"open",
         [](Profile& profile) {
             keep_all(profile);
             profile.clock.pass(1h);
         },
         [](Profile& profile, int) {
             Session s(profile, 12);
             if (!s.shelf) return;
             for (int i = 1; i <= kChildren; ++i) (void)s.opens(i);
         },
         [](Profile&, Session& s, const std::set<std::string>&) {
             for (int i = 1; i <= kChildren; ++i) BOOST_TEST(s.opens(i), "lost " << i);
         }},
        {"sweep",
         [](Profile& profile) {
             keep_all(profile);  // these go; the next stays
             profile.clock.pass(23h);
             Session s(profile, 2);
             BOOST_TEST_REQUIRE(s.keep(kChildren + 1));
             profile.clock.pass(70min);
         },
         [](Profile& profile, int) {
             Session s(profile, 13);
             if (s.shelf) (void)s.shelf->sweep(profile.rules);
         },
         [](Profile&, Session& s, const std::set<std::string>&) {
             for (int i = 1; i <= kChildren; ++i) BOOST_TEST(!s.opens(i), "over and opened: " << i);
             BOOST_TEST(s.opens(kChildren + 1), "not over and lost");
         }},
        {"shred", keep_all,
         [](Profile& profile, int pipe) {
             Session s(profile, 14);
             if (!s.shelf) return;
             if (s.shelf->forget_subject(s.shelf->subject_token(person(1)))) tell(pipe, "forgot");
             s.shelf.reset();
             tell(pipe, "closed");
         },
         [](Profile&, Session& s, const std::set<std::string>& told) {
             if (told.contains("forgot")) BOOST_TEST(!s.opens(1), "forgotten and opened");
             for (int i = 2; i <= kChildren; ++i)
                 BOOST_TEST(s.opens(i), "lost beside the forgotten one: " << i);
         }},
        {"empty", keep_all,
         [](Profile& profile, int pipe) {
             Session s(profile, 15);
             if (s.shelf && s.shelf->empty("asked")) tell(pipe, "emptied");
         },
         [](Profile&, Session& s, const std::set<std::string>& told) {
             if (told.contains("emptied"))
                 for (int i = 1; i <= kChildren; ++i) BOOST_TEST(!s.opens(i), "emptied and opened: " << i);
         }},
    };
    return all;
}

std::vector<std::string> markers() {
    std::vector<std::string> all;
    for (int i = 1; i <= kChildren + 1; ++i) {
        all.push_back(marker(i));
        all.push_back(person(i).nhs_number);
    }
    return all;
}

/// The profile as it is before a story, made once and copied for each fault; its clock has moved as far.
struct Beginning {
    Profile profile;
    std::map<std::string, std::string> files;
    explicit Beginning(const Story& story) {
        profile.make_keys();
        story.before(profile);
        for (const auto& file : std::filesystem::directory_iterator(profile.folder.path()))
            files[file.path().string()] = read_bytes(file.path().string());
    }
    void restore() {
        for (const auto& file : std::filesystem::directory_iterator(profile.folder.path()))
            std::filesystem::remove(file.path());
        for (const auto& [path, bytes] : files) write_bytes(path, bytes);
    }
};

long play(const Story& story, Beginning& beginning, cache_tests::Fault fault, long at) {
    beginning.restore();
    Profile& profile = beginning.profile;
    const support::FakeClock clock = profile.clock;
    const Run ran = run([&](int pipe) { story.script(profile, pipe); }, fault, at);
    BOOST_TEST(support::sightings({profile.folder.path()}, markers()) == "", "right after the fault");
    const bool is_kill = fault == cache_tests::Fault::kill_before ||
                         fault == cache_tests::Fault::kill_after || fault == cache_tests::Fault::kill_torn;
    BOOST_TEST((ran.points == 0) == is_kill, "it ended where it should");
    Session s(profile, 99);
    BOOST_TEST_REQUIRE(s.shelf != nullptr, "the shelf opens again");
    story.after(profile, s, ran.told);
    BOOST_TEST(s.keep(kChildren + 2), "and goes on");
    // However it went, what is over stays over.
    profile.clock.pass(25h);
    for (int i = 1; i <= kChildren + 1; ++i) BOOST_TEST(!s.opens(i), "over and opened: " << i);
    s.shelf.reset();
    BOOST_TEST(support::sightings({profile.folder.path()}, markers()) == "", "at the end");
    profile.clock = clock;
    return ran.points;
}

void at_every_point(cache_tests::Fault fault) {
    for (const Story& story : stories()) {
        Beginning beginning(story);
        const long points = play(story, beginning, cache_tests::Fault::none, 0);
        BOOST_TEST_REQUIRE(points > 5);
        BOOST_TEST_MESSAGE(story.name << ": " << points << " points");
        // Every point with KITH_EVERY_POINT=1, some minutes; else one in eight, another one for each kind of
        // fault.
        const long stride = std::getenv("KITH_EVERY_POINT") ? 1 : 8;
        for (long at = 1 + static_cast<long>(fault) % stride; at <= points; at += stride) {
            BOOST_TEST_CONTEXT(story.name << ", point " << at << " of " << points) {
                play(story, beginning, fault, at);
            }
        }
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cache_fault_tests)

BOOST_AUTO_TEST_CASE(
    X1_killed_before_any_write_flush_rename_or_removal_nothing_expired_opens_and_nothing_promised_is_lost) {
    at_every_point(cache_tests::Fault::kill_before);
}

BOOST_AUTO_TEST_CASE(X1_killed_after_any_of_them) {
    at_every_point(cache_tests::Fault::kill_after);
}

BOOST_AUTO_TEST_CASE(X1_killed_in_the_middle_of_any_write) {
    at_every_point(cache_tests::Fault::kill_torn);
}

BOOST_AUTO_TEST_CASE(X1_an_error_of_the_disk_at_any_of_them) {
    at_every_point(cache_tests::Fault::io_error);
}

BOOST_AUTO_TEST_CASE(X2_the_disk_full_from_any_of_them_on) {
    at_every_point(cache_tests::Fault::disk_full);
}

BOOST_AUTO_TEST_CASE(G5_forgetting_a_child_takes_one_flush_whatever_the_number_of_records) {
    for (const int records : {1, 40, 400}) {
        Profile profile;
        support::SeededEntropy entropy(1);
        support::MemoryAuditSink log;
        support::MemoryKeyStore keys;
        auto shelf = cache::Shelf::open({profile.shelf_path(), "a.okafor", "NSC-0417"},
                                        {keys, log, profile.clock, entropy});
        BOOST_TEST_REQUIRE(shelf.has_value());
        for (int i = 0; i < records; ++i) {
            const auto asked = request(person(1), "MASH_ENQUIRY", "R-" + std::to_string(i));
            BOOST_TEST_REQUIRE(
                (*shelf)
                    ->keep(permit(profile.rules, asked, profile.clock.now()), person(1), reply("health", "m"))
                    ->has_value());
        }
        const long before = flushes();
        const auto gone = (*shelf)->forget_subject((*shelf)->subject_token(person(1)));
        const long after = flushes();
        BOOST_TEST_REQUIRE(gone.has_value());
        BOOST_TEST(gone->items.size() == static_cast<size_t>(records));
        BOOST_TEST(after - before == 1, records << " records");
        BOOST_TEST(log.entries.size() == 1u);
    }
}

BOOST_AUTO_TEST_SUITE_END()
