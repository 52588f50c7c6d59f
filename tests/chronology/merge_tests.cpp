#include "family.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>

using namespace kith;
using namespace kith::chronology_tests;
using support::EventBuilder;
using support::ReplyBuilder;

namespace {

std::vector<std::string> references(const std::vector<chronology::Entry>& entries) {
    std::vector<std::string> out;
    for (const auto& entry : entries) out.push_back(entry.event.origin.reference);
    return out;
}

/// Answers of several sources with clashing dates, shared references and undated notes, from a seed.
link::Replies some_answers(unsigned seed, size_t sources, size_t events) {
    std::mt19937 dice(seed);
    link::Replies replies;
    for (size_t s = 0; s < sources; ++s) {
        const std::string source = "source-" + std::to_string(s);
        auto reply = answer(source);
        for (size_t e = 0; e < events; ++e) {
            EventBuilder event(source, "E/" + std::to_string(dice() % (2 * events)),
                               dice() % 3 ? "visit" : "ed_attendance");
            if (dice() % 8)
                event.on("2026-0" + std::to_string(1 + dice() % 9) +
                         (dice() % 3 ? "-1" + std::to_string(dice() % 10) : ""));
            if (dice() % 4 == 0) event.tagged({"injury"});
            reply.with(event.titled("Event " + std::to_string(dice() % 5)).about({"child"}).event);
        }
        replies.push_back(reply);
    }
    return replies;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(chronology_merge_tests)

BOOST_AUTO_TEST_CASE(events_of_all_sources_stand_in_one_order_newest_last) {
    const auto all =
        merged({answer("school").with(EventBuilder("school", "2", "absence").on("2026-11-19").event),
                answer("hospitals")
                    .with(EventBuilder("hospitals", "1", "ed_attendance").on("2026-11-16").event)
                    .with(EventBuilder("hospitals", "3", "ed_attendance").on("2026-11-20").event)});
    BOOST_TEST(references(all.entries) == (std::vector<std::string>{"1", "2", "3"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(SW_4_year_and_month_dates_sort_at_the_start_of_their_span) {
    const auto all =
        merged({answer("a")
                    .with(EventBuilder("a", "day", "x").on("2026-02-10").event)
                    .with(EventBuilder("a", "month", "x").on("2026-02").event)
                    .with(EventBuilder("a", "year", "x").on("2026").event)
                    .with(EventBuilder("a", "span", "x").span("2026-01-15", "2026-12-01").event)});
    BOOST_TEST(references(all.entries) == (std::vector<std::string>{"year", "span", "month", "day"}),
               boost::test_tools::per_element());
    BOOST_TEST(all.entries[0].event.occurred.words() == "2026");
}

BOOST_AUTO_TEST_CASE(SW_3_events_without_a_date_lie_in_a_tray_of_their_own) {
    const auto all = merged({answer("a")
                                 .with(EventBuilder("a", "note", "x").event)
                                 .with(EventBuilder("a", "1", "x").on("2026").event)});
    BOOST_TEST(all.entries.size() == 1u);
    BOOST_TEST(references(all.undated) == std::vector<std::string>{"note"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_event_is_sorted_by_the_best_time_it_has) {
    record::Event recorded = EventBuilder("a", "recorded", "x");
    recorded.recorded = record::When::on(support::date("2026-03-01"));
    const auto all =
        merged({answer("a").with(EventBuilder("a", "later", "x").on("2026-04-01").event).with(recorded)});
    BOOST_TEST(references(all.entries) == (std::vector<std::string>{"recorded", "later"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(one_event_told_in_answers_about_two_people_is_one_entry_with_both) {
    auto people = roster();
    people.push_back(support::line("p1", "mother", "Kerry", "Pellow"));
    const record::Event incident =
        EventBuilder("police-incidents", "INC-1", "incident").on("2026-11-14").about({"child", "mum"});
    const auto mum = support::PersonBuilder("police-incidents", "mum").named("Kerry", "Pellow").person;
    const link::Replies replies{answer("police-incidents").with(mum).with(incident),
                                ReplyBuilder("police-incidents", "p1")
                                    .subject(mum)
                                    .with(maisie("police-incidents").person)
                                    .with(incident)};
    const auto found = link::resolve(people, replies, {});
    const auto all = chronology::merge(replies, found);
    BOOST_TEST_REQUIRE(all.entries.size() == 1u);
    BOOST_TEST_REQUIRE(all.entries[0].people.size() == 2u);
    BOOST_TEST(all.entries[0].people[0] == found.of_person(record::PersonId("subject"))->id);
}

BOOST_AUTO_TEST_CASE(an_event_that_one_answer_repeats_word_for_word_is_kept_twice) {
    const record::Event event = EventBuilder("a", "", "visit").on("2026-01-02");
    const auto all = merged({answer("a").with(event).with(event)});
    BOOST_TEST_REQUIRE(all.entries.size() == 2u);
    BOOST_TEST(all.entries[0].id != all.entries[1].id);
}

BOOST_AUTO_TEST_CASE(two_events_under_one_reference_are_both_kept) {
    const auto all =
        merged({answer("a")
                    .with(EventBuilder("a", "R", "visit").on("2026-01-02").titled("Seen").event)
                    .with(EventBuilder("a", "R", "visit").on("2026-01-02").titled("Not seen").event)});
    BOOST_TEST(all.entries.size() == 2u);
}

BOOST_AUTO_TEST_CASE(an_event_without_people_is_about_the_person_the_answer_is_about) {
    const link::Replies replies{answer("a").with(EventBuilder("a", "1", "visit").on("2026").event)};
    const auto found = link::resolve(roster(), replies, {});
    const auto all = chronology::merge(replies, found);
    BOOST_TEST(all.entries[0].people == std::vector<std::string>{found.identities[0].id},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(FD_8_events_of_people_on_offer_wait_until_a_person_has_settled_who_they_are) {
    const auto offered =
        support::PersonBuilder("westmoor-care", "c1").named("Maisie", "Hart").born("2017-02-14").person;
    const link::Replies replies{
        ReplyBuilder("westmoor-care", "subject", record::LedgerState::candidates)
            .with(offered)
            .with(EventBuilder("westmoor-care", "1", "referral").on("2026").about({"c1"}).event)};
    BOOST_TEST(merged(replies).entries.empty());
    const auto settled = link::resolve(
        roster(), replies,
        {{.record = link::key_of(offered), .person = record::PersonId("subject"), .is_same = true}});
    BOOST_TEST(chronology::merge(replies, settled).entries.size() == 1u);
}

BOOST_AUTO_TEST_CASE(P15_any_order_of_replies_gives_an_equal_chronology) {
    auto replies = some_answers(7, 5, 30);
    const std::string expected = print(merged(replies));
    std::sort(replies.begin(), replies.end());
    int orders = 0;
    do {
        BOOST_TEST_REQUIRE(print(merged(replies)) == expected);
        ++orders;
    } while (std::next_permutation(replies.begin(), replies.end()));
    BOOST_TEST(orders == 120);
}

BOOST_AUTO_TEST_CASE(P15_no_event_is_dropped_and_none_invented) {
    for (unsigned seed = 1; seed <= 40; ++seed) {
        const auto replies = some_answers(seed, 1 + seed % 5, seed * 3);
        size_t told = 0;
        for (const auto& reply : replies) told += reply->events.size();
        const auto all = merged(replies);
        BOOST_TEST(all.entries.size() + all.undated.size() == told);
        std::set<std::string> ids;
        for (const auto* list : {&all.entries, &all.undated})
            for (const auto& entry : *list) ids.insert(entry.id);
        BOOST_TEST(ids.size() == told);
    }
}

BOOST_AUTO_TEST_CASE(P15_the_same_answer_twice_changes_nothing) {
    auto replies = some_answers(11, 3, 20);
    const std::string once = print(merged(replies));
    replies.push_back(replies[1]);
    BOOST_TEST(print(merged(replies)) == once);
}

BOOST_AUTO_TEST_CASE(P15_ids_of_entries_do_not_change_when_more_answers_arrive) {
    const auto replies = some_answers(13, 4, 20);
    const auto first = merged({replies[2]});
    const auto later = merged(replies);
    std::set<std::string> ids;
    for (const auto& entry : later.entries) ids.insert(entry.id);
    for (const auto& entry : first.entries) BOOST_TEST(ids.count(entry.id) == 1u);
}

BOOST_AUTO_TEST_CASE(entries_are_in_time_order_whatever_the_seed) {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        const auto all = merged(some_answers(seed, 4, 40));
        BOOST_TEST(std::is_sorted(all.entries.begin(), all.entries.end(), [](const auto& a, const auto& b) {
            return a.event.sort_time().sort_key() < b.event.sort_time().sort_key();
        }));
    }
}

BOOST_AUTO_TEST_SUITE_END()
