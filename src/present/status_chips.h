#pragma once
#include "present/child_view.h"

#include <vector>

namespace kith::present {

/// What the sources say of the child's standing, one chip for each kind that is current and each that has
/// ended: child protection plan, child in need plan, unborn plan, looked after, missing, special guardianship
/// (FD-13). Linear in the events.
std::vector<Chip> status_chips(const ChildView& view);

}  // namespace kith::present
