#pragma once
#include "base/expected.h"

#include <memory>
#include <string>
#include <string_view>

namespace kith::sandbox {

/// A certificate with its private key, as PEM.
struct KeyPair {
    std::string certificate;
    std::string private_key;
};

/// The partnership's own certificate authority: P-256, valid for a month, made anew at every start. Its
/// private key never leaves memory.
class Authority {
public:
    static base::Expected<std::unique_ptr<Authority>> make();
    ~Authority();

    const std::string& certificate() const;
    /// For a server at 127.0.0.1 and localhost.
    base::Expected<KeyPair> server(std::string_view name);
    base::Expected<KeyPair> client(std::string_view name);
    /// A client certificate that is on the revocation list: made once, with the authority.
    const KeyPair& revoked() const;
    /// The revocation list, PEM: it names one certificate.
    const std::string& revocation_list() const;

private:
    struct Impl;
    explicit Authority(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace kith::sandbox
