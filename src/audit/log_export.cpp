#include "audit/log_impl.h"
#include "tlog/export.h"

#include <algorithm>
#include <map>
#include <ostream>

namespace kith::audit {
namespace {

using base::Expected;
using base::Fault;

/// Heads as an export of the whole log wants them: one by one, in step with the entries, without holding them
/// all.
class Heads {
public:
    Heads(const Chain& chain, std::uint64_t size) : chain_(chain), size_(size) {}
    /// Writes the head over so many entries, if there is one.
    Expected<void> write(std::uint64_t size, tlog::ExportWriter& out) {
        if (size > read_to_)
            if (auto read = refill(); !read) return read;
        const auto head = batch_.find(size);
        if (head == batch_.end()) return {};
        out.head(head->second);
        batch_.erase(head);
        return {};
    }

private:
    static constexpr std::uint64_t kBatch = 4096;
    Expected<void> refill() {
        const std::uint64_t from = read_to_;
        read_to_ = std::min(from + kBatch, size_);
        return chain_.read_heads(from, read_to_,
                                 [&](std::uint64_t size, std::string_view note) -> Expected<void> {
                                     batch_[size] = note;
                                     return {};
                                 });
    }
    const Chain& chain_;
    std::uint64_t size_, read_to_ = 0;
    std::map<std::uint64_t, std::string> batch_;
};

/// Ends a reading that has all it wants.
base::Error enough() {
    return base::fail(Fault::cancelled, "");
}

Expected<void> unless_enough(Expected<void> read) {
    return read || read.error().fault == Fault::cancelled ? Expected<void>() : read;
}

}  // namespace

Expected<std::uint64_t> AccessLog::write_export(std::ostream& out, const Wish& wish) {
    const auto note = checkpoint(wish.now);
    if (!note) return note.error();
    const auto sealing = tlog::SignedCheckpoint::parse(*note);
    if (!sealing) return sealing.error();
    const auto& chain = impl_->chain;
    tlog::ExportHeader header{chain.id(), impl_->signer.verifier(), wish.now, wish.made_by,
                              sealing->checkpoint.size};
    header.count = header.size;

    // Two readings, so that the file can say at its top what it holds.
    std::vector<std::uint64_t> chosen;
    if (wish.wants) {
        const auto read = each(0, [&](const Stored& entry) -> Expected<void> {
            if (entry.index >= header.size) return enough();
            if (wish.wants(entry)) chosen.push_back(entry.index);
            return {};
        });
        if (auto done = unless_enough(read); !done) return done.error();
        header.count = chosen.size();
        header.first.reset();
    }

    tlog::ExportWriter writer(out, header);
    const auto prove = [&](std::uint64_t older) -> Expected<void> {
        const auto proof = crypto::consistency_proof(older, header.size, chain.nodes());
        if (!proof) return proof.error();
        writer.consistency(older, *proof);
        return {};
    };
    if (wish.wants) writer.head(*note);
    for (const auto& older : wish.older) {
        const auto head = tlog::SignedCheckpoint::parse(older);
        if (!head) return head.error();
        // One that covers more than there is proves a log cut short; that is for the checker to say.
        if (head->checkpoint.size > header.size) continue;
        if (auto proved = prove(head->checkpoint.size); !proved) return proved.error();
    }
    Heads heads(chain, header.size);
    auto next = chosen.begin();
    const auto written =
        each(chosen.empty() ? 0 : chosen.front(), [&](const Stored& entry) -> Expected<void> {
            if (entry.index >= header.size || (wish.wants && next == chosen.end())) return enough();
            if (!out) return base::fail(Fault::unavailable, "the export could not be written to its end");
            if (!wish.wants) {
                writer.entry(entry.index, entry.leaf_json);
                return heads.write(entry.index + 1, writer);
            }
            if (entry.index != *next) return {};
            ++next;
            writer.entry(entry.index, entry.leaf_json);
            const auto proof = crypto::inclusion_proof(entry.index, header.size, chain.nodes());
            if (!proof) return proof.error();
            writer.proof(*proof);
            return {};
        });
    if (auto done = unless_enough(written); !done) return done.error();
    writer.seal(impl_->signer.seed());
    out.flush();
    if (!out) return base::fail(Fault::unavailable, "the export could not be written to its end");
    return header.count;
}

Expected<std::vector<std::string>> AccessLog::inclusion_proof(std::uint64_t index, std::uint64_t size) const {
    if (index >= size || size > this->size())
        return base::fail(Fault::not_found, "no such entry in a tree of that size");
    const auto proof = crypto::inclusion_proof(index, size, impl_->chain.nodes());
    if (!proof) return proof.error();
    std::vector<std::string> out;
    for (const auto& one : *proof) out.push_back(crypto::hex(one));
    return out;
}

}  // namespace kith::audit
