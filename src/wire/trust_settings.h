#pragma once
#include "base/expected.h"
#include "json/value.h"
#include "wire/settings.h"

#include <filesystem>

// Private to this room: the sections of settings.json about whom and what to trust.
namespace kith::wire {

/// Reads "authority", "access_log", "shelf" and "review" into `settings`, whose is_sandbox, organisation and
/// workstation are already known; what may be left out gets its place in the state folder. P24: an invented
/// partnership keeps everything in its own folder under keys that say so, and a real one takes none of those.
base::Expected<void> read_trust(json::Value file, const std::filesystem::path& folder, Settings& settings);

/// Paths in a settings file are written relative to its own folder, so that the folder can be moved.
std::string resolved(const std::string& path, const std::filesystem::path& folder);

/// An authority's name begins so if it signs for invented people only.
inline constexpr std::string_view kSandboxName = "sandbox.";

}  // namespace kith::wire
