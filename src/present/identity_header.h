#pragma once
#include "present/child_view.h"

#include <string>
#include <vector>

namespace kith::present {

/// The bar that is always in sight: who the child is, and how the child stands.
struct IdentityHeader {
    std::string name;   ///< "Maisie Rose PELLOW"; "No child chosen" before an enquiry
    std::string facts;  ///< "9 · 14 Feb 2017 · NHS 999 000 4838"
    /// Plans and being looked after (current, then ended with date), other names, restricted, died. Each
    /// names its sources in its sentence (FD-13).
    std::vector<Chip> chips;
    Chip enquiry;  ///< purpose and case reference
    bool operator==(const IdentityHeader&) const = default;
};

IdentityHeader identity_header(const ChildView& view);

}  // namespace kith::present
