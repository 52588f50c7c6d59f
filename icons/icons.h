#pragma once
#include <string_view>
#include <vector>

namespace kith::icons {

/// The SVG text of one of our line icons ("enquiry", "ask-again"), drawn in `currentColor`; empty if there is
/// none.
std::string_view svg(std::string_view name);
std::vector<std::string_view> names();

}  // namespace kith::icons
