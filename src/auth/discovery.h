#pragma once
#include "auth/sign_in.h"

#include <string>
#include <string_view>

namespace kith::auth {

inline constexpr size_t kLongestDiscovery = 256u << 10;

/// What a provider says of itself (OpenID Connect Discovery 1.0), as far as we use it.
struct Discovery {
    std::string authorization_endpoint, token_endpoint, keys_endpoint;
    /// It puts its name into the answer that the browser brings (RFC 9207), and then must.
    bool names_itself_in_answers = false;
};

/// "https://login.northshire.example:8443" of an address; empty unless it is https, with a host, without a
/// user, backslash, space or control byte.
std::string origin_of(std::string_view url);
/// The rest of such an address: path and query, at least "/".
std::string path_of(std::string_view url);

/// Below the issuer's own path: "/realms/northshire/.well-known/openid-configuration".
std::string discovery_path(const Provider& provider);
/// Refuses one that speaks for another issuer, sends us to an origin that is neither its own nor allowed by
/// the settings, or offers nothing that we may accept. Fails with corrupt or denied.
base::Expected<Discovery> read_discovery(std::string_view bytes, const Provider& provider);

}  // namespace kith::auth
