#pragma once
#include <cstdlib>
#include <filesystem>
#include <string>

namespace kith::support {

/// A new empty folder of its own under the system's temporary one, gone with everything in it at the end.
class ScratchFolder {
public:
    ScratchFolder() {
        std::string form = (std::filesystem::temp_directory_path() / "kith-test-XXXXXX").string();
        if (::mkdtemp(form.data())) path_ = form;
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    ~ScratchFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    std::string path() const { return path_.string(); }
    std::string file(const std::string& name) const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

}  // namespace kith::support
