#include "network/rows.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <unordered_map>

namespace kith::network {

namespace {

constexpr double kStep = 0.55;  ///< between two places that a body or a newcomer may try

struct Room {
    Point at;
    Size size;
};

bool overlap(const Room& a, const Room& b) {
    // A hair of tolerance: neighbours exactly a room apart do not overlap.
    constexpr double kHair = 1e-6;
    return std::abs(a.at.x - b.at.x) + kHair < (a.size.width + b.size.width) / 2 &&
           std::abs(a.at.y - b.at.y) + kHair < (a.size.height + b.size.height) / 2;
}

/// Rooms already taken, in squares, so that asking whether one is free looks at its neighbourhood only.
class Floor {
public:
    bool is_free(const Room& room) const {
        const long x = square(room.at.x), y = square(room.at.y);
        for (long i = x - 1; i <= x + 1; ++i)
            for (long j = y - 1; j <= y + 1; ++j) {
                const auto found = squares_.find(name(i, j));
                if (found == squares_.end()) continue;
                for (const auto& other : found->second)
                    if (overlap(room, other)) return false;
            }
        return true;
    }
    void take(const Room& room) { squares_[name(square(room.at.x), square(room.at.y))].push_back(room); }

private:
    static constexpr double kSide = 2;  // no room is larger
    static long square(double v) { return std::lround(std::floor(v / kSide)); }
    static long long name(long x, long y) { return static_cast<long long>(x) * 1'000'003 + y; }
    std::unordered_map<long long, std::vector<Room>> squares_;
};

class Plan {
public:
    Plan(const Network& network, const std::vector<Placed>& keep)
        : network_(network), kin_(network), at_(network.nodes.size()), placed_(network.nodes.size()) {
        const auto rows = stand_in_rows(kin_, subject());
        put_kept(keep, rows);
        for (const size_t person : kin_.people)
            if (!placed_[person]) put_person(person, rows);
        put_bodies();
    }

    std::vector<Placed> take() const {
        std::vector<Placed> out;
        for (size_t i = 0; i < network_.nodes.size(); ++i) out.push_back({network_.nodes[i].id, at_[i]});
        return out;
    }

private:
    size_t subject() const {
        for (const size_t person : kin_.people)
            if (network_.nodes[person].is_subject) return person;
        return kin_.people.empty() ? 0 : kin_.people.front();
    }

    Room room(size_t node, Point at) const { return {at, room_of(network_.nodes[node])}; }

    bool put(size_t node, Point at) {
        if (!floor_.is_free(room(node, at))) return false;
        floor_.take(room(node, at));
        at_[node] = at;
        placed_[node] = true;
        return true;
    }

    /// A kept place holds while it is free; a person whose generation has changed finds a new one.
    void put_kept(const std::vector<Placed>& keep, const std::vector<Point>& rows) {
        for (const auto& [id, at] : keep) {
            const auto found = kin_.index.find(id);
            if (found == kin_.index.end() || placed_[found->second]) continue;
            const bool is_person = network_.nodes[found->second].kind == Node::Kind::person;
            if (is_person && !keeps_row(found->second, at, rows)) continue;
            any_kept_ = put(found->second, at) || any_kept_;
        }
    }

    /// Rows are counted from the subject; a kept place may be a line off, because lines fill as people come.
    static bool keeps_row(size_t node, Point at, const std::vector<Point>& rows) {
        return std::abs(at.y - rows[node].y) < 1.2;
    }

    void put_person(size_t person, const std::vector<Point>& rows) {
        Point wish = rows[person];
        if (any_kept_)
            if (const auto x = middle_of_kin(person)) wish.x = *x;
        put_near(person, wish);
    }

    std::optional<double> middle_of_kin(size_t person) const {
        double sum = 0;
        int n = 0;
        for (const auto* list : {&kin_.partners[person], &kin_.pulls[person], &kin_.housemates[person]})
            for (const size_t other : *list)
                if (placed_[other]) {
                    sum += at_[other].x;
                    ++n;
                }
        if (n == 0) return std::nullopt;
        return sum / n;
    }

    /// The wish itself, then outwards along the row, then the lines below: there is always room somewhere.
    void put_near(size_t node, Point wish) {
        constexpr int kReach = 40;
        for (int line = 0;; ++line)
            for (int k = 0; k <= kReach; ++k)
                for (const double out : {k * kStep, -k * kStep})
                    if (put(node, {wish.x + out, wish.y + line * kStep})) return;
    }

    /// Bodies stand to the side on which their people are, level with them, outside everybody.
    void put_bodies() {
        double left = 0, right = 0;
        for (const size_t person : kin_.people) {
            left = std::min(left, at_[person].x);
            right = std::max(right, at_[person].x);
        }
        std::vector<std::pair<Point, size_t>> bodies;
        for (size_t i = 0; i < network_.nodes.size(); ++i)
            if (!placed_[i]) bodies.emplace_back(pull_of(i), i);
        std::stable_sort(bodies.begin(), bodies.end(),
                         [](const auto& a, const auto& b) { return a.first.y < b.first.y; });
        constexpr double kAside = 1.6;
        size_t on_left = 0, on_right = 0;
        for (const auto& [pull, node] : bodies) {
            const bool goes_left =
                pull.x < -0.01 ? on_left <= on_right + 1 : pull.x <= 0.01 && on_left < on_right;
            (goes_left ? on_left : on_right) += 1;
            put_column(node, goes_left ? left - kAside : right + kAside, goes_left ? -1 : 1, pull.y);
        }
    }

    Point pull_of(size_t body) const {
        Point sum;
        double n = 0;
        for (const size_t person : kin_.pulls[body]) {
            sum = {sum.x + at_[person].x, sum.y + at_[person].y};
            ++n;
        }
        return n > 0 ? Point{sum.x / n, sum.y / n} : sum;
    }

    /// Columns outwards; in each, the free place nearest to `y` within a screen's height.
    void put_column(size_t node, double x, int outwards, double y) {
        constexpr int kReach = 6;
        for (int column = 0;; ++column)
            for (int k = 0; k <= 2 * kReach; ++k) {
                const double dy = (k % 2 ? 1 : -1) * ((k + 1) / 2) * kStep;
                if (put(node, {x + outwards * column * 1.6, y + dy})) return;
            }
    }

    const Network& network_;
    Kin kin_;
    std::vector<Point> at_;
    std::vector<bool> placed_;
    Floor floor_;
    bool any_kept_ = false;
};

}  // namespace

Size room_of(const Node& node) {
    return node.kind == Node::Kind::person ? Size{0.98, 1.0} : Size{1.5, 0.5};
}

std::vector<Placed> lay_out(const Network& network, const std::vector<Placed>& keep) {
    return Plan(network, keep).take();
}

}  // namespace kith::network
