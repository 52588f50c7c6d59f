#pragma once
#include "base/expected.h"
#include "federate/connector.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kith::wire {

/// A connector of the family that `settings.kind` names. Fails with invalid_input for an unknown kind, naming the nearest.
base::Expected<std::shared_ptr<const federate::Connector>> make_connector(const federate::SourceSettings& settings);

/// The kinds `kith read` understands: "fhir.pds.patient", "sui.record", "social_care.child", ...
std::vector<std::string> readable_kinds();
/// What a connector understands from one saved message. Fails with invalid_input when it cannot be used.
base::Expected<record::Reply> read_message(std::string_view kind, std::string_view bytes);

}  // namespace kith::wire
