#include "network/network.h"
#include "network/rows.h"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <map>
#include <random>

using namespace kith;
using network::Edge;
using network::Network;
using network::Node;
using network::Placed;

namespace {

/// Families, couples, households and professionals of a given size, from a seed.
Network invented(unsigned seed, size_t nodes) {
    std::mt19937 dice(seed);
    Network out;
    const auto join = [&](size_t a, size_t b, const std::string& kind) {
        out.edges.push_back({.id = "t" + std::to_string(out.edges.size()),
                             .from = out.nodes[a].id,
                             .to = out.nodes[b].id,
                             .kind = kind});
    };
    for (size_t i = 0; i < nodes; ++i) {
        Node node{.id = "n" + std::to_string(i)};
        node.is_subject = i == 0;
        const bool is_body = i > 3 && dice() % 5 == 0;
        node.kind = is_body ? Node::Kind::professional : Node::Kind::person;
        node.generation = i == 0 || is_body ? 0 : static_cast<int>(dice() % 4) - 1;
        out.nodes.push_back(node);
        for (int k = 0; i > 0 && k < 2; ++k) {
            const size_t other = dice() % i;
            const int up = node.generation - out.nodes[other].generation;
            const bool people = !is_body && out.nodes[other].kind == Node::Kind::person;
            if (!people)
                join(other, i, "professional");
            else if (up == 1)
                join(other, i, "mother");
            else if (up == 0)
                join(other, i, dice() % 2 ? "partner" : "sibling");
        }
    }
    for (size_t i = 0; i + 2 < nodes; i += 7)
        out.households.push_back({.id = "h" + std::to_string(i),
                                  .people = {"n" + std::to_string(i), "n" + std::to_string(i + 2)}});
    return out;
}

size_t overlaps(const Network& all, const std::vector<Placed>& placed) {
    size_t count = 0;
    for (size_t i = 0; i < placed.size(); ++i)
        for (size_t j = i + 1; j < placed.size(); ++j) {
            const auto a = network::room_of(all.nodes[i]), b = network::room_of(all.nodes[j]);
            if (std::abs(placed[i].at.x - placed[j].at.x) < (a.width + b.width) / 2 - 1e-6 &&
                std::abs(placed[i].at.y - placed[j].at.y) < (a.height + b.height) / 2 - 1e-6)
                ++count;
        }
    return count;
}

Network family() {
    Network all;
    const std::vector<std::pair<std::string, int>> people{{"maisie", 0}, {"kerry", 1}, {"paul", 1},
                                                          {"dean", 1},   {"alfie", 0}, {"jean", 2}};
    for (const auto& [id, row] : people)
        all.nodes.push_back({.id = id, .is_subject = id == "maisie", .generation = row});
    all.nodes.push_back({.id = "school", .kind = Node::Kind::school});
    int n = 0;
    for (const auto& [from, kind, to] :
         std::vector<std::array<std::string, 3>>{{"maisie", "mother", "kerry"},
                                                 {"maisie", "father", "paul"},
                                                 {"alfie", "mother", "kerry"},
                                                 {"alfie", "father", "dean"},
                                                 {"kerry", "mother", "jean"},
                                                 {"kerry", "partner", "dean"},
                                                 {"maisie", "attends_school", "school"}})
        all.edges.push_back({.id = "t" + std::to_string(n++), .from = from, .to = to, .kind = kind});
    return all;
}

std::map<std::string, network::Point> places(const std::vector<Placed>& placed) {
    std::map<std::string, network::Point> out;
    for (const auto& p : placed) out[p.id] = p.at;
    return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(network_layout_tests)

BOOST_AUTO_TEST_CASE(no_labels_overlap_for_3_to_150_nodes) {
    for (size_t nodes = 3; nodes <= 150; ++nodes) {
        const auto all = invented(static_cast<unsigned>(nodes), nodes);
        const auto placed = network::lay_out(all);
        BOOST_TEST_REQUIRE(placed.size() == nodes);
        BOOST_TEST(overlaps(all, placed) == 0u, nodes << " nodes");
    }
}

BOOST_AUTO_TEST_CASE(the_subject_is_in_the_middle_and_generations_are_rows) {
    const auto at = places(network::lay_out(family()));
    BOOST_TEST(at.at("maisie").x == 0.0);
    BOOST_TEST(at.at("maisie").y == 0.0);
    BOOST_TEST(at.at("alfie").y == 0.0);
    BOOST_TEST(at.at("kerry").y < 0.0);
    BOOST_TEST(at.at("kerry").y == at.at("dean").y);
    BOOST_TEST(at.at("jean").y < at.at("kerry").y);
}

BOOST_AUTO_TEST_CASE(partners_and_co_parents_stand_side_by_side) {
    const auto at = places(network::lay_out(family()));
    BOOST_TEST(std::abs(at.at("kerry").x - at.at("dean").x) < 1.3);
    BOOST_TEST(std::abs(at.at("kerry").x - at.at("paul").x) < 1.3);
}

BOOST_AUTO_TEST_CASE(bodies_stand_outside_the_people) {
    const auto at = places(network::lay_out(family()));
    for (const auto& [id, point] : at)
        if (id != "school") BOOST_TEST(std::abs(point.x) < std::abs(at.at("school").x));
}

BOOST_AUTO_TEST_CASE(the_same_network_gets_the_same_places) {
    const auto all = invented(5, 80);
    const auto a = network::lay_out(all), b = network::lay_out(all);
    for (size_t i = 0; i < a.size(); ++i) {
        BOOST_TEST(a[i].id == b[i].id);
        BOOST_TEST(a[i].at.x == b[i].at.x);
        BOOST_TEST(a[i].at.y == b[i].at.y);
    }
}

BOOST_AUTO_TEST_CASE(kept_places_hold_when_people_are_added) {
    for (unsigned seed = 1; seed <= 30; ++seed) {
        const auto before = invented(seed, 40);
        const auto kept = network::lay_out(before);
        auto after = before;
        after.nodes.push_back({.id = "new", .generation = 1});
        after.edges.push_back({.id = "tnew", .from = "n0", .to = "new", .kind = "mother"});
        const auto placed = network::lay_out(after, kept);
        const auto then = places(kept), now = places(placed);
        size_t moved = 0;
        for (const auto& [id, point] : then)
            moved += point.x != now.at(id).x || point.y != now.at(id).y ? 1 : 0;
        BOOST_TEST(moved == 0u);
        BOOST_TEST(overlaps(after, placed) == 0u);
    }
}

BOOST_AUTO_TEST_CASE(places_that_clash_or_belong_to_nobody_are_not_kept) {
    const auto all = family();
    const auto placed = network::lay_out(all, {{"maisie", {0, 0}}, {"alfie", {0.1, 0}}, {"gone", {5, 5}}});
    BOOST_TEST(places(placed).at("maisie").x == 0.0);
    BOOST_TEST(overlaps(all, placed) == 0u);
}

BOOST_AUTO_TEST_CASE(an_empty_network_has_no_places) {
    BOOST_TEST(network::lay_out({}).empty());
}

BOOST_AUTO_TEST_CASE(spreading_keeps_order_and_gap_and_stays_near_the_wish) {
    const auto x = network::spread({0, 0, 0, 10}, 1);
    BOOST_TEST(x[0] == -1.0);
    BOOST_TEST(x[1] == 0.0);
    BOOST_TEST(x[2] == 1.0);
    BOOST_TEST(x[3] == 10.0);
}

BOOST_AUTO_TEST_SUITE_END()
