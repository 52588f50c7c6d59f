#pragma once
#include "link/resolve.h"
#include "record/reply.h"
#include "wording/wording.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kith::network {

/// A person, or a place, body or professional.
struct Node {
    enum class Kind { person, household, school, practice, professional, service };
    std::string id;  ///< Identity::id for a person; "place:..." and the like otherwise
    Kind kind = Kind::person;
    std::string label;  ///< "Kerry Pellow, 35", "Mill Lane Primary"
    std::string note;   ///< second line: postcode, role, "to be identified"
    record::Sex sex = record::Sex::not_stated;
    bool is_subject = false, is_deceased = false, is_unborn = false;
    bool is_unknown = false;  ///< an explicit unknown of the roster
    bool is_asked = true;     ///< false: mentioned by a source, not asked about
    int generation = 0;       ///< 0 the child's, 1 parents', 2 grandparents', -1 the child's children's
    std::string phone;        ///< to ring a professional or body
};

/// Who said it, from when, until when; several statements of the same tie stand behind one line.
struct Edge {
    std::string id;
    std::string from, to;   ///< Node::id
    std::string kind;       ///< record::Tie::kind
    record::When since;     ///< widest span that any source states
    bool is_ended = false;  ///< as at the date asked for: drawn ended, not removed
    struct Statement {
        record::Origin origin;
        record::When since;
        std::string words;
    };
    std::vector<Statement> statements;  ///< sorted by origin
    std::string sentence;               ///< "Mother, say Demographics since 2017 and School"
};

struct Network {
    /// Subject first, then people by roster and name, then the rest by kind and label.
    std::vector<Node> nodes;
    std::vector<Edge> edges;  ///< sorted by id
    /// People who share an address at the date: for the household boundary.
    struct Household {
        std::string id;
        std::string label;
        std::vector<std::string> people;
        record::When since;
        std::vector<record::Origin> origins;  ///< of the records that place somebody there, sorted
    };
    std::vector<Household> households;
};

/// What the person asking said of the roster stands beside what sources say, under this name.
inline const record::SourceId kAsker{"asker"};

/// Builds the network as at a day: ties and homes that had not begun are absent, ended ones are there as
/// ended. Protected addresses are absent, not hidden; people on offer as candidates are absent until settled.
/// `names`: of sources, for the sentences. Pure; the order of replies does not matter.
Network build(const std::vector<record::RosterPerson>& roster, const link::Replies& replies,
              const link::Identities& identities, const record::PartialDate& as_at,
              const wording::SourceNames& names = {});

/// y grows downwards; 1 is a comfortable distance between two people.
struct Point {
    double x = 0, y = 0;
};
struct Size {
    double width = 0, height = 0;
};
/// The room that a node and its label take, centred on its place.
Size room_of(const Node& node);

struct Placed {
    std::string id;
    Point at;
};
/// A place for every node, in the order of network.nodes. People stand by generation, the subject at 0, 0,
/// partners side by side, children below their parents; bodies, places and professionals stand to both sides.
/// No two rooms overlap. Same input, same picture; `keep` holds places of nodes by id that stay put when
/// people are added.
std::vector<Placed> lay_out(const Network& network, const std::vector<Placed>& keep = {});

}  // namespace kith::network
