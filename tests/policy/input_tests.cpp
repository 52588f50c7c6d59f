#include "builders.h"

#include <boost/test/unit_test.hpp>

#include <string>

using namespace kith;
using namespace kith::policy_tests;

// Bad input: a rulebook that is cut off, huge, deep, strange or at odds with itself is refused in one
// sentence.
namespace {

std::string with(std::string_view part, std::string_view replacement) {
    std::string text = shipped_text();
    const size_t at = text.find(part);
    BOOST_TEST_REQUIRE(at != std::string::npos, part);
    return text.replace(at, part.size(), replacement);
}

std::string error_of(const std::string& text) {
    const auto read = policy::read_rulebook(text);
    BOOST_TEST_REQUIRE(!read.has_value());
    BOOST_TEST(
        (read.error().fault == base::Fault::invalid_input || read.error().fault == base::Fault::too_large));
    BOOST_TEST(read.error().detail.find('\n') == std::string::npos);
    BOOST_TEST(read.error().detail.size() < 400u);
    return read.error().detail;
}

struct Mistake {
    std::string part, replacement, expected;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(policy_input_tests)

BOOST_AUTO_TEST_CASE(a_rulebook_cut_off_anywhere_is_refused) {
    const std::string whole = shipped_text();
    const size_t end = whole.rfind('}');
    for (size_t length = 0; length <= end; length += length < 200 ? 1 : 257)
        BOOST_TEST(!policy::read_rulebook(std::string_view(whole).substr(0, length)).has_value(), length);
    BOOST_TEST(!policy::read_rulebook(std::string_view(whole).substr(0, end)).has_value());
    BOOST_TEST(policy::read_rulebook(std::string_view(whole).substr(0, end + 1)).has_value());
}

BOOST_AUTO_TEST_CASE(a_hundred_megabytes_are_refused_before_they_are_read) {
    std::string huge = shipped_text();
    huge.resize(100u << 20, ' ');
    BOOST_TEST(error_of(huge).starts_with("JSON: too many bytes"));
}

BOOST_AUTO_TEST_CASE(ten_thousand_brackets_are_refused) {
    BOOST_TEST(!error_of(std::string(10'000, '[')).empty());
    BOOST_TEST(!error_of(std::string(10'000, '[') + std::string(10'000, ']')).empty());
    std::string deep;
    for (int i = 0; i < 10'000; ++i) deep += R"({"rules":)";
    BOOST_TEST(!error_of(deep).empty());
    const std::string nested =
        with(R"("agreements": [)", R"("agreements": )" + std::string(10'000, '[') + "[");
    BOOST_TEST(!error_of(nested).empty());
}

BOOST_AUTO_TEST_CASE(what_other_readers_overlook_is_refused) {
    BOOST_TEST(!error_of("").empty());
    BOOST_TEST(!error_of("null").empty());
    BOOST_TEST(!error_of("\xEF\xBB\xBF" + shipped_text()).empty());
    BOOST_TEST(!error_of(shipped_text() + std::string("\0{}", 3)).empty());
    BOOST_TEST(!error_of(shipped_text() + "{}").empty());
    BOOST_TEST(!error_of(with(R"("serial": 3,)", R"("serial": 3, "serial": 4,)")).empty());
    BOOST_TEST(!error_of(with(R"("serial": 3,)", R"("serial": 99999999999999999999999999,)")).empty());
}

BOOST_AUTO_TEST_CASE(a_mistake_in_what_was_agreed_is_named_with_its_place_and_the_nearest_word) {
    const std::vector<Mistake> mistakes = {
        {R"("serial": 3,)", "", "serial is missing"},
        {R"("serial": 3,)", R"("serial": 0,)", "serial must be from 1 to 9007199254740992"},
        {R"("serial": 3,)", R"("serial": "3",)", "serial must be a whole number"},
        {R"("agreements": [)", R"("agreement": [)",
         "agreement is not a known member; did you mean \"agreements\"?"},
        {R"("usual_retention_hours": 24,)", "", "usual_retention_hours is missing"},
        {R"("usual_retention_hours": 24,)", R"("usual_retention_hours": -1,)",
         "usual_retention_hours must be from 0 to 8784"},
        {R"("sources": ["pds", "cpis"], "purposes")", R"("purposes")", "agreements[0].sources is missing"},
        {R"("sources": ["pds", "cpis"], "purposes")", R"("sources": [], "purposes")",
         "agreements[0].sources must not be empty; leave it out to mean all"},
        {R"("sources": ["pds", "cpis"], "purposes")", R"("sources": ["pds", "cpiss"], "purposes")",
         "agreements[0].sources names \"cpiss\", which the rulebook does not have; did you mean \"cpis\"?"},
        {R"("sources": ["pds", "cpis"], "purposes")",
         R"("sources": ["pds"], "categories": ["tenancy"], "purposes")",
         "agreements[0].categories names \"tenancy\", which none of its sources holds"},
        {R"("id": "A-002")", R"("id": "A-001")", "agreements[1].id \"A-001\" is used twice"},
        {R"("valid_from": "2024-04-01T00:00:00+01:00" })", R"("valid_form": "2024-04-01T00:00:00+01:00" })",
         "agreements[0].valid_form is not a known member; did you mean \"valid_from\"?"},
        {R"("valid_from": "2024-04-01T00:00:00+01:00" })", R"("valid_from": "2024-04-01T00:00:00" })",
         "agreements[0].valid_from must be a date and time with its zone, such as 2026-09-30T00:00:00Z"},
        {R"("valid_until": "2028-06-02T00:00:00+01:00")", R"("valid_until": "2025-06-02T00:00:00+01:00")",
         "agreements[1].valid_until must be later than valid_from"},
        {R"("mode": "existence", "effect": "deny")", R"("mode": "existence", "effect": "allow")",
         "agreements[7].effect must be \"permit\" or \"deny\""},
        {R"("longest_hours": 0,)", R"("longest_hours": -1,)",
         "retention[0].longest_hours must be from 0 to 87840"},
        {R"("longest_hours": 0,)", R"("longest": 0,)", "retention[0].longest is not a known member"},
        {R"("approvers": ["safeguarding_lead"],)", R"("approvers": ["safeguarding_leed"],)",
         "approvals[0].approvers names \"safeguarding_leed\", which the rulebook does not have; did you mean "
         "\"safeguarding_lead\"?"},
        {R"("approvers": ["safeguarding_lead"],)", "", "approvals[0].approvers is missing"},
        {R"("longest_minutes": 30)", R"("longest_minutes": 31)",
         "emergency.longest_minutes must be from 1 to 30"},
        {R"("least_characters": 20)", R"("least_characters": 19)",
         "emergency.least_characters must be from 20 to 1000"},
        {R"({ "id": "danger_now")", R"({ "id": "other")", "emergency.codes[3].id \"other\" is used twice"},
        {R"("purposes": ["IMMEDIATE_DANGER"],
    "categories")",
         R"("purposes": ["IMMEDIATE"],
    "categories")",
         "emergency.purposes names \"IMMEDIATE\", which the rulebook does not have"},
        {R"("tells_that_withheld": false)", R"("tells_that_withheld": "no")",
         "marks[5].tells_that_withheld must be true or false"},
        {R"("marks": [] },
    { "id": "audit")",
         R"("marks": ["protected_address"] },
    { "id": "audit")",
         "audiences[2].marks names protected_address, which nobody may be shown"},
        {R"("marks": [] },
    { "id": "audit")",
         R"("marks": ["adoptoin"] },
    { "id": "audit")",
         "audiences[2].marks names \"adoptoin\", which the rulebook does not have; did you mean "
         "\"adoption\"?"},
        {R"("roles": ["auditor"], "marks")", R"("roles": ["mash_worker"], "marks")",
         "audiences[3].roles names \"mash_worker\", which is in another audience"},
        {R"("idle_lock_minutes": 5)", R"("idle_lock_minutes": 0)",
         "limits.idle_lock_minutes must be from 1 to 60"},
        {R"("idle_lock_minutes": 5)", R"("idle_lock": 5)", "limits.idle_lock is not a known member"},
        {R"("2026-04-03")", R"("2026-04")", "bank_holidays must be an array of days such as 2026-12-25"},
        {R"("2026-04-03")", R"("2026-04-31")", "bank_holidays must be an array of days such as 2026-12-25"},
        {R"("2026-04-03")", R"("2026-01-01")", "bank_holidays[1] is given twice"},
        {R"("category": "health_attendance", "expect": "content")",
         R"("category": "tenancy", "expect": "content")",
         "examples[0].category names \"tenancy\", which the source does not hold"},
        {R"("category": "health_attendance", "expect": "content")",
         R"("category": "health_attendance", "expect": "yes")",
         "examples[0].expect must be \"content\", \"existence\" or \"refused\""},
        {R"("without_fields": ["ethnicity")", R"("without_fields": ["ethnicty")",
         "rules[32].without_fields holds an unknown one; did you mean \"ethnicity\"?"},
        {R"("yields_in_emergency": true,)", R"("yields_in_emergency": "yes",)",
         "rules[3].yields_in_emergency must be true or false"}};
    for (const auto& mistake : mistakes) {
        const std::string error = error_of(with(mistake.part, mistake.replacement));
        BOOST_TEST(error.find(mistake.expected) != std::string::npos,
                   "expected: " << mistake.expected << "\n     got: " << error);
    }
}

BOOST_AUTO_TEST_CASE(a_rulebook_that_fails_its_own_example_does_not_load_and_says_which_and_how) {
    BOOST_TEST(
        error_of(with(R"("category": "health_attendance", "expect": "content")",
                      R"("category": "health_attendance", "expect": "refused")")) ==
        "examples[0] (A front-door worker screening a referral sees the child's attendances at hospital) "
        "expects refused, and content comes out");
    BOOST_TEST(error_of(with(R"("category": "police_intelligence", "expect": "existence")",
                             R"("category": "police_intelligence", "expect": "content")"))
                   .starts_with("examples[1] ("));
    // A rule, an agreement and a mode each change what comes out.
    BOOST_TEST(error_of(with(R"({ "id": "R-001", "effect": "deny", "roles": ["auditor"],)",
                             R"({ "id": "R-001", "effect": "deny",)"))
                   .find("examples[0]") == 0u);
    BOOST_TEST(
        error_of(with(R"("sources": ["hospitals"], "purposes": ["SECTION_47", "SECTION_17", "MASH_ENQUIRY",)",
                      R"("sources": ["hospitals"], "purposes": ["SECTION_47", "SECTION_17",)"))
            .find("examples[0]") == 0u);
    BOOST_TEST(error_of(with(R"("sources": ["hospitals"], "purposes")",
                             R"("sources": ["hospitals"], "mode": "existence", "purposes")"))
                   .ends_with("expects content, and existence comes out"));
    BOOST_TEST(shipped().examples.size() >= 20u);
}

BOOST_AUTO_TEST_CASE(a_rulebook_of_the_future_reads_and_permits_nothing_yet) {
    const auto future = policy::read_rulebook(
        with(R"("valid_from": "2026-09-30T00:00:00Z")", R"("valid_from": "2027-09-30T00:00:00Z")"));
    BOOST_TEST_REQUIRE(future.has_value());
    BOOST_TEST(codes(refusal_for(*future, request("mash_worker", "MASH_ENQUIRY"))) ==
                   std::vector<std::string>{"rulebook_not_yet_valid"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
