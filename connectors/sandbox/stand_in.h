#pragma once
#include "base/expected.h"
#include "connectors/sandbox/certificates.h"
#include "connectors/sandbox/desk.h"
#include "connectors/sandbox/faults.h"

#include <memory>
#include <string>
#include <vector>

namespace kith::sandbox {

/// A TLS server on the loopback that answers as one source would. TLS 1.2 or later; a client without a
/// certificate of the authority is refused. GET .../health and .../metadata
/// answer 204 to anybody who has one.
class StandIn {
public:
    struct Make {
        std::string id;
        std::string base_path;
        KeyPair keys;
        std::string authority;  ///< PEM: whose client certificates are accepted
        std::string revocation_list;
        std::vector<PlannedFault> faults;
        int port = 0;  ///< 0: any free one
    };
    /// Listens when this returns. Fails with unavailable when the port is taken, internal when OpenSSL
    /// refuses the keys.
    static base::Expected<std::unique_ptr<StandIn>> start(Make make, std::unique_ptr<Desk> desk);
    ~StandIn();  ///< closes every connection, stalled and endless ones too, and waits for its threads

    /// "https://127.0.0.1:40123/fhir/R4"
    const std::string& base_url() const;

private:
    struct Impl;
    explicit StandIn(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace kith::sandbox
