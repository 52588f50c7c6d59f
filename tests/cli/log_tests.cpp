#include "cli/made_log.h"

#include <boost/test/unit_test.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

using kith::tests::MadeLog;
using kith::tests::Ran;
using kith::tests::run_kith;
using kith::tests::times;
using kith::tests::whole_file;

namespace {

/// For tests that only read: their readings add up in it.
const MadeLog& made_log() {
    static const MadeLog made(MadeLog::Shape::misdeeds);
    return made;
}

/// All accesses, read once.
const nlohmann::json& all_accesses() {
    static const nlohmann::json list = made_log().listed({});
    return list;
}

std::set<std::string> enquiries_of(const nlohmann::json& list) {
    std::set<std::string> enquiries;
    for (const auto& access : list.at("listed")) enquiries.insert(access.at("enquiry").get<std::string>());
    return enquiries;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cli_log_tests)

BOOST_AUTO_TEST_CASE(AU_4_every_unexplained_access_is_reached_from_the_command_line_and_no_other) {
    const auto list = made_log().listed({"--unexplained"});
    BOOST_TEST(enquiries_of(list).size() > 100u);
    BOOST_TEST(enquiries_of(list) == made_log().planted_enquiries("unexplained"));
    BOOST_TEST(list.at("unexplained").get<size_t>() == list.at("listed").size());
}

BOOST_AUTO_TEST_CASE(AU_5_each_planted_misdeed_carries_its_signal_and_no_near_miss_does) {
    const auto& list = all_accesses();
    std::map<std::string, std::set<std::string>> rules;
    for (const auto& access : list.at("listed"))
        for (const auto& signal : access.at("signals"))
            rules[access.at("enquiry").get<std::string>()].insert(signal.at("rule").get<std::string>());
    size_t seen = 0;
    for (const auto& one : made_log().planted) {
        const std::string rule = one.at("rule");
        if (rule.empty()) continue;
        BOOST_TEST(rules[one.at("enquiry")].contains(rule) == !one.at("near_miss").get<bool>(), rule);
        ++seen;
    }
    BOOST_TEST(seen >= 30u);
}

BOOST_AUTO_TEST_CASE(the_list_keeps_its_schema) {
    using Adapter = valijson::adapters::NlohmannJsonAdapter;
    const auto text =
        nlohmann::json::parse(whole_file(std::string(KITH_SOURCE_DIR) + "/src/cli/schema/log_list.json"));
    const auto& list = all_accesses();
    valijson::Schema schema;
    valijson::SchemaParser().populateSchema(Adapter(text), schema);
    valijson::ValidationResults results;
    BOOST_TEST(valijson::Validator().validate(schema, Adapter(list), &results));
    valijson::ValidationResults::Error error;
    while (results.popError(error)) BOOST_TEST_MESSAGE(error.description);
    auto spoilt = list;
    spoilt["listed"][0]["explained_by"] = "because";
    BOOST_TEST(!valijson::Validator().validate(schema, Adapter(spoilt), nullptr));
}

BOOST_AUTO_TEST_CASE(AU_1_whoever_is_no_auditor_is_refused_and_the_attempt_is_logged) {
    const MadeLog made;
    for (const char* verb : {"list", "report"}) {
        const Ran ran = made.log({verb}, "r.singh");
        BOOST_TEST(ran.status == 4);
        BOOST_TEST(ran.out.empty());
        BOOST_TEST(ran.err.find("auditor") != std::string::npos, ran.err);
    }
    BOOST_TEST(made.log({"who", "3"}, "r.singh").status == 4);
    const Ran list = made.log(
        {"list", "--user", "r.singh", "--kind", "enquiry_refused", "--words", "sandbox-workstation"});
    BOOST_TEST(list.out.starts_with("    "), list.out);
    BOOST_TEST(times(list.out, "Refused by policy") == 3u, list.out);
}

BOOST_AUTO_TEST_CASE(P19_each_reading_is_logged_once_and_stands_in_the_same_chain) {
    const MadeLog made;
    const auto readings = [&] {
        return times(made.log({"list", "--kind", "log_read"}).out, "Read the access log");
    };
    BOOST_TEST(readings() == 1u);
    made.log({"list", "--unexplained", "--since", "2026-09-21", "--until", "2026-10-30"});
    made.log({"sample", "--seed", "5", "--size", "3"});
    made.log({"report", "--month", "2026-09"});
    BOOST_TEST(readings() == 5u);
}

BOOST_AUTO_TEST_CASE(AU_15_a_second_auditor_sees_and_judges_what_the_first_did) {
    MadeLog made;
    const std::string path = made.settings();
    auto settings = nlohmann::json::parse(whole_file(path));
    settings["users"].push_back({{"id", "r.lindqvist"},
                                 {"name", "R. Lindqvist"},
                                 {"role", "auditor"},
                                 {"agency", "Northshire Council"}});
    made.folder.write("made/settings.json", settings.dump());
    made.log({"list", "--signals"});
    const Ran reading =
        made.log({"list", "--kind", "log_read", "--user", "t.adeyemi", "--limit", "1"}, "r.lindqvist");
    const std::string entry = std::to_string(std::stoul(reading.out));
    const Ran own =
        made.log({"verdict", entry, "--verdict", "explained", "--words", "I was reviewing the month"});
    BOOST_TEST(own.status == 4, own.err);
    const Ran second = made.log(
        {"verdict", entry, "--verdict", "explained", "--words", "The monthly review was due"}, "r.lindqvist");
    BOOST_TEST(second.status == 0, second.err);
    BOOST_TEST(second.out.find("recorded as entry") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(AU_11_every_access_of_a_sample_ends_in_a_recorded_verdict) {
    const MadeLog made;
    const std::vector<std::string> draw = {"sample", "--seed", "20261122", "--size", "6"};
    const std::string first = made.log(draw).out;
    BOOST_TEST(first == made.log(draw).out, "the same seed draws the same sample");
    BOOST_TEST(first != made.log({"sample", "--seed", "1", "--size", "6"}).out);
    std::istringstream lines(first);
    size_t judged = 0;
    for (std::string line; std::getline(lines, line);) {
        if (line.find(" (") == std::string::npos || line.find("drawn") != std::string::npos) continue;
        const Ran ran = made.log({"verdict", std::to_string(std::stoul(line)), "--verdict", "explained",
                                  "--words", "The case file shows the allocation"});
        BOOST_TEST(ran.status == 0, ran.err);
        ++judged;
    }
    BOOST_TEST(judged == 6u, first);
    BOOST_TEST(times(made.log(draw).out, "verdict: explained") == 6u);
}

BOOST_AUTO_TEST_CASE(a_verdict_needs_a_known_word_and_a_sentence) {
    const MadeLog made;
    for (const auto& [verdict, words] :
         {std::pair{"guilty", "They had no reason at all"}, std::pair{"explained", "ok"},
          std::pair{"explained", "aaaaaaaaaaaaaaaaaa"}, std::pair{"justified", "It was needed at once"}}) {
        const Ran ran = made.log({"verdict", "5", "--verdict", verdict, "--words", words});
        BOOST_TEST(ran.status == 2, std::string(verdict) + " " + words);
    }
    BOOST_TEST(made.log({"verdict", "999999", "--verdict", "explained", "--words", "There is no such entry"})
                   .status == 2);
}

BOOST_AUTO_TEST_CASE(C6_who_an_entry_is_about_opens_after_the_look_is_logged_and_nowhere_else) {
    const MadeLog made;
    const auto list = made.listed({"--unexplained"});
    const std::string entry = std::to_string(list.at("listed").at(0).at("entry").get<std::uint64_t>());
    const Ran ran = made.log({"who", entry});
    BOOST_TEST_REQUIRE(ran.status == 0, ran.err);
    const size_t from = ran.out.find("is about ") + 9;
    const std::string name = ran.out.substr(from, ran.out.find(", born") - from);
    BOOST_TEST(name.size() > 4u, ran.out);
    const Ran openings = made.log({"list", "--kind", "subject_opened"});
    BOOST_TEST(times(openings.out, "Opened who an entry is about") == 1u, openings.out);
    for (const std::string& text : {made.log({"list", "--limit", "0"}).out, made.listed({}).dump(),
                                    made.log({"report", "--month", "2026-09"}).out})
        BOOST_TEST(text.find(name) == std::string::npos);
}

BOOST_AUTO_TEST_CASE(AU_13_a_subject_account_tells_purpose_date_role_and_sources_and_echoes_no_number) {
    const MadeLog& made = made_log();
    const auto staff = nlohmann::json::parse(whole_file(made.folder.file("made/review/staff.json")));
    std::string told;
    for (const auto& one : staff.at("staff")) {
        const std::string number = one.at("relations").at(0).at("nhs_number");
        const Ran ran = made.log({"account", "--nhs", number});
        BOOST_TEST_REQUIRE(ran.status == 0, ran.err);
        BOOST_TEST((ran.out + ran.err).find(number) == std::string::npos);
        told += ran.out;
        if (told.find("asked: ") != std::string::npos) break;
    }
    BOOST_TEST(told.find("asked: ") != std::string::npos, told);
    for (const char* staff_name : {"worker.", "r.singh", "NC-2026-", "NSC-0"})
        BOOST_TEST(told.find(staff_name) == std::string::npos);
    BOOST_TEST(made.log({"account", "--nhs", "1234567890"}).status == 2);
}

BOOST_AUTO_TEST_CASE(AU_7_a_sources_own_list_is_compared_with_the_log) {
    const MadeLog made;
    const auto list =
        made.listed({"--since", "2026-09-21", "--until", "2026-09-22", "--kind", "enquiry_asked"});
    const auto& first = list.at("listed").at(0);
    const std::string csv = "time,user,nhs_number\n" + first.at("at").get<std::string>() + "," +
                            first.at("user").get<std::string>() +
                            ",9990004838\n2026-09-21T03:00:00Z,somebody.else,9990004838\n";
    const Ran ran = made.log({"reconcile", made.folder.write("theirs.csv", csv), "--source", "pds"});
    BOOST_TEST(ran.status == 0, ran.err);
    BOOST_TEST(ran.out.find("theirs only: 1 (rows 3)") != std::string::npos, ran.out);
    BOOST_TEST((ran.out + ran.err).find("9990004838") == std::string::npos);
    const Ran bad =
        made.log({"reconcile", made.folder.write("bad.csv", "time,user\nyesterday,x\n"), "--source", "pds"});
    BOOST_TEST(bad.status == 2);
    BOOST_TEST(bad.err.find("row 2") != std::string::npos, bad.err);
}

BOOST_AUTO_TEST_CASE(what_is_wrong_with_a_list_of_work_is_said_with_its_place_and_nothing_is_shown) {
    const MadeLog made;
    const auto with = [&](const std::string& work) {
        return made.log({"list", "--unexplained", "--work", made.folder.write("work.json", work)});
    };
    const Ran ran = with(
        R"({"spells":[{"user":"a","why":"alocated","case":"x","from":"2026-09-21T00:00:00Z","until":"2026-09-22T00:00:00Z"}]})");
    BOOST_TEST(ran.status == 2);
    BOOST_TEST(ran.out.empty());
    BOOST_TEST(ran.err.find("spells[0].why") != std::string::npos, ran.err);
    BOOST_TEST(with(R"({"spels":[]})").err.find("spells") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_log_is_never_added_to_by_invention) {
    const MadeLog made;
    const Ran again = run_kith({"sandbox", "log", "--dir", made.folder.file("made"), "--entries", "200"});
    BOOST_TEST(again.status == 2);
}

BOOST_AUTO_TEST_SUITE_END()
