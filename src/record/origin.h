#pragma once
#include "base/instant.h"
#include "record/ids.h"

#include <string>
#include <tuple>

namespace kith::record {

/// Where a fact comes from. Every fact has one, two keys away on screen and in every export.
struct Origin {
    SourceId source;
    /// The source's own name for the record it came from ("Encounter/ED-3317"). Opaque to us.
    std::string reference;
    base::Instant fetched_at{};
    PermitId permit;

    bool operator==(const Origin&) const = default;
};

/// Stable order for breaking ties: by source, then reference. Never by address or hash.
inline bool operator<(const Origin& a, const Origin& b) {
    return std::tie(a.source, a.reference) < std::tie(b.source, b.reference);
}

}  // namespace kith::record
