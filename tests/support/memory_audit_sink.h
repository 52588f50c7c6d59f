#pragma once
#include "ports/audit_sink.h"

#include <vector>

namespace kith::support {

/// Keeps entries in memory; fails on demand, as a full disk does.
class MemoryAuditSink final : public ports::AuditSink {
public:
    base::Expected<ports::Receipt> append(const ports::AuditEntry& entry) override {
        if (is_full) return base::fail(base::Fault::log_unwritable, "disk full");
        entries.push_back(entry);
        return make_receipt(entries.size() - 1, entries.size(), "00");
    }
    std::vector<ports::AuditEntry> entries;
    bool is_full = false;
};

}  // namespace kith::support
