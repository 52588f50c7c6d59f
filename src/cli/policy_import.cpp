#include "cli/policy_verbs.h"
#include "policy/import_dsa.h"

#include <cstdio>
#include <iostream>

namespace kith::cli {

ExitCode policy_import_dsa(const ImportDsaOptions& o) {
    const auto unusable = [](const std::string& what, const base::Error& error) {
        return refuse(
            base::fail(base::Fault::corrupt, "The " + what + " cannot be used: " + error.detail + "."));
    };
    const auto map_bytes = bytes_of(o.map, "map", 1u << 20);
    if (!map_bytes) return refuse(map_bytes.error());
    const auto map = policy::read_dsa_map(*map_bytes);
    if (!map) return unusable("map", map.error());
    const auto bytes = bytes_of(o.directory, "directory", 16u << 20);
    if (!bytes) return refuse(bytes.error());
    const auto imported = policy::import_dsa(*bytes, *map, o.org);
    if (!imported) return unusable("directory", imported.error());
    std::cout << policy::agreements_json(imported->agreements);
    for (const auto& note : imported->notes) std::fprintf(stderr, "note: %s\n", note.c_str());
    return kComplete;
}

}  // namespace kith::cli
