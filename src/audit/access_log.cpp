#include "audit/access_log.h"

#include "audit/chain.h"
#include "audit/leaf.h"
#include "audit/token_key.h"
#include "json/value.h"
#include "store/private_file.h"

#include <filesystem>

namespace kith::audit {
namespace {

using base::Error;
using base::Expected;
using base::Fault;

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

}  // namespace

struct AccessLog::Impl {
    ports::Entropy& entropy;
    TokenKey key;
    Chain chain;
};

AccessLog::AccessLog(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
AccessLog::~AccessLog() = default;

Expected<std::unique_ptr<AccessLog>> AccessLog::open(const Place& place, ports::Entropy& entropy) {
    if (auto made = store::make_private_folder(parent_of(place.path)); !made) return unopened(made.error());
    auto chain = Chain::open(place.path, entropy);
    if (!chain) return unopened(chain.error());
    auto key = TokenKey::open(place.token_key_path, entropy);
    if (!key) return unopened(key.error());
    auto impl = std::make_unique<Impl>(Impl{entropy, std::move(*key), std::move(*chain)});
    return std::unique_ptr<AccessLog>(new AccessLog(std::move(impl)));
}

Expected<ports::Receipt> AccessLog::append(const ports::AuditEntry& entry) {
    const auto drafted = draft(entry, impl_->entropy);
    if (!drafted) return unwritable(drafted.error());
    const auto leaf = impl_->chain.append([&](std::uint64_t index) {
        Chain::Added added{leaf_json(*drafted, impl_->key, impl_->chain.id(), index), {}};
        if (!drafted->words.text.empty())
            added.sealed_words =
                seal_words(drafted->words, impl_->key, impl_->chain.id(), index, impl_->entropy);
        return added;
    });
    if (!leaf) return unwritable(leaf.error());
    return make_receipt(*leaf, size(), root());
}

Expected<std::vector<AccessLog::Stored>> AccessLog::read(std::uint64_t first, size_t limit) const {
    std::vector<Stored> entries;
    const auto read = impl_->chain.read(
        first, limit, [&](std::uint64_t index, std::string_view json, std::string_view hash) {
            entries.push_back({index, std::string(json), crypto::hex(hash)});
        });
    if (!read) return read.error();
    return entries;
}

Expected<std::string> AccessLog::own_words(std::uint64_t index) const {
    const auto stored = impl_->chain.words(index);
    if (!stored) return stored.error();
    if (stored->empty()) return std::string{};
    const auto words = open_words(*stored, impl_->key, impl_->chain.id(), index);
    if (!words) return words.error();
    const auto entry = read(index, 1);
    if (!entry) return entry.error();
    const auto leaf = entry->empty() ? json::parse("{}") : json::parse(entry->front().leaf_json);
    if (!leaf || leaf->root()["words"].text() != commitment(*words))
        return base::fail(Fault::corrupt, "the words of entry " + std::to_string(index) + " are not its own");
    return words->text;
}

std::uint64_t AccessLog::size() const {
    return impl_->chain.tree().size();
}

std::string AccessLog::root() const {
    return crypto::hex(impl_->chain.tree().root());
}

}  // namespace kith::audit
