#pragma once
#include "base/expected.h"
#include "base/instant.h"
#include "base/secret.h"
#include "policy/rulebook.h"
#include "tlog/checkpoint.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Who vouches for a rulebook. A file next to it, its path with ".sig" at the end, holds the signatures:
///   {"version": 1, "signatures": [{"key": "<name>+<hash, 8 hex digits>", "signature": "<base64, 64
///   bytes>"}]}
/// Each is Ed25519 over kSignedPrefix followed by every byte of the rulebook file, so that a signature made
/// for anything else (a log's head, a release) can never stand under a rulebook. All of it is pure: bytes and
/// the time come in, a rulebook or one sentence comes out.
namespace kith::policy {

inline constexpr std::string_view kSignedPrefix = "kith rulebook signature, version 1\n";
/// Nothing larger is looked at, let alone read.
inline constexpr size_t kLargestRulebook = 4u << 20;
inline constexpr size_t kLargestSignatureFile = 64u << 10;
inline constexpr size_t kMostSignatures = 16;

/// Whom a workstation trusts to sign rulebooks: its settings' "authority".
struct Authority {
    std::vector<tlog::VerifierKey> keys;
    /// How many different keys must have signed: 2 is four-eyes. One key under two names is one signer.
    size_t signatures = 1;
};

/// The highest rulebook a workstation has taken: it takes no lower one, and no other under the same serial.
struct SeenRulebook {
    std::int64_t serial = 0;
    std::string hash;  ///< Rulebook::hash
    bool operator==(const SeenRulebook&) const = default;
};

/// One line of a signature file.
struct RulebookSignature {
    std::string name, key_hash;  ///< of the signer's verifier key, the hash as 8 hexadecimal digits
    std::string bytes;           ///< 64
};

/// Reads a signature file. Fails with corrupt (not in the form above, a member nobody knows, no signature in
/// it) or too_large (bytes or number); the detail is a whole sentence.
base::Expected<std::vector<RulebookSignature>> read_signatures(std::string_view text);
std::string signatures_text(const std::vector<RulebookSignature>& signatures);

/// A signature over the rulebook's bytes. The seed is crypto::kSeedBytes long.
RulebookSignature sign_rulebook(std::string_view bytes, const std::string& name, const base::Secret& seed);

/// Whether enough of the authority's keys have signed these bytes. Signatures of keys that are not pinned
/// count for nothing; a wrong one of a pinned key spoils them all. Fails as accept() does.
base::Expected<void> vouched(std::string_view bytes, std::string_view signature_file,
                             const Authority& authority);

/// The rulebook, if it is signed, sound, no older than what was seen, and in force. `signature_file` is the
/// text of the
/// ".sig" file; empty: there is none. Nothing of the rulebook is read before its signatures hold.
/// Fails with too_large or corrupt (the file cannot be used) or denied (it may not be used: no signature, an
/// unknown signer, a wrong signature, too few signers, a lower serial, the same serial over other bytes, not
/// yet or no longer in force). The detail is one whole sentence for a person, and each of these has its own.
base::Expected<Rulebook> accept(std::string_view bytes, std::string_view signature_file,
                                const Authority& authority, const std::optional<SeenRulebook>& seen,
                                base::Instant now);

/// The part of accept() that looks at the clock and at what was seen before.
base::Expected<void> in_force(const Rulebook& rulebook, const std::optional<SeenRulebook>& seen,
                              base::Instant now);

}  // namespace kith::policy
