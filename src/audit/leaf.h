#pragma once
#include "audit/token_key.h"
#include "base/expected.h"
#include "ports/audit_sink.h"

#include <cstdint>
#include <string>
#include <vector>

// Private to this room: the bytes of an entry, as FORMAT.md gives them.
namespace kith::audit {

/// Text that is kept apart from its leaf: sealed, and only committed to in it.
struct OwnWords {
    std::string opening;  ///< 32 random bytes: key of the commitment; empty when there is nothing apart
    std::string text;     ///< own words: canonical JSON; how to say who the subject is: plain, perhaps empty
};
/// Two kinds stand beside a leaf, and neither can be taken for the other.
enum class Apart { own_words, subject };

/// Tokens of the subject, 64 hexadecimal digits each. Where something is not known a random one stands, so
/// that entries about two children look alike to whoever lacks the key.
struct SubjectTokens {
    std::string subject, family, postcode, school;
};

/// All of a leaf that does not depend on where it will stand. Made before the log is held, so that whatever
/// is wrong with the entry is found first.
struct Draft {
    ports::AuditEntry entry;
    std::string facts;  ///< canonical
    OwnWords words, subject_words;
    SubjectTokens tokens;  ///< empty when the entry is about nobody
    std::vector<std::string>
        shown;         ///< tokens of everybody shown, and random ones that hide how many; sorted
    std::string salt;  ///< 16 random bytes: without them nobody can guess a leaf from its hash
};

/// Fails with invalid_input when the facts are not what canonical() takes.
base::Expected<Draft> draft(const ports::AuditEntry& entry, const TokenKey& key, ports::Entropy& entropy);

/// The leaf's canonical JSON, padded to a multiple of 64 bytes. No personal details: the subject is tokens,
/// words are commitments.
std::string leaf_json(const Draft& draft, const TokenKey& key, const std::string& chain, std::uint64_t index);

/// Words as they are stored: nonce, then the sealed text, padded so that its size tells little. Bound to
/// chain and index, so that they cannot be moved to another entry.
std::string seal_words(const OwnWords& words, Apart kind, const TokenKey& key, const std::string& chain,
                       std::uint64_t index, ports::Entropy& entropy);
/// Fails with corrupt when they do not open or do not match.
base::Expected<OwnWords> open_words(std::string_view stored, Apart kind, const TokenKey& key,
                                    const std::string& chain, std::uint64_t index);

/// HMAC-SHA256(opening, text) in hexadecimal.
std::string commitment(const OwnWords& words);

/// Whether a leaf begins and is numbered as the entry at this place of this chain, without reading all of it;
/// `at` is where its time stands in it.
bool is_in_place(std::string_view leaf, std::string_view chain, std::uint64_t index, std::string_view& at);

}  // namespace kith::audit
