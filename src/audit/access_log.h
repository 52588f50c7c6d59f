#pragma once
#include "base/expected.h"
#include "base/secret.h"
#include "ports/audit_sink.h"
#include "ports/clock.h"
#include "ports/entropy.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace kith::audit {

/// The workstation's own access log: one SQLite file of canonical JSON leaves, hashed as RFC 6962 says. FORMAT.md in this
/// folder gives the bytes. Desk thread only.
class AccessLog final : public ports::AuditSink {
public:
    struct Place {
        std::string path;          ///< the SQLite file; its folder is made if missing, readable by its owner only
        std::string token_key_path;  ///< 32 bytes that key the subjects' tokens; made at first use, mode 0600
    };
    /// Opens or makes it, and checks that the stored leaves give the stored root. Fails with log_unwritable or corrupt.
    static base::Expected<std::unique_ptr<AccessLog>> open(const Place& place, ports::Entropy& entropy);
    ~AccessLog() override;

    base::Expected<ports::Receipt> append(const ports::AuditEntry& entry) override;

    struct Stored { std::uint64_t index = 0; std::string leaf_json; std::string leaf_hash; };
    /// Entries from `first`, at most `limit`.
    base::Expected<std::vector<Stored>> read(std::uint64_t first, size_t limit) const;
    std::uint64_t size() const;
    std::string root() const;

private:
    struct Impl;
    explicit AccessLog(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace kith::audit
