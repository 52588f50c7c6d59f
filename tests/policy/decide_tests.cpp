#include "builders.h"

#include <boost/test/unit_test.hpp>

#include <type_traits>

using namespace kith;
using namespace kith::policy_tests;
using policy::Mode;
using policy::PersonKind;
using record::CategoryId;
using record::PartialDate;
using record::SourceId;

// A permit is leave to ask. If any of these ever compiles, somebody can ask without one.
static_assert(!std::is_default_constructible_v<policy::Permit>);
static_assert(!std::is_aggregate_v<policy::Permit>);
static_assert(!std::is_constructible_v<policy::Permit, record::PermitId, policy::Request>);
static_assert(std::is_copy_constructible_v<policy::Permit>, "a given permit may be handed on");

namespace {

using Codes = std::vector<std::string>;

const policy::CellGrant& cell(const policy::Permit& permit, std::string_view person,
                              std::string_view source) {
    const auto* grant = permit.grant(record::PersonId(std::string(person)), SourceId(std::string(source)));
    BOOST_TEST_REQUIRE((grant != nullptr));
    return *grant;
}

std::vector<std::string> names(const std::vector<CategoryId>& categories) {
    std::vector<std::string> names;
    for (const auto& category : categories) names.push_back(category.text());
    return names;
}

policy::Request mash() {
    return request("mash_worker", "MASH_ENQUIRY");
}

/// A rulebook with one permit of everything, to be spoilt by the test.
policy::Rulebook permissive() {
    policy::Rulebook book = shipped();
    policy::Rule all;
    all.id = "R-1";
    all.permits = true;
    all.why = "All is permitted.";
    book.rules = {all};
    return book;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(policy_decide_tests)

// FD-1
BOOST_AUTO_TEST_CASE(fd_1_what_is_missing_before_ask_is_named) {
    policy::Request empty;
    BOOST_TEST(policy::missing_for(empty) == (Codes{"purpose", "case", "reason", "person"}),
               boost::test_tools::per_element());
    BOOST_TEST(policy::missing_for(mash()).empty());
    auto blank = mash();
    blank.reason = " \t ";
    BOOST_TEST(policy::missing_for(blank) == Codes{"reason"}, boost::test_tools::per_element());
}

// FD-1
BOOST_AUTO_TEST_CASE(fd_1_each_missing_part_is_a_refusal_of_its_own) {
    const auto refused = [](auto spoil) {
        auto spoilt = mash();
        spoil(spoilt);
        return codes(refusal_for(shipped(), spoilt));
    };
    const auto each = boost::test_tools::per_element();
    BOOST_TEST(refused([](auto& r) { r.purpose.clear(); }) == Codes{"no_purpose"}, each);
    BOOST_TEST(refused([](auto& r) { r.case_ref = "  "; }) == Codes{"no_case"}, each);
    BOOST_TEST(refused([](auto& r) { r.reason.clear(); }) == Codes{"no_reason"}, each);
    BOOST_TEST(refused([](auto& r) { r.roster.clear(); }) == Codes{"no_person"}, each);
    BOOST_TEST(refused([](auto& r) { r.roster[0].ticked = false; }) == Codes{"no_person"}, each);
    BOOST_TEST(refused([](auto& r) { r.roster[0].is_unknown = true; }) == Codes{"no_person"}, each);
    BOOST_TEST(refused([](auto& r) { r.roster.push_back(r.roster[0]); }) == Codes{"person_ambiguous"}, each);
    BOOST_TEST(refused([](auto& r) { r.purpose = "CURIOSITY"; }) == Codes{"purpose_unknown"}, each);
    BOOST_TEST(refused([](auto& r) { r.user.role = "mayor"; }) == Codes{"role_unknown"}, each);
    BOOST_TEST(
        refused([](auto& r) {
            r.period = {PartialDate::of_year(2025).value_or(*r.roster[0].born), *PartialDate::of_year(2024)};
        }) == Codes{"period_upside_down"},
        each);
}

BOOST_AUTO_TEST_CASE(all_that_is_wrong_is_said_at_once) {
    policy::Request empty;
    BOOST_TEST(codes(refusal_for(shipped(), empty)) ==
                   (Codes{"no_purpose", "no_case", "no_reason", "no_person", "role_unknown"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_rulebook_holds_from_its_first_instant_until_just_before_its_last) {
    const auto code_at = [](base::Instant now) {
        const auto decision = policy::decide(shipped(), mash(), now);
        const auto* refusal = std::get_if<policy::Refusal>(&decision);
        return refusal ? refusal->reasons.front().code : std::string("permitted");
    };
    const auto tick = std::chrono::milliseconds{1};
    BOOST_TEST(code_at(*shipped().valid_from - tick) == "rulebook_not_yet_valid");
    BOOST_TEST(code_at(*shipped().valid_from) == "permitted");
    BOOST_TEST(code_at(*shipped().valid_until - tick) == "permitted");
    BOOST_TEST(code_at(*shipped().valid_until) == "rulebook_expired");
}

// FD-2
BOOST_AUTO_TEST_CASE(fd_2_early_help_without_consent_needs_a_listed_reason_and_words) {
    auto asked = request("early_help_worker", "EARLY_HELP");
    const auto each = boost::test_tools::per_element();
    for (const auto consent : {policy::Consent::not_sought, policy::Consent::refused}) {
        asked.consent = consent;
        asked.override_reason.clear();
        asked.override_words.clear();
        BOOST_TEST(codes(refusal_for(shipped(), asked)) == Codes{"consent_needed"}, each);
        asked.override_words = "The mother cannot be asked";
        BOOST_TEST(codes(refusal_for(shipped(), asked)) == Codes{"consent_needed"}, each);
        asked.override_reason = "curiosity";
        BOOST_TEST(codes(refusal_for(shipped(), asked)) == Codes{"override_unknown"}, each);
        asked.override_reason = "risk_to_child";
        asked.override_words = "  ";
        BOOST_TEST(codes(refusal_for(shipped(), asked)) == Codes{"override_without_words"}, each);
        asked.override_words = "The mother cannot be asked safely";
        BOOST_TEST(cell(permit_for(shipped(), asked), "subject", "school").may_ask);
    }
}

// FD-2
BOOST_AUTO_TEST_CASE(fd_2_a_lower_purpose_drops_sources_and_says_so) {
    const auto permit = permit_for(shipped(), request("early_help_worker", "EARLY_HELP"));
    const auto& police = cell(permit, "subject", "constabulary");
    BOOST_TEST(!police.may_ask);
    BOOST_TEST(police.why.find("Early help asks the school and housing") != std::string::npos);
    BOOST_TEST(cell(permit, "subject", "northshire-care").may_ask);
    BOOST_TEST((cell(permit, "subject", "northshire-care").mode == Mode::existence));
}

BOOST_AUTO_TEST_CASE(without_consent_a_section_17_assessment_loses_hospital_concerns_unless_overridden) {
    auto asked = request("duty_social_worker", "SECTION_17");
    const auto hospital = [&] {
        return names(cell(permit_for(shipped(), asked), "subject", "hospitals").categories);
    };
    const auto each = boost::test_tools::per_element();
    BOOST_TEST(hospital() == (Codes{"health_attendance", "health_concern"}), each);
    asked.consent = policy::Consent::not_sought;
    BOOST_TEST(hospital() == Codes{"health_attendance"}, each);
    asked.override_reason = "risk_to_child";
    asked.override_words = "She would be punished for the question";
    BOOST_TEST(hospital() == (Codes{"health_attendance", "health_concern"}), each);
}

BOOST_AUTO_TEST_CASE(the_gp_is_for_section_47_and_immediate_danger_and_says_what_to_choose) {
    const auto permit = permit_for(shipped(), mash());
    const auto& gp = cell(permit, "subject", "gp");
    BOOST_TEST(!gp.may_ask);
    BOOST_TEST(gp.why == "Choose Section 47 enquiry or ask a lead.");
    BOOST_TEST(gp.rules == Codes{"R-005"}, boost::test_tools::per_element());
    BOOST_TEST(cell(permit_for(shipped(), request("mash_worker", "SECTION_47")), "subject", "gp").may_ask);
    BOOST_TEST(cell(permit, "subject", "housing").why == "No agreement for this purpose.");
}

BOOST_AUTO_TEST_CASE(nothing_permitted_is_a_refusal_that_names_the_rules) {
    const auto refusal = refusal_for(shipped(), request("auditor", "SECTION_47"));
    BOOST_TEST(refusal.reasons.size() == 1u);
    BOOST_TEST(refusal.reasons[0].code == "nothing_permitted");
    BOOST_TEST(refusal.reasons[0].rule == "R-001");
    BOOST_TEST(refusal.rulebook_hash == shipped().hash);
    auto only_housing = mash();
    only_housing.sources = {SourceId("housing")};
    BOOST_TEST(refusal_for(shipped(), only_housing).reasons[0].why == "No agreement for this purpose.");
}

BOOST_AUTO_TEST_CASE(where_no_rule_speaks_the_sentence_says_who_may_not_ask_whom) {
    policy::Rulebook silent = shipped();
    silent.rules.clear();
    const auto refusal = refusal_for(silent, mash());
    BOOST_TEST(
        refusal.reasons[0].why ==
        "No rule permits MASH front-door worker to ask Demographics (PDS) about the child for Screening a "
        "referral (MASH).");
}

// FD-4, FD-5
BOOST_AUTO_TEST_CASE(people_not_ticked_and_unknown_people_have_cells_that_say_so) {
    auto asked = mash();
    asked.roster.push_back(person("p1", PersonKind::adult));
    asked.roster.back().ticked = false;
    asked.roster.push_back(person("p2", PersonKind::age_unknown));
    asked.roster.back().is_unknown = true;
    const auto permit = permit_for(shipped(), asked);
    BOOST_TEST(permit.grants().size() == 3 * shipped().sources.size());
    BOOST_TEST(!cell(permit, "p1", "pds").may_ask);
    BOOST_TEST(cell(permit, "p1", "pds").why.starts_with("Mentioned, not asked"));
    BOOST_TEST(cell(permit, "p2", "pds").why.starts_with("Listed as unknown"));
}

BOOST_AUTO_TEST_CASE(cells_come_in_roster_order_and_rulebook_order_whatever_order_was_asked) {
    auto asked = mash();
    asked.sources = {SourceId("school"), SourceId("elsewhere"), SourceId("pds"), SourceId("school")};
    const auto permit = permit_for(shipped(), asked);
    BOOST_TEST_REQUIRE(permit.grants().size() == 3u);
    BOOST_TEST(permit.grants()[0].source.text() == "pds");
    BOOST_TEST(permit.grants()[1].source.text() == "school");
    BOOST_TEST(permit.grants()[2].source.text() == "elsewhere");
    BOOST_TEST(!permit.grants()[2].may_ask);
    BOOST_TEST(permit.grants()[2].why == "The rulebook does not know this source.");
}

BOOST_AUTO_TEST_CASE(required_cells_are_the_childs_own_and_only_those_of_the_purpose) {
    auto asked = mash();
    asked.roster.push_back(person("p1", PersonKind::other_child));
    const auto permit = permit_for(shipped(), asked);
    for (const auto& grant : permit.grants()) {
        const auto& required = shipped().purpose("MASH_ENQUIRY")->required;
        const bool listed = std::ranges::find(required, grant.source) != required.end();
        BOOST_TEST(grant.required == (listed && grant.person.text() == "subject"));
    }
}

BOOST_AUTO_TEST_CASE(an_unborn_child_is_asked_about_at_social_care_and_cp_is_alone) {
    auto asked = mash();
    asked.roster[0].is_unborn = true;
    asked.roster[0].born.reset();
    const auto permit = permit_for(shipped(), asked);
    for (const auto& grant : permit.grants()) {
        const auto& id = grant.source.text();
        BOOST_TEST(grant.may_ask == (id == "northshire-care" || id == "westmoor-care" || id == "cpis"), id);
        if (grant.required) BOOST_TEST(grant.may_ask, "a hole for ever at " << id);
    }
}

BOOST_AUTO_TEST_CASE(somebody_of_unknown_age_gets_only_what_a_child_and_an_adult_both_would) {
    for (const auto* purpose :
         {"SECTION_47", "SECTION_17", "MASH_ENQUIRY", "IMMEDIATE_DANGER", "COURT_ORDER"}) {
        auto asked = request("duty_social_worker", purpose);
        asked.roster.push_back(person("child", PersonKind::other_child));
        asked.roster.push_back(person("adult", PersonKind::adult));
        asked.roster.push_back(person("either", PersonKind::age_unknown));
        const auto permit = permit_for(shipped(), approved(asked));
        for (const auto& source : shipped().sources) {
            const auto& either = cell(permit, "either", source.id.text());
            for (const auto& one : either.allowed)
                for (const auto* sure : {"child", "adult"}) {
                    const auto& allowed = cell(permit, sure, source.id.text()).allowed;
                    const bool covered =
                        std::ranges::any_of(allowed, [&](const policy::CategoryGrant& other) {
                            const bool reaches =
                                !other.period.from || (one.period.from && one.period.from->first_day() >=
                                                                              other.period.from->first_day());
                            return other.category == one.category && reaches &&
                                   (other.mode == Mode::content || one.mode == Mode::existence);
                        });
                    BOOST_TEST(covered, purpose << " " << source.id.text() << " " << one.category.text());
                }
        }
        BOOST_TEST(!cell(permit, "either", "school").may_ask);
        BOOST_TEST(cell(permit, "either", "pds").may_ask);
    }
}

BOOST_AUTO_TEST_CASE(a_rule_may_speak_of_people_of_unknown_age_by_that_name) {
    auto asked = mash();
    asked.roster.push_back(person("p1", PersonKind::age_unknown));
    auto book = permissive();
    book.rules[0].people = {PersonKind::age_unknown};
    BOOST_TEST(cell(permit_for(book, asked), "p1", "pds").may_ask);
    BOOST_TEST(!cell(permit_for(book, asked), "subject", "pds").may_ask);
    book = permissive();
    book.rules.push_back(book.rules[0]);
    book.rules[1].id = "R-2";
    book.rules[1].permits = false;
    book.rules[1].people = {PersonKind::age_unknown};
    BOOST_TEST(!cell(permit_for(book, asked), "p1", "pds").may_ask);
    BOOST_TEST(cell(permit_for(book, asked), "subject", "pds").may_ask);
}

BOOST_AUTO_TEST_CASE(age_is_read_from_dates_as_far_as_they_tell) {
    const auto today = *PartialDate::of_day(2026, 11, 22);
    const auto kind = [&](std::optional<PartialDate> born, std::optional<int> estimated = {}) {
        record::RosterPerson one;
        one.relation = "sibling";
        one.born = born;
        one.estimated_age = estimated;
        return policy::kind_of(one, today);
    };
    BOOST_TEST((kind(*PartialDate::of_year(1991)) == PersonKind::adult));
    BOOST_TEST((kind(*PartialDate::of_year(2010)) == PersonKind::other_child));
    BOOST_TEST((kind(*PartialDate::of_year(2008)) == PersonKind::age_unknown),
               "eighteen this year, or not yet");
    BOOST_TEST((kind(*PartialDate::of_month(2008, 11)) == PersonKind::age_unknown));
    BOOST_TEST((kind(*PartialDate::of_day(2008, 11, 22)) == PersonKind::adult), "eighteen today");
    BOOST_TEST((kind(*PartialDate::of_day(2008, 11, 23)) == PersonKind::other_child));
    BOOST_TEST((kind(*PartialDate::of_year(2031)) == PersonKind::age_unknown), "not born yet, says the date");
    BOOST_TEST((kind({}, 30) == PersonKind::adult));
    BOOST_TEST((kind({}, 7) == PersonKind::other_child));
    BOOST_TEST((kind({}) == PersonKind::age_unknown));
    record::RosterPerson subject;
    BOOST_TEST((policy::kind_of(subject, today) == PersonKind::subject_child), "FD-3: no date given");
    subject.born = *PartialDate::of_year(1991);
    BOOST_TEST((policy::kind_of(subject, today) == PersonKind::adult));
}

BOOST_AUTO_TEST_CASE(police_about_an_adult_reach_back_as_far_as_the_purpose_says) {
    auto asked = mash();
    asked.roster.push_back(person("p1", PersonKind::adult));
    const auto from = [&](std::string_view who) {
        return cell(permit_for(shipped(), asked), who, "constabulary").period.from;
    };
    BOOST_TEST(from("p1")->iso() == "2020-11-22");
    BOOST_TEST(!from("subject").has_value());
    asked.period.from = *PartialDate::of_year(2024);
    BOOST_TEST(from("p1")->iso() == "2024", "what was asked is narrower");
    asked.period = {*PartialDate::of_year(2010), *PartialDate::of_year(2015)};
    const auto permit = permit_for(shipped(), asked);
    BOOST_TEST(!cell(permit, "p1", "constabulary").may_ask);
    BOOST_TEST(cell(permit, "p1", "constabulary").why.find("ends before the time") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_lookback_from_29_february_does_not_invent_a_day) {
    auto book = permissive();
    book.rules[0].lookback_years = 1;
    const auto decision = policy::decide(book, mash(), *base::parse_instant("2028-02-29T12:00:00Z"));
    BOOST_TEST(cell(std::get<policy::Permit>(decision), "subject", "pds").period.from->iso() == "2027-02");
}

BOOST_AUTO_TEST_CASE(content_and_existence_stand_side_by_side_in_one_cell) {
    const auto permit = permit_for(shipped(), mash());
    const auto& police = cell(permit, "subject", "constabulary");
    BOOST_TEST((police.mode == Mode::content));
    BOOST_TEST(names(police.categories) == (Codes{"missing_episode", "police_incident"}),
               boost::test_tools::per_element());
    BOOST_TEST_REQUIRE(police.allowed.size() == 3u);
    BOOST_TEST(police.allowed[0].category.text() == "police_intelligence");
    BOOST_TEST((police.allowed[0].mode == Mode::existence));
    BOOST_TEST(police.obligations == (Codes{"never_keep", "show_to_lead"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_permits_id_is_made_of_rulebook_request_and_instant_and_nothing_else) {
    const auto id = [](const policy::Rulebook& book, const policy::Request& asked, base::Instant now) {
        return std::get<policy::Permit>(policy::decide(book, asked, now)).id().text();
    };
    const auto first = id(shipped(), mash(), story_time());
    BOOST_TEST(first.size() == 64u);
    BOOST_TEST(first == id(shipped(), mash(), story_time()));
    BOOST_TEST(first != id(shipped(), mash(), story_time() + std::chrono::milliseconds{1}));
    auto other_book = shipped();
    other_book.hash = "00";
    BOOST_TEST(first != id(other_book, mash(), story_time()));
    auto other_words = mash();
    other_words.reason += ".";
    BOOST_TEST(first != id(shipped(), other_words, story_time()));
    auto other_child = mash();
    other_child.roster[0].nhs_number = "9990004838";
    BOOST_TEST(first != id(shipped(), other_child, story_time()));
}

BOOST_AUTO_TEST_CASE(a_permit_carries_its_basis_and_every_rule_behind_it) {
    const auto permit = permit_for(shipped(), mash());
    BOOST_TEST(permit.lawful_basis() == shipped().purpose("MASH_ENQUIRY")->lawful_basis);
    BOOST_TEST(permit.rulebook_version() == "2026-11");
    BOOST_TEST(permit.rulebook_hash() == shipped().hash);
    BOOST_TEST((permit.decided_at() == story_time()));
    BOOST_TEST(std::ranges::is_sorted(permit.rules()));
    for (const auto& grant : permit.grants())
        for (const auto& rule : grant.rules) BOOST_TEST(std::ranges::binary_search(permit.rules(), rule));
}

BOOST_AUTO_TEST_CASE(every_cell_of_every_decision_says_why) {
    for (const auto& role : shipped().roles)
        for (const auto& purpose : shipped().purposes) {
            const auto decision = policy::decide(shipped(), request(role.id, purpose.id), story_time());
            if (const auto* refusal = std::get_if<policy::Refusal>(&decision)) {
                BOOST_TEST(!refusal->reasons.empty());
                for (const auto& reason : refusal->reasons) BOOST_TEST(!reason.why.empty());
                continue;
            }
            for (const auto& grant : std::get<policy::Permit>(decision).grants()) {
                BOOST_TEST(!grant.why.empty());
                BOOST_TEST(grant.may_ask == !grant.allowed.empty());
                BOOST_TEST(grant.may_ask == !grant.categories.empty());
                if (grant.may_ask) BOOST_TEST(!grant.rules.empty());
            }
        }
}

// P7: what cannot be evaluated denies.
BOOST_AUTO_TEST_CASE(a_rule_that_cannot_be_evaluated_denies_even_beside_a_permit_of_everything) {
    const auto with_rule = [](auto spoil) {
        auto book = permissive();
        policy::Rule rule;
        rule.id = "R-2";
        rule.permits = true;
        rule.why = "Unreadable.";
        spoil(rule);
        book.rules.push_back(rule);
        return refusal_for(book, mash());
    };
    const auto refusals = {with_rule([](policy::Rule& r) { r.obligations = {"sing"}; }),
                           with_rule([](policy::Rule& r) { r.lookback_years = -1; }),
                           with_rule([](policy::Rule& r) { r.mode = static_cast<Mode>(7); }),
                           with_rule([](policy::Rule& r) { r.roles = {"nobody"}; }),
                           with_rule([](policy::Rule& r) { r.purposes = {"NOTHING"}; }),
                           with_rule([](policy::Rule& r) { r.sources = {SourceId("nowhere")}; }),
                           with_rule([](policy::Rule& r) { r.categories = {CategoryId("nothing")}; }),
                           with_rule([](policy::Rule& r) { r.people = {static_cast<PersonKind>(42)}; })};
    for (const auto& refusal : refusals) {
        BOOST_TEST(refusal.reasons[0].code == "nothing_permitted");
        BOOST_TEST(refusal.reasons[0].why.find("Rule R-2 cannot be evaluated, so it denies.") !=
                   std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(an_unreadable_rule_denies_only_where_its_other_conditions_match) {
    auto book = permissive();
    policy::Rule rule;
    rule.id = "R-2";
    rule.roles = {"nobody"};
    rule.sources = {SourceId("school")};
    book.rules.push_back(rule);
    const auto permit = permit_for(book, mash());
    BOOST_TEST(!cell(permit, "subject", "school").may_ask);
    BOOST_TEST(cell(permit, "subject", "pds").may_ask);
}

BOOST_AUTO_TEST_CASE(a_category_that_the_rulebook_does_not_list_is_not_permitted_by_a_rule_that_matches_all) {
    auto book = permissive();
    book.sources[0].categories = {CategoryId("horoscope")};
    BOOST_TEST(!cell(permit_for(book, mash()), "subject", book.sources[0].id.text()).may_ask);
}

BOOST_AUTO_TEST_SUITE_END()
