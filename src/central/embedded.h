#pragma once
#include <string_view>

// Private to this room: the files of sql/, as text.
namespace kith::central {

/// By name without ending: "tables". Empty for a name that is none.
std::string_view embedded_sql(std::string_view name);

}  // namespace kith::central
