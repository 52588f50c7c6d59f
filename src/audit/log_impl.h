#pragma once
#include "audit/access_log.h"
#include "audit/chain.h"
#include "audit/signing_key.h"
#include "audit/token_key.h"

#include <set>
#include <string>

// Private to this room.
namespace kith::audit {

struct AccessLog::Impl {
    Place place;
    ports::Entropy& entropy;
    TokenKey key;
    SigningKey signer;
    Chain chain;
    /// Enquiries under emergency access that this program has seen begin: what belongs to them may use the
    /// reserve.
    std::set<std::string> emergencies = {};

    std::string reserve_path() const { return place.path + ".reserve"; }
    bool is_emergency(const ports::AuditEntry& entry) const;
    /// Makes the reserve if it is not there; fails with too_large when there is no room for it.
    base::Expected<void> keep_reserve() const;
    Chain::Sign when_due(base::Instant at) const;
    base::Expected<std::uint64_t> write(const ports::AuditEntry& entry);
};

}  // namespace kith::audit
