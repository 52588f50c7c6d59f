#pragma once
#include "network/network.h"

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace kith::network {

/// The people of a network as lay_out sees them: who stands in which row, and who pulls on whom. Indices are
/// those of network.nodes.
struct Kin {
    explicit Kin(const Network& network);
    std::vector<size_t> people;
    std::vector<int> row;                       ///< generation, by node
    std::vector<std::vector<size_t>> partners;  ///< and those who are parents of one child
    std::vector<std::vector<size_t>> pulls;     ///< parents, children, brothers, sisters, carers
    std::vector<std::vector<size_t>> housemates;
    std::unordered_map<std::string, size_t> index;

private:
    void add_edge(const Edge& edge);
    void add_co_parents(const std::vector<std::vector<size_t>>& parents);
    void add_households(const Network& network);
    std::vector<std::vector<size_t>> parents_;
};

/// Places of the people, the subject at 0, 0: by node index; bodies stay at 0, 0.
std::vector<Point> stand_in_rows(const Kin& kin, size_t subject);

/// x nearest to `wanted`, in the same order, neighbours at least `gap` apart (pool adjacent violators).
std::vector<double> spread(const std::vector<double>& wanted, double gap);

}  // namespace kith::network
