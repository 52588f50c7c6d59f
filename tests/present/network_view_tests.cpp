#include "pellow.h"
#include "present/network_view.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>

using namespace kith;

namespace {

present::NetworkView drawn() {
    const auto page = pellow::finished();
    const auto& network = page.picture->network;
    return present::network_view(network, network::lay_out(network), *page.sources);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(present_network_view_tests)

BOOST_AUTO_TEST_CASE(everybody_is_drawn_once_and_the_child_is_marked) {
    const auto page = pellow::finished();
    const auto view = drawn();
    BOOST_TEST(view.nodes.size() == page.picture->network.nodes.size());
    BOOST_TEST(std::count_if(view.nodes.begin(), view.nodes.end(),
                             [](const auto& node) { return node.is_subject; }) == 1);
    for (const auto& node : view.nodes) BOOST_TEST(!node.sentence.empty());
}

BOOST_AUTO_TEST_CASE(the_list_twin_holds_every_tie_with_who_says_so) {
    const auto page = pellow::finished();
    const auto view = drawn();
    for (const auto& edge : page.picture->network.edges) {
        const auto row = std::find_if(view.rows.begin(), view.rows.end(), [&](const auto& r) {
            return r.opens == present::Target::edge(edge.id);
        });
        BOOST_TEST_REQUIRE((row != view.rows.end()));
        BOOST_TEST((!row->who.empty() && !row->how.empty() && !row->whom.empty() && !row->when.empty() &&
                    !row->said_by.empty()));
    }
}

BOOST_AUTO_TEST_CASE(nobody_stands_in_a_household_that_is_not_theirs) {
    const auto page = pellow::finished();
    const auto view = drawn();
    for (size_t i = 0; i < view.households.size(); ++i) {
        const auto& people = page.picture->network.households[i].people;
        for (const auto& box : view.households[i].boxes)
            for (const auto& node : view.nodes) {
                const bool is_inside = node.at.x >= box.left && node.at.x <= box.right &&
                                       node.at.y >= box.top && node.at.y <= box.bottom;
                if (is_inside) BOOST_TEST((std::find(people.begin(), people.end(), node.id) != people.end()));
            }
    }
    BOOST_TEST(!view.households.empty());
}

BOOST_AUTO_TEST_CASE(an_ended_tie_stays_drawn_and_says_that_it_ended) {  // SW-9
    auto network = pellow::picture()->network;
    BOOST_TEST_REQUIRE(!network.edges.empty());
    for (auto& edge : network.edges) edge.is_ended = true;
    const auto view =
        present::network_view(network, network::lay_out(network), present::SourceBook(pellow::sources()));
    BOOST_TEST(!view.lines.empty());
    for (const auto& line : view.lines) BOOST_TEST(line.is_ended);
    for (const auto& row : view.rows)
        if (row.opens.kind == present::Target::Kind::edge)
            BOOST_TEST(row.when.find("(ended)") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(arrow_keys_reach_everybody) {
    const auto view = drawn();
    std::set<size_t> reached{0};
    for (bool grew = true; grew;) {
        grew = false;
        for (const size_t from : std::set<size_t>(reached))
            for (const auto way :
                 {present::Way::left, present::Way::right, present::Way::up, present::Way::down})
                grew |= reached.insert(*present::neighbour(view, from, way)).second;
    }
    BOOST_TEST(reached.size() == view.nodes.size());
}

BOOST_AUTO_TEST_CASE(on_an_earlier_day_ties_that_had_not_begun_are_absent) {
    const auto picture = pellow::picture();
    const auto before = present::network_as_at(*picture, *record::PartialDate::of_day(2025, 1, 1));
    const auto has_worker = [](const network::Network& network) {
        return std::any_of(network.edges.begin(), network.edges.end(),
                           [](const auto& edge) { return edge.kind == "social_worker"; });
    };
    BOOST_TEST(has_worker(picture->network));
    BOOST_TEST(!has_worker(before));
}

BOOST_AUTO_TEST_SUITE_END()
