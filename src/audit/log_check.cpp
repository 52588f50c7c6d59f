#include "audit/leaf.h"
#include "audit/log_impl.h"
#include "ports/audit_kinds.h"
#include "tlog/export.h"
#include "tlog/leaf.h"

#include <algorithm>
#include <deque>
#include <future>

// The whole log held to its hashes, its tree, its heads and its clock.
namespace kith::audit {
namespace {

using base::Expected;
using base::Fault;

constexpr size_t kBatch = 512;
/// Heads may stand a minute apart and one entry: their roots are all held, and their signatures once in so
/// many entries, at the first and at the last. A signature costs as much as hashing sixty entries, and what
/// the heads between say is signed by those after them.
constexpr std::uint64_t kBetweenSignatures = 1000;
/// Programs that append side by side take the time before they wait for each other.
constexpr std::chrono::seconds kClockTolerance{5};

/// Entries in a row as they were read, so that another thread can look through them while the next are being
/// read.
class Batch {
public:
    /// Reads as many as there are and one batch holds. A row that cannot be read ends it.
    Expected<void> read(const Chain& chain, std::uint64_t from, std::uint64_t limit) {
        bytes_.clear();
        rows_.clear();
        is_torn_ = false;
        const auto read =
            chain.read(from, std::min<std::uint64_t>(kBatch, limit), [&](const Chain::Leaf& leaf) {
                rows_.push_back(
                    {leaf.index, bytes_.size(), leaf.json.size(), leaf.hash.size(), leaf.nodes.size(), {}});
                bytes_.append(leaf.json).append(leaf.hash).append(leaf.nodes);
                return Expected<void>();
            });
        is_torn_ = !read && read.error().fault == Fault::corrupt;
        return is_torn_ ? Expected<void>() : read;
    }
    /// Hashes them all, and looks whether each says its place in the chain.
    void look_through(std::string_view chain) {
        for (auto& row : rows_) {
            const std::string_view json = part(row.begin, row.json);
            row.computed.hash = crypto::leaf_hash(json);
            row.computed.is_in_place = is_in_place(json, chain, row.index, row.computed.at);
        }
    }

    size_t size() const { return rows_.size(); }
    bool is_torn() const { return is_torn_; }
    Chain::Leaf leaf(size_t i) const {
        const Row& row = rows_[i];
        return {row.index, part(row.begin, row.json), part(row.begin + row.json, row.hash),
                part(row.begin + row.json + row.hash, row.nodes)};
    }
    struct Computed {
        crypto::Digest hash;
        bool is_in_place = false;
        std::string_view at;  ///< the entry's time as it stands in it
    };
    const Computed& computed(size_t i) const { return rows_[i].computed; }

private:
    struct Row {
        std::uint64_t index;
        size_t begin, json, hash, nodes;
        Computed computed;
    };
    std::string_view part(size_t at, size_t size) const { return std::string_view(bytes_).substr(at, size); }

    std::string bytes_;
    std::vector<Row> rows_;
    bool is_torn_ = false;
};

/// Reads a chain from its beginning, batch by batch, one batch ahead of whoever takes them.
class HashedBatches {
public:
    HashedBatches(const Chain& chain, std::uint64_t size) : chain_(chain), size_(size) {}

    /// The next, its hashes computed; empty at the end. Valid until the next call.
    Expected<const Batch*> next() {
        if (!hashing_.valid())
            if (auto begun = read_ahead(); !begun) return begun.error();
        // While the one that is due is being hashed, the other, which the caller is done with, is read anew.
        const Batch& ready = batches_[ahead_];
        const std::future<void> hashed = std::move(hashing_);
        ahead_ = 1 - ahead_;
        const auto read = read_batch();
        hashed.wait();
        if (!read) return read.error();
        hash_ahead();
        return &ready;
    }

private:
    Expected<void> read_ahead() {
        if (auto read = read_batch(); !read) return read;
        hash_ahead();
        return {};
    }
    Expected<void> read_batch() {
        Batch& batch = batches_[ahead_];
        const std::uint64_t left = is_over_ ? 0 : size_ - read_to_;
        if (auto read = batch.read(chain_, read_to_, left); !read) return read;
        read_to_ += batch.size();
        is_over_ = is_over_ || batch.size() == 0 || batch.is_torn() || read_to_ >= size_;
        return {};
    }
    /// On a machine that has no thread to give, when it is waited for.
    void hash_ahead() {
        hashing_ =
            std::async(std::launch::async | std::launch::deferred,
                       [&batch = batches_[ahead_], &chain = chain_.id()] { batch.look_through(chain); });
    }

    const Chain& chain_;
    const std::uint64_t size_;
    std::uint64_t read_to_ = 0;
    bool is_over_ = false;
    Batch batches_[2];
    size_t ahead_ = 0;  ///< the one that was read last
    std::future<void> hashing_;
};

class Check {
public:
    Check(const Chain& chain, const SigningKey& signer, std::uint64_t size, std::uint64_t last_head)
        : chain_(chain), signer_(signer), size_(size), last_head_(last_head), batches_(chain, size) {}

    /// One batch; false at the end or when something does not hold.
    Expected<bool> batch() {
        const auto batch = batches_.next();
        if (!batch) return batch.error();
        if (auto heads = read_heads(tree_.size()); !heads) return heads.error();
        for (size_t i = 0; i < (*batch)->size(); ++i)
            if (!take((*batch)->leaf(i), (*batch)->computed(i))) return false;
        if ((*batch)->is_torn()) return trouble(tree_.size(), "cannot be read, or one after it");
        return tree_.size() < size_ && (*batch)->size() > 0;
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

    bool take(const Chain::Leaf& leaf, const Batch::Computed& computed) {
        const std::uint64_t index = tree_.size();
        if (leaf.index != index) return trouble(index, "is missing");
        if (leaf.hash != crypto::as_bytes(computed.hash)) return trouble(index, "does not match its hash");
        if (!computed.is_in_place) return trouble(index, "is not the entry of its place");
        tree_.append(computed.hash, completed_);
        if (!nodes_hold(leaf.nodes))
            return trouble(index, "does not match the tree: an earlier entry was changed");
        if (!time_holds(leaf, computed.at))
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
    HashedBatches batches_;
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
