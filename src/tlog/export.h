#pragma once
#include "base/expected.h"
#include "base/instant.h"
#include "base/secret.h"
#include "crypto/merkle.h"
#include "tlog/checkpoint.h"

#include <chrono>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// A log, or part of it, as a file for somebody who has nothing else of ours. src/audit/FORMAT.md, "The
/// export", gives its lines.
namespace kith::tlog {

/// What stands at the top of an export.
struct ExportHeader {
    std::string chain;
    VerifierKey key;
    base::Instant made_at{};
    std::string made_by;      ///< who took it, and for which case if it is a case file: stands on every copy
    std::uint64_t size = 0;   ///< entries under the head that seals it
    std::uint64_t count = 0;  ///< entries in the file
    /// Where the entries begin when the file holds every one from there; nothing when it holds chosen ones.
    std::optional<std::uint64_t> first = 0;
    bool is_whole() const { return first == 0u && count == size; }
};

/// Writes an export line by line. A whole log: each head right after the entries it covers. A part: the
/// sealing head first, then each entry with its proof. The stream must outlive it; look at the stream's state
/// at the end.
class ExportWriter {
public:
    ExportWriter(std::ostream& out, const ExportHeader& header);
    void head(const std::string& note);
    void entry(std::uint64_t index, std::string_view leaf);
    /// Proves the entry just written to be under the sealing head.
    void proof(const crypto::Proof& proof);
    /// Proves an earlier head of so many entries to be a beginning of the sealing one.
    void consistency(std::uint64_t older, const crypto::Proof& proof);
    /// The last line: the log's signature over all lines before it.
    void seal(const base::Secret& seed);

private:
    void line(const std::string& text);
    std::ostream& out_;
    crypto::Digest folded_{};
};

enum class Trouble {
    wrong_key,  ///< not signed by a key that was given
    form,       ///< a line that is none of the format's
    missing,    ///< an entry that should stand here does not
    added,      ///< an entry that has no place
    order,      ///< an entry that stands in another's place
    edited,     ///< an entry that is not what was hashed, or entries that are not what was signed
    truncated,  ///< fewer entries than a signed head covers, or a file that ends early
    forked,     ///< two signed heads of which neither begins the other
    clock,      ///< time that went back without an entry that says so
    unproved,   ///< an entry or an older head that the file does not prove
    uncovered,  ///< entries at the end that no signed head covers
    seal        ///< changed outside its entries after it was made
};
std::string_view name_of(Trouble trouble);

struct Finding {
    Trouble trouble = Trouble::form;
    std::optional<std::uint64_t> entry;  ///< the first entry concerned
    std::string sentence;
};

struct CheckWish {
    std::vector<VerifierKey> keys;   ///< any of them may have signed: one log may have had several
    std::vector<std::string> older;  ///< checkpoints that were kept elsewhere
    /// By how much an entry may be earlier than one before it: programs that append side by side wait for
    /// each other.
    std::chrono::milliseconds clock_tolerance{5000};
};

struct ExportReport {
    ExportHeader header;
    std::vector<Finding> findings;       ///< by entry; empty: intact. At most kMostFindings
    std::uint64_t further_findings = 0;  ///< beyond those
    std::uint64_t entries = 0, heads = 0;
    std::uint64_t unsigned_entries = 0;  ///< at the end, under no head in the file
    std::string first_at, last_at;       ///< of the entries, ISO
    std::string head_at;                 ///< when the last head was signed, ISO; empty when it does not say
    bool is_intact() const { return findings.empty(); }
};
inline constexpr size_t kMostFindings = 100;

/// Reads once from front to end, keeping only what a tree of that size needs.
ExportReport check_export(std::istream& in, const CheckWish& wish);

/// "time 2026-11-22T09:41:07.250Z" among a checkpoint's further lines, without the word; empty when there is
/// none.
std::string time_of(const Checkpoint& checkpoint);

}  // namespace kith::tlog
