#include "audit/access_log.h"

#include "audit/leaf.h"
#include "audit/log_impl.h"
#include "json/value.h"
#include "ports/audit_kinds.h"
#include "store/private_file.h"
#include "store/reserve_file.h"

#include <algorithm>
#include <filesystem>

namespace kith::audit {
namespace {

using base::Error;
using base::Expected;
using base::Fault;
namespace kinds = ports::kinds;

constexpr std::uint64_t kEntriesAHead = 100;
constexpr std::chrono::seconds kTimeAHead{60};
constexpr size_t kBatch = 2048;
constexpr std::string_view kAuditor = "auditor";

/// Whatever keeps an entry from the disk is one fault to those who ask, with its own reason for those who
/// mend it.
Error unwritable(const Error& cause) {
    return base::fail(Fault::log_unwritable, "the access log cannot be written: " + cause.detail);
}

/// Damage keeps its own name when the log is opened: making room or giving permission would not mend it.
Error unopened(const Error& cause) {
    if (cause.fault != Fault::corrupt) return unwritable(cause);
    return base::fail(Fault::corrupt, "the access log is damaged: " + cause.detail);
}

std::string parent_of(const std::string& path) {
    return std::filesystem::path(path).parent_path().string();
}

/// A full disk keeps even a log that is there from being opened; then the reserve is what there is.
Expected<Chain> open_chain(const AccessLog::Place& place, ports::Entropy& entropy,
                           const Chain::IsOurs& is_ours) {
    auto chain = Chain::open(place.path, entropy, is_ours);
    const std::string reserve = place.path + ".reserve";
    const bool is_full = !chain && chain.error().fault == Fault::too_large;
    if (!is_full || !store::has_reserve(reserve, place.reserve_bytes)) return chain;
    store::give_up_reserve(reserve);
    return Chain::open(place.path, entropy, is_ours);
}

}  // namespace

AccessLog::AccessLog(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
AccessLog::~AccessLog() = default;

Expected<std::unique_ptr<AccessLog>> AccessLog::open(const Place& given, ports::Entropy& entropy) {
    Place place = given;
    if (place.signing_key_path.empty()) place.signing_key_path = place.token_key_path + ".sign";
    if (auto made = store::make_private_folder(parent_of(place.path)); !made) return unopened(made.error());
    auto key = TokenKey::open(place.token_key_path, entropy);
    if (!key) return unopened(key.error());
    auto signer = SigningKey::open(place.signing_key_path, entropy);
    if (!signer) return unopened(signer.error());
    auto chain = open_chain(place, entropy, [&](const std::string& id, const tlog::SignedCheckpoint& head) {
        signer->set_origin(place.origin, id);
        return signer->has_signed(head);
    });
    if (!chain) return unopened(chain.error());
    signer->set_origin(place.origin, chain->id());
    auto impl =
        std::make_unique<Impl>(Impl{place, entropy, std::move(*key), std::move(*signer), std::move(*chain)});
    // Without room for it the log is still read, and still takes what the reserve is for.
    (void)impl->keep_reserve();
    return std::unique_ptr<AccessLog>(new AccessLog(std::move(impl)));
}

bool AccessLog::Impl::is_emergency(const ports::AuditEntry& entry) const {
    return entry.kind == kinds::kEmergencyBegan || entry.kind == kinds::kEmergencyEnded ||
           entry.kind == kinds::kEmergencyReviewed || emergencies.contains(entry.enquiry);
}

Expected<void> AccessLog::Impl::keep_reserve() const {
    if (place.reserve_bytes == 0) return {};
    return store::make_reserve(reserve_path(), place.reserve_bytes);
}

/// A head at least every so many entries or so much of the entries' own time, and over the first, so that the
/// log's beginning is signed.
Chain::Sign AccessLog::Impl::when_due(base::Instant at) const {
    return [this, at](std::uint64_t size, const crypto::Digest& root) {
        const auto& last = chain.last_head();
        const auto apart = at > last.at ? at - last.at : last.at - at;
        const bool is_due = last.note.empty() || size - last.size >= kEntriesAHead || apart >= kTimeAHead;
        return is_due ? signer.sign(size, root, at) : std::string{};
    };
}

Expected<std::uint64_t> AccessLog::Impl::write(const ports::AuditEntry& entry) {
    const auto drafted = draft(entry, key, entropy);
    if (!drafted) return drafted.error();
    const auto seal = [&](const OwnWords& words, Apart kind, std::uint64_t index) {
        return words.opening.empty() ? std::string{}
                                     : seal_words(words, kind, key, chain.id(), index, entropy);
    };
    const auto make = [&](std::uint64_t index) {
        return Chain::Added{leaf_json(*drafted, key, chain.id(), index),
                            seal(drafted->words, Apart::own_words, index),
                            seal(drafted->subject_words, Apart::subject, index)};
    };
    return chain.append(make, when_due(entry.at));
}

Expected<ports::Receipt> AccessLog::append(const ports::AuditEntry& entry) {
    const bool is_emergency = impl_->is_emergency(entry);
    if (!is_emergency)
        if (auto kept = impl_->keep_reserve(); !kept && kept.error().fault == Fault::too_large)
            return unwritable(kept.error());
    auto leaf = impl_->write(entry);
    const bool is_full = !leaf && leaf.error().fault == Fault::too_large;
    if (is_full && is_emergency && store::has_reserve(impl_->reserve_path(), impl_->place.reserve_bytes)) {
        store::give_up_reserve(impl_->reserve_path());
        leaf = impl_->write(entry);
    }
    if (!leaf) return unwritable(leaf.error());
    if (entry.kind == kinds::kEmergencyBegan && !entry.enquiry.empty())
        impl_->emergencies.insert(entry.enquiry);
    return make_receipt(*leaf, size(), root());
}

Expected<std::vector<AccessLog::Stored>> AccessLog::read(std::uint64_t first, size_t limit) const {
    std::vector<Stored> entries;
    const auto read = impl_->chain.read(first, limit, [&](const Chain::Leaf& leaf) -> Expected<void> {
        entries.push_back({leaf.index, std::string(leaf.json), crypto::hex(leaf.hash)});
        return {};
    });
    if (!read) return read.error();
    return entries;
}

Expected<void> AccessLog::each(std::uint64_t first,
                               const std::function<Expected<void>(const Stored&)>& take) const {
    for (;;) {
        const auto batch = read(first, kBatch);
        if (!batch) return batch.error();
        for (const auto& one : *batch)
            if (auto taken = take(one); !taken) return taken;
        if (batch->size() < kBatch) return {};
        first = batch->back().index + 1;
    }
}

namespace {

/// Opens what stands apart from a leaf and holds it to what the leaf committed to.
Expected<std::string> open_apart(const std::string& sealed, Apart kind, const TokenKey& key,
                                 const std::string& chain, const AccessLog::Stored& entry) {
    const auto words = open_words(sealed, kind, key, chain, entry.index);
    if (!words) return words.error();
    const auto leaf = json::parse(entry.leaf_json);
    if (leaf) {
        const auto root = leaf->root();
        const auto committed = kind == Apart::subject ? root["subject"]["words"] : root["words"];
        if (committed.text() == commitment(*words)) return words->text;
    }
    return base::fail(Fault::corrupt,
                      "the words of entry " + std::to_string(entry.index) + " are not its own");
}

}  // namespace

Expected<std::string> AccessLog::own_words(std::uint64_t index) const {
    const auto stored = impl_->chain.words(index);
    if (!stored) return stored.error();
    const auto entry = read(index, 1);
    if (!entry) return entry.error();
    if (stored->empty() || entry->empty()) return std::string{};
    return open_apart(*stored, Apart::own_words, impl_->key, impl_->chain.id(), entry->front());
}

Expected<std::string> AccessLog::subject_words(std::uint64_t index, const ports::Receipt& logged) const {
    const auto look = read(logged.leaf(), 1);
    if (!look) return look.error();
    const auto leaf = look->empty() ? json::parse("{}") : json::parse(look->front().leaf_json);
    if (!leaf || leaf->root()["kind"].text() != kinds::kSubjectOpened ||
        leaf->root()["role"].text() != kAuditor)
        return base::fail(Fault::denied,
                          "whom an entry is about is opened by an auditor alone, and the look is logged");
    const auto stored = impl_->chain.subject(index);
    if (!stored) return stored.error();
    const auto entry = read(index, 1);
    if (!entry) return entry.error();
    if (stored->empty() || entry->empty()) return std::string{};
    return open_apart(*stored, Apart::subject, impl_->key, impl_->chain.id(), entry->front());
}

Expected<void> AccessLog::erase_words(std::uint64_t index) {
    return impl_->chain.erase_words(index);
}

std::string AccessLog::token(std::string_view kind, std::string_view clear) const {
    return impl_->key.token_of(kind, clear);
}

Expected<std::string> AccessLog::checkpoint(base::Instant now) {
    auto note = impl_->chain.sign_head(
        [&](std::uint64_t size, const crypto::Digest& root) { return impl_->signer.sign(size, root, now); });
    if (!note) return unwritable(note.error());
    return note;
}

std::string AccessLog::latest_checkpoint() const {
    return impl_->chain.last_head().note;
}

std::string AccessLog::verifier_key() const {
    return impl_->signer.verifier().text();
}

std::uint64_t AccessLog::size() const {
    return impl_->chain.tree().size();
}

std::string AccessLog::root() const {
    return crypto::hex(impl_->chain.tree().root());
}

}  // namespace kith::audit
