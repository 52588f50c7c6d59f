#pragma once
#include "auth/sign_in.h"
#include "support/tls_server.h"

#include <sys/types.h>

#include <functional>
#include <memory>
#include <mutex>
#include <string>

/// A real OpenID provider (the npm package oidc-provider), and somebody in between who may change what it
/// says.
namespace kith::sign_in_tests {

/// The folder with the provider's packages, installed there from the lock file at first use; empty when this
/// machine has no node, no npm or no way to the packages.
const std::string& provider_folder();

class RealProvider {
public:
    RealProvider(const support::Authority::Leaf& leaf, const std::string& issuer);
    ~RealProvider();
    RealProvider(const RealProvider&) = delete;
    RealProvider& operator=(const RealProvider&) = delete;
    int port() const { return port_; }

private:
    pid_t process_ = -1;
    int input_ = -1;
    int port_ = 0;
};

/// Stands at the provider's address, hands everything on, and may change an answer's body on the way back.
class Between {
public:
    Between();
    std::string issuer() const { return server_->url(); }
    const std::string& ca_file() const { return authority_.ca_file(); }
    /// The settings for it; `algorithm` names the client that gets such tokens.
    auth::Provider provider(const std::string& algorithm = "RS256") const;

    using Tamper = std::function<void(const std::string& path, int& status, std::string& body)>;
    void set_tamper(Tamper tamper);

private:
    void hand_on(support::TlsServer::Line& line, const support::TlsServer::Line::Request& request);
    support::Authority authority_{"test provider authority"};
    std::mutex mutex_;
    Tamper tamper_;
    std::unique_ptr<support::TlsServer> server_;
    std::unique_ptr<RealProvider> real_;
};

/// One for all tests of the program, started at first use.
Between& between();

}  // namespace kith::sign_in_tests
