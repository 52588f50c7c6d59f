#include "support/authority.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <ctime>
#include <stdexcept>

namespace kith::support {
namespace {

template <auto Free>
struct Freed {
    template <typename Thing>
    void operator()(Thing* thing) const {
        Free(thing);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using RevocationList = std::unique_ptr<X509_CRL, Freed<X509_CRL_free>>;

void must(bool holds, const char* what) {
    if (!holds) throw std::runtime_error(std::string("test authority: ") + what);
}

Key make_key() {
    Key key(EVP_EC_gen("P-256"));
    must(key != nullptr, "key");
    return key;
}

template <typename Write>
void write_pem(const std::string& path, Write write) {
    std::FILE* file = std::fopen(path.c_str(), "w");
    must(file != nullptr, "file");
    const bool written = write(file) == 1;
    std::fclose(file);
    must(written, "PEM");
}

void add_extension(X509* certificate, X509* issuer, int nid, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>> extension(
        X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()));
    must(extension && X509_add_ext(certificate, extension.get(), -1) == 1, "extension");
}

Certificate make_certificate(const std::string& name, long serial, EVP_PKEY* key, std::chrono::seconds from,
                             std::chrono::seconds until) {
    Certificate certificate(X509_new());
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), serial);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), from.count());
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), until.count());
    X509_set_pubkey(certificate.get(), key);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
    return certificate;
}

bool is_ip_address(const std::string& name) {
    return name.find_first_not_of("0123456789.") == std::string::npos;
}

}  // namespace

struct Authority::Impl {
    Key key = make_key();
    Certificate certificate;

    void sign(X509* leaf) const {
        X509_set_issuer_name(leaf, X509_get_subject_name(certificate.get()));
        must(X509_sign(leaf, key.get(), EVP_sha256()) > 0, "signature");
    }
};

Authority::Authority(const std::string& name)
    : impl_(std::make_unique<Impl>()), ca_file_(folder_.file("ca.pem")) {
    using std::chrono::hours;
    impl_->certificate = make_certificate(name, 1, impl_->key.get(), -hours{24}, hours{24});
    X509* own = impl_->certificate.get();
    add_extension(own, own, NID_basic_constraints, "critical,CA:TRUE");
    add_extension(own, own, NID_key_usage, "critical,keyCertSign,cRLSign");
    add_extension(own, own, NID_subject_key_identifier, "hash");
    impl_->sign(own);
    write_pem(ca_file_, [&](std::FILE* file) { return PEM_write_X509(file, own); });
}

Authority::~Authority() = default;

Authority::Leaf Authority::issue(const LeafOrder& order) {
    const long serial = ++last_serial_;
    const Key key = make_key();
    const Certificate leaf =
        make_certificate(order.name, serial, key.get(), order.valid_from, order.valid_until);
    X509* issuer = impl_->certificate.get();
    add_extension(leaf.get(), issuer, NID_basic_constraints, "CA:FALSE");
    add_extension(leaf.get(), issuer, NID_ext_key_usage, order.is_client ? "clientAuth" : "serverAuth");
    add_extension(leaf.get(), issuer, NID_subject_alt_name,
                  (is_ip_address(order.name) ? "IP:" : "DNS:") + order.name);
    impl_->sign(leaf.get());

    const std::string stem = "leaf" + std::to_string(serial);
    Leaf made{folder_.file(stem + ".pem"), folder_.file(stem + ".key"), serial};
    write_pem(made.cert_file, [&](std::FILE* file) { return PEM_write_X509(file, leaf.get()); });
    write_pem(made.key_file, [&](std::FILE* file) {
        return PEM_write_PrivateKey(file, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
    return made;
}

std::string Authority::revocation_list(const ListOrder& order) {
    const RevocationList list(X509_CRL_new());
    X509_CRL_set_version(list.get(), X509_CRL_VERSION_2);
    X509_CRL_set_issuer_name(list.get(), X509_get_subject_name(impl_->certificate.get()));
    std::unique_ptr<ASN1_TIME, Freed<ASN1_TIME_free>> made(X509_gmtime_adj(nullptr, order.made.count()));
    std::unique_ptr<ASN1_TIME, Freed<ASN1_TIME_free>> due(X509_gmtime_adj(nullptr, order.next_due.count()));
    X509_CRL_set1_lastUpdate(list.get(), made.get());
    X509_CRL_set1_nextUpdate(list.get(), due.get());
    for (const long serial : order.revoked) {
        X509_REVOKED* entry = X509_REVOKED_new();
        std::unique_ptr<ASN1_INTEGER, Freed<ASN1_INTEGER_free>> number(ASN1_INTEGER_new());
        ASN1_INTEGER_set(number.get(), serial);
        X509_REVOKED_set_serialNumber(entry, number.get());
        X509_REVOKED_set_revocationDate(entry, made.get());
        must(X509_CRL_add0_revoked(list.get(), entry) == 1, "revoked entry");
    }
    must(X509_CRL_sign(list.get(), impl_->key.get(), EVP_sha256()) > 0, "list signature");
    const std::string path = folder_.file("list" + std::to_string(++last_list_) + ".pem");
    write_pem(path, [&](std::FILE* file) { return PEM_write_X509_CRL(file, list.get()); });
    return path;
}

}  // namespace kith::support
