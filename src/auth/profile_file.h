#pragma once
#include "auth/profile.h"
#include "ports/clock.h"
#include "ports/entropy.h"

#include <string>

namespace kith::auth {

/// The profile's file, readable by its owner only, replaced whole and flushed. Several programs may use one:
/// each attempt is counted on disk before it is tried, so that ending the program does not make it undone.
/// One thread at a time; clock and entropy must outlive it.
class ProfileFile {
public:
    ProfileFile(std::string path, ports::Clock& clock, ports::Entropy& entropy, ScryptCost cost = {});

    /// Whether this person has a passphrase here already. Fails with corrupt, denied or unavailable.
    base::Expected<bool> knows(const std::string& user) const;
    /// The first time: chooses the passphrase. Fails with denied when there is one, and with invalid_input,
    /// saying why, when it may not be chosen.
    base::Expected<void> choose(const std::string& user, const base::Secret& passphrase);
    /// Succeeds for the right passphrase. Fails with denied: it is wrong, or it is too early to try again
    /// (then the passphrase is not looked at), and says how long to wait.
    base::Expected<void> check(const std::string& user, const base::Secret& passphrase);
    /// How long until check() will look again.
    base::Expected<std::chrono::milliseconds> wait_left(const std::string& user) const;

private:
    base::Expected<Profile> read() const;
    base::Expected<void> write(const Profile& profile) const;

    std::string path_;
    ports::Clock& clock_;
    ports::Entropy& entropy_;
    ScryptCost cost_;
};

}  // namespace kith::auth
