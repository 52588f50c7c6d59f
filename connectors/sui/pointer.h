#pragma once
#include "json/value.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::sui {

/// One line of a find's answer: a record that is held, and where at this source it can be fetched. An empty
/// path: it points to another place, which is never followed.
struct Pointer {
    std::string record_type, record_id, path;
};

/// The path, below the source's base address, of a record address: absolute at the same place, a template
/// ("{StubCustodiansBaseUrl}/api/v1/Fetch/..."), or a path. Nothing when it leads elsewhere, climbs, or
/// carries the person's number.
std::optional<std::string> path_at_source(std::string_view url, std::string_view base_url,
                                          std::string_view person_id);

/// Reads a find's answer. Nothing when it is not a list of pointers.
std::optional<std::vector<Pointer>> read_pointers(json::Value root, std::string_view base_url,
                                                  std::string_view organisation, std::string_view person_id);

}  // namespace kith::sui
