#pragma once
#include "base/expected.h"
#include "base/secret.h"
#include "cache/shelf.h"
#include "policy/decide.h"
#include "wire/settings.h"

#include <memory>

// Private to this room: one person's shelf and the keys to it.
namespace kith::wire {

/// The key store that settings name. For one under a passphrase: `passphrase` opens it or, where there is
/// none yet, makes it.
base::Expected<std::unique_ptr<ports::KeyStore>> open_key_store(const Settings& settings,
                                                                const policy::User& user,
                                                                const base::Secret& passphrase,
                                                                ports::Entropy& entropy);

/// The file of one person's copies: each has their own, so that nobody's keys bear on another's.
std::string shelf_path_of(const Settings& settings, const policy::User& user);

/// What stands in for a passphrase where people sign in by name alone: in a sandbox, whose people are
/// invented.
inline constexpr std::string_view kSandboxPassphrase = "invented people only";

}  // namespace kith::wire
