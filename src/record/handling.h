#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace kith::record {

/// A condition its source puts on a fact; it travels with the fact to every screen and copy.
struct Handling {
    /// "restricted", "third_party", "police_intelligence", "protected_address", "adoption", "court", ...
    std::string mark;
    /// In the source's words, where it gave any.
    std::string words;
    bool operator==(const Handling&) const = default;
};

}  // namespace kith::record
