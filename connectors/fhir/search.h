#pragma once
#include "base/instant.h"
#include "record/roster_person.h"

#include <string>
#include <string_view>
#include <vector>

namespace kith::fhir {

/// One search of the demographics service.
struct Search {
    std::string query;  ///< percent-encoded, without the "?"
    std::string words;  ///< "family name, given name and birth date, exactly"
};

/// The searches to try in turn until one finds somebody, narrowest first: plain (family and birth date at
/// least), then fuzzy by each minimum set that is known. Empty when what is known makes no set. Age ranges
/// count from `now`. Every person a search returns is logged as looked at, so nothing wider than needed is
/// ever sent.
std::vector<Search> searches_for(const record::RosterPerson& person, base::Instant now);

/// Whether searches_for() would give any.
bool can_search(const record::RosterPerson& person);

/// Percent-encodes all but unreserved characters (RFC 3986).
std::string percent_encoded(std::string_view text);

}  // namespace kith::fhir
