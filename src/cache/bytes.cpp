#include "cache/bytes.h"

#include <algorithm>
#include <array>
#include <bit>

namespace kith::cache {
namespace {

constexpr size_t kLengthBytes = 4;
constexpr size_t kNumberBytes = 8;

void append_number(std::string& out, std::uint64_t number, size_t bytes) {
    std::array<char, kNumberBytes> big_endian{};
    for (size_t i = 0; i < bytes; ++i)
        big_endian[i] = static_cast<char>((number >> (8 * (bytes - 1 - i))) & 0xFF);
    out.append(big_endian.data(), bytes);
}

std::uint64_t number_in(std::string_view bytes) {
    std::uint64_t number = 0;
    for (const char c : bytes) number = number << 8 | static_cast<unsigned char>(c);
    return number;
}

}  // namespace

Packer& Packer::text(std::string_view value) {
    append_number(out_, value.size(), kLengthBytes);
    out_ += value;
    return *this;
}

Packer& Packer::number(std::int64_t value) {
    append_number(out_, static_cast<std::uint64_t>(value), kNumberBytes);
    return *this;
}

std::string Unpacker::text() {
    const size_t length =
        good_ && rest_.size() >= kLengthBytes ? number_in(rest_.substr(0, kLengthBytes)) : 0;
    good_ = good_ && rest_.size() >= kLengthBytes && rest_.size() - kLengthBytes >= length;
    if (!good_) return {};
    std::string value(rest_.substr(kLengthBytes, length));
    rest_.remove_prefix(kLengthBytes + length);
    return value;
}

std::int64_t Unpacker::number() {
    good_ = good_ && rest_.size() >= kNumberBytes;
    if (!good_) return 0;
    const auto value = static_cast<std::int64_t>(number_in(rest_.substr(0, kNumberBytes)));
    rest_.remove_prefix(kNumberBytes);
    return value;
}

std::string packed(std::initializer_list<std::string_view> values) {
    Packer packer;
    for (const std::string_view value : values) packer.text(value);
    return packer.take();
}

size_t padded_size(size_t text_size, const Padding& padding) {
    const size_t size = std::max(text_size + kLengthBytes, padding.least);
    const size_t step = std::max(padding.step, std::bit_floor(size) / 8);
    return (size + step - 1) / step * step;
}

std::string padded(std::string_view text, const Padding& padding, std::string_view before) {
    const size_t size = before.size() + padded_size(text.size(), padding);
    std::string out;
    out.reserve(size);
    out += before;
    append_number(out, text.size(), kLengthBytes);
    out += text;
    out.resize(size, '\0');
    return out;
}

std::optional<std::string_view> unpadded(std::string_view bytes) {
    if (bytes.size() < kLengthBytes) return {};
    const size_t length = number_in(bytes.substr(0, kLengthBytes));
    if (length > bytes.size() - kLengthBytes) return {};
    return bytes.substr(kLengthBytes, length);
}

}  // namespace kith::cache
