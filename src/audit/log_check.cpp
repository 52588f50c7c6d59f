#include "audit/leaf.h"
#include "audit/log_impl.h"
#include "ports/audit_kinds.h"
#include "tlog/export.h"
#include "tlog/leaf.h"

#include <algorithm>
#include <deque>

// The whole log held to its hashes, its tree, its heads and its clock.
namespace kith::audit {
namespace {

using base::Expected;
using base::Fault;

constexpr size_t kBatch = 4096;
/// Heads may stand a minute apart and one entry: their roots are all held, their signatures once in so many
/// entries and the last.
constexpr std::uint64_t kBetweenSignatures = 100;
/// Programs that append side by side take the time before they wait for each other.
constexpr std::chrono::seconds kClockTolerance{5};

class Check {
public:
    Check(const Chain& chain, const SigningKey& signer, std::uint64_t size, std::uint64_t last_head)
        : chain_(chain), signer_(signer), size_(size), last_head_(last_head) {}

    /// One batch; false at the end or when something does not hold.
    Expected<bool> batch() {
        const std::uint64_t from = tree_.size();
        if (auto heads = read_heads(from); !heads) return heads.error();
        const auto read =
            chain_.read(from, std::min<std::uint64_t>(kBatch, size_ - from), [&](const Chain::Leaf& leaf) {
                return take(leaf) ? Expected<void>() : base::fail(Fault::cancelled, "");
            });
        if (!read && read.error().fault == Fault::corrupt)
            return trouble(from, "cannot be read, or one after it");
        if (!read && read.error().fault != Fault::cancelled) return read.error();
        return read && tree_.size() < size_ && tree_.size() > from;
    }

    AccessLog::Integrity result() {
        if (said_.trouble.empty() && tree_.size() < size_) trouble(tree_.size(), "is missing");
        if (said_.trouble.empty() && size_ > 0 && last_head_ == 0)
            trouble(0, "has no head after it: the signed heads are gone");
        if (said_.trouble.empty() && last_head_ > size_)
            trouble(size_, "is missing: the log is shorter than its signed head says");
        said_.entries = size_;
        return said_;
    }
    std::uint64_t checked() const { return said_.checked_to; }

private:
    struct Head {
        std::uint64_t size;
        std::string note;
    };

    bool trouble(std::uint64_t index, const std::string& what) {
        said_.trouble = "Entry " + std::to_string(index) + " " + what + ".";
        return false;
    }

    Expected<void> read_heads(std::uint64_t from) {
        heads_.clear();
        return chain_.read_heads(from, from + kBatch,
                                 [&](std::uint64_t size, std::string_view note) -> Expected<void> {
                                     heads_.push_back({size, std::string(note)});
                                     return {};
                                 });
    }

    bool take(const Chain::Leaf& leaf) {
        const std::uint64_t index = tree_.size();
        if (leaf.index != index) return trouble(index, "is missing");
        const crypto::Digest hash = crypto::leaf_hash(leaf.json);
        if (leaf.hash != crypto::as_bytes(hash)) return trouble(index, "does not match its hash");
        std::string_view at;
        if (!is_in_place(leaf.json, chain_.id(), index, at))
            return trouble(index, "is not the entry of its place");
        tree_.append(hash, completed_);
        if (!nodes_hold(leaf.nodes))
            return trouble(index, "does not match the tree: an earlier entry was changed");
        if (!time_holds(leaf, at))
            return trouble(index,
                           "is dated before the one before it, and no entry says that the clock changed");
        if (!heads_.empty() && heads_.front().size == tree_.size() && !head_holds()) return false;
        ++said_.checked_to;
        return true;
    }

    bool nodes_hold(std::string_view nodes) const {
        if (nodes.size() != completed_.size() * sizeof(crypto::Digest)) return false;
        return std::ranges::all_of(completed_, [&](const crypto::Digest& one) {
            const bool is_same = nodes.starts_with(crypto::as_bytes(one));
            nodes.remove_prefix(sizeof(crypto::Digest));
            return is_same;
        });
    }

    /// The text of times sorts as they do, so that only one that goes back is read.
    bool time_holds(const Chain::Leaf& leaf, std::string_view at) {
        if (at >= latest_) {
            latest_ = at;
            return true;
        }
        const auto now = base::parse_instant(at), before = base::parse_instant(latest_);
        if (!now || !before) return false;
        const auto read = tlog::read_leaf(leaf.json);
        const bool says_so = read && read->kind == ports::kinds::kClockChanged;
        if (*now + kClockTolerance >= *before && !says_so) return true;
        ++said_.clock_jumps;
        latest_ = at;
        clock_changed_ = clock_changed_ || says_so;
        return says_so;
    }

    bool head_holds() {
        const Head head = std::move(heads_.front());
        heads_.pop_front();
        const auto note = tlog::SignedCheckpoint::parse(head.note);
        const std::uint64_t last = head.size - 1;
        if (!note || note->checkpoint.size != head.size)
            return trouble(last, "has a head after it that cannot be read");
        if (note->checkpoint.root != tree_.root())
            return trouble(signed_to_, "or one after it, before entry " + std::to_string(head.size) +
                                           ", is not what was signed");
        const bool is_due =
            head.size - signed_to_ >= kBetweenSignatures || head.size == last_head_ || signed_to_ == 0;
        if (is_due && is_own(*note) && !signer_.has_signed(*note))
            return trouble(last, "has a head after it whose signature does not hold");
        const std::string time = tlog::time_of(note->checkpoint);
        if (time < said_.checkpoint_time && !clock_changed_ && is_back(time))
            return trouble(last, "has a head after it that is dated before the one before it");
        said_.checkpoint_time = time;
        clock_changed_ = false;
        if (is_due) signed_to_ = head.size;
        return true;
    }

    bool is_back(const std::string& time) const {
        const auto now = base::parse_instant(time), before = base::parse_instant(said_.checkpoint_time);
        return !now || (before && *now + kClockTolerance < *before);
    }

    /// A log that lost its signing key went on with another; what the lost one signed is still held to its
    /// roots.
    bool is_own(const tlog::SignedCheckpoint& note) const {
        return std::ranges::any_of(
                   note.signatures,
                   [&](const auto& one) { return one.key_hash == signer_.verifier().key_hash(); }) ||
               note.checkpoint.size == last_head_;
    }

    const Chain& chain_;
    const SigningKey& signer_;
    const std::uint64_t size_, last_head_;
    crypto::MerkleTree tree_;
    std::vector<crypto::Digest> completed_;
    std::deque<Head> heads_;
    std::uint64_t signed_to_ = 0;
    std::string latest_;
    bool clock_changed_ = false;
    AccessLog::Integrity said_;
};

}  // namespace

Expected<AccessLog::Integrity> AccessLog::verify(const std::function<bool(std::uint64_t)>& progress) const {
    const auto size = impl_->chain.count();
    if (!size) return size.error();
    const auto last_head = impl_->chain.newest_head_size();
    if (!last_head) return last_head.error();
    Check check(impl_->chain, impl_->signer, *size, *last_head);
    for (bool goes_on = *size > 0; goes_on;) {
        const auto batch = check.batch();
        if (!batch) return batch.error();
        goes_on = *batch;
        if (progress && !progress(check.checked()))
            return base::fail(Fault::cancelled, "the check of the access log was stopped");
    }
    return check.result();
}

}  // namespace kith::audit
