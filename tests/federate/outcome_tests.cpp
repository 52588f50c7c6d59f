#include "world.h"

#include <boost/test/unit_test.hpp>

using namespace kith::federate_tests;
using kith::federate::Outcome;
using kith::ports::HttpFailure;
using kith::record::LedgerState;
using kith::record::Reply;

namespace {

/// How a cell ends whose finished reply was made wrong in some way.
Outcome spoiled(std::function<void(Reply&)> spoil) {
    World world({"a"});
    world.connector("a").spoil = std::move(spoil);
    world.network.on("a", {records("r1,r2")});
    return world.fetch().at(0);
}

Outcome ending(const ScriptedAnswer& answer) {
    World world({"a"});
    world.network.on("a", {answer});
    return world.fetch().at(0);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(federate_outcome_tests)

BOOST_AUTO_TEST_CASE(every_fact_is_stamped_with_where_when_and_under_which_permit) {
    World world({"a"});
    world.network.on("a", {records("r1").taking(250ms)});
    world.connector("a").spoil = [](Reply& reply) {
        reply.events[0].origin.source = kith::record::SourceId("liar");
    };
    const auto outcomes = world.fetch();
    const auto& origin = at(outcomes, "a").reply.events.at(0).origin;
    BOOST_TEST(origin.source.text() == "a");
    BOOST_TEST(origin.reference == "r1");
    BOOST_TEST((origin.permit == permit_for(world.roster, world.sources).id()));
    BOOST_TEST((origin.fetched_at == world.clock.now()));
    BOOST_TEST((at(outcomes, "a").cell.received_at == world.clock.now()));
    BOOST_TEST(!at(outcomes, "a").cell.as_of.has_value(), "the source gave no date of its own");
}

BOOST_AUTO_TEST_CASE(a_source_that_dates_its_answer_is_believed) {
    const kith::base::Instant yesterday{std::chrono::milliseconds{1'795'254'060'000}};
    BOOST_TEST((spoiled([&](Reply& reply) { reply.as_of = yesterday; }).cell.as_of == yesterday));
}

// C16: an answer about somebody or something else is set aside, never shown as the child's.
BOOST_AUTO_TEST_CASE(a_reply_of_another_source_or_about_another_person_is_unusable) {
    for (const auto& outcome : {spoiled([](Reply& reply) { reply.source = kith::record::SourceId("other"); }),
                                spoiled([](Reply& reply) { reply.person = kith::record::PersonId("p7"); })}) {
        BOOST_TEST(told(outcome) == "a/subject unusable 0:  (the answer is not about this question)");
        BOOST_TEST(outcome.reply.events.empty());
    }
}

BOOST_AUTO_TEST_CASE(a_reply_is_cut_to_the_permit_before_it_is_handed_out) {
    const auto outcome = spoiled(
        [](Reply& reply) { reply.events[1].category = kith::record::CategoryId("police_intelligence"); });
    BOOST_TEST_REQUIRE(outcome.reply.events.size() == 1u);
    BOOST_TEST(outcome.reply.events[0].origin.reference == "r1");
    BOOST_TEST(outcome.cell.count == 1u);
}

BOOST_AUTO_TEST_CASE(a_reply_that_is_a_hole_holds_no_records_except_a_partial_one) {
    for (const auto state :
         {LedgerState::unreachable, LedgerState::unusable, LedgerState::awaiting, LedgerState::overdue})
        BOOST_TEST(spoiled([&](Reply& reply) { reply.state = state; }).reply.events.empty());
    BOOST_TEST(spoiled([](Reply& reply) { reply.state = LedgerState::partial; }).reply.events.size() == 2u);
}

// H1: no failure, of whatever kind, reads as "searched, none held" or as any other answer.
BOOST_AUTO_TEST_CASE(no_failure_is_ever_an_answer) {
    const std::map<HttpFailure, std::string> states{
        {HttpFailure::connect, "unreachable"},   {HttpFailure::tls, "unreachable"},
        {HttpFailure::timed_out, "unreachable"}, {HttpFailure::dropped, "unreachable"},
        {HttpFailure::too_large, "unusable"},    {HttpFailure::redirect, "unusable"},
        {HttpFailure::protocol, "unusable"},     {HttpFailure::cancelled, "unreachable"}};
    for (const auto& [failure, state] : states) {
        const auto outcome = ending(ScriptedAnswer::failing(failure, 10));
        BOOST_TEST(state_of(outcome) == state);
        BOOST_TEST(!outcome.cell.detail.empty());
        BOOST_TEST(outcome.cell.count == 0u);
        BOOST_TEST(!outcome.cell.as_of.has_value());
        BOOST_TEST((kith::record::completeness_of(outcome.cell.state) == kith::record::Completeness::hole));
    }
}

BOOST_AUTO_TEST_CASE(a_connector_that_throws_costs_its_own_cell_only) {
    World world({"a", "b"});
    world.connector("a").throws = true;
    world.network.on("b", {records("r1")});
    const auto outcomes = world.fetch();
    BOOST_TEST(told(at(outcomes, "a")) == "a/subject unusable 0:  (its answer could not be read)");
    BOOST_TEST(state_of(at(outcomes, "b")) == "records_held");
}

BOOST_AUTO_TEST_CASE(a_connector_that_throws_at_the_end_costs_its_own_cell_only) {
    BOOST_TEST(state_of(spoiled([](Reply&) { throw 7; })) == "unusable");
}

// C12, H8: fifty pages and no more, and what is missing is said.
BOOST_AUTO_TEST_CASE(fifty_pages_pass_and_one_more_does_not) {
    const auto with_pages = [](int pages) {
        World world({"a"});
        world.connector("a").pages = pages;
        world.network.on("a", {records("r")});
        const auto outcome = world.fetch().at(0);
        return std::pair(state_of(outcome), world.network.sent.size());
    };
    BOOST_TEST((with_pages(49) == std::pair(std::string("records_held"), size_t{49})));
    BOOST_TEST((with_pages(50) == std::pair(std::string("records_held"), size_t{50})));
    BOOST_TEST((with_pages(51) == std::pair(std::string("partial"), size_t{50})));
    BOOST_TEST((with_pages(1'000'000) == std::pair(std::string("partial"), size_t{50})));
}

BOOST_AUTO_TEST_CASE(one_query_takes_so_many_bytes_over_all_its_pages_and_no_more) {
    const auto with_bytes = [](size_t limit) {
        World world({"a"});
        world.manners.talk.answer_bytes = limit;
        world.connector("a").pages = 3;
        world.network.on("a", {records(std::string(100, 'r'))});
        return told(world.fetch().at(0));
    };
    BOOST_TEST(kith::federate::Manners{}.talk.answer_bytes == 64u << 20);
    BOOST_TEST(with_bytes(301).starts_with("a/subject records_held 3"));
    BOOST_TEST(with_bytes(300).starts_with("a/subject records_held 3"));
    BOOST_TEST(with_bytes(299).starts_with("a/subject partial 2"));
    BOOST_TEST(with_bytes(299).ends_with("more bytes than one query may take)"));
}

BOOST_AUTO_TEST_CASE(the_cell_says_whether_its_purpose_requires_it) {
    World world({"a", "b"});
    world.network.on("a", {ScriptedAnswer::failing(HttpFailure::tls)});
    world.network.on("b", {records("r")});
    const auto outcomes = world.fetch();
    BOOST_TEST(at(outcomes, "a").cell.required);
    BOOST_TEST(!at(outcomes, "b").cell.required);
}

BOOST_AUTO_TEST_SUITE_END()
