#include "connectors/sandbox/certificates.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

namespace kith::sandbox {
namespace {

template <typename T, void (*Free)(T*)>
struct Freed {
    void operator()(T* thing) const { Free(thing); }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY, EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509, X509_free>>;
using RevocationList = std::unique_ptr<X509_CRL, Freed<X509_CRL, X509_CRL_free>>;

struct FreeBio {
    void operator()(BIO* bio) const { BIO_free(bio); }
};
using Bio = std::unique_ptr<BIO, FreeBio>;

constexpr long kAnHourAgo = -3600;
constexpr long kMonth = 31L * 24 * 3600;

Key make_key() {
    return Key(EVP_EC_gen("P-256"));
}

template <typename Write>
std::string pem_of(Write write) {
    const Bio memory(BIO_new(BIO_s_mem()));
    if (!memory || write(memory.get()) != 1) return {};
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &bytes);
    return {bytes, static_cast<std::size_t>(size)};
}

std::string pem(X509* certificate) {
    return pem_of([&](BIO* bio) { return PEM_write_bio_X509(bio, certificate); });
}

std::string pem(EVP_PKEY* key) {
    return pem_of(
        [&](BIO* bio) { return PEM_write_bio_PrivateKey(bio, key, nullptr, nullptr, 0, nullptr, nullptr); });
}

bool set_random_serial(X509* certificate) {
    unsigned char bytes[8];
    if (RAND_bytes(bytes, sizeof bytes) != 1) return false;
    bytes[0] = static_cast<unsigned char>((bytes[0] & 0x7F) | 0x40);
    BIGNUM* number = BN_bin2bn(bytes, sizeof bytes, nullptr);
    const bool ok =
        number != nullptr && BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate)) != nullptr;
    BN_free(number);
    return ok;
}

bool set_name(X509* certificate, std::string_view common_name) {
    X509_NAME* name = X509_get_subject_name(certificate);
    const auto add = [&](const char* field, std::string_view text) {
        return X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8,
                                          reinterpret_cast<const unsigned char*>(text.data()),
                                          static_cast<int>(text.size()), -1, 0) == 1;
    };
    return add("O", "Northshire sandbox") && add("CN", common_name);
}

bool add_extension(X509* certificate, X509* issuer, int nid, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value);
    const bool ok = extension != nullptr && X509_add_ext(certificate, extension, -1) == 1;
    X509_EXTENSION_free(extension);
    return ok;
}

/// What a certificate may be used for, as OpenSSL's own short text.
struct Use {
    const char* basic = "critical,CA:FALSE";
    const char* key_usage = "critical,digitalSignature";
    const char* extended = nullptr;
    const char* names = nullptr;
};

bool add_extensions(X509* certificate, X509* issuer, const Use& use) {
    bool ok = add_extension(certificate, issuer, NID_basic_constraints, use.basic) &&
              add_extension(certificate, issuer, NID_key_usage, use.key_usage) &&
              add_extension(certificate, issuer, NID_subject_key_identifier, "hash") &&
              add_extension(certificate, issuer, NID_authority_key_identifier, "keyid:always");
    if (use.extended != nullptr)
        ok = ok && add_extension(certificate, issuer, NID_ext_key_usage, use.extended);
    if (use.names != nullptr) ok = ok && add_extension(certificate, issuer, NID_subject_alt_name, use.names);
    return ok;
}

/// A signed certificate; `issuer` null for one that signs itself. Null when OpenSSL refuses any step.
Certificate make_certificate(std::string_view name, EVP_PKEY* key, X509* issuer, EVP_PKEY* issuer_key,
                             const Use& use) {
    Certificate made(X509_new());
    X509* certificate = made.get();
    if (!made || X509_set_version(certificate, 2) != 1 || !set_random_serial(certificate) ||
        !set_name(certificate, name))
        return nullptr;
    X509* signer = issuer == nullptr ? certificate : issuer;
    X509_gmtime_adj(X509_getm_notBefore(certificate), kAnHourAgo);
    X509_gmtime_adj(X509_getm_notAfter(certificate), kMonth);
    if (X509_set_issuer_name(certificate, X509_get_subject_name(signer)) != 1 ||
        X509_set_pubkey(certificate, key) != 1)
        return nullptr;
    if (!add_extensions(certificate, signer, use) || X509_sign(certificate, issuer_key, EVP_sha256()) == 0)
        return nullptr;
    return made;
}

