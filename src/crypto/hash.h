#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct evp_mac_ctx_st;

namespace kith::crypto {

using Digest = std::array<std::uint8_t, 32>;

/// FIPS 180-4, by OpenSSL. Ends the program if OpenSSL cannot compute it: a digest that was not made must not
/// stand.
Digest sha256(std::string_view bytes);
/// Of the two, one after the other, without putting them together first.
Digest sha256(std::string_view first, std::string_view then);
/// RFC 2104 with SHA-256. The key may have any length; an empty one is a key like any other.
Digest hmac_sha256(std::string_view key, std::string_view bytes);

/// The same for many texts under one key, which is made ready once and wiped with the object. One thread at a
/// time.
class HmacKey {
public:
    explicit HmacKey(std::string_view key);
    Digest of(std::string_view bytes) const;

private:
    struct Free {
        void operator()(evp_mac_ctx_st* context) const;
    };
    std::unique_ptr<evp_mac_ctx_st, Free> context_;
};

/// The 32 bytes as text, for hashing and storing. Valid while the digest lives.
std::string_view as_bytes(const Digest& digest);

/// Lower case.
std::string hex(const Digest& digest);
std::string hex(std::string_view bytes);
/// The bytes that hexadecimal text (either case) stands for. Fails softly: an empty string for anything else.
std::string unhex(std::string_view text);

}  // namespace kith::crypto
