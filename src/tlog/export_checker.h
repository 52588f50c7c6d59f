#pragma once
#include "tlog/export.h"
#include "tlog/export_lines.h"
#include "tlog/leaf.h"
#include "tlog/line_reader.h"

#include <map>
#include <string>
#include <vector>

// Private to this room.
namespace kith::tlog {

/// One reading of an export. Each line is judged as it comes; what can be said only at the end is said there.
class ExportChecker {
public:
    ExportChecker(std::istream& in, const CheckWish& wish) : lines_(in), wish_(wish) {}
    ExportReport run();

private:
    bool read_header();
    bool next_line();
    void take_line();
    void take_head(std::string_view text);
    void take_whole_head(const Checkpoint& head);
    void take_entry(std::string_view text);
    void take_proof(std::string_view text);
    void take_consistency(std::string_view text);
    void take_seal(std::string_view text, const crypto::Digest& before);
    void finish();

    /// Whether the entry is itself: hash, form, number and chain.
    bool judge(const lines::Entry& entry, const crypto::Digest& computed, const base::Expected<Leaf>& leaf);
    void place(std::uint64_t index);
    void skip_to(std::uint64_t index);
    void grow(const crypto::Digest& stored, const crypto::Digest& computed);
    void hold_to_older();
    void watch_clock(const Leaf& leaf);
    void watch_head_clock(const Checkpoint& head);
    bool root_holds(const crypto::Digest& root);
    bool is_signed(const SignedCheckpoint& head) const;
    void read_older();
    void prove_older();
    void say_missing();
    void say_end();

    void found(Trouble trouble, std::optional<std::uint64_t> entry, std::string sentence);
    void found_form(const std::string& what);

    LineReader lines_;
    const CheckWish& wish_;
    ExportReport report_;

    std::string_view line_;  ///< without its newline
    std::uint64_t line_number_ = 0;
    crypto::Digest folded_{};
    bool is_sealed_ = false, is_over_ = false;

    std::uint64_t expected_ = 0;  ///< number of the next entry
    bool is_broken_ = false;      ///< entries are missing or misplaced: no root can be computed any more
    crypto::MerkleTree stored_;   ///< over the hashes as the file gives them
    std::optional<crypto::MerkleTree>
        computed_;  ///< over the hashes of the leaves, where the two have differed
    std::map<std::uint64_t, std::uint64_t> gaps_;  ///< from, to behind
    std::uint64_t held_to_ = 0;                    ///< entries under the last head that held

    std::optional<Checkpoint> last_head_;
    std::uint64_t older_held_to_ = 0;  ///< entries under the last head kept elsewhere that held
    std::vector<Checkpoint> older_;    ///< by size; those not yet reached
    std::optional<lines::Entry> unproved_;
    crypto::Digest unproved_hash_{};
    bool unproved_is_sound_ = true;
    std::map<std::uint64_t, crypto::Proof> consistencies_;

    std::optional<base::Instant>
        latest_;                  ///< time of an entry, since the clock was last said to have changed
    bool clock_changed_ = false;  ///< since the last head
};

}  // namespace kith::tlog
