#include "review/interner.h"

#include <algorithm>
#include <cstring>
#include <functional>

namespace kith::review {
namespace {

constexpr size_t kBlock = 1u << 18;
constexpr size_t kFirstSlots = 1u << 10;

}  // namespace

size_t Interner::slot_of(std::string_view text) const {
    size_t slot = std::hash<std::string_view>{}(text) & (slots_.size() - 1);
    while (slots_[slot] != 0 && texts_[slots_[slot] - 1] != text) slot = (slot + 1) & (slots_.size() - 1);
    return slot;
}

std::string_view Interner::keep(std::string_view text) {
    if (text.empty()) return {};
    if (text.size() > block_size_ - block_used_) {
        block_size_ = std::max(kBlock, text.size());
        block_used_ = 0;
        blocks_.push_back(std::make_unique<char[]>(block_size_));
    }
    char* at = blocks_.back().get() + block_used_;
    std::memcpy(at, text.data(), text.size());
    block_used_ += text.size();
    return {at, text.size()};
}

void Interner::grow() {
    slots_.assign(slots_.empty() ? kFirstSlots : slots_.size() * 2, 0);
    for (std::uint32_t n = 0; n < texts_.size(); ++n) slots_[slot_of(texts_[n])] = n + 1;
}

std::uint32_t Interner::add(std::string_view text) {
    if ((texts_.size() + 1) * 2 > slots_.size()) grow();
    std::uint32_t& slot = slots_[slot_of(text)];
    if (slot == 0) {
        texts_.push_back(keep(text));
        slot = static_cast<std::uint32_t>(texts_.size());
    }
    return slot - 1;
}

std::optional<std::uint32_t> Interner::find(std::string_view text) const {
    const std::uint32_t slot = slots_[slot_of(text)];
    return slot == 0 ? std::nullopt : std::optional(slot - 1);
}

}  // namespace kith::review
