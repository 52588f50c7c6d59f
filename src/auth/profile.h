#pragma once
#include "auth/passphrase.h"
#include "base/expected.h"

#include <string>
#include <string_view>
#include <vector>

namespace kith::auth {

inline constexpr size_t kLongestProfile = 256u << 10;

/// The passphrases of one workstation's people. It says who has one and whether one is right, and protects as
/// far as the account of the operating system does: whoever may write its file may put another in its place,
/// which the access log shows as a new profile.
struct Profile {
    std::vector<Verifier> people;

    const Verifier* of(std::string_view user) const;
    Verifier* of(std::string_view user);
};

/// JSON, with bytes as hexadecimal text: "kith.profile.1". Strict: what is missing, unknown, given twice or
/// out of bounds makes the whole file corrupt, and it is left as it is.
std::string to_text(const Profile& profile);
base::Expected<Profile> read_profile(std::string_view bytes);

}  // namespace kith::auth
