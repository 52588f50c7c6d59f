#pragma once
#include "base/expected.h"
#include "ports/audit_sink.h"
#include "ports/entropy.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace kith::audit {

/// The workstation's own access log: one SQLite file of canonical JSON leaves, hashed as RFC 6962 says.
/// FORMAT.md in this folder gives the bytes. Desk thread only; several programs may append to the same file.
class AccessLog final : public ports::AuditSink {
public:
    struct Place {
        std::string path;  ///< the SQLite file; its folder is made if missing, readable by its owner only
        /// 32 bytes that key the subjects' tokens; made at first use, mode 0600. A new key goes on with the
        /// same log: its tokens carry its id, and those of the lost one can no longer be matched.
        std::string token_key_path;
    };
    /// Opens or makes it, and checks that the stored leaves give the stored root. Fails with corrupt, naming
    /// the first entry that does not hold, or with log_unwritable and why. `entropy` must outlive it.
    static base::Expected<std::unique_ptr<AccessLog>> open(const Place& place, ports::Entropy& entropy);
    ~AccessLog() override;

    /// One flush to disk, then the receipt. Fails with log_unwritable alone; the detail tells a full disk
    /// from a file that may not be written, one that another program holds, and one that is damaged.
    base::Expected<ports::Receipt> append(const ports::AuditEntry& entry) override;

    struct Stored {
        std::uint64_t index = 0;
        std::string leaf_json;
        std::string leaf_hash;  ///< hexadecimal
    };
    /// Entries from `first`, at most `limit`.
    base::Expected<std::vector<Stored>> read(std::uint64_t first, size_t limit) const;
    /// What was written in own words with an entry, as canonical JSON; empty when there was nothing or it has
    /// been erased. Fails with corrupt when it is not what the leaf committed to.
    base::Expected<std::string> own_words(std::uint64_t index) const;
    /// As of the last append or the opening, whichever is later.
    std::uint64_t size() const;
    std::string root() const;

private:
    struct Impl;
    explicit AccessLog(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace kith::audit
