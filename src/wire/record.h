#pragma once
#include "base/expected.h"
#include "ports/audit_sink.h"
#include "wire/settings.h"

namespace kith::wire {

/// Appends one entry to the settings' access log while nobody else has it open here: for signing in, before
/// there is a desk, and for leaving, after it has gone. Opens and closes the log; not on the UI thread. Fails
/// as AccessLog does.
base::Expected<void> record_entry(const Settings& settings, const ports::AuditEntry& entry);

}  // namespace kith::wire
