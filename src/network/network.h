#pragma once
#include "link/resolve.h"
#include "record/reply.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kith::network {

/// A person, or a place, body or professional.
struct Node {
    enum class Kind { person, household, school, practice, professional, service };
    std::string id;          ///< Identity::id for a person; "place:..." and the like otherwise
    Kind kind = Kind::person;
    std::string label;       ///< "Kerry Pellow, 35", "Mill Lane Primary"
    std::string note;        ///< second line: postcode, role, "father not known yet"
    record::Sex sex = record::Sex::not_stated;
    bool is_subject = false, is_deceased = false, is_unborn = false;
    bool is_unknown = false;      ///< an explicit unknown of the roster
    bool is_asked = true;         ///< false: mentioned by a source, not asked about
    int generation = 0;           ///< 0 the child's, 1 parents', 2 grandparents', -1 the child's children's
    std::string phone;            ///< to ring a professional or body
};

/// Who said it, from when, until when; several statements of the same tie stand behind one line.
struct Edge {
    std::string id;
    std::string from, to;      ///< Node::id
    std::string kind;          ///< record::Tie::kind
    record::When since;        ///< widest span that any source states
    bool is_ended = false;     ///< as at the date asked for: drawn ended, not removed
    struct Statement { record::Origin origin; record::When since; std::string words; };
    std::vector<Statement> statements;   ///< sorted by origin
    std::string sentence;      ///< "Mother, says Demographics since 2017 and School"
};

struct Network {
    std::vector<Node> nodes;   ///< subject first, then people by roster and name, then the rest by kind and label
    std::vector<Edge> edges;   ///< sorted by id
    /// People who share an address at the date: for the household boundary.
    struct Household { std::string id; std::string label; std::vector<std::string> people; record::When since; };
    std::vector<Household> households;
};

/// Builds the network as at a day. Protected addresses are absent, not hidden. Pure.
Network build(const std::vector<record::RosterPerson>& roster, const std::vector<record::Reply>& replies,
              const link::Identities& identities, const record::PartialDate& as_at);

struct Point { double x = 0, y = 0; };

/// A place for every node, in the order of network.nodes, in units where 1 is a comfortable distance between two people.
/// People stand by generation, the subject in the middle of row 0; places and professionals stand around. Same input,
/// same picture; `keep` holds places of nodes by id that should stay put when people are added. Nodes that carry labels
/// keep `label_width` x `label_height` (same units) clear of each other.
struct Placed { std::string id; Point at; };
std::vector<Placed> lay_out(const Network& network, const std::vector<Placed>& keep = {});

}  // namespace kith::network
