#pragma once
#include "connectors/sandbox/desk.h"
#include "connectors/sandbox/northshire.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kith::sandbox {

/// One of the partnership's sources, as the rulebook and the settings name it.
struct Source {
    std::string id;
    std::string kind;          ///< of connector: "fhir.pds", "sui", ...
    std::string base_path;     ///< "" or "/fhir/R4"
    std::string organisation;  ///< ODS code, SUI organisation or local authority code
    std::vector<std::string> record_types = {};
    bool wants_token = false;
    std::string coverage = {};  ///< where and since when it keeps electronic records
};

const std::vector<Source>& sources();
std::vector<std::string> source_ids();

/// The stand-in's tongue: what this source answers. `client_id` and `client_secret` matter where it wants a
/// token.
std::unique_ptr<Desk> make_desk(const Northshire& northshire, const Source& source,
                                const std::string& client_id, const std::string& client_secret);

}  // namespace kith::sandbox
