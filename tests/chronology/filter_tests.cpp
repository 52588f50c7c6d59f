#include "family.h"

#include <boost/test/unit_test.hpp>

using namespace kith;
using namespace kith::chronology_tests;
using support::EventBuilder;

namespace {

chronology::Chronology sample() {
    record::Event spoken =
        EventBuilder("school", "1", "concern").on("2026-03-01").titled("Talked to her teacher");
    spoken.voice = record::Voice::childs_words;
    record::Event missed = EventBuilder("hospitals", "2", "appointment")
                               .on("2026-04-01")
                               .titled("Dental appointment")
                               .tagged({"not_brought"});
    record::Event attended =
        EventBuilder("hospitals", "3", "ed_attendance").on("2026-05-01").titled("Forearm INJURY");
    attended.significant = true;
    attended.place = "Northshire General";
    return merged({answer("school").with(spoken), answer("hospitals").with(missed).with(attended)});
}

std::vector<std::string> passing(const chronology::Filter& filter) {
    const auto all = sample();
    std::vector<std::string> out;
    for (const size_t i : chronology::apply(filter, all, {{record::SourceId("school"), "Mill Lane Primary"}}))
        out.push_back(all.entries[i].event.origin.reference);
    return out;
}

using References = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(chronology_filter_tests)

BOOST_AUTO_TEST_CASE(an_empty_filter_passes_everything_in_order) {
    BOOST_TEST(passing({}) == (References{"1", "2", "3"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(every_word_must_occur_somewhere_whatever_its_case) {
    BOOST_TEST(passing({.text = "forearm general"}) == References{"3"}, boost::test_tools::per_element());
    BOOST_TEST(passing({.text = "  injury  FOREARM "}) == References{"3"}, boost::test_tools::per_element());
    BOOST_TEST(passing({.text = "forearm dental"}).empty());
    BOOST_TEST(passing({.text = "mill primary"}) == References{"1"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(marks_narrow_the_list) {
    BOOST_TEST(passing({.significant_only = true}) == References{"3"}, boost::test_tools::per_element());
    BOOST_TEST(passing({.childs_voice_only = true}) == References{"1"}, boost::test_tools::per_element());
    BOOST_TEST(passing({.not_attended_only = true}) == References{"2"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(sources_people_and_period_narrow_the_list) {
    BOOST_TEST(passing({.sources = {record::SourceId("hospitals")}}).size() == 2u);
    BOOST_TEST(passing({.people = {"i-nobody"}}).empty());
    chronology::Filter filter;
    filter.period.from = support::date("2026-04");
    filter.period.to = support::date("2026-04");
    BOOST_TEST(passing(filter) == References{"2"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
