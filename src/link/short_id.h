#pragma once
#include <string>
#include <string_view>

namespace kith::link {

/// A short stable name for something of the picture: the prefix and twelve hex digits of a hash (FNV-1a, 64
/// bits, the low 48 kept). Depends on the text alone, so the same facts carry the same id in every run and on
/// every machine.
std::string short_id(std::string_view prefix, std::string_view text);

}  // namespace kith::link
