#include "present/network_view.h"

#include "base/text.h"
#include "present/network_routes.h"
#include "wording/wording.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace kith::present {
namespace {

using network::Edge;
using network::Network;
using network::Node;
using network::Point;

/// Room around the people of a household, in layout units: their symbols and the names below.
constexpr double kAside = 0.47, kAbove = 0.42, kBelow = 0.62;

Symbol symbol_of(const Node& node) {
    if (node.kind != Node::Kind::person) return Symbol::pill;
    if (node.is_unborn) return Symbol::triangle;
    if (node.sex == record::Sex::male) return Symbol::square;
    return node.sex == record::Sex::female ? Symbol::circle : Symbol::diamond;
}

char agency_of(Node::Kind kind) {
    switch (kind) {
        case Node::Kind::school:
            return 'E';
        case Node::Kind::practice:
            return 'H';
        default:
            return 0;
    }
}

std::string sentence_of(const Node& node) {
    std::string out = node.label;
    if (!node.note.empty()) out += ", " + node.note;
    if (node.kind == Node::Kind::person) out += ", " + std::string(record::name_of(node.sex));
    if (node.is_subject) out += ", the child asked about";
    if (node.is_deceased) out += ", died";
    if (node.is_unborn) out += ", unborn";
    if (node.is_unknown) out += ", an open question in the roster";
    if (!node.is_asked && !node.is_unknown) out += ", mentioned by a source, not asked about";
    if (!node.phone.empty()) out += ", telephone " + node.phone;
    return out;
}

NetworkNode node_of(const Node& node, const Point& at) {
    NetworkNode out;
    out.id = node.id;
    out.label = node.label;
    out.note = node.note;
    out.symbol = symbol_of(node);
    out.agency = agency_of(node.kind);
    out.is_subject = node.is_subject;
    out.is_deceased = node.is_deceased;
    out.is_unknown = node.is_unknown;
    out.is_asked = node.is_asked;
    out.at = at;
    out.sentence = sentence_of(node);
    return out;
}

void cover(Box& box, const Box& other) {
    box.left = std::min(box.left, other.left);
    box.top = std::min(box.top, other.top);
    box.right = std::max(box.right, other.right);
    box.bottom = std::max(box.bottom, other.bottom);
}

bool contains(const Box& box, const Point& p) {
    return p.x > box.left && p.x < box.right && p.y > box.top && p.y < box.bottom;
}

bool has_stranger(const Box& box, const std::set<std::string>& members, const Places& places) {
    return std::any_of(places.begin(), places.end(),
                       [&](const auto& p) { return !members.contains(p.first) && contains(box, p.second); });
}

Box padded(const Box& box) {
    return {box.left - kAside, box.top - kAbove, box.right + kAside, box.bottom + kBelow};
}

/// A box for each row of members, and for each run of them that nobody else stands between.
std::vector<Box> boxes_of(const std::vector<Point>& members, const std::set<std::string>& ids,
                          const Places& places) {
    std::vector<Box> boxes;
    for (const auto& p : members) {
        const Box alone{p.x, p.y, p.x, p.y};
        const bool is_same_row = !boxes.empty() && std::abs(boxes.back().top - p.y) < 0.2;
        Box joined = is_same_row ? boxes.back() : alone;
        cover(joined, alone);
        if (!is_same_row || has_stranger(padded(joined), ids, places))
            boxes.push_back(alone);
        else
            boxes.back() = joined;
    }
    return boxes;
}

HouseholdArea area_of(const Network::Household& household, const Places& places) {
    std::vector<Point> members;
    std::set<std::string> ids;
    for (const auto& id : household.people) {
        const auto place = places.find(id);
        if (place == places.end()) continue;
        ids.insert(id);
        members.push_back(place->second);
    }
    std::sort(members.begin(), members.end(),
              [](const Point& a, const Point& b) { return std::pair(a.y, a.x) < std::pair(b.y, b.x); });
    std::string label = household.label;
    if (household.since.is_known()) label += ", since " + household.since.start().words();
    return {std::move(label), boxes_of(members, ids, places)};
}

std::string label_of(const Network& network, const std::string& id) {
    const auto found =
        std::find_if(network.nodes.begin(), network.nodes.end(), [&](const Node& n) { return n.id == id; });
    return found == network.nodes.end() ? id : found->label;
}

std::string said_by(const Edge& edge, const SourceBook& sources) {
    std::set<record::SourceId> ids;
    for (const auto& statement : edge.statements) ids.insert(statement.origin.source);
    return sources.listed(ids);
}

NetworkView::Row row_of(const Network& network, const Edge& edge, const SourceBook& sources) {
    NetworkView::Row row;
    row.who = label_of(network, edge.from);
    row.how = wording::tie(edge.kind);
    row.whom = label_of(network, edge.to);
    row.when = edge.since.is_known() ? edge.since.words() : "dates not given";
    if (edge.is_ended) row.when += " (ended)";
    row.said_by = said_by(edge, sources);
    row.opens = Target::edge(edge.id);
    row.is_ended = edge.is_ended;
    return row;
}

/// People without any tie must be readable in the list too.
void add_lone_people(const Network& network, std::vector<NetworkView::Row>& rows) {
    for (const auto& node : network.nodes) {
        const bool has_tie = std::any_of(network.edges.begin(), network.edges.end(),
                                         [&](const Edge& e) { return e.from == node.id || e.to == node.id; });
        if (!has_tie)
            rows.push_back(
                {node.label, node.note, {}, {}, "no tie stated by a source", Target::node(node.id), false});
    }
}

std::vector<NetworkView::Row> rows_of(const Network& network, const SourceBook& sources) {
    std::vector<NetworkView::Row> rows;
    for (const auto& household : network.households) {
        std::vector<std::string> names;
        for (const auto& id : household.people) names.push_back(label_of(network, id));
        rows.push_back({household.label,
                        "is home to",
                        wording::listed(names),
                        household.since.is_known() ? household.since.words() : "dates not given",
                        {},
                        household.people.empty() ? Target{} : Target::node(household.people.front()),
                        false});
    }
    for (const auto& edge : network.edges) rows.push_back(row_of(network, edge, sources));
    add_lone_people(network, rows);
    return rows;
}

Box bounds_of(const NetworkView& view) {
    Box box;
    bool is_first = true;
    const auto take = [&](const Box& next) {
        if (is_first) box = next;
        is_first = false;
        cover(box, next);
    };
    for (const auto& node : view.nodes) {
        const bool is_pill = node.symbol == Symbol::pill;
        const double aside = is_pill ? 0.75 : kAside, below = is_pill ? 0.25 : kBelow;
        take({node.at.x - aside, node.at.y - kAbove, node.at.x + aside, node.at.y + below});
    }
    for (const auto& household : view.households)
        for (const auto& home : household.boxes) take(padded(home));
    for (const auto& line : view.lines)
        for (const auto& p : line.path) take({p.x, p.y, p.x, p.y});
    return box;
}

double row_gap_of(const NetworkView& view) {
    std::set<double> rows;
    for (const auto& node : view.nodes)
        if (node.symbol != Symbol::pill) rows.insert(node.at.y);
    double gap = INFINITY;
    for (auto row = rows.begin(); row != rows.end() && std::next(row) != rows.end(); ++row)
        if (const double next = *std::next(row) - *row; next > 0.5) gap = std::min(gap, next);
    return std::isfinite(gap) ? gap : 1;
}

}  // namespace

