#pragma once
#include "connectors/sandbox/folder.h"

namespace kith::sandbox {

/// Writes the rulebook and the mappings that travel inside the program, and signs the rulebook with a key
/// made just now; its seed is left for whoever tries a rulebook of their own. Returns the verifier key. Fails
/// with unavailable.
base::Expected<std::string> write_signed_rulebook(const Folder& folder);

}  // namespace kith::sandbox
