#pragma once
#include "base/expected.h"

#include <string_view>

namespace kith::wording {

// Inside this room only; others use wording.h.
inline constexpr std::string_view kNothingLeft = "Nothing was asked and nothing left this machine.";
std::string_view fault_sentence(base::Fault fault);
std::string_view missing_sentence(std::string_view what);

}  // namespace kith::wording
