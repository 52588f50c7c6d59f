#include "crypto/seal.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>

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

EVP_CIPHER_CTX* made_context() {
    EVP_CIPHER_CTX* context = EVP_CIPHER_CTX_new();
    require(context != nullptr);
    require(EVP_CipherInit_ex2(context, aes_256_gcm(), nullptr, nullptr, 1, nullptr) == 1);
    return context;
}

/// One context a thread, for the same reason. No key stays in it: every use, or run of uses, ends with a key
/// of zeros.
class Shared {
public:
    Shared() : context_(made_context()) {}
    Shared(const Shared&) = delete;
    Shared& operator=(const Shared&) = delete;
    ~Shared() { EVP_CIPHER_CTX_free(context_); }
    EVP_CIPHER_CTX* get() const { return context_; }
    void begin_run() { ++runs_; }
    void end_run() {
        --runs_;
        wipe_unless_running();
    }
    void wipe_unless_running() {
        static constexpr std::array<unsigned char, kSealKeyBytes> nothing{};
        if (runs_ > 0) return;
        require(EVP_CipherInit_ex2(context_, nullptr, nothing.data(), nullptr, 1, nullptr) == 1);
    }

private:
    EVP_CIPHER_CTX* context_;
    int runs_ = 0;
};

Shared& shared() {
    static thread_local Shared kept;
    return kept;
}

/// Feeds what is bound, then the text; `to` takes as many bytes as the text has. False: it does not open.
bool pass(EVP_CIPHER_CTX* context, std::string_view text, std::string_view bound, char* to) {
    int written = 0;
    std::array<unsigned char, kTagBytes> none{};
    require(bound.empty() || EVP_CipherUpdate(context, nullptr, &written, in(bound), length(bound)) == 1);
    require(text.empty() || EVP_CipherUpdate(context, reinterpret_cast<unsigned char*>(to), &written,
                                             in(text), length(text)) == 1);
    return EVP_CipherFinal_ex(context, none.data(), &written) == 1;
}

/// `key` is null when the context already has it.
std::string sealed_by(EVP_CIPHER_CTX* context, const unsigned char* key, std::string_view nonce,
                      std::string_view plain, std::string_view bound) {
    require(nonce.size() == kNonceBytes);
    std::string sealed(plain.size() + kTagBytes, '\0');
    require(EVP_CipherInit_ex2(context, nullptr, key, in(nonce), 1, nullptr) == 1);
    require(pass(context, plain, bound, sealed.data()));
    std::array<OSSL_PARAM, 2> tag = {OSSL_PARAM_construct_octet_string(
                                         OSSL_CIPHER_PARAM_AEAD_TAG, sealed.data() + plain.size(), kTagBytes),
                                     OSSL_PARAM_construct_end()};
    require(EVP_CIPHER_CTX_get_params(context, tag.data()) == 1);
    return sealed;
}

std::optional<std::string> unsealed_by(EVP_CIPHER_CTX* context, const unsigned char* key,
                                       std::string_view nonce, std::string_view sealed,
                                       std::string_view bound) {
    require(nonce.size() == kNonceBytes);
    if (sealed.size() < kTagBytes) return {};
    const size_t size = sealed.size() - kTagBytes;
    std::optional<std::string> plain(std::in_place, size, '\0');
    std::array<char, kTagBytes> expected{};
    sealed.copy(expected.data(), kTagBytes, size);
    const std::array<OSSL_PARAM, 2> tag = {
        OSSL_PARAM_construct_octet_string(OSSL_CIPHER_PARAM_AEAD_TAG, expected.data(), kTagBytes),
        OSSL_PARAM_construct_end()};
    require(EVP_CipherInit_ex2(context, nullptr, key, in(nonce), 0, tag.data()) == 1);
    if (pass(context, sealed.substr(0, size), bound, plain->data())) return plain;
    OPENSSL_cleanse(plain->data(), plain->size());  // what was altered is nobody's to read
    return {};
}

}  // namespace

std::string seal(std::string_view key, std::string_view nonce, std::string_view plain,
                 std::string_view bound) {
    require(key.size() == kSealKeyBytes);
    std::string sealed = sealed_by(shared().get(), in(key), nonce, plain, bound);
    shared().wipe_unless_running();
    return sealed;
}

std::optional<std::string> unseal(std::string_view key, std::string_view nonce, std::string_view sealed,
                                  std::string_view bound) {
    require(key.size() == kSealKeyBytes);
    auto plain = unsealed_by(shared().get(), in(key), nonce, sealed, bound);
    shared().wipe_unless_running();
    return plain;
}

SealingRun::SealingRun() {
    shared().begin_run();
}

SealingRun::~SealingRun() {
    shared().end_run();
}

Sealer::Sealer(std::string_view key) : context_(made_context()) {
    require(key.size() == kSealKeyBytes);
    require(EVP_CipherInit_ex2(context_.get(), nullptr, in(key), nullptr, 1, nullptr) == 1);
}

void Sealer::Free::operator()(evp_cipher_ctx_st* context) const {
    EVP_CIPHER_CTX_free(context);  // wipes the key
}

std::string Sealer::seal(std::string_view nonce, std::string_view plain, std::string_view bound) const {
    return sealed_by(context_.get(), nullptr, nonce, plain, bound);
}

std::optional<std::string> Sealer::unseal(std::string_view nonce, std::string_view sealed,
                                          std::string_view bound) const {
    return unsealed_by(context_.get(), nullptr, nonce, sealed, bound);
}

}  // namespace kith::crypto
