#pragma once
#include "base/expected.h"
#include "federate/connector.h"

#include <memory>

namespace kith::declarative {

/// Any JSON-over-HTTP source described by a mapping file (MAPPING.md in this folder): request template, paths
/// to fields, categories. Fails with invalid_input when the mapping does not hold together.
base::Expected<std::shared_ptr<const federate::Connector>> make(const federate::SourceSettings& settings);

}  // namespace kith::declarative
