#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace kith::sandbox {

/// A file of the source tree, carried in the program.
struct EmbeddedFile {
    std::string_view name;  ///< folder and name: "rules/northshire.json", "mappings/housing.json"
    std::string_view content;
};

/// The rulebook and the mappings. Written by Embed.cmake.
const std::vector<EmbeddedFile>& embedded_files();

}  // namespace kith::sandbox
