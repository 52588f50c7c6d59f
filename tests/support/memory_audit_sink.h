#pragma once
#include "ports/audit_sink.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace kith::support {

/// Keeps entries in memory; fails on demand, as a full disk does.
class MemoryAuditSink final : public ports::AuditSink {
public:
    base::Expected<ports::Receipt> append(const ports::AuditEntry& entry) override {
        if (is_full || entries.size() >= room) return base::fail(base::Fault::log_unwritable, "disk full");
        entries.push_back(entry);
        if (on_append) on_append(entry);
        return make_receipt(entries.size() - 1, entries.size(), "00");
    }
    std::vector<ports::AuditEntry> entries;
    bool is_full = false;
    size_t room = SIZE_MAX;  ///< so many entries fit
    std::function<void(const ports::AuditEntry&)> on_append;
};

}  // namespace kith::support
