#pragma once
#include "base/expected.h"
#include "base/instant.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Private to this room: the pilot's directory of organisations as it is written. Every name is in upper case,
// for the pilot compares them without regard to it.
namespace kith::policy::dsa {

struct Rule {
    bool allows = false;
    bool existence = false, content = false;  ///< the modes it speaks of
    std::vector<std::string> record_types, org_types, org_ids, purposes;
    std::optional<base::Instant> from, until;  ///< both ends belong to it
    std::string reason;
    std::string place;  ///< "exceptions[0]"
};

struct Organisation {
    std::string id, type;
    std::string name;
    std::vector<Rule> exceptions, defaults;
};

/// Fails with invalid_input or too_large and the place in the file.
base::Expected<std::vector<Organisation>> read_directory(std::string_view bytes);

}  // namespace kith::policy::dsa
