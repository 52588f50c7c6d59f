#include "present/policy_view.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <fstream>
#include <sstream>

using namespace kith;
using namespace kith::present;

namespace {

const policy::Rulebook& northshire() {
    static const policy::Rulebook book = [] {
        std::ifstream in(KITH_SOURCE_DIR "/policy/rules/northshire.json", std::ios::binary);
        std::ostringstream bytes;
        bytes << in.rdbuf();
        auto read = policy::read_rulebook(bytes.str());
        BOOST_TEST_REQUIRE(read.has_value());
        return *read;
    }();
    return book;
}

const base::Instant kNow = *base::parse_instant("2026-11-22T10:00:00Z");

std::string text_of(const Lines& lines) {
    std::string text;
    for (const auto& line : lines) text += as_text(line) + "\n";
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(present_policy_view_tests)

BOOST_AUTO_TEST_CASE(AU_1_an_auditor_may_see_nothing_of_any_source_for_any_purpose) {
    for (const auto& purpose : northshire().purposes)
        for (const auto& row : policy_rows(
                 northshire(), {"auditor", purpose.id, policy::PersonKind::subject_child, true}, kNow)) {
            BOOST_TEST(row.may_see == "Nothing");
            BOOST_TEST((row.mood == Mood::hole));
        }
}

BOOST_AUTO_TEST_CASE(every_row_says_what_the_rules_say_of_its_source) {
    for (const auto& role : northshire().roles)
        for (const auto& purpose : northshire().purposes)
            for (const bool consent : {false, true}) {
                const PolicyChoice choice{role.id, purpose.id, policy::PersonKind::subject_child, consent};
                const auto rows = policy_rows(northshire(), choice, kNow);
                BOOST_TEST_REQUIRE(rows.size() == northshire().sources.size());
                for (size_t i = 0; i < rows.size(); ++i) {
                    size_t content = 0, existence = 0;
                    for (const auto& category : northshire().sources[i].categories) {
                        const auto answer = policy::explain(northshire(),
                                                            {role.id, purpose.id, northshire().sources[i].id,
                                                             category, choice.about, consent},
                                                            kNow);
                        content += answer.extent.content ? 1 : 0;
                        existence += answer.extent.existence && !answer.extent.content ? 1 : 0;
                    }
                    BOOST_TEST((rows[i].mood == Mood::good) == (content > 0));
                    BOOST_TEST((rows[i].mood == Mood::hole) == (content + existence == 0));
                    BOOST_TEST(rows[i].how_far.empty() == (content + existence == 0));
                    BOOST_TEST(rows[i].kept.empty() == (content + existence == 0));
                }
            }
}

BOOST_AUTO_TEST_CASE(why_not_names_the_sentence_and_the_rule) {
    const std::string text =
        text_of(why_lines(northshire(), {"auditor", "SECTION_47"}, record::SourceId("hospitals"), kNow));
    BOOST_TEST(text.find("R-001") != std::string::npos);
    BOOST_TEST(text.find("Auditors read the access log") != std::string::npos);
    BOOST_TEST(text.find("denies") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_rulebook_in_force_is_told_with_its_signers_agreements_retention_and_limits) {
    const std::string text =
        text_of(in_force_lines(northshire(), {{"northshire.example/policy"}, 1, {}}, kNow));
    for (const auto& agreement : northshire().agreements)
        BOOST_TEST(text.find(agreement.name) != std::string::npos);
    BOOST_TEST(text.find("northshire.example/policy") != std::string::npos);
    BOOST_TEST(text.find(northshire().version) != std::string::npos);
    BOOST_TEST(text.find(northshire().hash) != std::string::npos);
    BOOST_TEST(text.find(std::to_string(northshire().limits.children_an_hour) + " an hour") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_changed_says_who_gains_and_by_which_rule) {
    policy::Rulebook before = northshire();
    BOOST_TEST(text_of(change_lines(before, northshire(), kNow)).find("Nothing changes for anybody") !=
               std::string::npos);
    policy::Rule denial_for_all;
    denial_for_all.id = "R-900";
    denial_for_all.roles = {"mash_worker"};
    denial_for_all.why = "Nobody of the front door, for now.";
    before.rules.push_back(denial_for_all);
    const std::string text = text_of(change_lines(before, northshire(), kNow));
    BOOST_TEST(text.find("R-900") != std::string::npos);
    BOOST_TEST(text.find("MASH front-door worker") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(times_are_said_in_the_largest_unit_that_fits) {
    using std::chrono::seconds;
    BOOST_TEST(duration_words(seconds(0)) == "not at all");
    BOOST_TEST(duration_words(seconds(14400)) == "4 hours");
    BOOST_TEST(duration_words(seconds(86400)) == "24 hours");
    BOOST_TEST(duration_words(seconds(30 * 86400)) == "30 days");
    BOOST_TEST(duration_words(seconds(300)) == "5 minutes");
    BOOST_TEST(duration_words(seconds(61)) == "61 seconds");
}

BOOST_AUTO_TEST_SUITE_END()
