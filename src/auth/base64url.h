#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace kith::auth {

/// RFC 4648 section 5, without padding, as JOSE and PKCE write bytes (RFC 7515, appendix C).
std::string base64url(std::string_view bytes);
/// Strict: empty for other letters, padding, an impossible length or stray bits in the last letter, so that
/// one text alone stands for given bytes.
std::optional<std::string> unbase64url(std::string_view text);

}  // namespace kith::auth
