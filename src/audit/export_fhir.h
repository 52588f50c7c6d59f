#pragma once
#include "base/expected.h"

#include <string>
#include <string_view>

namespace kith::audit {

/// Entries as FHIR R4 AuditEvent resources, in the shape of NHS England's PARS profile: the asking
/// organisation, the person and the workstation as agents, the log as source, the subject (by token: the log
/// names nobody), the enquiry and the source as entities.
std::string fhir_begin(std::string_view made_at_iso);
/// One entry of the bundle; `is_first` leaves out the comma. Fails with corrupt when the leaf cannot be read.
base::Expected<std::string> fhir_entry(std::string_view leaf_json, std::string_view leaf_hash, bool is_first);
std::string fhir_end();
/// The resource alone.
base::Expected<std::string> audit_event(std::string_view leaf_json, std::string_view leaf_hash);

}  // namespace kith::audit
