#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

// Private to this room.
namespace kith::review {

/// Gives each different text a small number, and keeps its bytes once. Number 0 is the empty text. Texts stay
/// where they are as long as it lives, moved or not.
class Interner {
public:
    Interner() { add({}); }
    std::uint32_t add(std::string_view text);
    std::optional<std::uint32_t> find(std::string_view text) const;
    std::string_view text(std::uint32_t number) const { return texts_[number]; }
    size_t size() const { return texts_.size(); }

private:
    size_t slot_of(std::string_view text) const;
    std::string_view keep(std::string_view text);
    void grow();

    std::vector<std::string_view> texts_;
    std::vector<std::uint32_t> slots_;  ///< number + 1; 0 is free; a power of two of them
    std::vector<std::unique_ptr<char[]>> blocks_;
    size_t block_used_ = 0, block_size_ = 0;
};

}  // namespace kith::review
