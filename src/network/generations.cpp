#include "network/parts.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <optional>
#include <unordered_map>

namespace kith::network {

namespace {

/// How many rows up the far end of a tie stands; empty for ties that say nothing of generations.
std::optional<int> step_of(const std::string& kind) {
    if (kind == "mother" || kind == "father" || kind == "parent" || kind == "step_parent" ||
        kind == "parents_partner")
        return 1;
    if (kind == "grandparent") return 2;
    if (kind == "child") return -1;
    if (kind == "sibling" || kind == "half_sibling" || kind == "twin" || kind == "partner" ||
        kind == "ex_partner")
        return 0;
    return std::nullopt;
}

/// A carer is often a generation up and sometimes two: heeded only where blood and partnership are silent.
std::optional<int> weak_step_of(const std::string& kind) {
    if (kind == "carer" || kind == "foster_carer" || kind == "guardian") return 1;
    return std::nullopt;
}

struct Step {
    size_t to;
    int up;
};

class Climb {
public:
    Climb(const std::vector<Node>& nodes, const std::vector<Edge>& edges)
        : strong_(nodes.size()), weak_(nodes.size()), rows_(nodes.size()) {
        std::unordered_map<std::string_view, size_t> index;
        for (size_t i = 0; i < nodes.size(); ++i) index.emplace(nodes[i].id, i);
        for (const auto& edge : edges) {
            const auto from = index.find(edge.from), to = index.find(edge.to);
            if (from == index.end() || to == index.end()) continue;
            if (const auto up = step_of(edge.kind)) connect(strong_, from->second, to->second, *up);
            if (const auto up = weak_step_of(edge.kind)) connect(weak_, from->second, to->second, *up);
        }
    }

    void start(size_t node, int row) {
        if (rows_[node]) return;
        rows_[node] = row;
        queue_.push_back(node);
        spread();
        for (size_t i = 0; i < weak_.size(); ++i)
            for (const auto& step : weak_[i])
                if (rows_[i] && !rows_[step.to]) {
                    rows_[step.to] = bounded(*rows_[i] + step.up);
                    queue_.push_back(step.to);
                    spread();
                }
    }

    const std::optional<int>& row(size_t node) const { return rows_[node]; }

private:
    using Steps = std::vector<std::vector<Step>>;
    static void connect(Steps& steps, size_t from, size_t to, int up) {
        steps[from].push_back({to, up});
        steps[to].push_back({from, -up});
    }
    static int bounded(int row) { return std::clamp(row, -2, 4); }

    void spread() {
        for (; !queue_.empty(); queue_.pop_front())
            for (const auto& step : strong_[queue_.front()])
                if (!rows_[step.to]) {
                    rows_[step.to] = bounded(*rows_[queue_.front()] + step.up);
                    queue_.push_back(step.to);
                }
    }

    Steps strong_, weak_;
    std::vector<std::optional<int>> rows_;
    std::deque<size_t> queue_;
};

/// Twenty-eight years a generation, counted from the subject's birth.
int row_by_birth(const link::Identity* identity, const link::Identity* subject) {
    if (!identity || !subject || !identity->born || !subject->born) return 0;
    return std::clamp(static_cast<int>(std::lround((subject->born->year() - identity->born->year()) / 28.0)),
                      -2, 4);
}

}  // namespace

void set_generations(std::vector<Node>& nodes, const std::vector<Edge>& edges,
                     const link::Identities& identities) {
    std::unordered_map<std::string_view, const link::Identity*> by_id;
    for (const auto& identity : identities.identities) by_id.emplace(identity.id, &identity);
    const auto identity_of = [&](const Node& node) {
        const auto found = by_id.find(node.id);
        return found == by_id.end() ? nullptr : found->second;
    };
    Climb climb(nodes, edges);
    const link::Identity* subject = nullptr;
    for (size_t i = 0; i < nodes.size(); ++i)
        if (nodes[i].is_subject) {
            subject = identity_of(nodes[i]);
            climb.start(i, 0);
        }
    for (size_t i = 0; i < nodes.size(); ++i)
        if (nodes[i].kind == Node::Kind::person) climb.start(i, row_by_birth(identity_of(nodes[i]), subject));
    for (size_t i = 0; i < nodes.size(); ++i) nodes[i].generation = climb.row(i).value_or(0);
}

}  // namespace kith::network
