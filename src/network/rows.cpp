#include "network/rows.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace kith::network {

namespace {

constexpr size_t kWidest = 14;       ///< people in one line of a row; a larger generation takes several lines
constexpr double kApart = 1.05;      ///< between neighbours
constexpr double kLineHeight = 1.1;  ///< between two lines of one generation
constexpr double kRowHeight = 1.5;   ///< between generations, with room for the lines of descent
constexpr int kSweeps = 12;

/// People who must stand side by side: a couple, or a chain of partners.
using Block = std::vector<size_t>;

/// From one end of the chain to the other, so that each stands beside the partner they share.
Block chain_from(const Kin& kin, size_t start, std::vector<bool>& taken) {
    Block block;
    std::vector<size_t> waiting{start};
    while (!waiting.empty()) {
        const size_t person = waiting.back();
        waiting.pop_back();
        if (taken[person]) continue;
        taken[person] = true;
        block.push_back(person);
        auto next = kin.partners[person];
        std::sort(next.rbegin(), next.rend());
        waiting.insert(waiting.end(), next.begin(), next.end());
    }
    return block;
}

std::vector<Block> blocks_of(const Kin& kin, const std::vector<size_t>& row) {
    std::vector<bool> taken(kin.row.size());
    std::vector<Block> blocks;
    for (const bool ends_first : {true, false})
        for (const size_t person : row)
            if (!taken[person] && (!ends_first || kin.partners[person].size() <= 1))
                blocks.push_back(chain_from(kin, person, taken));
    std::sort(blocks.begin(), blocks.end(), [](const Block& a, const Block& b) {
        return *std::min_element(a.begin(), a.end()) < *std::min_element(b.begin(), b.end());
    });
    return blocks;
}

/// One horizontal line of blocks.
struct Line {
    int row = 0;
    double y = 0;
    std::vector<Block> blocks;
    size_t size() const {
        return std::accumulate(blocks.begin(), blocks.end(), size_t{0},
                               [](size_t n, const Block& block) { return n + block.size(); });
    }
};

class Standing {
public:
    Standing(const Kin& kin, size_t subject) : kin_(kin), subject_(subject), at_(kin.row.size()) {
        make_lines();
        set_heights();
        for (auto& line : lines_) place(line, {});
        for (int sweep = 0; sweep < kSweeps; ++sweep) {
            for (auto line = lines_.begin(); line != lines_.end(); ++line) settle(*line);
            for (auto line = lines_.rbegin(); line != lines_.rend(); ++line) settle(*line);
        }
    }

    std::vector<Point> take() {
        const Point origin = at_[subject_];
        for (const size_t person : kin_.people)
            at_[person] = {at_[person].x - origin.x, at_[person].y - origin.y};
        return std::move(at_);
    }

private:
    /// The oldest generation first.
    void make_lines() {
        std::map<int, std::vector<size_t>, std::greater<>> rows;
        for (const size_t person : kin_.people) rows[kin_.row[person]].push_back(person);
        for (const auto& [row, people] : rows) {
            lines_.push_back({.row = row});
            for (auto& block : blocks_of(kin_, people)) {
                if (lines_.back().size() > 0 && lines_.back().size() + block.size() > kWidest)
                    lines_.push_back({.row = row});
                lines_.back().blocks.push_back(std::move(block));
            }
        }
    }

    void set_heights() {
        double y = 0;
        for (size_t i = 0; i < lines_.size(); ++i) {
            if (i > 0) y += lines_[i].row == lines_[i - 1].row ? kLineHeight : kRowHeight;
            lines_[i].y = y;
        }
    }

    /// Where a block's kin would have it: the mean over them, housemates at half weight; where it is when it
    /// has none.
    double wish(const Block& block) const {
        double sum = 0, weight = 0;
        for (const size_t person : block) {
            for (const size_t other : kin_.pulls[person]) add(sum, weight, other, 1);
            for (const size_t other : kin_.housemates[person])
                if (std::find(block.begin(), block.end(), other) == block.end()) add(sum, weight, other, 0.5);
        }
        return weight > 0 ? sum / weight : middle(block);
    }
    void add(double& sum, double& weight, size_t other, double w) const {
        if (!is_person(other)) return;
        sum += w * at_[other].x;
        weight += w;
    }
    bool is_person(size_t node) const {
        return std::binary_search(kin_.people.begin(), kin_.people.end(), node);
    }
    double middle(const Block& block) const { return (at_[block.front()].x + at_[block.back()].x) / 2; }

    void settle(Line& line) {
        std::vector<std::pair<double, size_t>> order;
        for (size_t i = 0; i < line.blocks.size(); ++i) {
            orient(line.blocks[i]);
            order.emplace_back(wish(line.blocks[i]), i);
        }
        // Equal to a thousandth counts as equal, so that rounding never decides who stands where.
        std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
            return std::lround(a.first * 1000) < std::lround(b.first * 1000);
        });
        std::vector<Block> sorted;
        std::vector<double> wishes;
        for (const auto& [x, i] : order) {
            sorted.push_back(std::move(line.blocks[i]));
            wishes.push_back(x);
        }
        line.blocks = std::move(sorted);
        place(line, wishes);
    }

    /// A couple stands the way round that its own kin stand.
    void orient(Block& block) const {
        if (block.size() < 2) return;
        const double left = wish({block.front()}), right = wish({block.back()});
        if (std::lround(left * 1000) > std::lround(right * 1000)) std::reverse(block.begin(), block.end());
    }

    /// Puts the people of a line in order, each as near to the block's wish as neighbours allow.
    void place(Line& line, const std::vector<double>& wishes) {
        std::vector<double> wanted;
        for (size_t i = 0; i < line.blocks.size(); ++i) {
            const double half = (static_cast<double>(line.blocks[i].size()) - 1) / 2;
            for (size_t k = 0; k < line.blocks[i].size(); ++k)
                wanted.push_back((wishes.empty() ? 0 : wishes[i]) + (static_cast<double>(k) - half) * kApart);
        }
        const auto x = spread(wanted, kApart);
        size_t n = 0;
        for (const auto& block : line.blocks)
            for (const size_t person : block) at_[person] = {x[n++], line.y};
    }

    const Kin& kin_;
    size_t subject_;
    std::vector<Point> at_;
    std::vector<Line> lines_;
};

}  // namespace

std::vector<double> spread(const std::vector<double>& wanted, double gap) {
    struct Pool {
        double sum;
        size_t count;
        double mean() const { return sum / static_cast<double>(count); }
    };
    std::vector<Pool> pools;
    for (size_t i = 0; i < wanted.size(); ++i) {
        pools.push_back({wanted[i] - gap * static_cast<double>(i), 1});
        while (pools.size() > 1 && pools[pools.size() - 2].mean() > pools.back().mean()) {
            pools[pools.size() - 2].sum += pools.back().sum;
            pools[pools.size() - 2].count += pools.back().count;
            pools.pop_back();
        }
    }
    std::vector<double> out;
    for (const auto& pool : pools)
        for (size_t i = 0; i < pool.count; ++i)
            out.push_back(pool.mean() + gap * static_cast<double>(out.size()));
    return out;
}

std::vector<Point> stand_in_rows(const Kin& kin, size_t subject) {
    if (kin.people.empty()) return std::vector<Point>(kin.row.size());
    return Standing(kin, subject).take();
}

}  // namespace kith::network
