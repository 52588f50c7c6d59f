#include "family.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace kith;
using namespace kith::chronology_tests;
using support::EventBuilder;

namespace {

EventBuilder injury(const std::string& source, const std::string& day, const std::string& kind = "incident") {
    return EventBuilder(source, source + "/" + day, kind).on(day).tagged({"injury"}).about({"child"});
}

link::Replies told(const std::vector<EventBuilder>& events) {
    link::Replies replies;
    for (const auto& event : events) {
        const std::string source = event.event.origin.source.text();
        const auto same = std::find_if(replies.begin(), replies.end(),
                                       [&](const auto& r) { return r->source.text() == source; });
        auto reply = same == replies.end() ? answer(source) : support::ReplyBuilder(source, "subject");
        if (same != replies.end()) reply.reply = **same;
        reply.with(event.event);
        if (same != replies.end())
            *same = reply;
        else
            replies.push_back(reply);
    }
    return replies;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(chronology_incidents_tests)

BOOST_AUTO_TEST_CASE(SW_7_one_incident_told_by_three_sources_is_one_group_with_its_reason_and_every_account) {
    const auto all =
        merged(told({injury("hospitals", "2026-11-16", "ed_attendance"), injury("constabulary", "2026-11-14"),
                     injury("school", "2026-11-15", "concern").titled("A long account of what was seen")}));
    BOOST_TEST_REQUIRE(all.groups.size() == 1u);
    BOOST_TEST(all.groups[0].entries.size() == 3u);
    BOOST_TEST(all.groups[0].reason == "same person, all about an injury; dates differ by 2 days");
    BOOST_TEST(all.groups[0].headline == "A long account of what was seen");
    BOOST_TEST(all.entries.size() == 3u);
    for (const auto& entry : all.entries) BOOST_TEST(entry.group == all.groups[0].id);
}

BOOST_AUTO_TEST_CASE(same_day_and_two_accounts_are_said_so) {
    const auto all = merged(told(
        {injury("hospitals", "2026-11-16").at("NS4 7QT"), injury("ambulance", "2026-11-16").at("ns47qt")}));
    BOOST_TEST_REQUIRE(all.groups.size() == 1u);
    BOOST_TEST(all.groups[0].reason == "same day, same person, same postcode, both about an injury");
}

BOOST_AUTO_TEST_CASE(one_source_never_repeats_itself_into_a_group) {
    const auto all = merged(told({injury("hospitals", "2026-11-16"), injury("hospitals", "2026-11-17")}));
    BOOST_TEST(all.groups.empty());
    const auto both = merged(told({injury("hospitals", "2026-11-16"), injury("hospitals", "2026-11-17"),
                                   injury("school", "2026-11-17")}));
    BOOST_TEST_REQUIRE(both.groups.size() == 1u);
    BOOST_TEST(both.groups[0].entries.size() == 2u);
    BOOST_TEST(both.groups[0].reason.starts_with("same day"));
}

BOOST_AUTO_TEST_CASE(three_days_apart_is_two_incidents) {
    BOOST_TEST(
        merged(told({injury("hospitals", "2026-11-16"), injury("school", "2026-11-19")})).groups.empty());
    BOOST_TEST(merged(told({injury("a", "2026-11-14"), injury("b", "2026-11-16"), injury("c", "2026-11-18")}))
                   .groups.size() == 1u);
}

BOOST_AUTO_TEST_CASE(different_postcodes_are_two_incidents_unless_they_share_a_reference) {
    auto ambulance = injury("ambulance", "2026-11-16").at("NS4 7QT");
    auto police = injury("constabulary", "2026-11-16").at("NS1 1AA");
    BOOST_TEST(merged(told({ambulance, police})).groups.empty());
    ambulance.event.shared_reference = "CAD 4411";
    police.event.shared_reference = "cad-4411";
    const auto all = merged(told({ambulance, police}));
    BOOST_TEST_REQUIRE(all.groups.size() == 1u);
    BOOST_TEST(all.groups[0].reason.find("same incident reference") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(one_sources_reference_named_by_another_groups_them) {
    auto hospital = EventBuilder("hospitals", "Encounter/ED-3317", "ed_attendance").on("2026-11-16");
    auto gp = EventBuilder("gp", "letter-9", "consultation").on("2026-11-20");
    gp.event.shared_reference = "ED-3317";
    BOOST_TEST(merged(told({hospital, gp})).groups.size() == 1u);
}

BOOST_AUTO_TEST_CASE(dates_without_a_day_and_plans_ahead_never_group) {
    BOOST_TEST(merged(told({injury("a", "2026-11"), injury("b", "2026-11-02")})).groups.empty());
    auto ahead = injury("b", "2026-11-16");
    ahead.event.planned = true;
    BOOST_TEST(merged(told({injury("a", "2026-11-16"), ahead})).groups.empty());
}

BOOST_AUTO_TEST_CASE(incidents_of_two_children_never_group) {
    auto people = roster();
    people.push_back(support::line("p1", "sibling", "Alfie", "Pellow", "2020-05-05"));
    const auto alfie =
        support::PersonBuilder("school", "alfie").named("Alfie", "Pellow").born("2020-05-05").person;
    const link::Replies replies{answer("hospitals").with(injury("hospitals", "2026-11-16").event),
                                support::ReplyBuilder("school", "p1")
                                    .subject(alfie)
                                    .with(injury("school", "2026-11-16").about({"alfie"}).event)};
    BOOST_TEST(chronology::merge(replies, link::resolve(people, replies, {})).groups.empty());
}

BOOST_AUTO_TEST_CASE(SW_7_a_group_taken_apart_stays_apart_when_another_source_tells_of_it) {
    const std::vector<EventBuilder> two{injury("hospitals", "2026-11-16"), injury("school", "2026-11-16")};
    const auto before = merged(told(two));
    BOOST_TEST_REQUIRE(before.groups.size() == 1u);
    const std::set<std::string> apart{before.groups[0].id};
    const auto parted = merged(told(two), apart);
    BOOST_TEST(parted.groups.empty());
    BOOST_TEST(parted.entries.size() == 2u);
    auto three = two;
    three.push_back(injury("ambulance", "2026-11-16"));
    BOOST_TEST(merged(told(three)).groups[0].entries.size() == 3u);
    BOOST_TEST(merged(told(three), apart).groups.empty());
    BOOST_TEST(print(merged(told(two))) == print(before));
}

BOOST_AUTO_TEST_CASE(a_headline_word_counts_only_as_a_whole_word_of_an_incident) {
    const auto titled = [](const std::string& source, const std::string& kind, const std::string& title) {
        return EventBuilder(source, "1", kind).on("2026-11-16").titled(title);
    };
    BOOST_TEST(merged(told({titled("a", "ed_attendance", "Forearm injury"),
                            titled("b", "incident", "Child with injuries and an injury")}))
                   .groups.size() == 1u);
    BOOST_TEST(merged(told({titled("a", "ed_attendance", "Burnley clinic"), titled("b", "incident", "Burn")}))
                   .groups.empty());
    BOOST_TEST(merged(told({titled("a", "visit", "Injury talked about"), titled("b", "incident", "Injury")}))
                   .groups.empty());
}

BOOST_AUTO_TEST_SUITE_END()
