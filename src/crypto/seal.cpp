#include "crypto/seal.h"

#include <openssl/evp.h>

#include <cstdio>
#include <cstdlib>
#include <memory>

namespace kith::crypto {
namespace {

using Context = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

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

unsigned char* out(std::string& bytes) {
    return reinterpret_cast<unsigned char*>(bytes.data());
}

int length(std::string_view bytes) {
    return static_cast<int>(bytes.size());
}

Context start(std::string_view key, std::string_view nonce, bool is_sealing) {
    require(key.size() == kSealKeyBytes && nonce.size() == kNonceBytes);
    Context context(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
    require(context && EVP_CipherInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, in(key), in(nonce),
                                         is_sealing ? 1 : 0) == 1);
    return context;
}

/// Feeds what is bound, then the text; the result is as long as the text.
std::string pass(EVP_CIPHER_CTX* context, std::string_view text, std::string_view bound) {
    int written = 0;
    require(bound.empty() || EVP_CipherUpdate(context, nullptr, &written, in(bound), length(bound)) == 1);
    std::string result(text.size(), '\0');
    require(text.empty() || EVP_CipherUpdate(context, out(result), &written, in(text), length(text)) == 1);
    return result;
}

}  // namespace

std::string seal(std::string_view key, std::string_view nonce, std::string_view plain,
                 std::string_view bound) {
    const Context context = start(key, nonce, true);
    std::string sealed = pass(context.get(), plain, bound);
    std::string tag(kTagBytes, '\0');
    int written = 0;
    require(EVP_CipherFinal_ex(context.get(), out(tag), &written) == 1);
    require(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, static_cast<int>(kTagBytes), out(tag)) ==
            1);
    return sealed + tag;
}

std::optional<std::string> unseal(std::string_view key, std::string_view nonce, std::string_view sealed,
                                  std::string_view bound) {
    if (sealed.size() < kTagBytes) return {};
    const Context context = start(key, nonce, false);
    std::string tag(sealed.substr(sealed.size() - kTagBytes));
    std::string plain = pass(context.get(), sealed.substr(0, sealed.size() - kTagBytes), bound);
    require(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, static_cast<int>(kTagBytes), out(tag)) ==
            1);
    int written = 0;
    if (EVP_CipherFinal_ex(context.get(), out(tag), &written) != 1) return {};
    return plain;
}

}  // namespace kith::crypto
