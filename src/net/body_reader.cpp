#include "net/body_reader.h"

#include <zlib.h>

#include <array>

namespace kith::net {

using ports::HttpFailure;

struct BodyReader::Unpacker {
    Unpacker() { is_ready = inflateInit2(&stream, kGzipOnly) == Z_OK; }
    ~Unpacker() { inflateEnd(&stream); }
    Unpacker(const Unpacker&) = delete;
    Unpacker& operator=(const Unpacker&) = delete;

    static constexpr int kGzipOnly = 15 + 16;  // zlib: the largest window, and gzip framing only
    z_stream stream{};
    bool is_ready = false;
    bool is_at_end = false;
};

BodyReader::BodyReader(const Limits& limits, bool is_gzip) : limits_(limits) {
    if (is_gzip) unpacker_ = std::make_unique<Unpacker>();
}
BodyReader::~BodyReader() = default;
BodyReader::BodyReader(BodyReader&&) noexcept = default;

std::optional<Breach> BodyReader::bytes(std::string_view received) {
    received_ += received.size();
    if (received_ > limits_.answer_bytes) return Breach{HttpFailure::too_large, "more bytes than allowed"};
    return unpacker_ ? unpack(received) : keep(received);
}

std::optional<Breach> BodyReader::keep(std::string_view decoded) {
    const size_t size = body_.size() + decoded.size();
    if (size > limits_.answer_bytes) return Breach{HttpFailure::too_large, "more bytes than allowed"};
    if (size > limits_.unpack_free_bytes &&
        static_cast<double>(size) > limits_.unpack_ratio * static_cast<double>(received_))
        return Breach{HttpFailure::too_large, "it unpacks to far more than was sent"};
    body_.append(decoded);
    return std::nullopt;
}

std::optional<Breach> BodyReader::unpack(std::string_view received) {
    constexpr Breach kUnreadable{HttpFailure::protocol, "a packed body that cannot be unpacked"};
    auto& [stream, is_ready, is_at_end] = *unpacker_;
    if (!is_ready) return kUnreadable;
    std::array<char, 16384> scratch;
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(received.data()));
    stream.avail_in = static_cast<uInt>(received.size());
    // The first round runs even without input, to hand on what zlib still holds back from the last call.
    do {
        // RFC 1952: a gzip body may be several members one after the other.
        if (is_at_end && (stream.avail_in == 0 || inflateReset(&stream) != Z_OK)) break;
        stream.next_out = reinterpret_cast<Bytef*>(scratch.data());
        stream.avail_out = scratch.size();
        const int result = inflate(&stream, Z_NO_FLUSH);
        if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) return kUnreadable;
        is_at_end = result == Z_STREAM_END;
        if (auto breach = keep({scratch.data(), scratch.size() - stream.avail_out})) return breach;
    } while (stream.avail_in > 0 || stream.avail_out == 0);
    return std::nullopt;
}

std::optional<Breach> BodyReader::finish() const {
    if (!unpacker_ || unpacker_->is_at_end || received_ == 0) return std::nullopt;
    return Breach{HttpFailure::dropped, "a packed body cut short"};
}

}  // namespace kith::net
