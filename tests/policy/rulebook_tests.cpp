#include "builders.h"
#include "crypto/hash.h"
#include "json/value.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

using namespace kith;
using namespace kith::policy_tests;

namespace {

/// The shipped text with one part replaced: a rulebook that is wrong in just that.
std::string with(std::string_view part, std::string_view replacement) {
    std::string text = shipped_text();
    const size_t at = text.find(part);
    BOOST_TEST_REQUIRE(at != std::string::npos, part);
    return text.replace(at, part.size(), replacement);
}

std::string error_of(const std::string& text) {
    const auto read = policy::read_rulebook(text);
    BOOST_TEST_REQUIRE(!read.has_value());
    BOOST_TEST((read.error().fault == base::Fault::invalid_input));
    return read.error().detail;
}

struct Mistake {
    std::string part, replacement, expected;
};

/// A rule written so that only the member in question is wrong.
Mistake bad_rule(const std::string& members, const std::string& expected) {
    const std::string first = R"({ "id": "R-001", "effect": "deny", "roles": ["auditor"],)";
    return {first, "{ " + members + ",", expected};
}

json::Document schema() {
    std::ifstream in(KITH_SOURCE_DIR "/policy/schema/rulebook.json", std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    auto document = json::parse(out.str());
    BOOST_TEST_REQUIRE(document.has_value());
    return std::move(*document);
}

bool is_one_of(json::Value list, std::string_view text) {
    for (const auto item : list)
        if (item.text() == text) return true;
    return false;
}

/// As much of JSON Schema as ours uses: objects, arrays, enumerations, required and unknown members.
void check_against(json::Value schema, json::Value value, const std::string& where) {
    if (schema["enum"].is_array()) BOOST_TEST(is_one_of(schema["enum"], value.text()), where);
    if (value.is_array()) {
        BOOST_TEST(value.size() >= static_cast<size_t>(schema["minItems"].integer().value_or(0)), where);
        for (size_t i = 0; i < value.size(); ++i)
            check_against(schema["items"], value.at(i), where + "[" + std::to_string(i) + "]");
    }
    if (!value.is_object()) return;
    for (const auto name : schema["required"])
        BOOST_TEST(!value[name.text()].is_missing(), where << " lacks " << name.text());
    for (size_t i = 0; i < value.size(); ++i) {
        const auto member = schema["properties"][value.key(i)];
        BOOST_TEST(!member.is_missing(), where << " has " << value.key(i));
        check_against(member, value.at(i), where + "." + std::string(value.key(i)));
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(policy_rulebook_tests)

BOOST_AUTO_TEST_CASE(the_shipped_rulebook_has_every_name_that_the_partnership_agreed) {
    const auto& book = shipped();
    for (const auto* role :
         {"mash_worker", "duty_social_worker", "safeguarding_lead", "early_help_worker", "auditor"})
        BOOST_TEST(book.role(role) != nullptr, role);
    for (const auto* purpose : {"SECTION_47", "SECTION_17", "MASH_ENQUIRY", "EARLY_HELP", "IMMEDIATE_DANGER",
                                "COURT_ORDER", "AUDIT", "SUBJECT_ACCESS"})
        BOOST_TEST(book.purpose(purpose) != nullptr, purpose);
    BOOST_TEST(book.sources.size() == 13u);
    BOOST_TEST(book.categories.size() == 17u);
    BOOST_TEST(book.override_reasons.size() == 5u);
    BOOST_TEST(book.hash == crypto::hex(crypto::sha256(shipped_text())));
}

BOOST_AUTO_TEST_CASE(every_purpose_states_its_lawful_basis_and_its_guidance) {
    for (const auto& purpose : shipped().purposes) {
        BOOST_TEST(purpose.lawful_basis.find("UK GDPR") != std::string::npos, purpose.id);
        BOOST_TEST(!purpose.guidance.empty(), purpose.id);
    }
    BOOST_TEST(shipped().purpose("EARLY_HELP")->needs_consent);
}

BOOST_AUTO_TEST_CASE(every_category_is_held_by_some_source) {
    for (const auto& category : shipped().categories) {
        const bool is_held = std::ranges::any_of(shipped().sources, [&](const policy::Source& source) {
            return std::ranges::find(source.categories, category.id) != source.categories.end();
        });
        BOOST_TEST(is_held, category.id.text());
    }
}

BOOST_AUTO_TEST_CASE(every_contact_has_a_number_set_aside_for_drama) {
    const std::regex drama("(020 7946 0\\d{3}|01632 960\\d{3}|07700 900\\d{3}|0808 157 0\\d{3})");
    for (const auto& source : shipped().sources) {
        BOOST_TEST(std::regex_match(source.contact_phone, drama), source.id.text());
        BOOST_TEST(!source.contact_name.empty());
        BOOST_TEST(!source.contact_hours.empty());
    }
}

BOOST_AUTO_TEST_CASE(every_rule_says_why_in_a_whole_sentence) {
    std::set<std::string> ids;
    for (const auto& rule : shipped().rules) {
        BOOST_TEST(ids.insert(rule.id).second);
        BOOST_TEST(rule.why.ends_with('.'), rule.id);
        BOOST_TEST(std::isupper(static_cast<unsigned char>(rule.why.front())), rule.id);
    }
}

BOOST_AUTO_TEST_CASE(the_shipped_rulebook_keeps_to_its_schema) {
    const auto form = schema();
    const auto file = json::parse(shipped_text());
    BOOST_TEST_REQUIRE(file.has_value());
    check_against(form.root(), file->root(), "rulebook");
}

BOOST_AUTO_TEST_CASE(the_schema_and_the_reader_know_the_same_obligations) {
    const auto form = schema();
    const auto listed =
        form.root()["properties"]["rules"]["items"]["properties"]["obligations"]["items"]["enum"];
    BOOST_TEST(listed.size() == policy::kObligations.size());
    for (const auto& obligation : policy::kObligations) BOOST_TEST(is_one_of(listed, obligation));
}

BOOST_AUTO_TEST_CASE(a_wrong_file_is_refused_with_its_place_and_what_was_probably_meant) {
    const std::vector<Mistake> mistakes = {
        {R"("version")", R"("verzion")", R"(verzion is not a known member; did you mean "version"?)"},
        {R"("why": "An audit)", R"("wy": "An audit)",
         R"(rules[1].wy is not a known member; did you mean "why"?)"},
        {R"("required": ["school"])", R"("required": ["schol"])",
         R"(purposes[3].required names "schol", which the rulebook does not have; did you mean "school"?)"},
        {R"("id": "auditor")", R"("id": "mash_worker")", R"(roles[4].id "mash_worker" is used twice)"},
        {R"("2028-03-31T23:00:00Z")", R"("2026-09-30T00:00:00Z")",
         "valid_until must be later than valid_from"},
        {R"("2026-09-30T00:00:00Z")", R"("2026-09-30")", "valid_from must be a date and time with its zone"},
        {R"("agency": "J")", R"("agency": "Q")", "sources[11].agency must be one of"},
        {R"("fresh_hours": 1,)", R"("fresh_hours": -1,)", "sources[1].fresh_hours must not be negative"},
        {R"("phone": "01632 960112")", R"("fone": "01632 960112")",
         "sources[2].contact.fone is not a known member"},
        {R"(["tenancy", "address"])", R"(["tenancy", "adress"])", R"(did you mean "address"?)"},
        bad_rule(R"("id": "R-001", "effect": "allow")", R"(rules[0].effect must be "permit" or "deny")"),
        bad_rule(R"("id": "R-001", "effect": "deny", "roles": [])", "rules[0].roles must not be empty"),
        bad_rule(
            R"("id": "R-001", "effect": "deny", "roles": ["auditors"])",
            R"(rules[0].roles names "auditors", which the rulebook does not have; did you mean "auditor"?)"),
        bad_rule(R"("id": "R-001", "effect": "deny", "roles": ["auditor", "auditor"])", "twice"),
        bad_rule(R"("id": "R-001", "effect": "deny", "people": ["uncle"])", "rules[0].people may name"),
        bad_rule(R"("id": "R-001", "effect": "deny", "mode": "existence")",
                 "rules[0].mode belongs to a permit"),
        bad_rule(R"("id": "R-001", "effect": "permit", "mode": "half")",
                 R"(rules[0].mode must be "existence")"),
        bad_rule(R"("id": "R-001", "effect": "permit", "lookback_years": 0)", "must be from 1 to 100"),
        bad_rule(R"("id": "R-001", "effect": "permit", "lookback_years": "six")", "must be a whole number"),
        bad_rule(R"("id": "R-001", "effect": "permit", "obligations": ["never_keeps"])",
                 R"(did you mean "never_keep"?)"),
        bad_rule(R"("id": "R-002", "effect": "permit")", R"(rules[1].id "R-002" is used twice)"),
        bad_rule(R"("id": "R-001", "effect": "deny", "sources": ["school"], "categories": ["tenancy"])",
                 R"(rules[0].categories names "tenancy", which none of its sources holds)")};
    for (const auto& [part, replacement, expected] : mistakes) {
        const std::string said = error_of(with(part, replacement));
        BOOST_TEST(said.find(expected) != std::string::npos, said << " (expected: " << expected << ")");
    }
}

BOOST_AUTO_TEST_CASE(every_truncation_of_the_file_is_refused) {
    const std::string text = shipped_text();
    for (size_t length = 0; length + 2 < text.size(); length += 97)
        BOOST_TEST(!policy::read_rulebook(text.substr(0, length)).has_value(), "cut at byte " << length);
}

BOOST_AUTO_TEST_CASE(a_file_that_lacks_any_member_it_needs_is_refused) {
    const std::string schema_line = "\n  \"$schema\": \"../schema/rulebook.json\",";
    const std::string bare = with(schema_line, "");
    BOOST_TEST_REQUIRE(policy::read_rulebook(bare).has_value());
    for (const std::string member : {"id", "version", "valid_from", "valid_until", "roles", "purposes",
                                     "categories", "sources", "override_reasons", "rules"}) {
        std::string lacking = bare;
        const std::string quoted = "\n  \"" + member + "\":";
        lacking.replace(lacking.find(quoted), quoted.size(), "\n  \"$schema\":");
        BOOST_TEST(error_of(lacking).starts_with(member), member << ": " << error_of(lacking));
    }
}

BOOST_AUTO_TEST_SUITE_END()
