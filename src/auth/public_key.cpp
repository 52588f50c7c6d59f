#include "auth/public_key.h"

#include "auth/base64url.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>

#include <optional>
#include <string>

namespace kith::auth {
namespace {

using base::Error;
using base::Expected;
using base::Fault;

constexpr size_t kLeastRsaBits = 2048, kMostRsaBits = 8192;
constexpr size_t kCoordinateBytes = 32;

template <auto Free>
struct Freed {
    template <typename Thing>
    void operator()(Thing* thing) const {
        Free(thing);
    }
};
using Number = std::unique_ptr<BIGNUM, Freed<BN_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Freed<OSSL_PARAM_free>>;
using Context = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;
using Digesting = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

Error bad(std::string what) {
    return base::fail(Fault::corrupt, std::move(what));
}

std::shared_ptr<void> owned(EVP_PKEY* key) {
    return {key, [](void* held) { EVP_PKEY_free(static_cast<EVP_PKEY*>(held)); }};
}

Number number(std::string_view bytes) {
    return Number(BN_bin2bn(bytes_of(bytes), static_cast<int>(bytes.size()), nullptr));
}

EVP_PKEY* built(const char* kind, OSSL_PARAM_BLD* builder) {
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder));
    const Context context(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
    EVP_PKEY* key = nullptr;
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1)
        return nullptr;
    return key;
}

Expected<std::shared_ptr<void>> rsa_key(json::Value key) {
    const auto modulus = unbase64url(key["n"].text()), exponent = unbase64url(key["e"].text());
    if (!modulus || !exponent) return bad("an RSA key is malformed");
    const Number n = number(*modulus), e = number(*exponent);
    const auto bits = static_cast<size_t>(BN_num_bits(n.get()));
    if (bits < kLeastRsaBits) return bad("an RSA key is shorter than 2048 bits");
    if (bits > kMostRsaBits) return bad("an RSA key is longer than 8192 bits");
    // An exponent of 1 would make anything a signature; a huge one would only cost time.
    if (!BN_is_odd(n.get()) || !BN_is_odd(e.get()) || BN_num_bits(e.get()) < 2 || BN_num_bits(e.get()) > 33)
        return bad("an RSA key is malformed");
    const Builder builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get());
    EVP_PKEY* made = built("RSA", builder.get());
    if (!made) return bad("an RSA key is malformed");
    return owned(made);
}

/// OpenSSL itself refuses a point that is not on the curve.
Expected<std::shared_ptr<void>> ec_key(json::Value key) {
    const auto x = unbase64url(key["x"].text()), y = unbase64url(key["y"].text());
    if (!x || !y || x->size() != kCoordinateBytes || y->size() != kCoordinateBytes)
        return bad("a key on P-256 is malformed");
    const std::string point = "\x04" + *x + *y;
    const Builder builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0);
    OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size());
    EVP_PKEY* made = built("EC", builder.get());
    if (!made) return bad("a key on P-256 is malformed");
    return owned(made);
}

Expected<std::shared_ptr<void>> ed_key(json::Value key) {
    const auto x = unbase64url(key["x"].text());
    EVP_PKEY* made = x && x->size() == 32
                         ? EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes_of(*x), x->size())
                         : nullptr;
    if (!made) return bad("a key on Ed25519 is malformed");
    return owned(made);
}

/// JOSE writes an ECDSA signature as two numbers side by side; OpenSSL wants them as ASN.1.
std::optional<std::string> as_der(std::string_view two_numbers) {
    if (two_numbers.size() != 2 * kCoordinateBytes) return {};
    const std::unique_ptr<ECDSA_SIG, Freed<ECDSA_SIG_free>> pair(ECDSA_SIG_new());
    Number r = number(two_numbers.substr(0, kCoordinateBytes)),
           s = number(two_numbers.substr(kCoordinateBytes));
    ECDSA_SIG_set0(pair.get(), r.release(), s.release());
    unsigned char* der = nullptr;
    const int size = i2d_ECDSA_SIG(pair.get(), &der);
    if (size <= 0) return {};
    std::string out(reinterpret_cast<const char*>(der), static_cast<size_t>(size));
    OPENSSL_free(der);
    return out;
}

bool set_probabilistic(EVP_PKEY_CTX* context) {
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
           EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1;
}

bool is_right_kind(EVP_PKEY* key, std::string_view algorithm) {
    if (algorithm == "RS256" || algorithm == "PS256") return EVP_PKEY_is_a(key, "RSA");
    if (algorithm == "ES256") return EVP_PKEY_is_a(key, "EC");
    return algorithm == "EdDSA" && EVP_PKEY_is_a(key, "ED25519");
}

}  // namespace

Expected<PublicKey> PublicKey::read(json::Value key) {
    if (!key["d"].is_missing()) return bad("one is a private key");
    const std::string_view kind = key["kty"].text(), curve = key["crv"].text();
    PublicKey out;
    if ((kind == "EC" && curve != "P-256") || (kind == "OKP" && curve != "Ed25519")) return out;
    auto made = kind == "RSA" ? rsa_key(key) : kind == "EC" ? ec_key(key) : ed_key(key);
    if (!made) return made.error();
    out.key_ = std::move(*made);
    return out;
}

bool PublicKey::verifies(std::string_view algorithm, std::string_view message,
                         std::string_view signature) const {
    auto* key = static_cast<EVP_PKEY*>(key_.get());
    if (!key || !is_right_kind(key, algorithm)) return false;
    std::string mark(signature);
    if (algorithm == "ES256") {
        const auto der = as_der(signature);
        if (!der) return false;
        mark = *der;
    }
    const Digesting digesting(EVP_MD_CTX_new());
    EVP_PKEY_CTX* details = nullptr;
    const EVP_MD* digest = algorithm == "EdDSA" ? nullptr : EVP_sha256();
    if (EVP_DigestVerifyInit(digesting.get(), &details, digest, nullptr, key) != 1) return false;
    if (algorithm == "PS256" && !set_probabilistic(details)) return false;
    return EVP_DigestVerify(digesting.get(), bytes_of(mark), mark.size(), bytes_of(message),
                            message.size()) == 1;
}

}  // namespace kith::auth
