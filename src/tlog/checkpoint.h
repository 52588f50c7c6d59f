#pragma once
#include "base/expected.h"
#include "base/secret.h"
#include "crypto/hash.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// The signed and exported form of a log, apart from how it is kept: what `kith-verify` reads. Pure; knows no
/// database.
namespace kith::tlog {

/// Who signs heads: a name without spaces or plus signs and an Ed25519 key. Written as the C2SP signed-note
/// verifier key
/// "<name>+<hash, 8 hex digits>+<base64 of 0x01 and the 32-byte key>".
struct VerifierKey {
    std::string name;        ///< "northshire.example/kith/NSC-0417"
    std::string public_key;  ///< 32 bytes
    std::string text() const;
    /// SHA-256(name, newline, 0x01, key), first four bytes, as they are.
    std::string key_hash() const;
    static base::Expected<VerifierKey> parse(std::string_view text);
};

/// The head of a tree: c2sp.org/tlog-checkpoint.
struct Checkpoint {
    std::string origin;
    std::uint64_t size = 0;
    crypto::Digest root{};
    std::vector<std::string> extensions;  ///< further lines; ours: "time <RFC 3339>"
    /// The text that is signed, with its last newline.
    std::string body() const;
};

/// A checkpoint with the signatures under it: c2sp.org/signed-note.
struct SignedCheckpoint {
    Checkpoint checkpoint;
    struct Signature {
        std::string name, key_hash, bytes;  ///< the last two as bytes, not base64
    };
    std::vector<Signature> signatures;

    std::string text() const;
    /// At most 64 KiB and 16 signatures. Fails with invalid_input and what is wrong with its form; signatures
    /// are not yet checked.
    static base::Expected<SignedCheckpoint> parse(std::string_view text);
    bool is_signed_by(const VerifierKey& key) const;
};
SignedCheckpoint sign(const Checkpoint& checkpoint, const std::string& name, const base::Secret& seed);

}  // namespace kith::tlog
