#include "crypto/hash.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <cstdio>
#include <cstdlib>
#include <memory>

namespace kith::crypto {
namespace {

/// OpenSSL refuses a SHA-256 only when it is broken or out of memory. A digest that was not computed must
/// never stand in a log or a permit, so there is nothing safe to go on with.
void require(bool done) {
    if (done) return;
    std::fputs("kith: the cryptographic library cannot compute SHA-256; stopping\n", stderr);
    std::abort();
}

/// OpenSSL reads a null pointer as "no key set", so an empty text needs an address of its own.
const unsigned char* address_of(std::string_view bytes) {
    static const unsigned char nothing = 0;
    return bytes.empty() ? &nothing : reinterpret_cast<const unsigned char*>(bytes.data());
}

struct Free {
    void operator()(EVP_MD* algorithm) const { EVP_MD_free(algorithm); }
    void operator()(EVP_MD_CTX* state) const { EVP_MD_CTX_free(state); }
};

struct Hasher {
    std::unique_ptr<EVP_MD, Free> algorithm{EVP_MD_fetch(nullptr, "SHA256", nullptr)};
    std::unique_ptr<EVP_MD_CTX, Free> state{EVP_MD_CTX_new()};
    Hasher() { require(algorithm && state); }
};

int nibble(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

Digest sha256(std::string_view bytes) {
    return sha256(bytes, {});
}

Digest sha256(std::string_view first, std::string_view then) {
    // Looking the algorithm up and making room for its state cost as much as hashing a short text: once a
    // thread is enough.
    thread_local const Hasher hasher;
    Digest digest{};
    require(EVP_DigestInit_ex2(hasher.state.get(), hasher.algorithm.get(), nullptr) == 1);
    require(EVP_DigestUpdate(hasher.state.get(), address_of(first), first.size()) == 1);
    require(EVP_DigestUpdate(hasher.state.get(), address_of(then), then.size()) == 1);
    require(EVP_DigestFinal_ex(hasher.state.get(), digest.data(), nullptr) == 1);
    return digest;
}

Digest hmac_sha256(std::string_view key, std::string_view bytes) {
    Digest digest{};
    size_t written = 0;
    require(EVP_Q_mac(nullptr, "HMAC", nullptr, "SHA256", nullptr, address_of(key), key.size(),
                      address_of(bytes), bytes.size(), digest.data(), digest.size(), &written) != nullptr);
    require(written == digest.size());
    return digest;
}

HmacKey::HmacKey(std::string_view key) {
    static EVP_MAC* const hmac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    require(hmac != nullptr);
    context_.reset(EVP_MAC_CTX_new(hmac));
    require(context_ != nullptr);
    std::string digest = "SHA256";
    const std::array<OSSL_PARAM, 2> parameters = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest.data(), 0),
        OSSL_PARAM_construct_end()};
    require(EVP_MAC_init(context_.get(), address_of(key), key.size(), parameters.data()) == 1);
}

void HmacKey::Free::operator()(evp_mac_ctx_st* context) const {
    EVP_MAC_CTX_free(context);
}

Digest HmacKey::of(std::string_view bytes) const {
    Digest digest{};
    size_t written = 0;
    require(EVP_MAC_init(context_.get(), nullptr, 0, nullptr) == 1);  // the same key from its beginning
    require(EVP_MAC_update(context_.get(), address_of(bytes), bytes.size()) == 1);
    require(EVP_MAC_final(context_.get(), digest.data(), &written, digest.size()) == 1);
    require(written == digest.size());
    return digest;
}

std::string_view as_bytes(const Digest& digest) {
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

std::string hex(const Digest& digest) {
    return hex(as_bytes(digest));
}

std::string hex(std::string_view bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<std::uint8_t>(c);
        out += kDigits[byte >> 4];
        out += kDigits[byte & 15];
    }
    return out;
}

std::string unhex(std::string_view text) {
    if (text.size() % 2 != 0) return {};
    std::string out;
    out.reserve(text.size() / 2);
    for (size_t i = 0; i < text.size(); i += 2) {
        const int high = nibble(text[i]);
        const int low = nibble(text[i + 1]);
        if (high < 0 || low < 0) return {};
        out += static_cast<char>(high * 16 + low);
    }
    return out;
}

}  // namespace kith::crypto
