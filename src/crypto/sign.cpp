#include "crypto/sign.h"

#include <openssl/evp.h>

#include <cstdio>
#include <cstdlib>
#include <memory>

namespace kith::crypto {
namespace {

struct FreeKey {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct FreeContext {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes_of(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

[[noreturn]] void give_up() {
    std::fputs("kith: OpenSSL cannot sign; stopping\n", stderr);
    std::abort();
}

Key private_key(const base::Secret& seed) {
    Key key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, bytes_of(seed.reveal()),
                                         seed.reveal().size()));
    if (!key) give_up();
    return key;
}

}  // namespace

std::string public_key_of(const base::Secret& seed) {
    const Key key = private_key(seed);
    std::string out(kPublicKeyBytes, '\0');
    size_t size = out.size();
    if (EVP_PKEY_get_raw_public_key(key.get(), bytes_of(out), &size) != 1 || size != out.size()) give_up();
    return out;
}

std::string sign(const base::Secret& seed, std::string_view message) {
    const Key key = private_key(seed);
    const Context context(EVP_MD_CTX_new());
    std::string out(kSignatureBytes, '\0');
    size_t size = out.size();
    if (!context || EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) != 1 ||
        EVP_DigestSign(context.get(), bytes_of(out), &size, bytes_of(message), message.size()) != 1)
        give_up();
    return out;
}

bool verifies(std::string_view public_key, std::string_view message, std::string_view signature) {
    if (public_key.size() != kPublicKeyBytes || signature.size() != kSignatureBytes) return false;
    const Key key(
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes_of(public_key), public_key.size()));
    const Context context(EVP_MD_CTX_new());
    if (!key || !context || EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) != 1)
        return false;
    return EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(message),
                            message.size()) == 1;
}

std::string base64(std::string_view bytes) {
    std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');
    const int length = EVP_EncodeBlock(bytes_of(out), bytes_of(bytes), static_cast<int>(bytes.size()));
    out.resize(static_cast<size_t>(length));
    return out;
}

base::Expected<std::string> unbase64(std::string_view text) {
    const auto wrong = base::fail(base::Fault::invalid_input, "not base64");
    if (text.size() % 4 != 0) return wrong;
    std::string out(text.size() / 4 * 3, '\0');
    if (!text.empty() && EVP_DecodeBlock(bytes_of(out), bytes_of(text), static_cast<int>(text.size())) < 0)
        return wrong;
    for (size_t end = text.size(); end > 0 && text[end - 1] == '=' && text.size() - end < 2; --end)
        out.pop_back();
    // The one text that encodes these bytes, and no other: OpenSSL passes over white space and stray bits.
    if (base64(out) != text) return wrong;
    return out;
}

}  // namespace kith::crypto
