#include "sign_in_world.h"
#include "support/temporary_folder.h"

#include <sys/stat.h>

#include <cstdlib>
#include <deque>
#include <fstream>

using namespace kith;
using namespace kith::sign_in_tests;

BOOST_AUTO_TEST_SUITE(sign_in_command_tests)

namespace {

const std::vector<policy::User> kUsers = {
    {"a.okafor", "A. Okafor", "mash_worker", "Northshire Council", "N-1001"},
    {"l.hughes", "L. Hughes", "safeguarding_lead", "Northshire Council", "N-1003"}};

/// A person who types what the test says, and what was said to them.
struct Typing {
    std::deque<std::string> lines;
    std::string heard;
    wire::Terminal terminal() {
        return {[this](const std::string& prompt) -> base::Expected<base::Secret> {
                    heard += prompt + "\n";
                    if (lines.empty())
                        return base::fail(base::Fault::invalid_input, "no passphrase was given");
                    base::Secret typed(lines.front());
                    lines.pop_front();
                    return typed;
                },
                [this](const std::string& words) { heard += words + "\n"; }};
    }
};

struct Command {
    support::TemporaryFolder folder;
    wire::SignInSettings settings = wire::usual_sign_in(false, folder.file("state"));
    wire::SignInOutcome run(const std::string& as, std::deque<std::string> lines,
                            std::string* heard = nullptr) {
        Typing typing{std::move(lines), {}};
        auto outcome = wire::sign_in_for_command(settings, kUsers, as, "NSC-0417", typing.terminal(), {});
        if (heard) *heard = typing.heard;
        return outcome;
    }
};

/// Puts a program in the place of the system's own for one test.
class Path {
public:
    explicit Path(const std::string& folder) : before_(std::getenv("PATH")) {
        ::setenv("PATH", folder.c_str(), 1);
    }
    ~Path() { ::setenv("PATH", before_.c_str(), 1); }

private:
    std::string before_;
};

}  // namespace

BOOST_AUTO_TEST_CASE(AU_2_a_command_chooses_a_passphrase_the_first_time_and_asks_for_it_after_that) {
    Command c;
    std::string heard;
    auto first = c.run("a.okafor", {"four quiet grey herons", "four quiet grey herons"}, &heard);
    BOOST_TEST_REQUIRE(first.who.has_value());
    BOOST_TEST(heard.find("choose one") != std::string::npos);
    BOOST_TEST(first.who->user.person == "N-1001");
    BOOST_TEST(first.entry.kind == "signed_in");
    BOOST_TEST(first.entry.facts_json.find("\"made_profile\":true") != std::string::npos);
    auto again = c.run("a.okafor", {"four quiet grey herons"});
    BOOST_TEST(again.who.has_value());
    BOOST_TEST(again.entry.facts_json.find("\"made_profile\":false") != std::string::npos);
    auto wrong = c.run("a.okafor", {"four quiet grey herring"});
    BOOST_TEST(!wrong.who.has_value());
    BOOST_TEST(wrong.entry.kind == "sign_in_failed");
    BOOST_TEST(wrong.entry.user == "a.okafor");
    BOOST_TEST(auth::sentence(wrong.who.error()).find("that is not the passphrase") != std::string::npos);
    BOOST_TEST(wrong.entry.facts_json.find("herring") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(two_that_differ_and_one_that_is_too_short_choose_nothing) {
    Command c;
    BOOST_TEST(!c.run("a.okafor", {"four quiet grey herons", "four quiet grey heron"}).who.has_value());
    BOOST_TEST(!c.run("a.okafor", {"short", "short"}).who.has_value());
    BOOST_TEST(!c.run("a.okafor", {}).who.has_value());
    BOOST_TEST(c.run("a.okafor", {"four quiet grey herons", "four quiet grey herons"}).who.has_value());
}

BOOST_AUTO_TEST_CASE(nobody_is_let_in_whom_the_settings_do_not_name) {
    Command c;
    auto nobody = c.run("x.nobody", {"four quiet grey herons"});
    BOOST_TEST(!nobody.who.has_value());
    BOOST_TEST(nobody.entry.kind == "sign_in_failed");
    BOOST_TEST(nobody.entry.user == "");
}

BOOST_AUTO_TEST_CASE(in_the_sandbox_a_name_is_enough) {
    Command c;
    c.settings = wire::usual_sign_in(true, c.folder.file("state"));
    auto who = c.run("l.hughes", {});
    BOOST_TEST_REQUIRE(who.who.has_value());
    BOOST_TEST(who.who->user.role == "safeguarding_lead");
    BOOST_TEST(who.entry.facts_json.find("\"method\":\"named\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_command_prints_the_address_and_takes_only_whom_it_was_told_of) {
    if (provider_folder().empty()) return;
    between();  // started while node can still be found
    for (const std::string as : {"a.okafor", "t.adeyemi", ""}) {
        support::TemporaryFolder folder;
        const Path path(folder.file(""));  // no browser here: the address is printed
        Command c;
        c.settings.method = auth::Method::oidc;
        c.settings.provider = between().provider();
        std::string printed;
        std::jthread person;
        wire::Terminal terminal{
            {}, [&](const std::string& words) {
                printed += words;
                const std::string url = words.substr(words.find("https://"));
                person = std::jthread(
                    [url] { fetch({}, "GET", Browser(between().ca_file()).sign_in(url, "a.okafor")); });
            }};
        auto outcome = wire::sign_in_for_command(c.settings, kUsers, as, "NSC-0417", terminal, {});
        person.join();
        BOOST_TEST(printed.find("https://127.0.0.1") != std::string::npos);
        BOOST_TEST(outcome.who.has_value() == (as != "t.adeyemi"), as);
        BOOST_TEST(outcome.entry.kind == (as != "t.adeyemi" ? "signed_in" : "sign_in_failed"));
    }
}

BOOST_AUTO_TEST_CASE(the_browser_is_started_without_a_shell_and_its_absence_is_known) {
    support::TemporaryFolder folder;
    const std::string out = folder.file("out");
    folder.write("xdg-open", "#!/bin/sh\nprintf '%s|%s' \"$#\" \"$1\" > " + out + ".part\n/bin/mv " + out +
                                 ".part " + out + "\n");
    ::chmod(folder.file("xdg-open").c_str(), 0700);
    const std::string url = "https://login.example/a?b=c&d=$(touch x)`touch y`;touch z 'q' \"r\"";
    {
        const Path path(folder.file(""));
        BOOST_TEST_REQUIRE(wire::open_in_browser(url));
        while (!std::ifstream(out)) std::this_thread::yield();
        std::string seen;
        std::getline(std::ifstream(out), seen);
        BOOST_TEST(seen == "1|" + url);
    }
    support::TemporaryFolder empty;
    const Path path(empty.file(""));
    BOOST_TEST(!wire::open_in_browser(url));
}

BOOST_AUTO_TEST_SUITE_END()
