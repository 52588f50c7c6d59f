#include "present/network_routes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace kith::present {
namespace {

using network::Edge;
using network::Network;
using network::Point;

constexpr std::array<std::string_view, 3> kParents{"mother", "father", "parent"};
constexpr std::array<std::string_view, 3> kSiblings{"sibling", "half_sibling", "twin"};
constexpr std::array<std::string_view, 15> kFamily{
    "mother", "father",      "parent", "step_parent",  "partner",  "ex_partner", "sibling", "half_sibling",
    "twin",   "grandparent", "carer",  "foster_carer", "guardian", "relative",   "child"};
/// How far above a row a line passes when somebody else stands in its way; symbols are about half this high.
constexpr double kOverhead = 0.32;

template <size_t N>
bool is_one_of(const std::string& kind, const std::array<std::string_view, N>& kinds) {
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

struct Parentage {
    std::string child, parent;
};

/// Either side may be the one that "has" the other.
bool parentage_of(const Edge& edge, Parentage& out) {
    if (is_one_of(edge.kind, kParents)) {
        out = {edge.from, edge.to};
        return true;
    }
    if (edge.kind == "child") {
        out = {edge.to, edge.from};
        return true;
    }
    return false;
}

class Router {
public:
    Router(const Network& network, const Places& places) : network_(network), places_(places) {
        Parentage tie;
        for (const auto& edge : network.edges)
            if (parentage_of(edge, tie)) parents_[tie.child].insert(tie.parent);
    }

    std::vector<Point> route(const Edge& edge) const {
        if (!places_.contains(edge.from) || !places_.contains(edge.to)) return {};
        Parentage tie;
        if (parentage_of(edge, tie)) return from_parent(tie);
        if (is_one_of(edge.kind, kSiblings))
            return share_a_parent(edge) ? std::vector<Point>{} : beside(edge.from, edge.to);
        if (edge.kind == "partner" || edge.kind == "ex_partner") return beside(edge.from, edge.to);
        return {at(edge.from), at(edge.to)};
    }

private:
    const Point& at(const std::string& id) const { return places_.at(id); }

    bool share_a_parent(const Edge& edge) const {
        const auto a = parents_.find(edge.from), b = parents_.find(edge.to);
        if (a == parents_.end() || b == parents_.end()) return false;
        return std::any_of(a->second.begin(), a->second.end(),
                           [&](const auto& p) { return b->second.contains(p); });
    }

    bool is_somebody_between(const Point& a, const Point& b) const {
        return std::any_of(places_.begin(), places_.end(), [&](const auto& place) {
            const Point& p = place.second;
            return std::abs(p.y - a.y) < 0.2 && p.x > std::min(a.x, b.x) + 0.1 &&
                   p.x < std::max(a.x, b.x) - 0.1;
        });
    }

    /// Straight when free, over their heads when not.
    std::vector<Point> beside(const std::string& one, const std::string& other) const {
        const Point a = at(one), b = at(other);
        if (std::abs(a.y - b.y) > 0.2 || !is_somebody_between(a, b)) return {a, b};
        const double over = std::min(a.y, b.y) - kOverhead;
        return {a, {a.x, over}, {b.x, over}, b};
    }

    /// The other parent of the same generation, if there is exactly one.
    const Point* other_parent(const Parentage& tie) const {
        const Point* found = nullptr;
        for (const auto& parent : parents_.at(tie.child)) {
            if (parent == tie.parent || !places_.contains(parent)) continue;
            if (found || std::abs(at(parent).y - at(tie.parent).y) > 0.2) return nullptr;
            found = &at(parent);
        }
        return found;
    }

    std::vector<Point> from_parent(const Parentage& tie) const {
        const Point parent = at(tie.parent), child = at(tie.child);
        const double half_way = (parent.y + child.y) / 2;
        const Point* other = other_parent(tie);
        const double trunk =
            other && !is_somebody_between(parent, *other) ? (parent.x + other->x) / 2 : parent.x;
        std::vector<Point> path{parent};
        if (trunk != parent.x) path.push_back({trunk, parent.y});
        if (trunk != child.x) {
            path.push_back({trunk, half_way});
            path.push_back({child.x, half_way});
        }
        path.push_back(child);
        return path;
    }

    const Network& network_;
    const Places& places_;
    std::map<std::string, std::set<std::string>> parents_;
};

}  // namespace

bool is_family(const std::string& tie_kind) {
    return is_one_of(tie_kind, kFamily);
}

std::vector<std::vector<Point>> routes(const Network& network, const Places& places) {
    const Router router(network, places);
    std::vector<std::vector<Point>> out;
    out.reserve(network.edges.size());
    for (const auto& edge : network.edges) out.push_back(router.route(edge));
    return out;
}

}  // namespace kith::present
