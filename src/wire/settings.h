#pragma once
#include "base/expected.h"
#include "federate/connector.h"
#include "net/curl_transport.h"
#include "policy/decide.h"
#include "wire/sign_in_settings.h"

#include <string>
#include <string_view>
#include <vector>

namespace kith::wire {

struct SourceEntry {
    federate::SourceSettings connector;
    net::Endpoint endpoint;
    std::chrono::milliseconds deadline{0};  ///< 0: the rule of all
};

/// Whose signature makes a rulebook hold, as C2SP verifier keys "<name>+<hash>+<key>".
struct Authority {
    std::vector<std::string> keys;
    size_t signatures = 1;  ///< how many different ones must have signed
};

/// Where copies are kept, and who keeps their keys.
struct ShelfPlace {
    std::string path;
    enum class Keys { secret_service, passphrase } keys = Keys::secret_service;
    std::string key_file;  ///< of a passphrase
};

/// settings.json, checked. Relative paths in it are resolved against its own folder. Schema: src/wire/schema/settings.json.
struct Settings {
    std::string path;
    std::string rulebook_path;
    Authority authority;
    std::string log_path, log_key_path, log_signing_key_path;
    /// Names this log in its signed heads: no spaces, no plus signs.
    std::string log_origin;
    ShelfPlace shelf;
    /// What this workstation remembers of rulebooks: the last good one, the highest serial.
    std::string rulebook_memory_path;
    /// What the organisation's own systems say of who worked on what, for reviews; empty: nothing is known.
    std::string review_work_path, review_staff_path;
    SignInSettings sign_in;
    std::string workstation, organisation, organisation_code;
    std::vector<policy::User> users;
    std::vector<SourceEntry> sources;
    std::chrono::milliseconds deadline{8000};
    bool is_sandbox = false;   ///< invented people: a loud mark stands on every screen
    const policy::User* user(std::string_view id) const;
};

/// Fails with invalid_input naming the member; an unknown member is an error that names the nearest known one.
base::Expected<Settings> read_settings(const std::string& path);

/// $XDG_CONFIG_HOME/kith/settings.json and the state folder $XDG_STATE_HOME/kith (or their defaults).
std::string default_settings_path();
std::string state_folder();

}  // namespace kith::wire
