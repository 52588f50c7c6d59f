#include "builders.h"
#include "policy/cut.h"
#include "record/reply_json.h"

#include <boost/test/unit_test.hpp>

#include <random>
#include <set>

using namespace kith;
using namespace kith::policy_tests;
using policy::PersonKind;
using record::CategoryId;
using record::LedgerState;
using record::PartialDate;
using record::PersonId;
using record::Reply;
using record::SourceId;
using record::When;

namespace {

record::Event event(std::string category, When occurred, std::vector<std::string> about = {}) {
    record::Event one;
    one.category = CategoryId(std::move(category));
    one.kind = "incident";
    one.title = "Something happened";
    one.occurred = occurred;
    one.about = std::move(about);
    return one;
}

record::PersonRecord human(std::string ref) {
    record::PersonRecord one;
    one.ref = std::move(ref);
    one.names.push_back({.given = "Ana", .family = "Example"});
    one.identifiers.push_back(record::identifier("local", "77", "here"));
    one.addresses.push_back({.lines = {"1 Example Road"}, .postcode = "NS4 7QT"});
    one.phones = {"01632 960001"};
    one.emails = {"ana@example.org"};
    one.gp_practice = "Mill Lane Surgery";
    one.school = "Mill Lane Primary";
    one.ethnicity = "WBRI";
    one.details = {{"Interpreter", "no"}};
    return one;
}

record::Tie tie(std::string from, std::string kind, std::string to, bool to_person) {
    record::Tie one;
    one.from = std::move(from);
    one.kind = std::move(kind);
    one.to = std::move(to);
    one.to_person = to_person;
    return one;
}

When day(int year) {
    return When::on(*PartialDate::of_day(year, 5, 6));
}

Reply reply(std::string source, std::string person = "subject") {
    Reply one;
    one.source = SourceId(std::move(source));
    one.person = PersonId(std::move(person));
    one.state = LedgerState::records_held;
    one.subject_ref = "child";
    one.people = {human("child"), human("other")};
    one.contacts = {{.name = "Desk", .phone = "01632 960160"}};
    return one;
}

policy::Permit mash_permit() {
    auto asked = request("mash_worker", "MASH_ENQUIRY");
    asked.roster.push_back(person("adult", PersonKind::adult));
    return permit_for(shipped(), asked);
}

std::set<std::string> refs(const Reply& reply) {
    std::set<std::string> refs;
    for (const auto& one : reply.people) refs.insert(one.ref);
    return refs;
}

/// One reply with something of everything, chosen by a seed.
Reply random_reply(std::mt19937& dice) {
    const auto pick = [&](const auto& list) { return list[dice() % list.size()]; };
    Reply one = reply(pick(shipped().sources).id.text(),
                      pick(std::vector<std::string>{"subject", "adult", "nobody"}));
    one.state = static_cast<LedgerState>(dice() % record::kLedgerStates);
    one.people.push_back(human("third"));
    const std::vector<std::string> who = {"child", "other", "third", "fourth"};
    for (unsigned i = dice() % 6; i > 0; --i) {
        const When when = dice() % 4 == 0 ? When{} : day(2012 + static_cast<int>(dice() % 15));
        one.events.push_back(event(pick(shipped().categories).id.text(), when, {pick(who)}));
    }
    const std::vector<std::string> kinds = {"mother",        "lives_at",      "attends_school",
                                            "registered_gp", "social_worker", "odd"};
    for (unsigned i = dice() % 6; i > 0; --i)
        one.ties.push_back(tie(pick(who), pick(kinds), pick(who), dice() % 2 == 0));
    return one;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(policy_cut_tests)

BOOST_AUTO_TEST_CASE(SW_12_who_is_filed_under_the_childs_nhs_number_stays_known_by_it) {
    auto before = reply("hospitals");
    const auto number = record::identifier("nhs_number", "9990013004");
    before.people[0].identifiers.push_back(number);
    before.people[1].identifiers.push_back(number);
    before.people.push_back(human("third"));
    before.events = {event("health_attendance", day(2025), {"third"})};
    const auto after = policy::cut(mash_permit(), before);
    BOOST_TEST((refs(after) == std::set<std::string>{"child", "other", "third"}));
    BOOST_TEST(after.people[1].usable_identifier("nhs_number") == "9990013004");
    BOOST_TEST(after.people[1].addresses.empty());
    BOOST_TEST(after.people[2].identifiers.empty());
}

BOOST_AUTO_TEST_CASE(entries_of_kinds_not_permitted_are_left_out_and_counted) {
    auto before = reply("constabulary");
    before.events = {event("police_incident", day(2025)), event("tenancy", day(2025)),
                     event("tenancy", day(2024)), event("missing_episode", day(2025))};
    const Reply after = policy::cut(mash_permit(), before);
    BOOST_TEST(after.events.size() == 2u);
    BOOST_TEST(after.detail.find("records of kinds not permitted left out") != std::string::npos,
               after.detail);
    BOOST_TEST((after.state == LedgerState::records_held), "a cut never changes what the source said");
}

BOOST_AUTO_TEST_CASE(entries_outside_the_period_are_left_out_and_undated_ones_stay) {
    auto before = reply("constabulary", "adult");
    before.people.pop_back();
    before.events = {
        event("police_incident", day(2015)), event("police_incident", day(2025)),
        event("police_incident", When{}),
        event("police_incident", When::span(*PartialDate::of_year(2018), *PartialDate::of_year(2021)))};
    const Reply after = policy::cut(mash_permit(), before);
    BOOST_TEST(after.events.size() == 3u);
    BOOST_TEST(after.detail.find("1 record outside the permitted period left out") != std::string::npos,
               after.detail);
}

BOOST_AUTO_TEST_CASE(an_entry_is_timed_by_the_best_time_it_has) {
    auto before = reply("constabulary", "adult");
    auto late = event("police_incident", When{});
    late.recorded = day(2012);
    before.events = {late};
    BOOST_TEST(policy::cut(mash_permit(), before).events.empty());
}

BOOST_AUTO_TEST_CASE(what_may_only_be_known_of_is_named_without_a_number) {
    auto before = reply("constabulary");
    before.events = {event("police_incident", day(2025)), event("police_intelligence", day(2025)),
                     event("police_intelligence", day(2024))};
    const Reply after = policy::cut(mash_permit(), before);
    BOOST_TEST(after.events.size() == 1u);
    BOOST_TEST(after.detail.find("police intelligence is held and may not be shown: ring the source") !=
                   std::string::npos,
               after.detail);
    BOOST_TEST(after.detail.find('2') == std::string::npos, after.detail);
}

BOOST_AUTO_TEST_CASE(an_existence_only_reply_keeps_state_contacts_and_dates_alone) {
    auto before = reply("northshire-care", "adult");
    before.events = {event("social_care_episode", day(2025))};
    before.detail = "31 records";
    before.notices = {"NHS number fails its check digit"};
    before.as_of = story_time();
    const Reply after = policy::cut(mash_permit(), before);
    BOOST_TEST((after.state == LedgerState::records_held));
    BOOST_TEST(after.events.empty());
    BOOST_TEST(after.people.empty());
    BOOST_TEST(after.notices.empty());
    BOOST_TEST(after.subject_ref.empty());
    BOOST_TEST(after.contacts.size() == 1u);
    BOOST_TEST((after.as_of == story_time()));
    BOOST_TEST(after.detail == "records are held; this permit allows their existence only: ring the source");
    before.state = LedgerState::none_held;
    before.detail = "searched by NHS number";
    BOOST_TEST(policy::cut(mash_permit(), before).detail == "searched by NHS number");
}

BOOST_AUTO_TEST_CASE(a_reply_without_a_grant_comes_back_empty_as_not_asked) {
    for (const auto& [source, person] :
         {std::pair{"housing", "subject"}, {"pds", "nobody"}, {"elsewhere", "subject"}}) {
        auto before = reply(source, person);
        before.events = {event("tenancy", day(2025))};
        const Reply after = policy::cut(mash_permit(), before);
        BOOST_TEST((after.state == LedgerState::not_asked));
        BOOST_TEST(after.events.empty());
        BOOST_TEST(after.people.empty());
        BOOST_TEST(after.contacts.empty());
        BOOST_TEST(!after.detail.empty());
    }
    BOOST_TEST(policy::cut(mash_permit(), reply("housing")).detail == "No agreement for this purpose.");
}

BOOST_AUTO_TEST_CASE(other_people_stay_with_relationships_or_with_an_entry_about_them) {
    auto before = reply("constabulary");
    before.people.push_back(human("third"));
    before.events = {event("police_incident", day(2025), {"child", "third"}),
                     event("tenancy", day(2025), {"other"})};
    BOOST_TEST(refs(policy::cut(mash_permit(), before)) == (std::set<std::string>{"child", "third"}),
               boost::test_tools::per_element());
    before.source = SourceId("school");
    before.events.clear();
    BOOST_TEST(refs(policy::cut(mash_permit(), before)).size() == 3u,
               "a school may say who is around the child");
}

BOOST_AUTO_TEST_CASE(who_the_answer_is_about_stays_and_other_members_need_their_own_category) {
    auto hospital = policy::cut(mash_permit(), reply("hospitals"));
    BOOST_TEST_REQUIRE(hospital.people.size() == 1u);
    const auto& child = hospital.people[0];
    BOOST_TEST(child.names.size() == 1u);
    BOOST_TEST(child.identifiers.size() == 1u);
    BOOST_TEST(child.addresses.empty());
    BOOST_TEST(child.phones.empty());
    BOOST_TEST(child.emails.empty());
    BOOST_TEST(child.gp_practice.empty());
    BOOST_TEST(child.school.empty());
    BOOST_TEST(child.ethnicity.empty());
    BOOST_TEST(child.details.empty());
    BOOST_TEST(hospital.detail.find("parts of 1 person's record left out") != std::string::npos,
               hospital.detail);

    const auto pds = policy::cut(mash_permit(), reply("pds"));
    BOOST_TEST(pds.people[0].addresses.size() == 1u);
    BOOST_TEST(pds.people[0].gp_practice == "Mill Lane Surgery");
    BOOST_TEST(pds.people[0].school.empty());
}

BOOST_AUTO_TEST_CASE(identifiers_of_other_people_need_identity) {
    auto before = reply("police-incidents");
    const auto after = policy::cut(mash_permit(), before);
    BOOST_TEST_REQUIRE(after.people.size() == 2u);
    BOOST_TEST(after.people[0].identifiers.size() == 1u);
    BOOST_TEST(after.people[1].identifiers.empty());
    BOOST_TEST(after.people[1].names.size() == 1u);
}

BOOST_AUTO_TEST_CASE(candidates_keep_what_a_person_must_choose_by) {
    auto before = reply("hospitals");
    before.state = LedgerState::candidates;
    before.subject_ref.clear();
    const auto after = policy::cut(mash_permit(), before);
    BOOST_TEST(after.people.size() == 2u);
    BOOST_TEST(after.people[1].identifiers.size() == 1u);
}

BOOST_AUTO_TEST_CASE(addresses_that_ended_before_the_permitted_time_are_left_out) {
    auto asked = request("mash_worker", "MASH_ENQUIRY");
    asked.period.from = *PartialDate::of_year(2020);
    auto before = reply("pds");
    before.people[0].addresses = {
        {.lines = {"Old"}, .period = {*PartialDate::of_year(2010), *PartialDate::of_year(2015)}},
        {.lines = {"Long"}, .period = {*PartialDate::of_year(2010), {}}},
        {.lines = {"Undated"}}};
    const auto after = policy::cut(permit_for(shipped(), asked), before);
    BOOST_TEST_REQUIRE(after.people[0].addresses.size() == 2u);
    BOOST_TEST(after.people[0].addresses[0].lines[0] == "Long");
}

BOOST_AUTO_TEST_CASE(each_tie_needs_the_category_it_belongs_to) {
    const auto kinds_left = [](const std::string& source) {
        auto before = reply(source);
        before.events = {event("police_incident", day(2025), {"other"})};
        before.ties = {tie("child", "mother", "other", true),
                       tie("child", "lives_at", "1 Example Road", false),
                       tie("child", "attends_school", "Mill Lane", false),
                       tie("child", "registered_gp", "Surgery", false),
                       tie("child", "social_worker", "J. Doe", false),
                       tie("child", "workplace", "Bakery", false),
                       tie("child", "mother", "nobody", true)};
        std::set<std::string> kinds;
        for (const auto& one : policy::cut(mash_permit(), before).ties) kinds.insert(one.kind);
        return kinds;
    };
    const auto each = boost::test_tools::per_element();
    using Kinds = std::set<std::string>;
    BOOST_TEST(kinds_left("pds") == (Kinds{"lives_at", "mother", "registered_gp", "workplace"}), each);
    BOOST_TEST(kinds_left("northshire-care") == (Kinds{"lives_at", "mother", "social_worker", "workplace"}),
               each);
    BOOST_TEST(kinds_left("school") == (Kinds{"attends_school", "lives_at", "mother", "workplace"}), each);
    BOOST_TEST(kinds_left("constabulary") == Kinds{}, each);
}

BOOST_AUTO_TEST_CASE(a_tie_that_ended_before_the_permitted_time_is_left_out_and_one_that_goes_on_stays) {
    auto before = reply("police-incidents", "adult");
    auto ended = tie("child", "partner", "other", true);
    ended.since = When::span(*PartialDate::of_year(2001), *PartialDate::of_year(2003));
    auto begun = tie("child", "partner", "other", true);
    begun.since = day(2001);
    before.ties = {ended, begun};
    const auto after = policy::cut(mash_permit(), before);
    BOOST_TEST_REQUIRE(after.ties.size() == 1u);
    BOOST_TEST((after.ties[0].since == day(2001)));
}

// P8
BOOST_AUTO_TEST_CASE(cutting_twice_is_cutting_once_and_a_cut_never_widens) {
    std::mt19937 dice(26);
    const auto permit = mash_permit();
    size_t something_left = 0;
    for (int round = 0; round < 3000; ++round) {
        const Reply before = random_reply(dice);
        const Reply once = policy::cut(permit, before);
        BOOST_TEST(record::to_json(policy::cut(permit, once)) == record::to_json(once), "round " << round);
        BOOST_TEST(once.events.size() <= before.events.size());
        BOOST_TEST(once.people.size() <= before.people.size());
        BOOST_TEST(once.ties.size() <= before.ties.size());
        BOOST_TEST(once.contacts.size() <= before.contacts.size());
        BOOST_TEST((once.state == before.state || once.state == LedgerState::not_asked));
        something_left += once.events.empty() ? 0 : 1;
        const auto* grant = permit.grant(once.person, once.source);
        for (const auto& one : once.events) {
            BOOST_TEST_REQUIRE((grant && grant->may_ask));
            const bool granted =
                std::ranges::any_of(grant->allowed, [&](const policy::CategoryGrant& allowed) {
                    return allowed.category == one.category && allowed.mode == policy::Mode::content &&
                           allowed.period.may_contain(one.sort_time());
                });
            BOOST_TEST(granted, "round " << round);
        }
    }
    BOOST_TEST(something_left > 100u);
}

BOOST_AUTO_TEST_SUITE_END()
