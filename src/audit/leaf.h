#pragma once
#include "audit/token_key.h"
#include "base/expected.h"
#include "ports/audit_sink.h"

#include <cstdint>
#include <string>

// Private to this room: the bytes of an entry, as FORMAT.md gives them.
namespace kith::audit {

/// What an entry wrote in its own words, apart from its leaf.
struct OwnWords {
    std::string opening;  ///< 32 random bytes: key of the commitment
    std::string text;     ///< canonical JSON, or empty when there are none
};

/// All of a leaf that does not depend on where it will stand. Made before the log is held, so that whatever
/// is wrong with the entry is found first.
struct Draft {
    ports::AuditEntry entry;
    std::string facts;  ///< canonical
    OwnWords words;
    std::string salt;  ///< 16 random bytes: without them nobody can guess a leaf from its hash
};

/// Fails with invalid_input when the facts are not what canonical() takes.
base::Expected<Draft> draft(const ports::AuditEntry& entry, ports::Entropy& entropy);

/// The leaf's canonical JSON. No personal details: the subject is a token, own words a commitment.
std::string leaf_json(const Draft& draft, const TokenKey& key, const std::string& chain, std::uint64_t index);

/// Words as they are stored: nonce, then the sealed text, padded so that its size tells little. Bound to
/// chain and index, so that they cannot be moved to another entry.
std::string seal_words(const OwnWords& words, const TokenKey& key, const std::string& chain,
                       std::uint64_t index, ports::Entropy& entropy);
/// Fails with corrupt when they do not open or do not match.
base::Expected<OwnWords> open_words(std::string_view stored, const TokenKey& key, const std::string& chain,
                                    std::uint64_t index);

/// HMAC-SHA256(opening, text) in hexadecimal.
std::string commitment(const OwnWords& words);

}  // namespace kith::audit
