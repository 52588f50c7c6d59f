#include "federate/fetch.h"
#include "world.h"

#include <boost/test/unit_test.hpp>

using namespace kith::federate_tests;
using kith::federate::Connectors;
using kith::federate::Plan;
using kith::record::PersonId;
using kith::record::SourceId;

namespace {

Connectors connectors_of(const World& world) {
    Connectors shared;
    for (const auto& [name, one] : world.connectors) shared[SourceId(name)] = one;
    return shared;
}

Plan plan_of(const World& world) {
    return kith::federate::plan(permit_for(world.roster, world.sources), connectors_of(world));
}

std::string settled(const Plan& plan, size_t i = 0) {
    return std::string(kith::record::name_of(plan.settled.at(i).state)) + ": " + plan.settled.at(i).detail;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(federate_plan_tests)

BOOST_AUTO_TEST_CASE(an_ask_carries_what_the_permit_allows_and_who_asks_why) {
    const World world({"a"});
    const auto permit = permit_for(world.roster, world.sources);
    const auto plan = kith::federate::plan(permit, connectors_of(world));
    BOOST_TEST_REQUIRE(plan.asks.size() == 1u);
    const auto& ask = plan.asks[0];
    BOOST_TEST(ask.source.text() == "a");
    BOOST_TEST(ask.person.id.text() == "subject");
    BOOST_TEST_REQUIRE(ask.categories.size() == 1u);
    BOOST_TEST(ask.categories[0].text() == "health_attendance");
    BOOST_TEST((ask.permit == permit.id()));
    BOOST_TEST(ask.purpose == "MASH_ENQUIRY");
    BOOST_TEST(ask.lawful_basis == "Children Act 2004 s.10");
    BOOST_TEST(ask.user == "a.okafor");
    BOOST_TEST(ask.role == "mash_worker");
    BOOST_TEST(ask.agency == "Northshire Council");
}

// FD-6: no cell is ever empty.
BOOST_AUTO_TEST_CASE(every_person_at_every_source_is_either_asked_or_settled_with_a_reason) {
    World world({"a", "b", "c", "d"}, 3);
    world.connector("b").cannot = "needs an NHS number";
    world.connector("c").outside = "paper records before 2006";
    world.connectors.erase("d");
    world.roster[1].ticked = false;
    world.roster[2].is_unknown = true;
    const auto plan = plan_of(world);
    BOOST_TEST(plan.asks.size() + plan.settled.size() == 12u);
    for (const auto& cell : plan.settled) {
        BOOST_TEST(!cell.detail.empty());
        BOOST_TEST((cell.state != kith::record::LedgerState::awaiting));
        BOOST_TEST((cell.state != kith::record::LedgerState::none_held));
    }
}

BOOST_AUTO_TEST_CASE(the_order_is_that_of_the_permit_and_the_same_each_time) {
    const World world({"a", "b", "c"}, 3);
    const auto permit = permit_for(world.roster, world.sources);
    const auto plan = kith::federate::plan(permit, connectors_of(world));
    BOOST_TEST_REQUIRE(plan.asks.size() == permit.grants().size());
    for (size_t i = 0; i < plan.asks.size(); ++i) {
        BOOST_TEST((plan.asks[i].source == permit.grants()[i].source));
        BOOST_TEST((plan.asks[i].person.id == permit.grants()[i].person));
    }
}

BOOST_AUTO_TEST_CASE(a_person_who_is_not_ticked_is_mentioned_and_not_asked) {
    World world({"a"}, 2);
    world.roster[1].ticked = false;
    const auto plan = plan_of(world);
    BOOST_TEST(plan.asks.size() == 1u);
    BOOST_TEST(settled(plan) == "not_asked: mentioned, not asked");
}

BOOST_AUTO_TEST_CASE(an_unknown_person_is_listed_and_cannot_be_asked_about) {
    World world({"a"}, 2);
    world.roster[1].is_unknown = true;
    const auto plan = plan_of(world);
    BOOST_TEST(plan.asks.size() == 1u);
    BOOST_TEST_REQUIRE(plan.settled.size() == 1u);
    BOOST_TEST(settled(plan).starts_with("not_asked: "));
}

BOOST_AUTO_TEST_CASE(what_the_connector_lacks_is_said_in_its_own_words) {
    World world({"a", "b"});
    world.connector("a").cannot = "needs an NHS number";
    const auto plan = plan_of(world);
    BOOST_TEST(plan.asks.size() == 1u);
    BOOST_TEST(settled(plan) == "not_asked: needs an NHS number");
    BOOST_TEST(plan.settled[0].required);
}

BOOST_AUTO_TEST_CASE(what_the_source_does_not_cover_is_not_the_same_as_not_asked) {
    World world({"a"});
    world.connector("a").outside = "electronic records from 2006";
    world.connector("a").cannot = "needs an NHS number";
    BOOST_TEST(settled(plan_of(world)) == "not_covered: electronic records from 2006");
}

BOOST_AUTO_TEST_CASE(a_source_without_a_connector_says_so) {
    World world({"a", "b"});
    world.connectors.erase("b");
    BOOST_TEST(settled(plan_of(world)) == "not_asked: no connection to this source is set up");
}

BOOST_AUTO_TEST_CASE(single_cells_can_be_planned_again) {
    const World world({"a", "b"}, 2);
    const auto permit = permit_for(world.roster, world.sources);
    const auto plan = kith::federate::plan(permit, connectors_of(world), {{PersonId("p1"), SourceId("b")}});
    BOOST_TEST_REQUIRE(plan.asks.size() == 1u);
    BOOST_TEST(plan.asks[0].person.id.text() == "p1");
    BOOST_TEST(plan.asks[0].source.text() == "b");
    BOOST_TEST(plan.settled.empty());
}

BOOST_AUTO_TEST_SUITE_END()
