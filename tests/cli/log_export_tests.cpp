#include "cli/made_log.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using kith::tests::Folder;
using kith::tests::MadeLog;
using kith::tests::Ran;
using kith::tests::run_kith;
using kith::tests::whole_file;

// The log as an auditor takes it out of the building: the real program, and the real checker beside it.
namespace {

struct Desk {
    MadeLog made;
    const Folder& folder = made.folder;

    Ran log(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), "log");
        arguments.insert(arguments.end(), {"--settings", made.settings()});
        return run_kith(arguments);
    }
    Ran exported(const std::string& file, std::vector<std::string> more,
                 const std::string& user = "t.adeyemi") const {
        more.insert(more.begin(), {"export", folder.file(file), "--as", user});
        return log(more);
    }
    /// What kith-verify ends with over an export of this desk.
    int verified(const std::string& file, const std::string& key, const std::string& more = {}) const {
        std::string trimmed = key.substr(0, key.find('\n'));
        const std::string command = std::string(KITH_VERIFY) + " '" + folder.file(file) + "' --key '" +
                                    trimmed + "' " + more + " >/dev/null 2>&1";
        return std::system(command.c_str()) >> 8;
    }
};

size_t lines_of(const std::string& text) {
    return static_cast<size_t>(std::ranges::count(text, '\n'));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cli_log_export_tests)

BOOST_AUTO_TEST_CASE(AU_3_a_whole_export_is_intact_to_the_checker_with_nothing_but_the_key) {
    const Desk desk;
    const Ran head = desk.log({"checkpoint"}), key = desk.log({"checkpoint", "--key"});
    BOOST_TEST(head.status == 0, head.err);
    BOOST_TEST(head.out.find("\n\n\xE2\x80\x94 ") != std::string::npos, head.out);
    const Ran ran = desk.exported("log.export", {});
    BOOST_TEST_REQUIRE(ran.status == 0, ran.err);
    BOOST_TEST(desk.verified("log.export", key.out) == 0);
    const std::string kept = desk.folder.write("kept", head.out);
    BOOST_TEST(desk.verified("log.export", key.out, "--checkpoint '" + kept + "'") == 0);
    std::string spoilt = whole_file(desk.folder.file("log.export"));
    spoilt[spoilt.size() / 2] ^= 1;
    desk.folder.write("spoilt", spoilt);
    BOOST_TEST(desk.verified("spoilt", key.out) == 1);
}

BOOST_AUTO_TEST_CASE(AU_12_an_export_of_one_case_holds_its_entries_alone_and_says_who_took_it) {
    const Desk desk;
    BOOST_TEST_REQUIRE(desk.exported("all.csv", {"--format", "csv"}).status == 0);
    const std::string all = whole_file(desk.folder.file("all.csv"));
    const size_t at = all.find("NC-");
    BOOST_TEST_REQUIRE(at != std::string::npos, "the made log has cases");
    const std::string case_ref = all.substr(at, all.find(',', at) - at);
    const Ran ran = desk.exported("case.export", {"--case", case_ref});
    BOOST_TEST_REQUIRE(ran.status == 0, ran.err);
    const std::string file = whole_file(desk.folder.file("case.export"));
    BOOST_TEST(file.find(" by t.adeyemi for " + case_ref + "\n") != std::string::npos);
    for (size_t entry = file.find("\nentry "); entry != std::string::npos;
         entry = file.find("\nentry ", entry + 1)) {
        const std::string line = file.substr(entry + 1, file.find('\n', entry + 1) - entry - 1);
        BOOST_TEST(line.find("\"case\":\"" + case_ref + "\"") != std::string::npos, line);
    }
    BOOST_TEST(desk.verified("case.export", desk.log({"checkpoint", "--key"}).out) == 0);
}

BOOST_AUTO_TEST_CASE(AU_2_an_export_is_an_entry_itself_before_it_is_written) {
    const Desk desk;
    BOOST_TEST(desk.exported("one.csv", {"--format", "csv"}).status == 0);
    const std::string csv = whole_file(desk.folder.file("one.csv"));
    const std::string last = csv.substr(csv.rfind("\r\n", csv.size() - 3) + 2);
    BOOST_TEST(last.find("log_exported,t.adeyemi,auditor") != std::string::npos, last);
    BOOST_TEST_REQUIRE(desk.exported("two.csv", {"--format", "csv"}).status == 0);
    BOOST_TEST(lines_of(whole_file(desk.folder.file("two.csv"))) == lines_of(csv) + 3,
               "the first one's sign-out, the second one's sign-in, and its export");
}

BOOST_AUTO_TEST_CASE(AU_2_who_is_no_auditor_gets_nothing_and_the_refusal_is_logged) {
    const Desk desk;
    const Ran ran = desk.exported("no.export", {}, "a.okafor");
    BOOST_TEST(ran.status == 4, ran.err);
    BOOST_TEST(!std::filesystem::exists(desk.folder.file("no.export")));
    BOOST_TEST_REQUIRE(desk.exported("all.csv", {"--format", "csv"}).status == 0);
    BOOST_TEST(whole_file(desk.folder.file("all.csv")).find("enquiry_refused,a.okafor") != std::string::npos);
    BOOST_TEST(desk.exported("no.export", {}, "nobody").status == 2);
    BOOST_TEST(desk.exported("no.export", {"--format", "xls"}).status == 2);
    BOOST_TEST(desk.exported("no.export", {"--from", "yesterday"}).status == 2);
}

BOOST_AUTO_TEST_CASE(a_fhir_export_is_one_bundle_of_audit_events) {
    const Desk desk;
    BOOST_TEST_REQUIRE(desk.exported("log.json", {"--format", "fhir"}).status == 0);
    const auto bundle = nlohmann::json::parse(whole_file(desk.folder.file("log.json")), nullptr, false);
    BOOST_TEST_REQUIRE(!bundle.is_discarded());
    BOOST_TEST(bundle["entry"].size() > 40u);
    for (const auto& one : bundle["entry"]) BOOST_TEST(one["resource"]["resourceType"] == "AuditEvent");
}

BOOST_AUTO_TEST_SUITE_END()
