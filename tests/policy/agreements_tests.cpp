#include "builders.h"
#include "policy/agreements.h"
#include "policy/retention.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace kith;
using namespace kith::policy_tests;
using policy::Agreement;
using policy::Mode;
using policy::PersonKind;
using record::CategoryId;
using record::SourceId;

// What the holders of sources have signed bounds what rules permit.
namespace {

using namespace std::chrono_literals;

policy::Rulebook with_agreements(std::vector<Agreement> agreements) {
    policy::Rulebook book = shipped();
    book.agreements = std::move(agreements);
    return book;
}

Agreement of(std::string id, std::string source, std::string category, Mode mode, bool denies = false) {
    Agreement one = agreement({SourceId(std::move(source))});
    one.id = std::move(id);
    one.categories = {CategoryId(std::move(category))};
    one.mode = mode;
    one.denies = denies;
    return one;
}

std::string modes(const policy::Rulebook& book, const std::string& source, const std::string& category) {
    const auto mode =
        policy::agreed(book, SourceId(source), CategoryId(category), "SECTION_47", story_time()).mode();
    return !mode ? "nothing" : *mode == Mode::content ? "content" : "existence";
}

const policy::CellGrant& cell(const policy::Permit& permit, const std::string& source) {
    const auto* grant = permit.grant(record::PersonId("subject"), SourceId(source));
    BOOST_TEST_REQUIRE((grant != nullptr));
    return *grant;
}

policy::Request section_47() {
    return request("duty_social_worker", "SECTION_47");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(policy_agreements_tests)

BOOST_AUTO_TEST_CASE(without_an_agreement_nothing_is_asked_and_the_sentence_says_whom_to_ring) {
    const auto refusal = refusal_for(with_agreements({}), section_47());
    BOOST_TEST(refusal.reasons.front().code == "nothing_permitted");
    const auto permit = permit_for(with_agreements({agreement({SourceId("school")})}), section_47());
    const auto& hospitals = cell(permit, "hospitals");
    BOOST_TEST(!hospitals.may_ask);
    BOOST_TEST(
        hospitals.why ==
        "No agreement in force lets Northshire Hospitals be asked for Section 47 enquiry (significant harm "
        "suspected) about: Attendances and appointments; Health concerns and flags. Ring Named nurse for "
        "safeguarding, 01632 960101.");
    BOOST_TEST(hospitals.required);
    BOOST_TEST(cell(permit, "school").may_ask);
    BOOST_TEST(cell(permit, "school").agreements == std::vector<std::string>{"A-1"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_agreement_about_existence_caps_content_that_rules_permit) {
    const auto book = with_agreements({of("A-1", "hospitals", "health_attendance", Mode::existence)});
    const auto permit = permit_for(book, section_47());
    const auto& grant = cell(permit, "hospitals");
    BOOST_TEST((grant.mode == Mode::existence));
    BOOST_TEST_REQUIRE(grant.allowed.size() == 1u);
    BOOST_TEST((grant.allowed[0].mode == Mode::existence));
    BOOST_TEST(grant.why.find("gives only whether anything is held") != std::string::npos);
    BOOST_TEST(grant.why.find("Health concerns and flags") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_exception_takes_away_what_any_agreement_gives) {
    const Agreement all = agreement({SourceId("hospitals"), SourceId("school")});
    const auto book = with_agreements({of("A-2", "hospitals", "health_concern", Mode::existence, true), all});
    BOOST_TEST(modes(book, "hospitals", "health_concern") == "nothing");
    BOOST_TEST(modes(book, "hospitals", "health_attendance") == "content");
    const auto content =
        with_agreements({all, of("A-2", "hospitals", "health_concern", Mode::content, true)});
    BOOST_TEST(modes(content, "hospitals", "health_concern") == "existence");
}

BOOST_AUTO_TEST_CASE(an_agreement_holds_from_its_first_moment_until_just_before_its_last) {
    Agreement dated = agreement({SourceId("school")});
    dated.valid_from = story_time();
    dated.valid_until = story_time() + 1h;
    const auto book = with_agreements({dated});
    const auto at = [&](base::Instant now) {
        return policy::agreed(book, SourceId("school"), CategoryId("identity"), "EARLY_HELP", now).content;
    };
    BOOST_TEST(!at(story_time() - 1ms));
    BOOST_TEST(at(story_time()));
    BOOST_TEST(at(story_time() + 1h - 1ms));
    BOOST_TEST(!at(story_time() + 1h));
}

BOOST_AUTO_TEST_CASE(an_agreement_that_names_what_nobody_knows_gives_nothing_and_an_exception_takes) {
    Agreement strange = agreement({SourceId("elsewhere")});
    BOOST_TEST(modes(with_agreements({strange}), "school", "identity") == "nothing");
    strange.denies = true;
    strange.mode = Mode::existence;
    strange.id = "A-2";
    BOOST_TEST(modes(with_agreements({agreement({SourceId("school")}), strange}), "school", "identity") ==
               "nothing");
    strange.categories = {CategoryId("tenancy")};
    BOOST_TEST(modes(with_agreements({agreement({SourceId("school")}), strange}), "school", "identity") ==
               "content");
    Agreement nobodys = agreement({});
    BOOST_TEST(modes(with_agreements({nobodys}), "school", "identity") == "nothing");
    Agreement unreadable = agreement({SourceId("school")});
    unreadable.mode = static_cast<Mode>(7);
    BOOST_TEST(modes(with_agreements({unreadable}), "school", "identity") == "nothing");
}

BOOST_AUTO_TEST_CASE(a_purpose_withdrawn_from_an_agreement_is_not_asked_for_any_more) {
    policy::Rulebook book = shipped();
    // An empty list means all, so an agreement that has no other purpose goes.
    for (auto& one : book.agreements) std::erase(one.purposes, "EARLY_HELP");
    std::erase_if(book.agreements, [](const auto& one) { return one.purposes.empty(); });
    const auto refusal = refusal_for(book, request("early_help_worker", "EARLY_HELP"));
    BOOST_TEST(std::ranges::any_of(refusal.reasons, [](const auto& reason) {
        return reason.why.starts_with("No agreement in force lets School MIS be asked for Early help");
    }));
}

BOOST_AUTO_TEST_CASE(the_shipped_exception_closes_westmoors_looked_after_records_for_its_week_alone) {
    const auto mode_on = [](const char* moment) {
        return policy::agreed(shipped(), SourceId("westmoor-care"), CategoryId("looked_after"), "SECTION_47",
                              *base::parse_instant(moment))
            .mode();
    };
    BOOST_TEST((mode_on("2026-10-04T22:59:59Z") == Mode::content));
    BOOST_TEST((mode_on("2026-10-04T23:00:00Z") == std::nullopt));
    BOOST_TEST((mode_on("2026-10-11T22:59:59Z") == std::nullopt));
    BOOST_TEST((mode_on("2026-10-11T23:00:00Z") == Mode::content));
}

// Every agreement that ships is needed, and none gives a role anything by itself.
BOOST_AUTO_TEST_CASE(taking_any_shipped_agreement_away_takes_something_from_somebody) {
    const auto cells = [](const policy::Rulebook& book) {
        size_t count = 0;
        for (const auto& purpose : book.purposes) {
            const auto decision =
                policy::decide(book, request("safeguarding_lead", purpose.id), story_time());
            if (const auto* permit = std::get_if<policy::Permit>(&decision))
                for (const auto& grant : permit->grants()) count += grant.allowed.size();
        }
        return count;
    };
    const size_t all = cells(shipped());
    for (size_t i = 0; i < shipped().agreements.size(); ++i) {
        policy::Rulebook less = shipped();
        if (less.agreements[i].denies) continue;
        less.agreements.erase(less.agreements.begin() + static_cast<std::ptrdiff_t>(i));
        BOOST_TEST(cells(less) < all, shipped().agreements[i].id);
    }
}

BOOST_AUTO_TEST_CASE(police_records_are_never_kept_and_the_shortest_time_rules) {
    const auto kept = [](const char* source, const char* category, const char* purpose) {
        return policy::keep_for(shipped(), SourceId(source), CategoryId(category), purpose);
    };
    for (const auto& purpose : shipped().purposes) {
        BOOST_TEST((kept("constabulary", "police_intelligence", purpose.id.c_str()) == 0s));
        BOOST_TEST((kept("police-incidents", "address", purpose.id.c_str()) == 0s));
    }
    BOOST_TEST((kept("pds", "identity", "SECTION_47") == 24h));
    BOOST_TEST((kept("school", "school_attendance", "EARLY_HELP") == 72h));
    BOOST_TEST((kept("family-court", "court_order", "SECTION_17") == 168h));
    BOOST_TEST((kept("hospitals", "health_attendance", "MASH_ENQUIRY") == 12h));
    policy::Rulebook book = shipped();
    book.retention.push_back({.sources = {SourceId("elsewhere")}, .longest = 1h});
    BOOST_TEST((policy::keep_for(book, SourceId("pds"), CategoryId("identity"), "SECTION_47") == 1h));
    book.retention.push_back({.longest = -1h});
    BOOST_TEST((policy::keep_for(book, SourceId("pds"), CategoryId("identity"), "SECTION_47") == 0s));
}

BOOST_AUTO_TEST_CASE(
    a_cell_is_kept_as_long_as_its_shortest_category_and_not_at_all_where_that_is_an_obligation) {
    policy::Rulebook book = shipped();
    book.retention = {{.categories = {CategoryId("gp_registration")}, .longest = 3h},
                      {.categories = {CategoryId("address")}, .longest = 5h}};
    const auto permit = permit_for(book, section_47());
    BOOST_TEST((cell(permit, "pds").keep_for == 3h));
    BOOST_TEST((cell(permit, "school").keep_for == 5h));
    BOOST_TEST((cell(permit, "cpis").keep_for == 24h));
    BOOST_TEST((cell(permit, "constabulary").keep_for == 0s), "never_keep is an obligation of its rules");
    const auto refused = permit_for(shipped(), request("mash_worker", "MASH_ENQUIRY"));
    BOOST_TEST((cell(refused, "housing").keep_for == 0s));
}

BOOST_AUTO_TEST_SUITE_END()