const NetworkNode* NetworkView::find(const std::string& id) const {
    const auto found =
        std::find_if(nodes.begin(), nodes.end(), [&](const NetworkNode& n) { return n.id == id; });
    return found == nodes.end() ? nullptr : &*found;
}

NetworkView network_view(const Network& network, const std::vector<network::Placed>& placed,
                         const SourceBook& sources) {
    Places places;
    for (const auto& place : placed) places[place.id] = place.at;
    NetworkView view;
    for (const auto& node : network.nodes)
        if (const auto at = places.find(node.id); at != places.end())
            view.nodes.push_back(node_of(node, at->second));
    const auto paths = routes(network, places);
    for (size_t i = 0; i < network.edges.size(); ++i) {
        const Edge& edge = network.edges[i];
        if (!paths[i].empty())
            view.lines.push_back({edge.id, paths[i], is_family(edge.kind), edge.is_ended, edge.sentence});
    }
    for (const auto& household : network.households) {
        view.households.push_back(area_of(household, places));
        for (auto& node : view.nodes)
            node.is_at_home |= std::find(household.people.begin(), household.people.end(), node.id) !=
                               household.people.end();
    }
    view.rows = rows_of(network, sources);
    view.bounds = bounds_of(view);
    view.row_gap = row_gap_of(view);
    return view;
}

Network network_as_at(const enquiry::Picture& picture, const record::PartialDate& day) {
    return network::build(picture.roster, picture.replies, picture.identities, day, picture.source_names);
}

int first_day_of(const Network& network, int today) {
    int first = today;
    for (const auto& edge : network.edges)
        if (edge.since.is_known()) first = std::min(first, edge.since.first_day());
    return first;
}

std::optional<size_t> neighbour(const NetworkView& view, std::optional<size_t> from, Way way) {
    if (view.nodes.empty()) return std::nullopt;
    if (!from || *from >= view.nodes.size()) return 0;
    const bool is_sideways = way == Way::left || way == Way::right;
    const double sign = way == Way::left || way == Way::up ? -1 : 1;
    const Point here = view.nodes[*from].at;
    std::optional<size_t> best;
    double least = INFINITY;
    for (size_t i = 0; i < view.nodes.size(); ++i) {
        const double dx = view.nodes[i].at.x - here.x, dy = view.nodes[i].at.y - here.y;
        const double ahead = sign * (is_sideways ? dx : dy), aside = std::abs(is_sideways ? dy : dx);
        if (i == *from || ahead <= 0.01) continue;
        if (const double cost = ahead + 2 * aside; cost < least) {
            least = cost;
            best = i;
        }
    }
    return best ? best : from;
}

}  // namespace kith::present
