#pragma once
#include "central/central.h"
#include "json/value.h"
#include "wire/settings.h"

#include <filesystem>
#include <optional>

namespace kith::wire {

/// The settings' "central": where the partnership's database is. {"host", "port", "database", "user",
/// "ca_file", "client_cert", "client_key", "authority"}; port and database may be left out. Relative paths
/// are resolved against `folder`. Fails with invalid_input naming the member.
base::Expected<central::Place> read_central(json::Value section, const std::filesystem::path& folder,
                                            const std::string& workstation);

/// The same out of the settings' own file; nothing when it has no such section: a desktop that works alone.
base::Expected<std::optional<central::Place>> central_of(const Settings& settings);

}  // namespace kith::wire
