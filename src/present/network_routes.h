#pragma once
#include "network/network.h"

#include <map>
#include <string>
#include <vector>

namespace kith::present {

using Places = std::map<std::string, network::Point>;

/// Whether a tie is one of blood, partnership or care.
bool is_family(const std::string& tie_kind);

/// The way each edge takes, in the order of network.edges: children hang from the line between their parents
/// as in a genogram, partners stand on one line, everything else goes straight. An empty path: the tie is
/// already drawn by others (siblings under the same parents); it stays in the list.
std::vector<std::vector<network::Point>> routes(const network::Network& network, const Places& places);

}  // namespace kith::present
