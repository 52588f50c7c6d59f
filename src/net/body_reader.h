#pragma once
#include "net/limits.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace kith::net {

/// Gathers one answer's body, unpacking gzip itself so that every decoded byte is counted before it is kept:
/// libcurl's own unpacking knows no limit. Stops at the byte limit and at the unpack ratio.
class BodyReader {
public:
    BodyReader(const Limits& limits, bool is_gzip);
    ~BodyReader();
    BodyReader(BodyReader&&) noexcept;
    BodyReader& operator=(BodyReader&&) = delete;

    /// Bytes as received. A breach ends the exchange.
    std::optional<Breach> bytes(std::string_view received);
    /// No more bytes come: a gzip stream that has not ended is an answer cut short.
    std::optional<Breach> finish() const;

    size_t received_bytes() const { return received_; }
    std::string take_body() { return std::move(body_); }

private:
    struct Unpacker;
    std::optional<Breach> keep(std::string_view decoded);
    std::optional<Breach> unpack(std::string_view received);

    const Limits& limits_;
    std::unique_ptr<Unpacker> unpacker_;  ///< none: the body is not packed
    size_t received_ = 0;
    std::string body_;
};

}  // namespace kith::net
