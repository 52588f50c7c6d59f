#include "crypto/seal.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <array>
#include <cstdio>
#include <cstdlib>

namespace kith::crypto {
namespace {

/// Sealing fails only by our own mistake or for want of memory; text that should have been hidden must not go
/// on.
void require(bool done) {
    if (done) return;
    std::fputs("kith: the cryptographic library cannot seal; stopping\n", stderr);
    std::abort();
}

const unsigned char* in(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

int length(std::string_view bytes) {
    return static_cast<int>(bytes.size());
}

/// Looking the cipher up costs more than sealing a short text with it, so that is done once.
const EVP_CIPHER* aes_256_gcm() {
    static EVP_CIPHER* const fetched = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    require(fetched != nullptr);
    return fetched;
}

/// One context a thread, for the same reason. No key stays in it: every use ends with a key of zeros.
class Context {
public:
    Context() : context_(EVP_CIPHER_CTX_new()) {
        require(context_ != nullptr);
        require(EVP_CipherInit_ex2(context_, aes_256_gcm(), nullptr, nullptr, 1, nullptr) == 1);
    }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
    ~Context() { EVP_CIPHER_CTX_free(context_); }
    EVP_CIPHER_CTX* get() const { return context_; }

private:
    EVP_CIPHER_CTX* context_;
};

class Use {
public:
    Use(std::string_view key, std::string_view nonce, bool is_sealing) {
        static thread_local const Context kept;
        context_ = kept.get();
        require(key.size() == kSealKeyBytes && nonce.size() == kNonceBytes);
        require(EVP_CipherInit_ex2(context_, nullptr, in(key), in(nonce), is_sealing ? 1 : 0, nullptr) == 1);
    }
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;
    ~Use() {
        static constexpr std::array<unsigned char, kSealKeyBytes> nothing{};
        require(EVP_CipherInit_ex2(context_, nullptr, nothing.data(), nullptr, 1, nullptr) == 1);
    }

    /// Feeds what is bound, then the text; `to` takes as many bytes as the text has.
    void pass(std::string_view text, std::string_view bound, char* to) {
        int written = 0;
        require(bound.empty() ||
                EVP_CipherUpdate(context_, nullptr, &written, in(bound), length(bound)) == 1);
        require(text.empty() || EVP_CipherUpdate(context_, reinterpret_cast<unsigned char*>(to), &written,
                                                 in(text), length(text)) == 1);
    }
    bool finish() {
        std::array<unsigned char, kTagBytes> none{};
        int written = 0;
        return EVP_CipherFinal_ex(context_, none.data(), &written) == 1;
    }
    void tag(int what, char* bytes) {
        require(EVP_CIPHER_CTX_ctrl(context_, what, static_cast<int>(kTagBytes), bytes) == 1);
    }

private:
    EVP_CIPHER_CTX* context_;
};

}  // namespace

std::string seal(std::string_view key, std::string_view nonce, std::string_view plain,
                 std::string_view bound) {
    std::string sealed(plain.size() + kTagBytes, '\0');
    Use use(key, nonce, true);
    use.pass(plain, bound, sealed.data());
    require(use.finish());
    use.tag(EVP_CTRL_GCM_GET_TAG, sealed.data() + plain.size());
    return sealed;
}

std::optional<std::string> unseal(std::string_view key, std::string_view nonce, std::string_view sealed,
                                  std::string_view bound) {
    if (sealed.size() < kTagBytes) return {};
    const size_t size = sealed.size() - kTagBytes;
    std::string plain(size, '\0');
    std::array<char, kTagBytes> tag{};
    sealed.copy(tag.data(), kTagBytes, size);
    Use use(key, nonce, false);
    use.pass(sealed.substr(0, size), bound, plain.data());
    use.tag(EVP_CTRL_GCM_SET_TAG, tag.data());
    if (use.finish()) return plain;
    OPENSSL_cleanse(plain.data(), plain.size());  // what was altered is nobody's to read
    return {};
}

}  // namespace kith::crypto
