#include "connectors/sandbox/folder.h"

#include <filesystem>
#include <fstream>
#include <system_error>

namespace kith::sandbox {
namespace {

namespace fs = std::filesystem;

bool make_private_folder(const fs::path& path) {
    std::error_code fault;
    fs::create_directories(path, fault);
    if (fault) return false;
    fs::permissions(path, fs::perms::owner_all, fault);
    return !fault;
}

/// The mode is set while the file is still empty: what it will hold is never readable by others, not for a
/// moment.
bool make_private_file(const fs::path& path) {
    std::error_code fault;
    fs::remove(path, fault);
    { const std::ofstream empty(path, std::ios::binary); }
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write, fault);
    return !fault;
}

}  // namespace

base::Expected<Folder> Folder::open(const std::string& path) {
    std::error_code fault;
    const fs::path whole = fs::absolute(path, fault);
    if (path.empty() || fault || !make_private_folder(whole))
        return base::fail(base::Fault::denied, "the sandbox's folder cannot be made");
    return Folder(whole.string());
}

base::Expected<void> Folder::write(std::string_view name, std::string_view content) const {
    const fs::path file = fs::path(path_) / name;
    if (!make_private_folder(file.parent_path()) || !make_private_file(file))
        return base::fail(base::Fault::unavailable, std::string(name) + " cannot be written");
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out.write(content.data(), static_cast<std::streamsize>(content.size()));
    out.close();
    if (!out) return base::fail(base::Fault::unavailable, std::string(name) + " cannot be written");
    return {};
}

}  // namespace kith::sandbox
