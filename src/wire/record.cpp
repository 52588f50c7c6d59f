#include "wire/record.h"

#include "audit/access_log.h"
#include "keys/system_entropy.h"

namespace kith::wire {

base::Expected<void> record_entry(const Settings& settings, const ports::AuditEntry& entry) {
    keys::SystemEntropy entropy;
    auto log = audit::AccessLog::open({.path = settings.log_path,
                                       .token_key_path = settings.log_key_path,
                                       .signing_key_path = settings.log_signing_key_path,
                                       .origin = settings.log_origin},
                                      entropy);
    if (!log) return log.error();
    const auto receipt = (*log)->append(entry);
    if (!receipt) return receipt.error();
    return {};
}

}  // namespace kith::wire
