#pragma once
#include "link/people.h"
#include "network/network.h"

#include <map>
#include <string>
#include <vector>

/// The pieces that build() puts together. Inside this room only.
namespace kith::network {

/// What everything is built from. All of it outlives the building.
struct Ground {
    const std::vector<record::RosterPerson>& roster;
    link::Replies replies;
    const link::Identities& identities;
    link::People people;
    const record::PartialDate& as_at;
    const wording::SourceNames& names;
};

/// "unknown:p2": the node of an explicit unknown of the roster.
std::string unknown_id(const record::RosterPerson& line);
/// Identity id of the child asked about; of the first answer's person where nobody is called the subject;
/// else empty.
std::string subject_id(const Ground& ground);

/// Where each person lives at the day, by the latest move that a source states; one home a person.
struct Home {
    std::string key;
    std::string label;                    ///< the postcode, else the first line
    record::When since;                   ///< the earliest that a source gives for this home
    std::vector<record::Origin> origins;  ///< who says so
};
std::map<std::string, Home> homes(const Ground& ground);
std::vector<Network::Household> households(const std::map<std::string, Home>& homes);

/// Edges and the nodes of bodies, places and professionals that they lead to.
struct Ties {
    std::vector<Edge> edges;
    std::vector<Node> nodes;
};
Ties ties(const Ground& ground);

/// Rows of a genogram: 0 for the subject's own generation, larger for older ones. People whom no tie places
/// stand by their years of birth.
void set_generations(std::vector<Node>& nodes, const std::vector<Edge>& edges,
                     const link::Identities& identities);

}  // namespace kith::network
