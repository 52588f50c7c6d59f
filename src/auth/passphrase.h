#pragma once
#include "base/instant.h"
#include "base/secret.h"
#include "ports/clock.h"
#include "ports/entropy.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace kith::auth {

inline constexpr size_t kLeastCharacters = 12, kMostBytes = 1024;

/// What scrypt (RFC 7914) costs: 128 * n * r bytes of memory. The usual one takes 128 MiB and a good part of
/// a second.
struct ScryptCost {
    std::uint64_t n = 1u << 17;
    std::uint32_t r = 8, p = 1;
    bool operator==(const ScryptCost&) const = default;
};
/// Whether a file may ask this of us: strong enough to be worth having, and no more than 1 GiB.
bool is_sensible(const ScryptCost& cost);

/// How often in a row a passphrase was wrong, and when that was last: by the wall, and by the time since the
/// machine started.
struct Failures {
    int in_a_row = 0;
    base::Instant last{};
    ports::Uptime last_uptime;
    bool operator==(const Failures&) const = default;
};

/// One person's passphrase, as a profile keeps it: what can tell a right one from a wrong one, and nothing
/// that gives it back.
struct Verifier {
    std::string user;  ///< policy::User::id
    std::string salt;  ///< 32 bytes
    ScryptCost cost;
    std::string proof;  ///< 32 bytes: a hash of what scrypt makes of the passphrase
    base::Instant made{};
    Failures failures;
    bool operator==(const Verifier&) const = default;
};

/// Why a passphrase may not be chosen, as a sentence; empty when it may. Length is what counts (NIST SP
/// 800-63B, 5.1.1): no rules of signs and digits, no expiry.
std::string why_not(const base::Secret& passphrase, const std::string& user);

Verifier make_verifier(const std::string& user, const base::Secret& passphrase, ScryptCost cost,
                       ports::Entropy& entropy, base::Instant now);
/// Takes as long as its cost says. Compares in constant time.
bool is_right(const Verifier& verifier, const base::Secret& passphrase);

/// How long to wait after so many wrong ones in a row: nothing for the first three, then from two seconds
/// doubling to five minutes. It never grows further, and nothing is ever locked out or thrown away.
std::chrono::seconds delay_after(int wrong_in_a_row);
/// What is left of that wait. In one run of the machine its own running time counts, which nobody can set;
/// after a restart the wall clock does, and one set back never makes the wait longer than a whole delay.
std::chrono::milliseconds wait_left(const Failures& failures, base::Instant now, const ports::Uptime& uptime);

}  // namespace kith::auth
