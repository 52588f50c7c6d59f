#include "pellow.h"
#include "present/chronology_view.h"
#include "present/details.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace kith;
using present::ChronologyView;
using present::Narrowing;

namespace {

ChronologyView list_of(const Narrowing& narrowing = {}) {
    const auto view = pellow::finished();
    return ChronologyView(view.picture, view.sources, narrowing);
}

size_t index_of(const ChronologyView& view, const std::string& title) {
    for (size_t i = 0; i < view.size(); ++i)
        if (view.row(i).title.find(title) != std::string::npos) return i;
    return view.size();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(present_chronology_view_tests)

BOOST_AUTO_TEST_CASE(rows_run_from_newest_to_oldest_and_each_entry_finds_its_row) {
    const auto picture = pellow::picture();
    const auto view = list_of({.filter = {}, .conflicts_only = false, .join_repeats = false});
    BOOST_TEST(view.size() == picture->chronology.entries.size());
    for (size_t i = 0; i < view.size(); ++i) BOOST_TEST((view.row_of(view.row(i).entry) == i));
    BOOST_TEST(view.row(0).entry == picture->chronology.entries.back().id);
}

BOOST_AUTO_TEST_CASE(accounts_of_one_incident_stand_under_one_headline_and_every_account_finds_it) {  // SW-7
    const auto picture = pellow::picture();
    BOOST_TEST_REQUIRE(!picture->chronology.groups.empty());
    const auto view = list_of();
    for (const auto& group : picture->chronology.groups) {
        const auto row = view.row_of(group.entries.front());
        BOOST_TEST_REQUIRE(row.has_value());
        for (const auto& account : group.entries) BOOST_TEST((view.row_of(account) == row));
        BOOST_TEST(view.row(*row).repeats.find("sources") != std::string::npos);
    }
    BOOST_TEST(view.size() < picture->chronology.entries.size());
    BOOST_TEST(view.title().find("joined") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(undated_events_are_in_the_tray_and_counted_in_the_title) {  // SW-3
    const auto view = list_of();
    BOOST_TEST(view.undated_count() == 1u);
    BOOST_TEST(view.undated_row(0).date == "date not given");
    BOOST_TEST(view.title().find("1 undated") != std::string::npos);
    BOOST_TEST((view.undated_row_of(view.undated_row(0).entry) == size_t{0}));
    BOOST_TEST(!view.row_of(view.undated_row(0).entry).has_value());
}

BOOST_AUTO_TEST_CASE(a_year_alone_never_prints_a_day) {  // SW-4
    const auto view = list_of();
    const size_t row = index_of(view, "Referral from nursery");
    BOOST_TEST_REQUIRE(row < view.size());
    BOOST_TEST(view.row(row).date == "2019");
}

BOOST_AUTO_TEST_CASE(a_selected_period_narrows_the_list_and_leaves_the_timeline_whole) {
    Narrowing autumn;
    autumn.filter.period = {*record::PartialDate::of_day(2026, 9, 1),
                            *record::PartialDate::of_day(2026, 11, 30)};
    const auto all = list_of(), some = list_of(autumn);
    BOOST_TEST(some.size() < all.size());
    BOOST_TEST(some.shown() == all.shown());
    BOOST_TEST(some.title().find("1 Sep 2026 to 30 Nov 2026") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(somebody_elses_event_says_whose_it_is) {
    const auto view = list_of();
    const size_t row = index_of(view, "Arrested for assault");
    BOOST_TEST_REQUIRE(row < view.size());
    BOOST_TEST(view.row(row).about == "Dean HART");
    BOOST_TEST(view.row(index_of(view, "Core group meeting")).about == "");
}

BOOST_AUTO_TEST_CASE(the_childs_words_are_marked_in_words) {  // SW-2
    Narrowing only_voice;
    only_voice.filter.childs_voice_only = true;
    const auto view = list_of(only_voice);
    BOOST_TEST_REQUIRE(view.size() == 1u);
    BOOST_TEST(view.row(0).is_childs_voice);
    BOOST_TEST(view.row(0).voice == "child's words");
}

BOOST_AUTO_TEST_CASE(a_list_that_filters_emptied_names_the_filters_and_how_many_events_there_are) {
    Narrowing nothing_passes;
    nothing_passes.filter.text = "zeppelin";
    const auto view = list_of(nothing_passes);
    BOOST_TEST(view.size() == 0u);
    BOOST_TEST(view.empty_words().find("102") != std::string::npos);
    BOOST_TEST(view.empty_words().find("with these words") != std::string::npos);
    BOOST_TEST(ChronologyView(nullptr, nullptr, {}).empty_words().find("No source has answered yet") == 0u);
}

BOOST_AUTO_TEST_CASE(an_event_shows_every_account_and_all_four_times) {  // SW-2, SW-7
    const auto page = pellow::finished();
    const auto view = list_of();
    const auto row = view.row(index_of(view, "forearm injury"));
    const auto details = present::details_of(page, present::Target::entry(row.entry));
    BOOST_TEST(!details.group.empty());
    const auto count = [&](const char* label) {
        return std::count_if(details.account.begin(), details.account.end(),
                             [&](const auto& line) { return line.label == label; });
    };
    for (const char* time : {"Occurred", "Reported", "Recorded", "Received"}) BOOST_TEST(count(time) == 2);
    const auto sources = std::count_if(details.origin.begin(), details.origin.end(),
                                       [](const auto& line) { return line.label == "Source"; });
    BOOST_TEST(sources == 2);
}

BOOST_AUTO_TEST_CASE(handling_conditions_travel_with_the_event) {
    const auto page = pellow::finished();
    const auto view = list_of();
    const auto row = view.row(index_of(view, "Domestic incident"));
    const auto details = present::details_of(page, present::Target::entry(row.entry));
    const auto handling = std::find_if(details.account.begin(), details.account.end(),
                                       [](const auto& line) { return line.label == "Handling"; });
    BOOST_TEST_REQUIRE((handling != details.account.end()));
    BOOST_TEST(handling->text.find("Not to be disclosed to the family") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
