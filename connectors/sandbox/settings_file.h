#pragma once
#include "connectors/sandbox/sources.h"

#include <string>
#include <vector>

namespace kith::sandbox {

/// One source as the program is to reach it.
struct Reachable {
    Source source;
    std::string base_url, client_id, client_secret;
};

/// Names of the files in the sandbox's folder, relative to it.
inline constexpr std::string_view kAuthorityFile = "keys/authority.pem",
                                  kRevocationFile = "keys/authority.crl.pem", kClientFile = "keys/client.pem",
                                  kClientKeyFile = "keys/client.key.pem", kRevokedFile = "keys/revoked.pem",
                                  kRevokedKeyFile = "keys/revoked.key.pem", kSettingsFile = "settings.json",
                                  kPeopleFile = "people.csv", kRulebookFile = "rules/northshire.json",
                                  kRulebookSeedFile = "keys/rulebook.seed";
/// Who signs the sandbox's rulebook: a name that no real partnership has.
inline constexpr std::string_view kRulebookAuthority = "sandbox.northshire.example/rulebook";

/// settings.json as src/wire/settings.h reads it; paths in it are relative to its own folder. `rulebook_key` is the verifier
/// key of whoever signed the rulebook.
std::string settings_json(const std::vector<Reachable>& sources, const std::string& rulebook_key);

/// A readable list of everybody: a new user can ask about any child of it.
std::string people_csv(const Northshire& northshire);

}  // namespace kith::sandbox
