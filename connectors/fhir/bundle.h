#pragma once
#include "base/instant.h"
#include "json/value.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::fhir {

/// One entry of a Bundle.
struct Entry {
    json::Value resource;
    std::string full_url;
    std::optional<double> score;  ///< of a search, 0 to 1
    std::string_view type() const { return resource["resourceType"].text(); }
};

/// The entries of a Bundle; a resource on its own is the one entry.
std::vector<Entry> entries_of(json::Value message);

/// Finds what references in one or several Bundles point to. Valid while their documents live.
class Index {
public:
    void add(const std::vector<Entry>& entries);
    /// The resource a Reference means: an entry by address or "Type/id", or one contained in `within`;
    /// missing if it is not among them.
    json::Value resolve(json::Value reference, json::Value within = {}) const;

private:
    std::map<std::string, json::Value, std::less<>> by_address_, by_name_;
};

/// When a Bundle or resource says it is from: its timestamp, else its last update.
std::optional<base::Instant> as_of(json::Value message);

/// Number of matches that a searchset says it has; empty if it does not say.
std::optional<size_t> total_of(json::Value bundle);

/// The address of the next page; empty on the last.
std::string next_link(json::Value bundle);

/// The path below `base_url` that an absolute or relative next link leads to: "/Encounter/_search?page=2".
/// Empty when it leads to another origin or out of the base's path: a source may not send us elsewhere (trust
/// case C13).
std::string path_below(std::string_view base_url, std::string_view link);

}  // namespace kith::fhir
