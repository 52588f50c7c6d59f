#include "cli/world.h"
#include "support/byte_scan.h"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <set>

using namespace kith::tests;
namespace fs = std::filesystem;

namespace {

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// Where the program keeps anything at all, apart from what the sandbox itself serves from; and a temporary
/// folder of its own.
std::vector<std::string> profile(const World& w) {
    const std::string northshire = w.folder().file("northshire");
    return {northshire + "/log", northshire + "/shelf", northshire + "/rulebook-memory.json",
            w.folder().file("tmp")};
}

/// While this lives, programs put temporary files into this folder.
struct TemporaryFiles {
    explicit TemporaryFiles(const std::string& folder) {
        fs::create_directories(folder);
        setenv("TMPDIR", folder.c_str(), 1);
    }
    ~TemporaryFiles() { unsetenv("TMPDIR"); }
};

/// What must stand nowhere in the clear: who was asked about, and the texts of what came back.
std::vector<std::string> markers(const nlohmann::json& picture) {
    std::set<std::string> found = {"Maisie Rose", "9990004838", "999 000 4838", "Bruising seen at school"};
    for (const auto& entry : picture.at("chronology"))
        if (const auto text = entry.value("text", std::string()); text.size() >= 24)
            found.insert(text.substr(0, 24));
    BOOST_TEST_REQUIRE(found.size() > 6u, "the answers hold texts to look for");
    return {found.begin(), found.end()};
}

Ran shelf(const World& w, const std::string& verb, const std::string& user = "a.okafor") {
    return run_kith({"shelf", verb, "--settings", w.settings(), "--as", user});
}

std::string log_of(const World& w) {
    return run_kith({"log", "list", "--settings", w.settings(), "--as", "t.adeyemi", "--limit", "0"}).out;
}

size_t count(const std::string& text, std::string_view part) {
    size_t n = 0;
    for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
    return n;
}

void spoil(const std::string& path) {
    std::string text = whole_file(path);
    const size_t at = text.find("\"why\"");
    BOOST_TEST_REQUIRE(at != std::string::npos);
    text[at + 9] ^= 1;
    std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cli_trust_tests)

BOOST_AUTO_TEST_CASE(X5_after_an_enquiry_no_byte_of_the_profile_or_the_temporary_folder_names_the_child) {
    const World w;
    const TemporaryFiles temporary(w.folder().file("tmp"));
    const auto answer = w.ask();
    BOOST_TEST_REQUIRE(!answer.picture.is_null(), answer.ran.err);
    const auto texts = markers(answer.picture);
    const auto found = kith::support::sightings(profile(w), texts);
    BOOST_TEST(found.empty(), found);
    BOOST_TEST(has(shelf(w, "list").out, "copies are kept"), "and yet something is kept");
}

BOOST_AUTO_TEST_CASE(SW_16_on_a_train_the_program_reads_from_its_copies_and_says_so_of_each) {
    World w;
    const auto before = cells(w.ask().picture);
    w.go_offline();
    const auto answer = w.ask();
    BOOST_TEST_REQUIRE(!answer.picture.is_null(), answer.ran.err);
    BOOST_TEST(answer.ran.status == 3, "a held copy is a hole: the source itself has not answered");
    const auto after = cells(answer.picture);
    size_t held = 0;
    for (const auto& [key, cell] : after.items()) {
        const std::string was = before.at(key).at("state"), is = cell.at("state");
        BOOST_TEST((is == "held_copy" || is == "unreachable" || is == "not_asked" || is == was),
                   key << " " << is);
        held += is == "held_copy";
    }
    size_t with_an_end = 0;
    for (const auto& one : answer.picture.at("timing")) with_an_end += one.at("kept_until").is_string();
    BOOST_TEST(with_an_end >= held, "each has its end");
    BOOST_TEST(held >= 5u);
    BOOST_TEST(after.at("subject/constabulary").at("state") == "unreachable",
               "nothing of the police's is ever kept");
    BOOST_TEST(count(log_of(w), "Opened a kept copy") >= 1u, "the opening is on record");
}

BOOST_AUTO_TEST_CASE(X_3_another_persons_copies_open_nothing_under_whatever_name) {
    World w;
    w.ask();
    w.go_offline();
    const std::string kept = w.folder().file("northshire/shelf/");
    fs::copy_file(kept + "shelf-a.okafor.sqlite", kept + "shelf-l.hughes.sqlite");
    fs::copy_file(kept + "keys-a.okafor.sealed", kept + "keys-l.hughes.sealed");
    const auto answer =
        w.ask_exactly({"--as", "l.hughes", "--purpose", "MASH_ENQUIRY", "--case", "NC-2026-10482", "--reason",
                       "Bruising seen at school", "--nhs", "9990004838", "--born", "2017-02-14", "--given",
                       "Maisie Rose", "--family", "Pellow"});
    BOOST_TEST_REQUIRE(!answer.picture.is_null(), answer.ran.err);
    const auto states = cells(answer.picture);
    for (const auto& [key, cell] : states.items()) BOOST_TEST(cell.at("state") != "held_copy", key);
}

BOOST_AUTO_TEST_CASE(AU_6_a_conflict_once_declared_stands_for_every_later_run) {
    const World w;
    const auto declared = w.ask({"--know-family"});
    BOOST_TEST(declared.ran.status == 4);
    BOOST_TEST(has(declared.ran.err, "Hand it over"), declared.ran.err);
    BOOST_TEST(w.ask().ran.status == 4, "without saying it again");
    const auto colleague = w.ask_exactly(as_social_worker() + about_maisie());
    BOOST_TEST(!colleague.picture.is_null(), "a colleague may ask");
    BOOST_TEST(count(log_of(w), "Declared a conflict of interest") == 1u);
}

BOOST_AUTO_TEST_CASE(P25_a_second_person_beside_the_first_agrees_to_this_request_and_is_on_record) {
    const World w;
    const std::vector<std::string> request = {
        "--as",      "r.singh",        "--purpose", "COURT_ORDER",
        "--case",    "NC-2026-10482",  "--reason",  "Ordered to report on placements",
        "--sources", "northshire-care"};
    const auto alone = w.ask_exactly(request + about_maisie());
    BOOST_TEST(alone.ran.status == 4);
    BOOST_TEST(has(alone.ran.err, "safeguarding lead"), alone.ran.err);
    const auto same =
        w.ask_exactly(request + about_maisie() + std::vector<std::string>{"--approver", "r.singh"});
    BOOST_TEST(same.ran.status == 4, "the same person");
    const auto wrong_role =
        w.ask_exactly(request + about_maisie() + std::vector<std::string>{"--approver", "a.okafor"});
    BOOST_TEST(wrong_role.ran.status == 4, "a role that may not");
    const auto agreed =
        w.ask_exactly(request + about_maisie() + std::vector<std::string>{"--approver", "l.hughes"});
    BOOST_TEST(!agreed.picture.is_null(), agreed.ran.err);
    BOOST_TEST(count(log_of(w), "Approved as second person") == 1u);
}

BOOST_AUTO_TEST_CASE(P27_a_tampered_rulebook_is_refused_in_one_sentence_and_the_last_good_one_stays) {
    const World w;
    BOOST_TEST(!w.ask().picture.is_null());
    spoil(w.folder().file("northshire/rules/northshire.json"));
    const auto after = w.ask();
    BOOST_TEST(!after.picture.is_null(), after.ran.err);
    BOOST_TEST(has(log_of(w), "Refused a rulebook"));
    fs::remove(w.folder().file("northshire/rulebook-memory.json"));
    const auto first = w.ask();
    BOOST_TEST(first.picture.is_null(), "with nothing good to fall back on, nothing rules");
    BOOST_TEST(first.ran.status != 0);
    BOOST_TEST(count(first.ran.err, "\n") == 1u, first.ran.err);
}

BOOST_AUTO_TEST_CASE(AU_9_emergency_access_is_asked_with_words_and_leaves_a_review_to_be_made) {
    const World w;
    const std::vector<std::string> danger = {"--as",   "a.okafor", "--purpose", "IMMEDIATE_DANGER",
                                             "--case", "NC-1",     "--reason",  "Call from a neighbour"};
    const auto few =
        w.ask_exactly(danger + about_maisie() + std::vector<std::string>{"--emergency", "danger_now: help"});
    BOOST_TEST(few.ran.status == 4);
    const auto enough =
        w.ask_exactly(danger + about_maisie() +
                      std::vector<std::string>{"--emergency", "danger_now: A child is crying behind a door"});
    BOOST_TEST(!enough.picture.is_null(), enough.ran.err);
    const std::string log = log_of(w);
    BOOST_TEST(has(log, "Emergency access began"));
    BOOST_TEST(has(log, "Emergency access ended"));
    const Ran queue =
        run_kith({"log", "list", "--settings", w.settings(), "--as", "t.adeyemi", "--emergency"});
    BOOST_TEST(has(queue.out, "danger_now"), queue.out + queue.err);
}

BOOST_AUTO_TEST_SUITE_END()
