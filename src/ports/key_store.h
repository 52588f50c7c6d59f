#pragma once
#include "base/expected.h"
#include "base/secret.h"

#include <string>
#include <vector>

namespace kith::ports {

/// Where keys are kept, apart from what they open: the desktop's key store, or a file under a passphrase. One
/// thread at a time. Names are ours ("shelf/epoch/2026-11-22") and say nothing of anybody.
///
/// Faults: not_found (no such key), denied (locked, or the wrong passphrase), unavailable (no key store
/// answers), corrupt.
class KeyStore {
public:
    virtual ~KeyStore() = default;
    virtual base::Expected<base::Secret> get(const std::string& name) = 0;
    /// Durable when this returns. Replaces what is there.
    virtual base::Expected<void> put(const std::string& name, const base::Secret& key) = 0;
    /// Nothing can bring it back when this returns, as far as the store allows. One that is not there is no
    /// error.
    virtual base::Expected<void> erase(const std::string& name) = 0;
    /// Names that begin so, sorted.
    virtual base::Expected<std::vector<std::string>> names(const std::string& beginning) = 0;
    /// For the status line and the retention report: "the desktop's key store", "a passphrase".
    virtual std::string words() const = 0;
};

}  // namespace kith::ports
