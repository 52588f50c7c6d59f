#pragma once
#include "base/expected.h"

#include <string>
#include <string_view>

namespace kith::sandbox {

/// The folder that the sandbox writes into: readable by its owner only, and nothing is written outside it.
class Folder {
public:
    /// Makes it where missing. Fails with denied.
    static base::Expected<Folder> open(const std::string& path);
    /// Writes a file below it (mode 0600), making folders (0700) as needed. Fails with unavailable.
    base::Expected<void> write(std::string_view name, std::string_view content) const;
    const std::string& path() const { return path_; }

private:
    explicit Folder(std::string path) : path_(std::move(path)) {}
    std::string path_;
};

}  // namespace kith::sandbox
