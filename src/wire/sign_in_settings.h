#pragma once
#include "auth/sign_in.h"
#include "json/value.h"

#include <chrono>
#include <optional>
#include <string>

namespace kith::wire {

/// The settings' "sign_in": how people show who they are.
struct SignInSettings {
    auth::Method method = auth::Method::passphrase;
    auth::Provider provider;  ///< of Method::oidc
    std::string profile;      ///< of Method::passphrase: the file of passphrases
    /// One sitting: then the screen locks until the same person signs in again.
    std::chrono::hours longest{12};
};

/// Without the section: by name in the sandbox, else a passphrase in the state folder.
SignInSettings usual_sign_in(bool is_sandbox, const std::string& state_folder);

/// Reads the section; a missing one gives the usual. Relative paths are resolved against `folder`. Signing in
/// by name alone is for invented people: anywhere else it is an error, as is a member that belongs to another
/// method. Fails with invalid_input naming the member.
base::Expected<SignInSettings> read_sign_in(json::Value section, const std::string& folder, bool is_sandbox,
                                            const std::string& state_folder);

}  // namespace kith::wire
