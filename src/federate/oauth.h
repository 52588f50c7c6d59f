#pragma once
#include "federate/connector.h"

namespace kith::federate {

/// The OAuth 2 client credentials grant (RFC 6749, section 4.4) as a form, with the id and secret of the
/// settings.
ports::HttpRequest client_credentials_request(const SourceSettings& settings, std::string path,
                                              std::string_view scope = {});

/// The bearer token of such a grant. `expires_in` may be a number or a text of digits; without one the token
/// is good for a minute. Fails with denied (the source says no), unavailable (it cannot now) or corrupt.
base::Expected<Token> read_bearer_token(const ports::HttpAnswer& answer);

}  // namespace kith::federate
