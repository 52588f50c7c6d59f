#include "cli/made_log.h"

#include <boost/test/unit_test.hpp>

#include <filesystem>

using kith::tests::MadeLog;
using kith::tests::Ran;
using kith::tests::run_kith;
using kith::tests::times;

// Outside the sandbox a name proves nothing: who reads the log signs in for it.
namespace {

constexpr const char* kAuditors = "correct horse battery staple";
constexpr const char* kSocialWorkers = "seventeen red balloons drifting";

/// A made log whose people sign in by passphrase; the auditor and a social worker have chosen theirs.
struct Locked {
    MadeLog made;
    std::string settings = made.settings_with("locked.json", {{"sign_in", {{"method", "passphrase"}}}});

    Locked() {
        BOOST_TEST_REQUIRE(read("t.adeyemi", twice(kAuditors)).status == 0);
        BOOST_TEST_REQUIRE(read("r.singh", twice(kSocialWorkers)).status == 4);
    }
    Ran log(std::vector<std::string> arguments, const std::string& user, const std::string& typed) const {
        arguments.insert(arguments.begin(), "log");
        arguments.insert(arguments.end(), {"--as", user, "--settings", settings});
        return run_kith(arguments, typed);
    }
    Ran read(const std::string& user, const std::string& typed) const {
        return log({"list", "--limit", "1"}, user, typed);
    }
    /// Every entry of this kind, read by name in the invented partnership's own settings.
    std::string entries(const std::string& kind) const {
        return made.log({"list", "--limit", "0", "--kind", kind}).out;
    }
    static std::string line(const std::string& text) { return text + "\n"; }
    static std::string twice(const std::string& text) { return line(text) + line(text); }
};

/// One sentence of why, nothing of the log.
void is_turned_away(const Ran& ran) {
    BOOST_TEST(ran.status == 4, ran.err);
    BOOST_TEST(ran.out.empty(), ran.out);
    BOOST_TEST(times(ran.err, "\n") == 1u, ran.err);
    BOOST_TEST(ran.err.find("You are not signed in") != std::string::npos, ran.err);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cli_log_sign_in_tests)

BOOST_AUTO_TEST_CASE(AU_1_an_auditor_reads_with_their_passphrase_and_every_sign_in_has_its_end) {
    const Locked locked;
    const Ran ran = locked.read("t.adeyemi", Locked::line(kAuditors));
    BOOST_TEST(ran.status == 0, ran.err);
    BOOST_TEST(times(ran.out, "Read the access log") == 1u, ran.out);
    BOOST_TEST(ran.out.find("(auditor)") != std::string::npos);
    BOOST_TEST(times(locked.entries("signed_in"), "t.adeyemi") == 3u);
    BOOST_TEST(times(locked.entries("signed_out"), "t.adeyemi") == 3u);
}

BOOST_AUTO_TEST_CASE(AU_1_an_auditors_name_with_another_persons_passphrase_reads_nothing_by_any_verb) {
    const Locked locked;
    is_turned_away(locked.read("t.adeyemi", Locked::line(kSocialWorkers)));
    BOOST_TEST(times(locked.entries("log_read"), "t.adeyemi") == 2u, "choosing, and this look itself");
    BOOST_TEST(times(locked.entries("sign_in_failed"), "t.adeyemi (auditor)") == 1u);
}

BOOST_AUTO_TEST_CASE(AU_1_no_verb_tells_anything_before_the_passphrase_was_right) {
    const std::vector<std::vector<std::string>> verbs = {
        {"who", "3"},
        {"verdict", "3", "--verdict", "explained", "--words", "The case file shows the allocation"},
        {"sample", "--seed", "1"},
        {"account", "--nhs", "9990004838"},
        {"report"},
        {"retention"},
        {"mine"},
        {"reconcile", "/dev/null", "--source", "pds"},
        {"export", "-", "--format", "csv"}};
    const Locked locked;
    for (const auto& verb : verbs) is_turned_away(locked.log(verb, "t.adeyemi", Locked::line("guessed")));
    BOOST_TEST(times(locked.entries("sign_in_failed"), "t.adeyemi (auditor)") == verbs.size());
    BOOST_TEST(locked.entries("log_exported").starts_with("0 entries"));
    BOOST_TEST(locked.entries("subject_opened").starts_with("0 entries"));
    BOOST_TEST(locked.entries("review_verdict").starts_with("0 entries"));
}

BOOST_AUTO_TEST_CASE(AU_1_nobody_typed_and_a_name_that_nobody_knows_are_both_on_record) {
    const Locked locked;
    BOOST_TEST(locked.read("t.adeyemi", "").status == 2, "no passphrase was given");
    BOOST_TEST(locked.read("n.body", Locked::line(kAuditors)).status == 2);
    const std::string failed = locked.entries("sign_in_failed");
    BOOST_TEST(times(failed, "t.adeyemi (auditor)") == 1u, failed);
    BOOST_TEST(times(failed, "somebody unknown") == 1u, failed);
    BOOST_TEST(failed.find("n.body") == std::string::npos, "what was typed as a name might be a passphrase");
}

BOOST_AUTO_TEST_CASE(AU_1_the_role_still_decides_once_somebody_is_who_they_say) {
    const Locked locked;
    const Ran ran = locked.read("r.singh", Locked::line(kSocialWorkers));
    BOOST_TEST(ran.status == 4);
    BOOST_TEST(ran.out.empty());
    BOOST_TEST(ran.err.find("read by auditors") != std::string::npos, ran.err);
    BOOST_TEST(times(locked.entries("enquiry_refused"), "r.singh (duty_social_worker)") >= 2u);
}

BOOST_AUTO_TEST_CASE(C6_a_number_to_be_typed_is_read_after_the_passphrase_and_shown_nowhere) {
    const Locked locked;
    const Ran ran =
        locked.log({"account"}, "t.adeyemi", Locked::line(kAuditors) + Locked::line("9990004838"));
    BOOST_TEST(ran.status == 0, ran.err);
    BOOST_TEST((ran.out + ran.err).find("9990004838") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(P27_the_log_is_read_under_the_rulebook_that_was_signed_and_no_other) {
    const MadeLog made;
    BOOST_TEST(made.log({"list", "--limit", "1"}).status == 0);
    const Ran first = made.log({"list", "--kind", "policy_changed"});
    BOOST_TEST(first.out.find("the program") != std::string::npos, first.out);
    BOOST_TEST(first.out.find("()") == std::string::npos, first.out);
    std::string rulebook = kith::tests::whole_file(made.folder.file("made/rules/northshire.json"));
    rulebook[rulebook.find("\"why\"") + 9] ^= 1;
    made.folder.write("made/rules/northshire.json", rulebook);
    BOOST_TEST(made.log({"list", "--limit", "1"}).status == 0, "the last good one rules");
    BOOST_TEST(times(made.log({"list", "--kind", "policy_refused"}).out, "Refused a rulebook") >= 1u);
    std::filesystem::remove(made.folder.file("made/rulebook-memory.json"));
    const Ran none = made.log({"list"});
    BOOST_TEST(none.status != 0);
    BOOST_TEST(none.out.empty(), "with nothing good to fall back on, nothing is shown");
}

BOOST_AUTO_TEST_SUITE_END()
