#include "builders.h"
#include "policy/cut.h"
#include "record/reply_json.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace kith;
using namespace kith::policy_tests;
using policy::PersonKind;
using record::CategoryId;
using record::PartialDate;
using record::Reply;
using record::SourceId;
using record::When;

// FD-2: lower purposes visibly drop sources and fields.
namespace {

const auto each = boost::test_tools::per_element();
using Names = std::vector<std::string>;

const policy::CellGrant& cell(const policy::Permit& permit, const std::string& source) {
    const auto* grant = permit.grant(record::PersonId("subject"), SourceId(source));
    BOOST_TEST_REQUIRE((grant != nullptr));
    return *grant;
}

record::Event entry(std::string category, int year) {
    record::Event one;
    one.category = CategoryId(std::move(category));
    one.title = "Entry of " + std::to_string(year);
    one.text = "What was said";
    one.author_role = "teacher";
    one.place = "Hall";
    one.postcode = "NS4 7QT";
    one.details = {{"Form", "4B"}};
    one.occurred = When::on(*PartialDate::of_day(year, 5, 6));
    return one;
}

Reply school() {
    Reply reply;
    reply.source = SourceId("school");
    reply.person = record::PersonId("subject");
    reply.state = record::LedgerState::records_held;
    reply.subject_ref = "s";
    record::PersonRecord child;
    child.ref = "s";
    child.names.push_back({.given = "Ana", .family = "Example"});
    child.school = "Mill Lane Primary";
    child.ethnicity = "WBRI";
    child.language = "English";
    child.phones = {"01632 960001"};
    child.emails = {"ana@example.org"};
    child.addresses.push_back({.lines = {"1 Example Road"}, .postcode = "NS4 7QT"});
    reply.people.push_back(child);
    reply.events.push_back(entry("school_attendance", 2025));
    return reply;
}

/// Everything is permitted by R-1, less the fields named.
policy::Rulebook withholding(Names fields) {
    policy::Rulebook book = shipped();
    policy::Rule all;
    all.id = "R-1";
    all.permits = true;
    all.why = "All is permitted.";
    all.without_fields = std::move(fields);
    book.rules = {all};
    return book;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(policy_fields_tests)

BOOST_AUTO_TEST_CASE(FD_2_a_lower_purpose_visibly_drops_sources_and_fields) {
    const auto low = permit_for(shipped(), request("safeguarding_lead", "EARLY_HELP"));
    const auto high = permit_for(shipped(), request("safeguarding_lead", "SECTION_47"));
    const auto asked = [](const policy::Permit& permit) {
        return std::ranges::count_if(permit.grants(), &policy::CellGrant::may_ask);
    };
    BOOST_TEST(asked(low) == 3);
    BOOST_TEST(asked(high) == 13);
    BOOST_TEST(cell(low, "school").withheld_fields == (Names{"author", "ethnicity", "language", "narrative"}),
               each);
    BOOST_TEST(cell(low, "housing").withheld_fields == (Names{"author", "email", "narrative", "telephone"}),
               each);
    BOOST_TEST(cell(high, "school").withheld_fields == Names{}, each);
    const Reply out = policy::cut(low, school());
    BOOST_TEST(out.people.at(0).ethnicity.empty());
    BOOST_TEST(out.people.at(0).language.empty());
    BOOST_TEST(out.people.at(0).school == "Mill Lane Primary");
    BOOST_TEST(out.events.at(0).text.empty());
    BOOST_TEST(out.events.at(0).author_role.empty());
    BOOST_TEST(out.events.at(0).place == "Hall");
    BOOST_TEST(out.detail.find("left out for this purpose: author, ethnicity, language, narrative") !=
                   std::string::npos,
               out.detail);
    const Reply whole = policy::cut(high, school());
    BOOST_TEST(whole.events.at(0).text == "What was said");
    BOOST_TEST(whole.people.at(0).ethnicity == "WBRI");
}

BOOST_AUTO_TEST_CASE(FD_2_each_field_can_be_withheld_by_itself) {
    for (const auto field : policy::kFields) {
        if (field == "gp" || field == "numbers") continue;
        const std::string name(field);
        const auto book = withholding({name});
        const auto permit = permit_for(book, request("duty_social_worker", "SECTION_47"));
        const Reply out = policy::cut(permit, school());
        BOOST_TEST((out != school()), name);
        BOOST_TEST(cell(permit, "school").withheld_fields == Names{name}, each);
        std::string words = name;
        std::ranges::replace(words, '_', ' ');
        BOOST_TEST(out.detail == "left out for this purpose: " + words);
        BOOST_TEST((policy::cut(permit, out) == out), "idempotent");
    }
}

BOOST_AUTO_TEST_CASE(FD_2_gp_and_other_peoples_numbers_can_be_withheld) {
    const auto permit =
        permit_for(withholding({"gp", "numbers"}), request("duty_social_worker", "SECTION_47"));
    Reply reply = school();
    reply.source = SourceId("pds");
    reply.events.clear();
    reply.people[0].gp_practice = "Mill Lane Surgery";
    reply.people[0].identifiers = {record::identifier("local", "77", "pds")};
    auto mother = reply.people[0];
    mother.ref = "m";
    reply.people.push_back(mother);
    const Reply out = policy::cut(permit, reply);
    BOOST_TEST(out.people.at(0).gp_practice.empty());
    BOOST_TEST(out.people.at(0).identifiers.size() == 1u, "whose answer it is can still be told");
    BOOST_TEST(out.people.at(1).identifiers.empty());
}

BOOST_AUTO_TEST_CASE(a_field_that_another_permit_gives_is_seen_for_as_long_as_that_permit_reaches) {
    policy::Rulebook book = withholding({"narrative"});
    policy::Rule recent;
    recent.id = "R-2";
    recent.permits = true;
    recent.lookback_years = 3;
    recent.why = "The last years in full.";
    book.rules.push_back(recent);
    const auto permit = permit_for(book, request("duty_social_worker", "SECTION_47"));
    Reply reply = school();
    reply.events = {entry("school_attendance", 2025), entry("school_attendance", 2010)};
    const Reply out = policy::cut(permit, reply);
    BOOST_TEST(out.events.at(0).text == "What was said");
    BOOST_TEST(out.events.at(1).text.empty());
    BOOST_TEST(out.events.at(1).author_role == "teacher");
    BOOST_TEST(cell(permit, "school").withheld_fields.empty(), "part of it is seen");
    BOOST_TEST(cell(permit, "school").categories.size() == 4u, "each category once, however many layers");
}

BOOST_AUTO_TEST_CASE(a_permit_that_withholds_what_nobody_knows_denies) {
    const auto refusal =
        refusal_for(withholding({"handwriting"}), request("duty_social_worker", "SECTION_47"));
    BOOST_TEST(refusal.reasons.front().why ==
               "Rule R-1 cannot be evaluated, so it denies. Tell whoever keeps the rulebook.");
}

BOOST_AUTO_TEST_SUITE_END()
