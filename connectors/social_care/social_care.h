#pragma once
#include "base/expected.h"
#include "federate/connector.h"
#include "record/reply.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kith::social_care {

/// A council's case system in the DfE daily-data shape: one or more child payloads. `organisation` is the
/// local authority code; the header SupplierKey carries `client_id`.
std::shared_ptr<const federate::Connector> make(const federate::SourceSettings& settings);

/// Kinds of saved message this family reads, and the reading of one.
std::vector<std::string> readable_kinds();
base::Expected<record::Reply> read_message(std::string_view kind, std::string_view bytes);

}  // namespace kith::social_care
