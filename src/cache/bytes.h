#pragma once
#include "base/instant.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

// Private to this room: how values become the bytes that are sealed, bound and hashed. FORMAT.md, "Values".
namespace kith::cache {

/// Every value with its length before it, so that no two lists of values give the same bytes.
class Packer {
public:
    Packer& text(std::string_view value);
    Packer& number(std::int64_t value);
    Packer& time(base::Instant value) { return number(value.time_since_epoch().count()); }
    Packer& room_for(size_t bytes) { return out_.reserve(bytes), *this; }
    std::string take() { return std::move(out_); }

private:
    std::string out_;
};

/// Reads back in the same order. After the first value that is not there everything is empty and is_good()
/// says no.
class Unpacker {
public:
    explicit Unpacker(std::string_view bytes) : rest_(bytes) {}
    std::string text();
    std::int64_t number();
    base::Instant time() { return base::Instant{std::chrono::milliseconds{number()}}; }
    bool is_good() const { return good_; }

private:
    std::string_view rest_;
    bool good_ = true;
};

std::string packed(std::initializer_list<std::string_view> values);

/// Sizes that many texts share: some least size, then steps of 256 or an eighth of a power of two, so that a
/// size on disk tells at most that.
struct Padding {
    size_t least, step;
};
size_t padded_size(size_t text_size, const Padding& padding);
/// After `before`: length, text, zeros up to such a size.
std::string padded(std::string_view text, const Padding& padding, std::string_view before = {});
/// Empty when the bytes are not what padded() makes.
std::optional<std::string_view> unpadded(std::string_view bytes);

}  // namespace kith::cache
