#pragma once
#include "base/expected.h"
#include "ports/audit_sink.h"
#include "ports/entropy.h"

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>
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
        /// 32-byte Ed25519 seed that signs this log's heads; made at first use, mode 0600. Empty: beside the
        /// token key, with
        /// ".sign" after its name.
        std::string signing_key_path;
        /// The log's name in its checkpoints, without spaces or plus signs:
        /// "northshire.example/kith/NSC-0417". Empty: made from the chain's id.
        std::string origin;
        /// Held beside the log for entries about emergency access, for the hour when the disk is full. 0:
        /// nothing.
        std::uint64_t reserve_bytes = 8u << 20;
    };
    /// Opens or makes it, goes on from its last signed head and checks every entry after that; verify()
    /// checks them all. Fails with corrupt, naming the first entry that does not hold, or with log_unwritable
    /// and why. `entropy` must outlive it.
    static base::Expected<std::unique_ptr<AccessLog>> open(const Place& place, ports::Entropy& entropy);
    ~AccessLog() override;

    /// One flush to disk, then the receipt. Fails with log_unwritable alone; the detail tells a full disk
    /// from a file that may not be written, one that another program holds, and one that is damaged. When the
    /// disk is full, entries of emergency access and of the enquiries begun under it still find room: the
    /// reserve is given up for them, and nothing else is taken until it could be made again.
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
    /// How to say whom an entry is about. The look itself must have been logged: that receipt is the leave to
    /// look, and must be of a `subject_opened` entry of this log by an auditor; fails with denied otherwise.
    /// Empty when the entry is about nobody, nobody said, or the words have been erased.
    base::Expected<std::string> subject_words(std::uint64_t index, const ports::Receipt& logged) const;
    /// Erases what was written in own words with an entry and how to say whom it is about; every proof still
    /// holds.
    base::Expected<void> erase_words(std::uint64_t index);
    /// The keyed token that leaves carry for a text of this kind: "subject", "family", "postcode" or
    /// "school". For finding entries about somebody whose number one has, and for review rules. Case and
    /// white space do not matter. Where an entry does not know one, a random token stands that no text gives.
    std::string token(std::string_view kind, std::string_view clear) const;

    /// Signs the head as it stands, once per size, and keeps it; returns the signed note. Appending does so
    /// by itself at least every 100 entries or 60 seconds of the entries' own time, in the same flush. To be
    /// called when idle and before closing, so that the last entries are signed too: where they are already,
    /// nothing is written and nobody is waited for. Fails with log_unwritable.
    base::Expected<std::string> checkpoint(base::Instant now);
    /// The last signed note; empty before the first.
    std::string latest_checkpoint() const;
    /// The C2SP verifier key of this log, to be kept elsewhere.
    std::string verifier_key() const;

    /// Checks every entry, every stored checkpoint and the order of clocks. `progress` may stop it by
    /// returning false.
    struct Integrity {
        std::uint64_t entries = 0;
        std::uint64_t checked_to = 0;   ///< entries that hold
        std::string trouble;            ///< empty: intact; else what is wrong at which entry, in a sentence
        std::string checkpoint_time;    ///< of the last signed head, ISO
        std::uint64_t clock_jumps = 0;  ///< entries whose time lies before the one before
    };
    base::Expected<Integrity> verify(const std::function<bool(std::uint64_t)>& progress) const;

    /// What of the log goes into an export. Nothing chosen: the whole log.
    struct Wish {
        std::function<bool(const Stored&)> wants;  ///< empty: every entry
        std::vector<std::string> older;  ///< checkpoints kept elsewhere, to be proved a beginning of this log
        std::string made_by;             ///< stands on the copy: who takes it, and for which case
        base::Instant now{};
    };
    /// Signs the head as it stands and writes what is under it in the form that kith-verify reads (FORMAT.md,
    /// "The export"). Returns how many entries were written. Fails with unavailable when the stream does not
    /// take it. Appends nothing: who calls has logged the export.
    base::Expected<std::uint64_t> write_export(std::ostream& out, const Wish& wish);
    /// Every entry from `first` on in turn, read in batches; `take` may stop it by failing. For other forms
    /// of export.
    base::Expected<void> each(std::uint64_t first,
                              const std::function<base::Expected<void>(const Stored&)>& take) const;
    /// RFC 9162: that entry `index` is in the tree of the first `size` entries, as hashes in hexadecimal.
    base::Expected<std::vector<std::string>> inclusion_proof(std::uint64_t index, std::uint64_t size) const;

    /// As of the last append or the opening, whichever is later.
    std::uint64_t size() const;
    std::string root() const;

private:
    struct Impl;
    explicit AccessLog(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace kith::audit
