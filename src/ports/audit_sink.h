#pragma once
#include "base/expected.h"
#include "base/instant.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kith::ports {

/// Proof that an entry is on disk. Only an audit sink makes one; asking needs one.
class Receipt {
public:
    std::uint64_t leaf() const { return leaf_; }       ///< index of the entry in the tree
    std::uint64_t size() const { return size_; }       ///< entries in the tree after it
    const std::string& root() const { return root_; }  ///< RFC 6962 root over them, lower-case hex

private:
    friend class AuditSink;
    Receipt(std::uint64_t leaf, std::uint64_t size, std::string root)
        : leaf_(leaf), size_(size), root_(std::move(root)) {}
    std::uint64_t leaf_;
    std::uint64_t size_;
    std::string root_;
};

/// Members of an entry's facts that hold what a person wrote in their own words, which may name somebody. The
/// sink keeps them apart: sealed, and only committed to in the entry, so that they can be erased and the tree
/// still holds.
inline constexpr std::array<std::string_view, 4> kOwnWords = {"reason", "override_words", "emergency_words",
                                                              "terms"};

/// One entry for the access log, before it has its place. Members of `facts` become members of the canonical
/// JSON leaf: names and codes of ours, never a person's details (the subject is a keyed token made by the
/// sink).
struct AuditEntry {
    /// One of ports/audit_kinds.h.
    std::string kind;
    base::Instant at{};
    std::string user, role, agency, workstation;
    std::string purpose, lawful_basis, case_ref;
    /// Identifies the enquiry across its entries.
    std::string enquiry;
    /// What names the subject, to be turned into a keyed token: NHS number, else the demographics joined.
    /// Never stored.
    std::string subject_clear;
    /// More of the subject, each turned into a keyed token of its own, so that a reviewer can ask "the same
    /// family name as the user?" or "many children of one school?" of a log that names nobody. Empty: not
    /// known. Never stored.
    std::string subject_family, subject_postcode, subject_school;
    /// Numbers (or names and birth dates) of everybody whose records were put before the asker: a token for
    /// each (AU-2, results displayed). Never stored.
    std::vector<std::string> shown_clear;
    /// How to say who it is ("Maisie Rose PELLOW, born 14 Feb 2017"): sealed beside the leaf like own words,
    /// and opened by the auditor's role alone.
    std::string subject_words;
    std::vector<std::string> rules;
    std::string rulebook_hash;
    /// JSON text for the rest of the entry (an object): what was asked, shown and counted, in codes and whole
    /// numbers, free of personal details but for the members of kOwnWords.
    std::string facts_json = "{}";
};

/// The access log, seen from those who must write to it. Desk thread only.
class AuditSink {
public:
    virtual ~AuditSink() = default;
    /// Returns only after the entry is on disk; fails with log_unwritable and why, and then nothing may be
    /// asked.
    virtual base::Expected<Receipt> append(const AuditEntry& entry) = 0;

protected:
    static Receipt make_receipt(std::uint64_t leaf, std::uint64_t size, std::string root) {
        return Receipt(leaf, size, std::move(root));
    }
};

}  // namespace kith::ports
