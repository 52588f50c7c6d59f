#include "cli/files.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

namespace kith::cli {
namespace {

namespace fs = std::filesystem;
constexpr size_t kLargest = 64u << 20;

base::Expected<std::string> all_of(std::istream& in) {
    std::string bytes(kLargest + 1, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<size_t>(in.gcount()));
    if (bytes.size() > kLargest) return base::fail(base::Fault::too_large, "the file is larger than 64 MiB");
    if (in.bad()) return base::fail(base::Fault::unavailable, "the file cannot be read");
    return bytes;
}

/// Owner-only before the first byte is in it.
base::Expected<void> write_private(const fs::path& path, const std::string& bytes) {
    std::error_code failed;
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write, failed);
    if (out && !failed) out.write(bytes.data(), static_cast<std::streamsize>(bytes.size())).flush();
    if (!out || failed) return base::fail(base::Fault::unavailable, "the output file cannot be written");
    return {};
}

}  // namespace

base::Expected<std::string> read_file(const std::string& path) {
    if (path == "-") return all_of(std::cin);
    std::ifstream in(path, std::ios::binary);
    if (!in || fs::is_directory(path))
        return base::fail(base::Fault::not_found, "the file to read cannot be opened");
    return all_of(in);
}

base::Expected<void> write_file(const std::string& path, const std::string& bytes) {
    if (path == "-") {
        std::cout << bytes << std::flush;
        return {};
    }
    const fs::path part = path + ".part";
    if (auto written = write_private(part, bytes); !written) return written.error();
    std::error_code failed;
    fs::rename(part, path, failed);
    if (failed) return base::fail(base::Fault::unavailable, "the output file cannot be put in place");
    return {};
}

}  // namespace kith::cli
