#pragma once
#include "base/expected.h"
#include "ports/transport.h"

#include <string>
#include <string_view>

namespace kith::net {

/// The full address of a request: a source's base address with a path below it. Pure.
/// Fails with invalid_input unless the base is https without user, query or fragment, and the path stays
/// under the base: no "//", no "." or ".." segment (percent-encoded ones included), no fragment, backslash,
/// space, control or non-ASCII byte. So a connector, or a source whose link it follows, cannot lead anywhere
/// else. The text is never copied into the error.
base::Expected<std::string> join_address(std::string_view base_url, std::string_view path);

/// Whether a request's method and headers may be sent as they are: no control bytes that would end a line
/// early, and none of the headers that decide where a message goes or where it ends.
base::Expected<void> check_request(const ports::HttpRequest& request);

}  // namespace kith::net
