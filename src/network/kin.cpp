#include "network/rows.h"

#include <algorithm>

namespace kith::network {

namespace {

void connect(std::vector<std::vector<size_t>>& graph, size_t a, size_t b) {
    if (a == b || std::find(graph[a].begin(), graph[a].end(), b) != graph[a].end()) return;
    graph[a].push_back(b);
    graph[b].push_back(a);
}

bool is_partnership(const std::string& kind) {
    return kind == "partner" || kind == "ex_partner";
}
bool is_parenthood(const std::string& kind) {
    return kind == "mother" || kind == "father" || kind == "parent";
}

}  // namespace

Kin::Kin(const Network& network)
    : row(network.nodes.size()),
      partners(network.nodes.size()),
      pulls(network.nodes.size()),
      housemates(network.nodes.size()),
      parents_(network.nodes.size()) {
    for (size_t i = 0; i < network.nodes.size(); ++i) {
        index.emplace(network.nodes[i].id, i);
        row[i] = network.nodes[i].generation;
        if (network.nodes[i].kind == Node::Kind::person) people.push_back(i);
    }
    for (const auto& edge : network.edges) add_edge(edge);
    add_co_parents(parents_);
    add_households(network);
}

void Kin::add_edge(const Edge& edge) {
    const auto from = index.find(edge.from), to = index.find(edge.to);
    if (from == index.end() || to == index.end()) return;
    const size_t a = from->second, b = to->second;
    if (is_partnership(edge.kind) && row[a] == row[b])
        connect(partners, a, b);
    else
        connect(pulls, a, b);
    if (is_parenthood(edge.kind) && row[b] == row[a] + 1) parents_[a].push_back(b);
}

void Kin::add_co_parents(const std::vector<std::vector<size_t>>& parents) {
    for (const auto& pair : parents)
        if (pair.size() == 2) connect(partners, pair[0], pair[1]);
}

/// The first of a household stands for all, so that a hostel of forty makes forty pulls and not sixteen
/// hundred.
void Kin::add_households(const Network& network) {
    for (const auto& household : network.households) {
        std::vector<size_t> members;
        for (const auto& id : household.people)
            if (const auto found = index.find(id); found != index.end()) members.push_back(found->second);
        std::sort(members.begin(), members.end());
        for (size_t i = 1; i < members.size(); ++i) connect(housemates, members.front(), members[i]);
    }
}

}  // namespace kith::network
