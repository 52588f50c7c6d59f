#include "base/text.h"
#include "builders.h"
#include "policy/matrix.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>

using namespace kith;
using namespace kith::policy_tests;
using policy::Extent;
using policy::MatrixCell;
using policy::PersonKind;

// What explain() and matrix() say is what decide() does: each cell of the shipped rulebook, asked both ways.
namespace {

const std::vector<MatrixCell>& cells() {
    static const auto all = policy::matrix(shipped(), story_time());
    return all;
}

std::optional<int> years_back(const record::Period& period) {
    return period.from ? record::uk_day(story_time()).year() - period.from->year() : 0;
}

Extent extent_of(const policy::CellGrant& grant, const record::CategoryId& category) {
    Extent extent;
    for (const auto& one : grant.allowed) {
        if (one.category != category) continue;
        if (one.mode == policy::Mode::content) extent.content = years_back(one.period);
        if (!extent.existence || one.mode == policy::Mode::existence)
            extent.existence = years_back(one.period);
    }
    return extent;
}

/// "role|purpose|kind|consent" to the decision about that person alone, with a second person's yes if one is
/// needed.
policy::Decision decision_about(const MatrixCell& cell) {
    auto asked = request(cell.role, cell.purpose);
    asked.roster = {person("p1", cell.kind)};
    asked.consent = cell.has_consent ? policy::Consent::given : policy::Consent::not_sought;
    policy::Approval yes{{"b.lead", "B. Lead", "safeguarding_lead", "Northshire Council"}, story_time(), {}};
    yes.of = policy::approval_subject(asked);
    asked.approval = yes;
    return policy::decide(shipped(), asked, story_time());
}

std::string words(const MatrixCell& cell) {
    return cell.role + " " + cell.purpose + " " + cell.source.text() + " " + cell.category.text() + " " +
           std::string(policy::name_of(cell.kind)) +
           (cell.has_consent ? " with consent" : " without consent");
}

const MatrixCell& cell(const std::string& role, const std::string& purpose, const std::string& source,
                       const std::string& category, PersonKind kind, bool has_consent) {
    const auto at = std::ranges::find_if(cells(), [&](const MatrixCell& one) {
        return one.role == role && one.purpose == purpose && one.source.text() == source &&
               one.category.text() == category && one.kind == kind && one.has_consent == has_consent;
    });
    BOOST_TEST_REQUIRE((at != cells().end()));
    return *at;
}

size_t lines_in(const std::string& text) {
    return static_cast<size_t>(std::ranges::count(text, '\n'));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(policy_explain_tests)

BOOST_AUTO_TEST_CASE(P7_every_cell_of_the_matrix_is_what_decide_gives) {
    std::map<std::string, policy::Decision> decisions;
    size_t permitted = 0;
    for (const auto& one : cells()) {
        const std::string key =
            one.role + one.purpose + std::string(policy::name_of(one.kind)) + (one.has_consent ? "y" : "n");
        if (!decisions.contains(key)) decisions.emplace(key, decision_about(one));
        const auto* permit = std::get_if<policy::Permit>(&decisions.at(key));
        const auto* grant = permit ? permit->grant(record::PersonId("p1"), one.source) : nullptr;
        const Extent decided = grant ? extent_of(*grant, one.category) : Extent{};
        BOOST_TEST((decided.content == one.answer.extent.content), words(one));
        BOOST_TEST((decided.existence == one.answer.extent.existence), words(one));
        permitted += !one.answer.extent.is_nothing();
    }
    BOOST_TEST(permitted > 500u);
    BOOST_TEST(cells().size() > 10'000u);
}

BOOST_AUTO_TEST_CASE(a_refusal_names_the_rule_that_made_it) {
    const auto& gp =
        cell("mash_worker", "MASH_ENQUIRY", "gp", "health_concern", PersonKind::subject_child, true);
    BOOST_TEST(gp.answer.extent.is_nothing());
    BOOST_TEST(gp.answer.denied_by_rule);
    BOOST_TEST(gp.answer.sentence.starts_with("Refused. "), gp.answer.sentence);
    const auto& auditor = cell("auditor", "SECTION_47", "pds", "identity", PersonKind::subject_child, true);
    BOOST_TEST(auditor.answer.sentence.find("Auditors read the access log") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_purpose_that_rests_on_consent_gives_nothing_without_it) {
    const auto& without = cell("early_help_worker", "EARLY_HELP", "school", "school_attendance",
                               PersonKind::subject_child, false);
    BOOST_TEST(without.answer.extent.is_nothing());
    BOOST_TEST(without.answer.needs_consent);
    BOOST_TEST(without.answer.sentence.find("rests on consent") != std::string::npos);
    const auto& with = cell("early_help_worker", "EARLY_HELP", "school", "school_attendance",
                            PersonKind::subject_child, true);
    BOOST_TEST(with.answer.extent.content.has_value());
}

BOOST_AUTO_TEST_CASE(what_may_be_seen_is_said_in_plain_words) {
    BOOST_TEST(policy::in_words(Extent{}) == "nothing");
    BOOST_TEST(policy::in_words(Extent{{}, 0, {}}) == "existence");
    BOOST_TEST(policy::in_words(Extent{{}, 1, {}}) == "existence of the last 1 year");
    BOOST_TEST(policy::in_words(Extent{0, 0, {}}) == "content");
    BOOST_TEST(policy::in_words(Extent{2, 0, {}}) == "content of the last 2 years, existence without bound");
    BOOST_TEST(policy::in_words(Extent{0, 0, {{"narrative", {}}, {"author", 3}}}) ==
               "content, without narrative, author of the last 3 years");
}

BOOST_AUTO_TEST_CASE(an_explanation_in_full_names_rules_agreements_and_how_long_a_copy_is_kept) {
    const auto& one = cell("mash_worker", "SECTION_47", "constabulary", "police_intelligence",
                           PersonKind::subject_child, true);
    const std::string text = policy::in_full(
        shipped(), {one.role, one.purpose, one.source, one.category, one.kind, one.has_consent}, one.answer,
        story_time());
    for (const std::string part :
         {"MASH front-door worker", "Police intelligence", "R-103 permits", "A copy is kept: never",
          "ring_before_use", "Agreements in force:", "22 Nov 2026"})
        BOOST_TEST(text.find(part) != std::string::npos, part << " is not in:\n" << text);
}

BOOST_AUTO_TEST_CASE(a_name_that_the_rulebook_does_not_have_is_refused) {
    for (const policy::Question& q :
         {policy::Question{"nobody", "SECTION_47", record::SourceId("pds"), record::CategoryId("identity")},
          policy::Question{"mash_worker", "NOTHING", record::SourceId("pds"), record::CategoryId("identity")},
          policy::Question{"mash_worker", "SECTION_47", record::SourceId("x"),
                           record::CategoryId("identity")},
          policy::Question{"mash_worker", "SECTION_47", record::SourceId("pds"), record::CategoryId("x")},
          policy::Question{"mash_worker", "SECTION_47", record::SourceId("pds"),
                           record::CategoryId("tenancy")}})
        BOOST_TEST(policy::explain(shipped(), q, story_time()).extent.is_nothing());
}

BOOST_AUTO_TEST_CASE(the_csv_has_a_line_for_every_cell_and_no_field_that_a_sheet_would_run) {
    const std::string csv = policy::matrix_csv(cells());
    BOOST_TEST(lines_in(csv) == cells().size() + 1);
    policy::Rulebook hostile = shipped();
    hostile.roles = {{"=cmd|' /C calc'!A0", "Formula"}, {"@role\"with,all", "Quoted"}};
    const std::string harmless = policy::matrix_csv(policy::matrix(hostile, story_time()));
    for (const std::string& line : base::split(harmless, '\n')) {
        BOOST_TEST(!line.starts_with("="));
        BOOST_TEST(!line.starts_with("@"));
    }
    BOOST_TEST(harmless.find("'=cmd|' /C calc'!A0,") != std::string::npos);
    BOOST_TEST(harmless.find("\"'@role\"\"with,all\",") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_text_has_a_line_for_every_category_that_anybody_may_see) {
    const std::string text = policy::matrix_text(shipped(), cells());
    size_t expected = 3;  // the title, an empty line and the heading
    for (size_t i = 0; i < cells().size(); i += 10)
        expected +=
            std::any_of(cells().begin() + static_cast<long>(i), cells().begin() + static_cast<long>(i) + 10,
                        [](const MatrixCell& one) { return !one.answer.extent.is_nothing(); });
    BOOST_TEST(lines_in(text) == expected);
    BOOST_TEST(text.find("auditor ") == std::string::npos, "who may see nothing is not listed");
    const auto one_role = policy::matrix(shipped(), story_time(), "early_help_worker");
    BOOST_TEST(one_role.size() * 5 == cells().size());
}

BOOST_AUTO_TEST_SUITE_END()
