#include "forge.h"

#include "auth/base64url.h"
#include "crypto/hash.h"
#include "json/writer.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <array>
#include <map>
#include <stdexcept>

namespace kith::auth_tests {
namespace {

EVP_PKEY* as_key(const std::shared_ptr<void>& key) {
    return static_cast<EVP_PKEY*>(key.get());
}

std::string number(EVP_PKEY* key, const char* name, size_t width = 0) {
    BIGNUM* value = nullptr;
    if (EVP_PKEY_get_bn_param(key, name, &value) != 1) throw std::runtime_error("forge: number");
    std::string bytes(width != 0 ? width : static_cast<size_t>(BN_num_bytes(value)), '\0');
    BN_bn2binpad(value, reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    BN_free(value);
    return quoted(auth::base64url(bytes));
}

/// ASN.1 to two numbers side by side, as JOSE writes them.
std::string side_by_side(const std::string& der) {
    const auto* at = reinterpret_cast<const unsigned char*>(der.data());
    ECDSA_SIG* pair = d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size()));
    std::string out(64, '\0');
    auto* bytes = reinterpret_cast<unsigned char*>(out.data());
    BN_bn2binpad(ECDSA_SIG_get0_r(pair), bytes, 32);
    BN_bn2binpad(ECDSA_SIG_get0_s(pair), bytes + 32, 32);
    ECDSA_SIG_free(pair);
    return out;
}

EVP_PKEY* make_key(Signer::Kind kind) {
    switch (kind) {
        case Signer::Kind::rsa:
            return EVP_RSA_gen(2048);
        case Signer::Kind::rsa_short:
            return EVP_RSA_gen(1024);
        case Signer::Kind::ec:
            return EVP_EC_gen("P-256");
        default:
            return EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
    }
}

}  // namespace

std::string quoted(std::string_view text) {
    json::Writer w;
    w.string(text);
    return w.text();
}

void Object::set(const std::string& name, std::string json) {
    for (auto& [known, value] : members) {
        if (known != name) continue;
        value = std::move(json);
        return;
    }
    members.emplace_back(name, std::move(json));
}

void Object::drop(const std::string& name) {
    std::erase_if(members, [&](const auto& member) { return member.first == name; });
}

std::string Object::text() const {
    std::string out = "{";
    for (const auto& [name, value] : members) out += (out.size() > 1 ? "," : "") + quoted(name) + ":" + value;
    return out + "}";
}

Signer::Signer(Kind kind)
    : key_(make_key(kind), [](void* key) { EVP_PKEY_free(static_cast<EVP_PKEY*>(key)); }), kind_(kind) {}

const Signer& Signer::shared(Kind kind) {
    static std::map<Kind, Signer> made;
    return made.try_emplace(kind, kind).first->second;
}

Object Signer::jwk(const std::string& key_id) const {
    Object jwk;
    if (!key_id.empty()) jwk.set("kid", quoted(key_id));
    jwk.set("use", quoted("sig"));
    if (kind_ == Kind::ed) {
        std::string bytes(32, '\0');
        size_t size = bytes.size();
        EVP_PKEY_get_raw_public_key(as_key(key_), reinterpret_cast<unsigned char*>(bytes.data()), &size);
        jwk.set("kty", quoted("OKP"));
        jwk.set("crv", quoted("Ed25519"));
        jwk.set("x", quoted(auth::base64url(bytes)));
    } else if (kind_ == Kind::ec) {
        jwk.set("kty", quoted("EC"));
        jwk.set("crv", quoted("P-256"));
        jwk.set("x", number(as_key(key_), OSSL_PKEY_PARAM_EC_PUB_X, 32));
        jwk.set("y", number(as_key(key_), OSSL_PKEY_PARAM_EC_PUB_Y, 32));
    } else {
        jwk.set("kty", quoted("RSA"));
        jwk.set("n", number(as_key(key_), OSSL_PKEY_PARAM_RSA_N));
        jwk.set("e", number(as_key(key_), OSSL_PKEY_PARAM_RSA_E));
    }
    return jwk;
}

std::string Signer::signature(const std::string& how, const std::string& message) const {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    EVP_PKEY_CTX* details = nullptr;
    const EVP_MD* digest = kind_ == Kind::ed ? nullptr : EVP_sha256();
    if (EVP_DigestSignInit(context, &details, digest, nullptr, as_key(key_)) != 1)
        throw std::runtime_error("forge: init");
    if (how == "PS256") {
        EVP_PKEY_CTX_set_rsa_padding(details, RSA_PKCS1_PSS_PADDING);
        EVP_PKEY_CTX_set_rsa_pss_saltlen(details, RSA_PSS_SALTLEN_DIGEST);
    }
    std::array<unsigned char, 1024> bytes{};
    size_t size = bytes.size();
    const int made = EVP_DigestSign(context, bytes.data(), &size,
                                    reinterpret_cast<const unsigned char*>(message.data()), message.size());
    EVP_MD_CTX_free(context);
    if (made != 1) throw std::runtime_error("forge: sign");
    const std::string raw(reinterpret_cast<const char*>(bytes.data()), size);
    return kind_ == Kind::ec ? side_by_side(raw) : raw;
}

std::string Signer::token(const std::string& how, const Object& header, const std::string& payload) const {
    const std::string message = auth::base64url(header.text()) + "." + auth::base64url(payload);
    return message + "." + auth::base64url(signature(how, message));
}

std::string Signer::public_pem() const {
    BIO* out = BIO_new(BIO_s_mem());
    PEM_write_bio_PUBKEY(out, as_key(key_));
    char* data = nullptr;
    const long size = BIO_get_mem_data(out, &data);
    std::string pem(data, static_cast<size_t>(size));
    BIO_free(out);
    return pem;
}

std::string hmac_token(std::string_view secret, const Object& header, const std::string& payload) {
    const std::string message = auth::base64url(header.text()) + "." + auth::base64url(payload);
    return message + "." + auth::base64url(crypto::as_bytes(crypto::hmac_sha256(secret, message)));
}

std::string key_set(const std::vector<Object>& keys) {
    std::string out = "{\"keys\":[";
    for (size_t i = 0; i < keys.size(); ++i) out += (i > 0 ? "," : "") + keys[i].text();
    return out + "]}";
}

}  // namespace kith::auth_tests
