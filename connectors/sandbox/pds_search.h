#pragma once
#include "connectors/sandbox/cabinet.h"
#include "connectors/sandbox/desk.h"

#include <optional>
#include <string>
#include <vector>

namespace kith::sandbox {

/// A PDS search, read from its query.
struct PdsSearch {
    std::string family, given, gender, postcode;
    std::string born_from, born_to;  ///< ISO days, both inclusive
    bool is_fuzzy = false;
    std::size_t most = 50;  ///< _max-results

    bool has_birth() const { return !born_from.empty() || !born_to.empty(); }
};

struct PdsHit {
    PersonIndex person = 0;
    double score = 1.0;
};

/// Reads the query, or gives the error that PDS would answer with when less than a minimum set of values is
/// there.
std::optional<Answer> read_pds_search(const Question& question, PdsSearch& into);

/// Who is found, best first. Restricted people are never found by where they live.
std::vector<PdsHit> find_in_pds(const Cabinet& cabinet, const PdsSearch& search);

}  // namespace kith::sandbox
