#include "connectors/sandbox/log_folder.h"

#include "base/secret.h"
#include "connectors/sandbox/embedded.h"
#include "connectors/sandbox/folder.h"
#include "connectors/sandbox/review_files.h"
#include "connectors/sandbox/settings_file.h"
#include "connectors/sandbox/tokens.h"
#include "crypto/hash.h"
#include "crypto/sign.h"

namespace kith::sandbox {
namespace {

/// A key that nobody holds the other half of: nothing can be asked with these settings.
std::string nobodys_key() {
    const std::string name(kRulebookAuthority),
        key = "\x01" + crypto::public_key_of(base::Secret(crypto::unhex(random_token())));
    return name + "+" + crypto::hex(crypto::sha256(name + "\n" + key)).substr(0, 8) + "+" +
           crypto::base64(key);
}

}  // namespace

base::Expected<std::string> begin_log_folder(const std::string& dir) {
    const auto folder = Folder::open(dir);
    if (!folder) return folder.error();
    for (const auto& file : embedded_files())
        if (auto written = folder->write(file.name, file.content); !written) return written.error();
    std::vector<Reachable> unreachable;
    for (const auto& source : sources())
        unreachable.push_back({source, "https://127.0.0.1:9", "kith-sandbox", random_token()});
    if (auto written = folder->write(kSettingsFile, settings_json(unreachable, nobodys_key())); !written)
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
