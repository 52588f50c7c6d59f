#pragma once
#include "patterns/patterns.h"

#include <map>
#include <string>
#include <vector>

namespace kith::patterns {

/// A home and the days on which a source dates its beginning and end.
struct Stay {
    std::string key;              ///< link::address_key
    std::optional<int> from, to;  ///< days since 1970-01-01
    record::Origin origin;
};

/// What the rules look at, for one identity.
struct Facts {
    std::string identity;
    std::vector<const chronology::Entry*> entries;  ///< mainly about this person, dated, in time order
    std::vector<Stay> stays;                        ///< never protected ones
};

/// For every identity, in their order.
std::vector<Facts> gather(const chronology::Chronology& chronology, const link::Identities& identities,
                          const link::Replies& replies);

}  // namespace kith::patterns
