#include "network/network.h"
#include "support/builders.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace kith;
using network::Network;
using network::Node;
using support::date;
using support::line;
using support::PersonBuilder;
using support::ReplyBuilder;

namespace {

const wording::SourceNames kNames{{record::SourceId("pds"), "Demographics"},
                                  {record::SourceId("school"), "School"}};

std::vector<record::RosterPerson> family() {
    std::vector<record::RosterPerson> roster{line("subject", "subject", "Maisie", "Pellow", "2017-02-14"),
                                             line("p1", "mother", "Kerry", "Pellow", "1991-05-01"),
                                             line("p2", "partner", "Dean", "Hart", "1988-08-03"),
                                             line("p3", "father", "", "")};
    roster[2].ticked = false;
    roster[3].is_unknown = true;
    return roster;
}

Network built(const link::Replies& replies, const std::string& as_at = "2026-11-22",
              const std::vector<record::RosterPerson>& roster = family()) {
    return network::build(roster, replies, link::resolve(roster, replies, {}), date(as_at), kNames);
}

const Node* node(const Network& found, const std::string& label) {
    const auto at = std::find_if(found.nodes.begin(), found.nodes.end(),
                                 [&](const Node& n) { return n.label.starts_with(label); });
    return at == found.nodes.end() ? nullptr : &*at;
}

const network::Edge* edge(const Network& found, const std::string& from, const std::string& to) {
    const Node *a = node(found, from), *b = node(found, to);
    if (!a || !b) return nullptr;
    const auto at = std::find_if(found.edges.begin(), found.edges.end(), [&](const network::Edge& e) {
        return (e.from == a->id && e.to == b->id) || (e.from == b->id && e.to == a->id);
    });
    return at == found.edges.end() ? nullptr : &*at;
}

PersonBuilder maisie(const std::string& source) {
    return PersonBuilder(source, "child").named("Maisie", "Pellow").born("2017-02-14");
}

std::string print(const Network& all) {
    std::string out;
    for (const auto& n : all.nodes)
        out += n.id + ' ' + n.label + ' ' + n.note + ' ' + std::to_string(n.generation) + '\n';
    for (const auto& e : all.edges) {
        out +=
            e.id + ' ' + e.from + ' ' + e.kind + ' ' + e.to + ' ' + e.since.words() + ' ' + e.sentence + '\n';
        for (const auto& s : e.statements)
            out += "  " + s.origin.source.text() + ' ' + s.origin.reference + ' ' + s.since.words() + '\n';
    }
    for (const auto& h : all.households)
        out += h.id + ' ' + h.label + ' ' + std::to_string(h.people.size()) + '\n';
    return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(network_build_tests)

BOOST_AUTO_TEST_CASE(the_roster_alone_is_a_network_said_by_the_person_asking) {
    const auto found = built({});
    BOOST_TEST_REQUIRE(found.nodes.size() == 4u);
    BOOST_TEST(found.nodes[0].is_subject);
    BOOST_TEST(found.nodes[0].label == "Maisie Pellow, 9");
    BOOST_TEST_REQUIRE(edge(found, "Maisie", "Kerry"));
    BOOST_TEST(edge(found, "Maisie", "Kerry")->sentence == "Mother, says the person asking");
    BOOST_TEST_REQUIRE(edge(found, "Kerry", "Dean"));
    BOOST_TEST(edge(found, "Kerry", "Dean")->kind == "partner");
    BOOST_TEST(!node(found, "Dean")->is_asked);
}

BOOST_AUTO_TEST_CASE(FD_5_an_explicit_unknown_has_its_place_and_its_tie) {
    const auto found = built({});
    const Node* father = node(found, "Father");
    BOOST_TEST_REQUIRE(father);
    BOOST_TEST(father->is_unknown);
    BOOST_TEST(father->note == "to be identified");
    BOOST_TEST(father->generation == 1);
    BOOST_TEST(edge(found, "Maisie", "Father"));
}

BOOST_AUTO_TEST_CASE(several_sources_of_one_tie_stand_behind_one_edge_with_the_telling_word) {
    const auto says = [](const std::string& source, const std::string& kind, const record::When& since) {
        return ReplyBuilder(source, "subject")
            .subject(maisie(source))
            .with(PersonBuilder(source, "mum").named("Sandra", "Trent").person)
            .tie("child", kind, "mum", since);
    };
    const auto found =
        built({says("school", "parent", {}), says("pds", "mother", record::When::span(date("2017"), {}))});
    const auto* tie = edge(found, "Maisie", "Sandra");
    BOOST_TEST_REQUIRE(tie);
    BOOST_TEST(tie->kind == "mother");
    BOOST_TEST(tie->statements.size() == 2u);
    BOOST_TEST(tie->sentence == "Mother, say Demographics since 2017 and School");
    BOOST_TEST(tie->since.words().starts_with("2017"));
}

BOOST_AUTO_TEST_CASE(SW_9_an_ended_tie_is_drawn_ended_at_the_day_and_one_to_come_is_not_drawn) {
    const auto reply =
        ReplyBuilder("school", "subject")
            .subject(maisie("school"))
            .with(PersonBuilder("school", "x").named("Paul", "Trent").person)
            .tie("child", "carer", "x", record::When::span(date("2019-01-01"), date("2021-06-30")));
    BOOST_TEST_REQUIRE(edge(built({reply}), "Maisie", "Paul"));
    BOOST_TEST(edge(built({reply}), "Maisie", "Paul")->is_ended);
    BOOST_TEST(edge(built({reply}), "Maisie", "Paul")->sentence ==
               "Carer, ended, says School since 1 Jan 2019 until 30 Jun 2021");
    BOOST_TEST(!edge(built({reply}, "2020-05-05"), "Maisie", "Paul")->is_ended);
    BOOST_TEST(!edge(built({reply}, "2018-05-05"), "Maisie", "Paul"));
    BOOST_TEST(node(built({reply}, "2018-05-05"), "Paul"));
}

BOOST_AUTO_TEST_CASE(people_who_share_an_address_at_the_day_are_a_household) {
    const link::Replies replies{
        ReplyBuilder("pds", "subject").subject(maisie("pds").at("12 Mill Lane", "NS4 7QT", "2026-09-01")),
        ReplyBuilder("housing", "p1")
            .subject(PersonBuilder("housing", "mum")
                         .named("Kerry", "Pellow")
                         .born("1991-05-01")
                         .at("12 MILL LN", "ns47qt", "2026-08-20")
                         .at("3 High Street", "NS2 1AA", "2019-01-01", "2026-08-19")
                         .person)};
    const auto found = built(replies);
    BOOST_TEST_REQUIRE(found.households.size() == 1u);
    BOOST_TEST(found.households[0].people.size() == 2u);
    BOOST_TEST(found.households[0].label == "Household, NS4 7QT");
    BOOST_TEST(found.households[0].since.words().starts_with("20 Aug 2026"));
    BOOST_TEST(node(found, "Kerry")->note == "NS4 7QT");
    BOOST_TEST(built(replies, "2025-01-01").households.empty());
    BOOST_TEST(node(built(replies, "2025-01-01"), "Kerry")->note == "NS2 1AA");
}

BOOST_AUTO_TEST_CASE(SL_8_protected_addresses_are_absent_not_hidden) {
    auto hidden = maisie("pds").at("1 Refuge Way", "NS9 9ZZ").person;
    hidden.addresses[0].is_protected = true;
    auto reply =
        ReplyBuilder("pds", "subject").subject(hidden).place("child", "lives_at", "1 Refuge Way, NS9 9ZZ");
    reply.reply.ties.back().handling.push_back({"protected_address", ""});
    auto mum = PersonBuilder("pds", "mum").named("Kerry", "Pellow").at("1 Refuge Way", "NS9 9ZZ").person;
    mum.addresses[0].is_protected = true;
    const auto text = print(built({reply, ReplyBuilder("pds", "p1").subject(mum)}));
    BOOST_TEST(text.find("Refuge") == std::string::npos);
    BOOST_TEST(text.find("NS9") == std::string::npos);
    BOOST_TEST(text.find("Household") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(schools_practices_and_professionals_stand_around_with_their_numbers) {
    auto reply = ReplyBuilder("school", "subject")
                     .subject(maisie("school"))
                     .place("child", "attends_school", "Mill Lane Primary")
                     .place("child", "health_visitor", "S. Marsh");
    reply.reply.ties.back().phone = "01632 960123";
    reply.reply.people[0].school = "MILL LANE PRIMARY";
    const auto found = built({reply});
    const Node* school = node(found, "Mill Lane Primary");
    BOOST_TEST_REQUIRE(school);
    BOOST_TEST((school->kind == Node::Kind::school));
    BOOST_TEST(edge(found, "Maisie", "Mill Lane Primary")->statements.size() == 2u);
    const Node* visitor = node(found, "S. Marsh");
    BOOST_TEST_REQUIRE(visitor);
    BOOST_TEST(visitor->phone == "01632 960123");
    BOOST_TEST(visitor->note == "health visitor");
}

BOOST_AUTO_TEST_CASE(generations_follow_ties_and_else_years_of_birth) {
    const auto reply =
        ReplyBuilder("pds", "subject")
            .subject(maisie("pds"))
            .with(PersonBuilder("pds", "mum").named("Sandra", "Trent").person)
            .with(PersonBuilder("pds", "gran").named("Jean", "Trent").person)
            .with(PersonBuilder("pds", "bro").named("Alfie", "Trent").person)
            .with(PersonBuilder("pds", "old").named("Moira", "Stone").born("1960-01-02").person)
            .tie("child", "mother", "mum")
            .tie("mum", "mother", "gran")
            .tie("bro", "mother", "mum");
    const auto found = built({reply});
    BOOST_TEST(node(found, "Sandra")->generation == 1);
    BOOST_TEST(node(found, "Jean")->generation == 2);
    BOOST_TEST(node(found, "Alfie")->generation == 0);
    BOOST_TEST(node(found, "Moira")->generation == 2);
}

BOOST_AUTO_TEST_CASE(people_on_offer_are_absent_until_settled) {
    const auto found = built(
        {ReplyBuilder("westmoor-care", "subject", record::LedgerState::candidates)
             .with(PersonBuilder("westmoor-care", "1").named("Maisie", "Hart").born("2017-02-14").person)});
    BOOST_TEST(!node(found, "Maisie Hart"));
}

BOOST_AUTO_TEST_CASE(the_order_of_replies_changes_nothing) {
    link::Replies replies;
    for (const std::string source : {"pds", "school", "gp", "housing", "northshire-care"})
        replies.push_back(ReplyBuilder(source, "subject")
                              .subject(maisie(source).at("12 Mill Lane", "NS4 7QT"))
                              .with(PersonBuilder(source, "mum").named("Sandra", "Trent").person)
                              .tie("child", source == "school" ? "parent" : "mother", "mum")
                              .place("child", "attends_school",
                                     source == "gp" ? "MILL LANE PRIMARY" : "Mill Lane Primary"));
    std::sort(replies.begin(), replies.end());
    const std::string expected = print(built(replies));
    do BOOST_TEST_REQUIRE(print(built(replies)) == expected);
    while (std::next_permutation(replies.begin(), replies.end()));
}

BOOST_AUTO_TEST_SUITE_END()