bool add_revoked(X509_CRL* list, const X509* certificate, const ASN1_TIME* when) {
    X509_REVOKED* entry = X509_REVOKED_new();
    if (entry == nullptr) return false;
    X509_REVOKED_set_serialNumber(entry, const_cast<ASN1_INTEGER*>(X509_get0_serialNumber(certificate)));
    X509_REVOKED_set_revocationDate(entry, const_cast<ASN1_TIME*>(when));
    return X509_CRL_add0_revoked(list, entry) == 1;
}

std::string make_revocation_list(const X509* revoked, X509* issuer, EVP_PKEY* issuer_key) {
    const RevocationList list(X509_CRL_new());
    ASN1_TIME* last = X509_gmtime_adj(nullptr, kAnHourAgo);
    ASN1_TIME* next = X509_gmtime_adj(nullptr, kMonth);
    bool ok = list && X509_CRL_set_version(list.get(), 1) == 1 &&
              X509_CRL_set_issuer_name(list.get(), X509_get_subject_name(issuer)) == 1 &&
              X509_CRL_set1_lastUpdate(list.get(), last) == 1 &&
              X509_CRL_set1_nextUpdate(list.get(), next) == 1 && add_revoked(list.get(), revoked, last);
    ok = ok && X509_CRL_sort(list.get()) == 1 && X509_CRL_sign(list.get(), issuer_key, EVP_sha256()) != 0;
    ASN1_TIME_free(last);
    ASN1_TIME_free(next);
    return ok ? pem_of([&](BIO* bio) { return PEM_write_bio_X509_CRL(bio, list.get()); }) : std::string();
}

base::Error refused() {
    return base::fail(base::Fault::internal, "OpenSSL could not make the sandbox's certificates");
}

}  // namespace

struct Authority::Impl {
    Key key;
    Certificate own;
    std::string own_pem, revocation_list;
    KeyPair revoked;

    base::Expected<KeyPair> issue(std::string_view name, const Use& use, Certificate* keep = nullptr) {
        const Key fresh = make_key();
        Certificate made = make_certificate(name, fresh.get(), own.get(), key.get(), use);
        if (!fresh || !made) return refused();
        KeyPair pair{pem(made.get()), pem(fresh.get())};
        if (keep != nullptr) *keep = std::move(made);
        return pair;
    }
};

Authority::Authority(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Authority::~Authority() = default;

base::Expected<std::unique_ptr<Authority>> Authority::make() {
    auto impl = std::make_unique<Impl>();
    impl->key = make_key();
    impl->own = make_certificate(
        "Northshire sandbox authority", impl->key.get(), nullptr, impl->key.get(),
        {.basic = "critical,CA:TRUE,pathlen:0", .key_usage = "critical,keyCertSign,cRLSign"});
    if (!impl->key || !impl->own) return refused();
    impl->own_pem = pem(impl->own.get());
    Certificate withdrawn;
    auto pair = impl->issue("revoked workstation", {.extended = "clientAuth"}, &withdrawn);
    if (!pair) return pair.error();
    impl->revoked = std::move(*pair);
    impl->revocation_list = make_revocation_list(withdrawn.get(), impl->own.get(), impl->key.get());
    if (impl->revocation_list.empty()) return refused();
    return std::unique_ptr<Authority>(new Authority(std::move(impl)));
}

const std::string& Authority::certificate() const {
    return impl_->own_pem;
}
const KeyPair& Authority::revoked() const {
    return impl_->revoked;
}
const std::string& Authority::revocation_list() const {
    return impl_->revocation_list;
}

base::Expected<KeyPair> Authority::server(std::string_view name) {
    return impl_->issue(name, {.extended = "serverAuth", .names = "IP:127.0.0.1,DNS:localhost"});
}

base::Expected<KeyPair> Authority::client(std::string_view name) {
    return impl_->issue(name, {.extended = "clientAuth"});
}

}  // namespace kith::sandbox
