#pragma once
#include "net/limits.h"

#include <string_view>

namespace kith::net {

/// What libcurl's result means in our words. `code` is a CURLcode, `verify_result` an X509_V_ERR of OpenSSL,
/// `words` what libcurl wrote to its error buffer: looked at, never passed on, for it names hosts.
Breach breach_of(int code, long verify_result, std::string_view words);

}  // namespace kith::net
