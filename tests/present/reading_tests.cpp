#include "pellow.h"
#include "present/candidates_view.h"
#include "present/details.h"
#include "present/reading.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace kith;
using present::ChoiceKey;
using present::Reading;
using present::ReadingKey;
using present::Target;

BOOST_AUTO_TEST_SUITE(present_reading_tests)

BOOST_AUTO_TEST_CASE(the_origin_of_every_event_is_two_keys_away) {
    const auto page = pellow::finished();
    for (const auto* entries : {&page.picture->chronology.entries, &page.picture->chronology.undated})
        for (const auto& entry : *entries) {
            Reading reading = present::select({}, Target::entry(entry.id));
            reading = present::press(reading, ReadingKey::open);
            BOOST_TEST(reading.is_open);
            reading = present::press(reading, ReadingKey::origin);
            BOOST_TEST(reading.shows_origin);
            const auto details = present::details_of(page, reading.selected);
            const auto says = [&](const char* label, const std::string& text) {
                return std::any_of(details.origin.begin(), details.origin.end(), [&](const auto& line) {
                    return line.label == label && line.text == text;
                });
            };
            BOOST_TEST(says("Its own reference", entry.event.origin.reference));
            BOOST_TEST(says("Source", page.sources->name(entry.event.origin.source)));
            BOOST_TEST(says("Under permit", "K-2026-7731"));
        }
}

BOOST_AUTO_TEST_CASE(whatever_can_be_opened_has_an_account_and_an_origin) {
    const auto page = pellow::finished();
    std::vector<Target> targets;
    for (const auto& node : page.picture->network.nodes) targets.push_back(Target::node(node.id));
    for (const auto& edge : page.picture->network.edges) targets.push_back(Target::edge(edge.id));
    for (size_t i = 0; i < page.picture->patterns.size(); ++i)
        targets.push_back(Target::numbered(Target::Kind::finding, i));
    for (const auto& conflict : page.picture->conflicts) targets.push_back(Target::conflict(conflict.id));
    for (const auto& cell : page.ledger) targets.push_back(Target::cell(cell.person, cell.source));
    for (const auto& target : targets) {
        const auto details = present::details_of(page, target);
        BOOST_TEST(!details.title.empty());
        BOOST_TEST(!details.account.empty());
    }
    BOOST_TEST(present::details_of(page, Target::entry("gone")).is_empty());
}

BOOST_AUTO_TEST_CASE(selecting_something_else_leaves_the_origin_and_closing_forgets_it) {
    Reading reading = present::press(present::select({}, Target::entry("a")), ReadingKey::origin);
    BOOST_TEST(reading.shows_origin);
    reading = present::select(reading, Target::entry("b"));
    BOOST_TEST(reading.is_open);
    BOOST_TEST(!reading.shows_origin);
    reading = present::press(reading, ReadingKey::close);
    BOOST_TEST(!reading.is_open);
    BOOST_TEST(!present::press(Reading{}, ReadingKey::open).is_open);
}

BOOST_AUTO_TEST_CASE(every_look_has_a_name_for_the_log_and_never_the_name_of_a_place) {
    Reading reading = present::select({}, Target::entry("e-1"));
    BOOST_TEST(present::look_of(reading) == "");
    reading = present::press(reading, ReadingKey::open);
    BOOST_TEST(present::look_of(reading) == "event_opened");
    reading = present::press(reading, ReadingKey::origin);
    BOOST_TEST(present::look_of(reading) == "origin_shown");
    BOOST_TEST(present::about_of(Target::node("school:Mill Lane Primary")) == "place");
    BOOST_TEST(present::about_of(Target::node("i-77af")) == "i-77af");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(present_candidates_tests)

BOOST_AUTO_TEST_CASE(no_candidate_is_chosen_beforehand_and_enter_settles_only_one_that_was_gone_to) {  // FD-8
    const auto page = pellow::finished();
    const auto question = present::candidate_question(page, record::PersonId("subject"));
    BOOST_TEST_REQUIRE(question.options.size() == 2u);
    for (const auto key : {ChoiceKey::same, ChoiceKey::not_the_same}) {
        const auto outcome = present::press({}, key, question);
        BOOST_TEST(!outcome.settled.has_value());
        BOOST_TEST(!outcome.now.focused.has_value());
        BOOST_TEST(!outcome.say.empty());
    }
    const auto there = present::press({}, ChoiceKey::next, question);
    BOOST_TEST(!there.settled.has_value());
    const auto same = present::press(there.now, ChoiceKey::same, question);
    BOOST_TEST_REQUIRE(same.settled.has_value());
    BOOST_TEST(same.settled->is_same);
    BOOST_TEST(same.settled->record == question.options[0].settlement.record);
    BOOST_TEST(same.settled->person.text() == "subject");
    BOOST_TEST(!present::press(there.now, ChoiceKey::not_the_same, question).settled->is_same);
}

BOOST_AUTO_TEST_CASE(a_single_candidate_is_not_chosen_either) {  // FD-8
    auto question = present::candidate_question(pellow::finished(), record::PersonId("subject"));
    question.options.resize(1);
    BOOST_TEST(!present::press({}, ChoiceKey::same, question).settled.has_value());
}

BOOST_AUTO_TEST_CASE(
    each_candidate_shows_field_by_field_what_agrees_and_what_differs_and_why_it_was_not_joined) {  // SW-14
    const auto question = present::candidate_question(pellow::finished(), record::PersonId("subject"));
    for (const auto& option : question.options) {
        BOOST_TEST(!option.guard.empty());
        BOOST_TEST(!option.source.empty());
        BOOST_TEST_REQUIRE(!option.fields.empty());
        for (const auto& field : option.fields) BOOST_TEST((!field.sign.empty() && !field.finding.empty()));
        BOOST_TEST(option.fields.front().finding != "agrees");
    }
}

BOOST_AUTO_TEST_SUITE_END()
