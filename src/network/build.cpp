#include "network/parts.h"

#include <algorithm>
#include <tuple>

namespace kith::network {

namespace {

std::string first_word(const std::string& text) {
    return text.substr(0, text.find(' '));
}

std::string short_name(const record::PersonName& name) {
    if (name.given.empty() && name.family.empty()) return name.text.empty() ? "Name not given" : name.text;
    if (name.given.empty()) return name.family;
    return name.family.empty() ? name.given : first_word(name.given) + ' ' + name.family;
}

std::string label_of(const link::Identity& identity, const record::PartialDate& as_at) {
    std::string label = short_name(identity.name);
    if (identity.is_unborn) return identity.name.is_empty() ? "Unborn child" : label;
    const auto age =
        identity.born && !identity.is_deceased ? record::age_on(*identity.born, as_at) : std::nullopt;
    if (age && *age >= 0) label += ", " + std::to_string(*age);
    return label;
}

Node node_of(const link::Identity& identity, const Ground& ground, const std::map<std::string, Home>& homes) {
    Node node{.id = identity.id, .label = label_of(identity, ground.as_at), .sex = identity.sex};
    node.is_deceased = identity.is_deceased;
    node.is_unborn = identity.is_unborn;
    const auto line = std::find_if(ground.roster.begin(), ground.roster.end(), [&](const auto& one) {
        return !identity.person.empty() && one.id == identity.person;
    });
    node.is_asked = line != ground.roster.end() && line->ticked;
    if (const auto home = homes.find(identity.id); home != homes.end()) node.note = home->second.label;
    return node;
}

Node unknown_node(const record::RosterPerson& line) {
    return {.id = unknown_id(line),
            .label = wording::relation(line.relation),
            .note = "to be identified",
            .sex = line.sex,
            .is_unknown = true,
            .is_asked = false};
}

/// Roster lines in their order, the unknown ones among them, then people whom only sources mention, by name.
std::vector<Node> people_nodes(const Ground& ground, const std::map<std::string, Home>& homes) {
    std::vector<Node> nodes;
    for (const auto& line : ground.roster) {
        if (line.is_unknown)
            nodes.push_back(unknown_node(line));
        else if (const auto* identity = ground.people.of_line(line.id))
            nodes.push_back(node_of(*identity, ground, homes));
    }
    for (const auto& identity : ground.identities.identities)
        if (identity.person.empty()) nodes.push_back(node_of(identity, ground, homes));
    return nodes;
}

void put_subject_first(std::vector<Node>& nodes, const std::string& subject) {
    const auto found =
        std::find_if(nodes.begin(), nodes.end(), [&](const Node& node) { return node.id == subject; });
    if (found == nodes.end()) return;
    found->is_subject = true;
    std::rotate(nodes.begin(), found, found + 1);
}

}  // namespace

Network build(const std::vector<record::RosterPerson>& roster, const link::Replies& replies,
              const link::Identities& identities, const record::PartialDate& as_at,
              const wording::SourceNames& names) {
    const Ground ground{roster, link::in_order(replies), identities, link::People(identities), as_at, names};
    const auto lived_at = homes(ground);
    Ties found = ties(ground);
    Network out;
    out.nodes = people_nodes(ground, lived_at);
    put_subject_first(out.nodes, subject_id(ground));
    set_generations(out.nodes, found.edges, identities);
    std::sort(found.nodes.begin(), found.nodes.end(), [](const Node& a, const Node& b) {
        return std::tie(a.kind, a.label, a.id) < std::tie(b.kind, b.label, b.id);
    });
    out.nodes.insert(out.nodes.end(), found.nodes.begin(), found.nodes.end());
    out.edges = std::move(found.edges);
    out.households = households(lived_at);
    return out;
}

}  // namespace kith::network
