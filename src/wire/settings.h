#pragma once
#include "base/expected.h"
#include "federate/connector.h"
#include "net/curl_transport.h"
#include "policy/decide.h"

#include <string>
#include <string_view>
#include <vector>

namespace kith::wire {

struct SourceEntry {
    federate::SourceSettings connector;
    net::Endpoint endpoint;
    std::chrono::milliseconds deadline{0};  ///< 0: the rule of all
};

/// settings.json, checked. Relative paths in it are resolved against its own folder. Schema: src/wire/schema/settings.json.
struct Settings {
    std::string path;
    std::string rulebook_path;
    std::string log_path, log_key_path;
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
