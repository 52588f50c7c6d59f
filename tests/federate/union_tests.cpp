#include "world.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <numeric>
#include <set>

// P14: what a fan-out finds is the union of what each source says, whatever the order of arrival and whoever
// fails.

using namespace kith::federate_tests;
using kith::ports::HttpFailure;

namespace {

const std::vector<std::string> kSources{"a", "b", "c", "d", "e"};

ScriptedAnswer answer_of(size_t source, bool fails) {
    if (!fails) return records(kSources[source] + "1," + kSources[source] + "2");
    constexpr std::array kFailures{HttpFailure::tls, HttpFailure::too_large, HttpFailure::redirect,
                                   HttpFailure::protocol};
    if (source == 4) return ScriptedAnswer::with_status(500);
    return ScriptedAnswer::failing(kFailures[source]);
}

std::string alone(size_t source, bool fails) {
    World world({kSources[source]});
    world.network.on(kSources[source], {answer_of(source, fails)});
    return told(world.fetch().at(0));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(federate_union_tests)

BOOST_AUTO_TEST_CASE(for_every_order_of_arrival_and_every_set_of_failures_the_result_is_the_union) {
    std::array<std::array<std::string, 2>, 5> by_itself;
    for (size_t source = 0; source < 5; ++source)
        for (const bool fails : {false, true}) by_itself[source][fails] = alone(source, fails);

    std::array<size_t, 5> place{0, 1, 2, 3, 4};
    size_t runs = 0;
    do {
        for (unsigned failing = 0; failing < 32; ++failing, ++runs) {
            World world(kSources);
            std::set<std::string> expected;
            std::vector<std::string> in_order(5);
            for (size_t source = 0; source < 5; ++source) {
                const bool fails = failing >> source & 1;
                world.network.on(kSources[source],
                                 {answer_of(source, fails).taking(20ms * (place[source] + 1))});
                expected.insert(by_itself[source][fails]);
                in_order[place[source]] = kSources[source];
            }
            std::set<std::string> found;
            std::vector<std::string> heard;
            for (const auto& outcome : world.fetch()) {
                found.insert(told(outcome));
                for (const auto& event : outcome.reply.events) {
                    BOOST_TEST_REQUIRE((event.origin.source == outcome.cell.source));
                    BOOST_TEST_REQUIRE(!event.origin.permit.empty());
                }
            }
            for (const auto& outcome : world.heard) heard.push_back(outcome.cell.source.text());
            BOOST_TEST_REQUIRE(found == expected, boost::test_tools::per_element());
            BOOST_TEST_REQUIRE(heard == in_order, boost::test_tools::per_element());
        }
    } while (std::next_permutation(place.begin(), place.end()));
    BOOST_TEST(runs == 120u * 32);
}

BOOST_AUTO_TEST_SUITE_END()
