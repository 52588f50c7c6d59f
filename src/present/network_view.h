#pragma once
#include "network/network.h"
#include "present/child_view.h"

#include <optional>
#include <string>
#include <vector>

namespace kith::present {

/// Genogram symbols: a square for a man or boy, a circle for a woman or girl, a diamond when the sex is not
/// stated, a triangle for an unborn child; a pill for bodies, places and professionals.
enum class Symbol { square, circle, diamond, triangle, pill };

struct NetworkNode {
    std::string id, label, note;
    Symbol symbol = Symbol::diamond;
    char agency = 0;  ///< of a body or professional: H, E or S where its kind says so
    bool is_subject = false, is_deceased = false, is_unknown = false, is_asked = true;
    bool is_at_home = false;  ///< stands in a household, whose label gives the address
    network::Point at;
    std::string sentence;  ///< for tooltip, list and assistive technology
};

/// A tie as it is drawn. Points are in the layout's units.
struct NetworkLine {
    std::string edge;  ///< Edge::id
    std::vector<network::Point> path;
    bool is_family = false;  ///< blood, partnership or care: drawn stronger than the rest
    bool is_ended = false;   ///< drawn broken, never removed (SW-9)
    std::string sentence;
};

struct Box {
    double left = 0, top = 0, right = 0, bottom = 0;
};

/// People at one address. A box for each row of the drawing spans its people's places; the drawing leaves
/// room around them and joins rows that lie under one another. Nobody who does not live there stands in one.
struct HouseholdArea {
    std::string label;
    std::vector<Box> boxes;
};

/// The network as it is drawn, and its twin for reading row by row. Both say the same.
struct NetworkView {
    std::vector<NetworkNode> nodes;  ///< in the order of the network: the child first
    std::vector<NetworkLine> lines;
    std::vector<HouseholdArea> households;
    struct Row {
        std::string who, how, whom, when, said_by;
        Target opens;
        bool is_ended = false;
    };
    std::vector<Row> rows;
    Box bounds;          ///< of all node positions and households
    double row_gap = 1;  ///< the least distance between two rows of people

    const NetworkNode* find(const std::string& id) const;
};

/// `places` as network::lay_out gave them.
NetworkView network_view(const network::Network& network, const std::vector<network::Placed>& places,
                         const SourceBook& sources);

/// The network of the picture as at another day, for the date slider.
network::Network network_as_at(const enquiry::Picture& picture, const record::PartialDate& day);
/// The day from which the network says anything: the earliest start of a tie, or the day itself.
int first_day_of(const network::Network& network, int today);

/// The next node in reading order (by row, then from left to right) in a direction; for arrow keys.
enum class Way { left, right, up, down };
std::optional<size_t> neighbour(const NetworkView& view, std::optional<size_t> from, Way way);

}  // namespace kith::present
