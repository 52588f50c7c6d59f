#include "connectors/sandbox/log_folder.h"

#include "connectors/sandbox/folder.h"
#include "connectors/sandbox/review_files.h"
#include "connectors/sandbox/settings_file.h"
#include "connectors/sandbox/signed_rulebook.h"
#include "connectors/sandbox/tokens.h"

namespace kith::sandbox {

base::Expected<std::string> begin_log_folder(const std::string& dir) {
    const auto folder = Folder::open(dir);
    if (!folder) return folder.error();
    const auto key = write_signed_rulebook(*folder);
    if (!key) return key.error();
    std::vector<Reachable> unreachable;
    for (const auto& source : sources())
        unreachable.push_back({source, "https://127.0.0.1:9", "kith-sandbox", random_token()});
    if (auto written = folder->write(kSettingsFile, settings_json(unreachable, *key)); !written)
        return written.error();
    return folder->path() + "/" + std::string(kSettingsFile);
}

base::Expected<void> finish_log_folder(const std::string& dir, const MadeLog& made) {
    const auto folder = Folder::open(dir);
    if (!folder) return folder.error();
    if (auto written = folder->write(kWorkFile, made.work_json); !written) return written;
    if (auto written = folder->write(kStaffFile, made.staff_json); !written) return written;
    return folder->write(kPlantedFile, planted_json(made));
}

}  // namespace kith::sandbox
