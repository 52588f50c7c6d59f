#include "cli/program.h"
#include "policy/lawbook.h"
#include "policy/rulebook_memory.h"

#include <boost/test/unit_test.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

using namespace kith;
using namespace kith::tests;
using policy_tests::SmallRulebook;

// `kith policy` as people run it: the real program on real files, good and bad.
namespace {

namespace fs = std::filesystem;
using Arguments = std::vector<std::string>;

const std::string kDay = "2026-11-22";
const std::string kShipped = KITH_SOURCE_DIR "/policy/rules/northshire.json";

Ran law(Arguments arguments) {
    arguments.insert(arguments.begin(), "policy");
    return run_kith(arguments);
}

bool says(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// One sentence on standard error, this exit code, and nothing on standard output.
void refused(const Ran& ran, int status, std::string_view part) {
    BOOST_TEST(ran.status == status, ran.err);
    BOOST_TEST(says(ran.err, part), ran.err);
    BOOST_TEST(ran.err.starts_with("kith: "), ran.err);
    BOOST_TEST(std::ranges::count(ran.err, '\n') == 1, ran.err);
    BOOST_TEST(ran.out.empty(), ran.out);
}

/// A signer with a key of its own, made by the program, and a place for rulebooks.
struct Office {
    Folder folder;
    std::string keys;

    Office() {
        add_signer("north.example/law", "law.seed");
        keys = folder.file("keys");
    }
    void add_signer(const std::string& name, const std::string& seed) {
        const Ran made = law({"sign", "--new-key", folder.file(seed), "--name", name});
        BOOST_TEST_REQUIRE(made.status == 0, made.err);
        std::ofstream(folder.file("keys"), std::ios::app) << "# " << name << "\n" << made.out;
    }
    std::string write(const std::string& name, const SmallRulebook& rulebook) const {
        return folder.write(name, rulebook.text());
    }
    Ran sign(const std::string& file, const Arguments& more = {},
             const std::string& name = "north.example/law", const std::string& seed = "law.seed") const {
        Arguments all = {"sign", file, "--seed-file", folder.file(seed), "--name", name};
        all.insert(all.end(), more.begin(), more.end());
        return law(all);
    }
    std::string write_signed(const std::string& name, const SmallRulebook& rulebook) const {
        const std::string file = write(name, rulebook);
        BOOST_TEST_REQUIRE(sign(file).status == 0);
        return file;
    }
    Ran check(const std::string& file, const Arguments& more = {}) const {
        Arguments all = {"check", file, "--keys", keys, "--at", kDay};
        all.insert(all.end(), more.begin(), more.end());
        return law(all);
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(cli_policy_tests)

BOOST_AUTO_TEST_CASE(C19_a_rulebook_that_was_signed_is_found_good_and_says_what_it_holds) {
    const Office office;
    const Ran ran = office.check(office.write_signed("law.json", {}));
    BOOST_TEST(ran.status == 0, ran.err);
    BOOST_TEST(says(ran.out, "test 2026-11, serial 7: 1 rule, 1 agreement"), ran.out);
    BOOST_TEST(says(ran.out, "Signed as"), ran.out);
}

BOOST_AUTO_TEST_CASE(P27_bad_files_get_one_clear_sentence_each) {
    const Office office;
    const std::string good = SmallRulebook{}.text();
    refused(office.check(office.folder.file("none.json")), 2, "cannot be read");
    refused(office.check(office.folder.path()), 6, "cannot be read");
    refused(office.check(office.write("unsigned.json", {})), 4, "not signed");
    const std::string cut = office.write_signed("cut.json", {});
    office.folder.write("cut.json", good.substr(0, good.size() / 2));
    refused(office.check(cut), 4, "changed or cut short");
    refused(office.check(office.write_signed("future.json", {.valid_from = "2026-12-01T00:00:00Z"})), 4,
            "not in force before 1 Dec 2026");
    refused(office.check(office.write_signed("expired.json", {.valid_until = "2026-11-01T00:00:00Z"})), 4,
            "no longer in force");
    const std::string newer = office.write("newer.json", {.serial = "9"});
    refused(office.check(office.write_signed("older.json", {.serial = "8"}), {"--newer-than", newer}), 4,
            "older than one already in use");
    refused(office.check(office.write_signed("other.json", {.serial = "9", .more = " "}),
                         {"--newer-than", newer}),
            4, "Two different rulebooks carry serial 9");
    const std::string half = office.write_signed("half.json", {});
    const std::string signatures = whole_file(half + ".sig");
    office.folder.write("half.json.sig", signatures.substr(0, signatures.size() / 2));
    refused(office.check(half), 6, "signature file cannot be read");
    office.folder.write("half.json.sig", "");
    refused(office.check(half), 6, "signature file cannot be read");
    BOOST_TEST(whole_file(half) == good, "and the rulebook is as it was");
}

BOOST_AUTO_TEST_CASE(files_that_cannot_be_read_as_a_rulebook_are_refused_with_their_place) {
    const Folder folder;
    const std::string good = SmallRulebook{}.text();
    const std::vector<std::pair<std::string, std::string>> bad = {
        {good.substr(0, good.size() / 2), "cannot be used"},
        {"", "cannot be used"},
        {std::string(200'000, '['), "cannot be used"},
        {"{\"a\":" + std::string(200'000, '{'), "cannot be used"},
        {good + std::string(1, '\0'), "cannot be used"},
        {"\xEF\xBB\xBF" + good, "cannot be used"},
        {SmallRulebook{.more = R"(,"agreemants":[])"}.text(), "agreements"},
        {SmallRulebook{.serial = "\"seven\""}.text(), "serial"}};
    for (const auto& [bytes, part] : bad) {
        const std::string file = folder.write("bad.json", bytes);
        refused(law({"check", file, "--at", kDay}), 6, part);
        refused(law({"matrix", file}), 6, part);
        refused(law({"diff", file, kShipped}), 6, part);
        refused(law({"diff", kShipped, file}), 6, part);
    }
}

BOOST_AUTO_TEST_CASE(a_rulebook_of_a_hundred_megabytes_is_refused_and_never_read) {
    const Office office;
    const std::string file = office.folder.write("large.json", "{");
    BOOST_TEST_REQUIRE(::truncate(file.c_str(), 100'000'000) == 0);
    refused(office.check(file), 6, "larger than 4096 KiB");
    refused(law({"explain", file, "--role", "a", "--purpose", "b", "--source", "c", "--category", "d"}), 6,
            "larger than 4096 KiB");
    refused(office.sign(file), 6, "larger than 4096 KiB");
    BOOST_TEST(!fs::exists(file + ".sig"));
}

BOOST_AUTO_TEST_CASE(C19_two_signers_are_needed_when_two_are_asked_for) {
    Office office;
    office.add_signer("north.example/care", "care.seed");
    const std::string file = office.write_signed("law.json", {});
    const Arguments two = {"--signatures", "2"};
    refused(office.check(file, two), 4, "2 different signers and 1 has signed");
    BOOST_TEST(office.sign(file, {"--append"}).status == 0);
    refused(office.check(file, two), 4, "1 has signed");
    BOOST_TEST(office.sign(file, {"--append"}, "north.example/care", "care.seed").status == 0);
    BOOST_TEST(office.check(file, two).status == 0);
    BOOST_TEST(office.sign(file).status == 0);
    refused(office.check(file, two), 4, "1 has signed");
}

BOOST_AUTO_TEST_CASE(a_key_is_made_once_kept_to_oneself_and_never_overwritten) {
    const Office office;
    const std::string seed = office.folder.file("law.seed"), before = whole_file(seed);
    struct stat found {};
    BOOST_TEST_REQUIRE(::stat(seed.c_str(), &found) == 0);
    BOOST_TEST((found.st_mode & 0777) == 0600u);
    refused(law({"sign", "--new-key", seed, "--name", "north.example/law"}), 2, "already");
    BOOST_TEST(whole_file(seed) == before);
    refused(law({"sign", "--new-key", office.folder.file("x"), "--name", "two words"}), 2, "--name");
    BOOST_TEST(!fs::exists(office.folder.file("x")));
}

BOOST_AUTO_TEST_CASE(nobody_signs_with_a_key_that_others_can_read_or_what_cannot_be_used) {
    const Office office;
    const std::string file = office.write("law.json", {});
    for (const mode_t mode : {0640u, 0604u, 0666u, 0660u}) {
        ::chmod(office.folder.file("law.seed").c_str(), mode);
        refused(office.sign(file), 4, "can be read by others");
    }
    ::chmod(office.folder.file("law.seed").c_str(), 0600);
    refused(office.sign(office.folder.write("bad.json", "{}")), 6, "cannot be used");
    refused(office.sign(file, {}, "north.example/law", "none.seed"), 2, "cannot be opened");
    const std::string short_seed = office.folder.write("short.seed", "c2hvcnQ=\n");
    ::chmod(short_seed.c_str(), 0600);
    refused(office.sign(file, {}, "north.example/law", "short.seed"), 6, "32 bytes");
    BOOST_TEST(!fs::exists(file + ".sig"));
}

BOOST_AUTO_TEST_CASE(a_signature_file_that_cannot_be_read_is_not_added_to_and_not_lost) {
    const Office office;
    const std::string file = office.write("law.json", {});
    office.folder.write("law.json.sig", "half a");
    refused(office.sign(file, {"--append"}), 6, "signature file cannot be read");
    BOOST_TEST(whole_file(file + ".sig") == "half a");
}

BOOST_AUTO_TEST_CASE(a_question_is_explained_with_the_rules_behind_it) {
    const Arguments asked = {"explain",    kShipped,   "--role",       "mash_worker", "--purpose",
                             "SECTION_47", "--source", "constabulary", "--category",  "police_intelligence",
                             "--at",       kDay};
    const Ran ran = law(asked);
    BOOST_TEST(ran.status == 0, ran.err);
    BOOST_TEST(says(ran.out, "R-103 permits"), ran.out);
    Arguments about_unborn = asked;
    about_unborn.insert(about_unborn.end(), {"--person", "unborn"});
    const Ran no = law(about_unborn);
    BOOST_TEST(no.status == 4);
    BOOST_TEST(says(no.out, "R-012 denies"), no.out);
    BOOST_TEST(no.err.empty());
    Arguments unknown = asked;
    unknown[3] = "mash_workr";
    refused(law(unknown), 2, "did you mean \"mash_worker\"?");
    unknown = asked;
    unknown.back() = "yesterday";
    refused(law(unknown), 2, "--at");
    Arguments someone = asked;
    someone.insert(someone.end(), {"--person", "uncle"});
    refused(law(someone), 2, "--person");
}

BOOST_AUTO_TEST_CASE(consent_opens_what_rests_on_it) {
    const Arguments asked = {"explain",    kShipped,   "--role", "early_help_worker", "--purpose",
                             "EARLY_HELP", "--source", "school", "--category",        "school_attendance",
                             "--at",       kDay};
    BOOST_TEST(law(asked).status == 4);
    Arguments with = asked;
    with.push_back("--consent");
    BOOST_TEST(law(with).status == 0);
}

BOOST_AUTO_TEST_CASE(the_matrix_is_printed_for_people_and_for_sheets) {
    const Ran text = law({"matrix", kShipped, "--at", kDay, "--role", "early_help_worker"});
    BOOST_TEST(text.status == 0, text.err);
    BOOST_TEST(says(text.out, "early_help_worker"));
    BOOST_TEST(!says(text.out, "mash_worker"));
    const Ran csv = law({"matrix", kShipped, "--at", kDay, "--csv"});
    BOOST_TEST(csv.out.starts_with("role,purpose,source,category,person,consent,mode,"));
    BOOST_TEST(std::ranges::count(csv.out, '\n') > 10'000);
    refused(law({"matrix", kShipped, "--role", "nobody"}), 2, "--role");
}

BOOST_AUTO_TEST_CASE(what_a_new_rulebook_changes_is_told_and_nothing_when_it_changes_nothing) {
    const Folder folder;
    const Ran same = law({"diff", kShipped, kShipped, "--at", kDay});
    BOOST_TEST(same.status == 0, same.err);
    BOOST_TEST(same.out == "Nothing changes for anybody.\n");
    std::string wider = whole_file(kShipped);
    const size_t at = wider.find("\"lookback_years\": 10");
    BOOST_TEST_REQUIRE(at != std::string::npos);
    wider.replace(at, 20, "\"lookback_years\": 30");
    const Ran ran = law({"diff", kShipped, folder.write("wider.json", wider), "--at", kDay});
    BOOST_TEST(ran.status == 0, ran.err);
    BOOST_TEST(ran.out.starts_with("Widened:\n"), ran.out);
    BOOST_TEST(says(ran.out, "content of the last 10 years -> content of the last 30 years"), ran.out);
}

BOOST_AUTO_TEST_CASE(the_pilots_agreements_are_printed_and_what_was_left_out_is_noted) {
    const Folder folder;
    const std::string directory = folder.write(
        "directory.json",
        R"({"organisations":[{"orgId":"HEALTH-01","orgName":"Health","orgType":"HEALTH","records":[],"dsaPolicy":{"version":"1",
        "defaults":[{"effect":"allow","modes":["EXISTENCE","CONTENT"],"recordTypes":["health.details","teeth"],
        "destOrgTypes":["LOCAL_AUTHORITY"],"purposes":["SAFEGUARDING"],"validFrom":"2025-01-01T00:00:00Z"}],"exceptions":[]}},
        {"orgId":"OTHER-01","orgName":"Other","orgType":"OTHER"}]})");
    const std::string map = KITH_SOURCE_DIR "/policy/rules/dsa-map.json";
    const Ran ran = law({"import-dsa", directory, "--map", map});
    BOOST_TEST(ran.status == 0, ran.err);
    BOOST_TEST(says(ran.out, R"("id":"DSA-HEALTH-01-1")"), ran.out);
    BOOST_TEST(says(ran.out, R"("categories":["health_attendance","health_concern"])"), ran.out);
    BOOST_TEST(says(ran.err, "note: HEALTH-01: record type teeth is not in the map"), ran.err);
    BOOST_TEST(says(ran.err, "note: OTHER-01 is not in the map"), ran.err);
    const Ran nothing = law({"import-dsa", directory, "--map", map, "--org", "OTHER-01"});
    BOOST_TEST(nothing.out == "[]\n", nothing.out);
    refused(law({"import-dsa", directory, "--map", map, "--org", "NOBODY"}), 6,
            "directory cannot be used");
    refused(law({"import-dsa", directory, "--map", directory}), 6, "map cannot be used");
    refused(law({"import-dsa", folder.write("cut.json", "{\"organi"), "--map", map}), 6,
            "directory cannot be used");
}

BOOST_AUTO_TEST_CASE(wrong_usage_ends_with_2) {
    for (const Arguments& wrong : std::vector<Arguments>{{},
                                                         {"check"},
                                                         {"explain", kShipped},
                                                         {"diff", kShipped},
                                                         {"sign"},
                                                         {"sign", kShipped},
                                                         {"sign", "--name", "x"},
                                                         {"import-dsa", kShipped},
                                                         {"check", kShipped, "--signatures", "2"},
                                                         {"burn"}})
        BOOST_TEST(law(wrong).status == 2);
}

BOOST_AUTO_TEST_SUITE_END()
