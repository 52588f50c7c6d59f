#pragma once
#include "base/expected.h"
#include "central/central.h"

// Private to this room: where to connect, checked and resolved.
namespace kith::central {

/// Fails with invalid_input and the member's name: no host, no certificates, a name that no database role can
/// have, ...
base::Expected<void> check(const Place& place);

/// Host names and addresses as libpq wants them side by side ("db.example,db.example" and
/// "192.0.2.1,192.0.2.2"), so that it need not resolve by itself, which nothing can interrupt.
struct Addresses {
    std::string hosts, addresses, ports;
};
/// Fails with unavailable (no such host), timed_out or cancelled.
base::Expected<Addresses> resolve(const Place& place, std::chrono::milliseconds limit,
                                  const std::stop_token& stop);

}  // namespace kith::central
