#pragma once
#include "auth/profile_file.h"
#include "auth/sign_in.h"
#include "ports/audit_sink.h"
#include "wire/sign_in_settings.h"

#include <chrono>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

/// Signing in, with the pieces put together: the provider over the network, the browser, the loopback, the
/// profile's file. Everything here may wait: never on the UI thread.
namespace kith::wire {

/// Shows an address in the system's browser; false when no browser could be started. The address holds
/// nothing secret.
using Opener = std::function<bool(const std::string& url)>;
/// By xdg-open, without a shell.
bool open_in_browser(const std::string& url);

/// How a sign-in by the browser goes.
struct BrowserSignIn {
    auth::Provider provider;
    Opener open = open_in_browser;
    /// Told the address before it is opened, for people whose browser does not open. May be empty.
    std::function<void(const std::string& url)> on_address;
    /// All the time there is, the person's own included.
    std::chrono::milliseconds longest{std::chrono::minutes{5}};
    /// The provider must ask who it is once more: for unlocking.
    bool again = false;
    std::chrono::hours sitting{12};
};

/// Signs somebody in at the provider. Fails with denied, corrupt, too_large, unavailable, timed_out or
/// cancelled; the detail is a clause for auth::sentence(). Nothing that the provider sent remains in memory
/// but who it was.
base::Expected<auth::SignedIn> sign_in_with_browser(const BrowserSignIn& how, ports::Clock& clock,
                                                    ports::Entropy& entropy, std::stop_token stop);

/// Checks a passphrase, or chooses it at a person's first start (`is_new`).
base::Expected<auth::SignedIn> sign_in_with_passphrase(const SignInSettings& settings,
                                                       const policy::User& user,
                                                       const base::Secret& passphrase, bool is_new,
                                                       auth::ProfileFile& profile, ports::Clock& clock);

/// What a sign-in came to, with what the access log must learn of it before anything else happens.
struct SignInOutcome {
    base::Expected<auth::SignedIn> who;
    ports::AuditEntry entry;
};

/// How a command talks with a person.
struct Terminal {
    std::function<base::Expected<base::Secret>(const std::string& prompt)> ask_secret;
    std::function<void(const std::string& words)> say;
};
/// Reads without echo from the terminal, or a line of standard input when there is none; says on standard
/// error.
Terminal system_terminal();

/// Signs in for a command, by the settings' method: by name, by passphrase (asked for; chosen, twice, the
/// first time), or at the provider (whose address is printed and opened). `as` names one of `users`; with a
/// provider it may be empty, and if given must be who signs in. The caller appends the entry to the access
/// log, whatever the outcome, and goes on only when both held.
SignInOutcome sign_in_for_command(const SignInSettings& settings, const std::vector<policy::User>& users,
                                  const std::string& as, const std::string& workstation,
                                  const Terminal& terminal, std::stop_token stop);

}  // namespace kith::wire
