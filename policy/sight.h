#pragma once
#include "record/ids.h"

#include <map>
#include <string>
#include <vector>

namespace kith::policy {

/// Which handling marks somebody may see, and what is said of the others.
struct Sight {
    std::vector<std::string> marks;  ///< seen; any other mark is withheld
    std::vector<std::string>
        silent;  ///< of those withheld: nothing is said, not even that there is something
    /// Whom to ring at each source about what is withheld: "Public protection desk, 01632 960160".
    std::map<record::SourceId, std::string> ring;
    bool operator==(const Sight&) const = default;
};

}  // namespace kith::policy
