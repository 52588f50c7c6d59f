#pragma once
#include <string>

namespace kith::net {

/// Where a source is and whom it must prove to be. Everything comes from settings; a reply can change none of
/// it.
struct Endpoint {
    std::string base_url;  ///< "https://127.0.0.1:18443/personal-demographics/FHIR/R4": https only
    std::string ca_file;   ///< the pinned authority, PEM; nobody else is believed
    std::string crl_file;  ///< revocation list, PEM; empty: none is published. A list that is named must be
                           ///< there and in date
    std::string client_cert_file, client_key_file;  ///< PEM; empty: no client certificate
    std::string warm_path;  ///< from the connector; empty: connections are not opened early
};

}  // namespace kith::net
