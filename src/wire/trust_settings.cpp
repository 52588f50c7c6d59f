#include "wire/trust_settings.h"

#include "json/members.h"

#include <algorithm>

namespace kith::wire {
namespace {

namespace fs = std::filesystem;
using base::Expected;
using base::Fault;
using json::Members;

Expected<void> outcome(const Members& m) {
    if (m.error()) return *m.error();
    return {};
}

/// "Northshire Council" -> "northshire-council": names in a signed head hold no spaces and no plus signs.
std::string plain(const std::string& text) {
    std::string out;
    for (const char c : text) {
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '/';
        if (is_plain)
            out += c;
        else if (c >= 'A' && c <= 'Z')
            out += static_cast<char>(c - 'A' + 'a');
        else if (!out.empty() && out.back() != '-')
            out += '-';
    }
    return out;
}

Expected<void> read_authority(json::Value value, Settings& settings) {
    Members m(value, "authority", {"keys", "signatures"});
    settings.authority.keys = m.texts("keys");
    const std::int64_t needed = m.integer_or("signatures", 1);
    if (settings.authority.keys.empty()) m.refuse("keys", "must name at least one authority");
    if (needed < 1 || needed > static_cast<std::int64_t>(settings.authority.keys.size()))
        m.refuse("signatures", "must be from 1 to the number of keys");
    settings.authority.signatures = static_cast<size_t>(std::max<std::int64_t>(needed, 1));
    for (const auto& key : settings.authority.keys)
        if (key.starts_with(kSandboxName) != settings.is_sandbox)
            m.refuse("keys",
                     settings.is_sandbox
                         ? "of a sandbox must be its own: a real authority never signs for invented people"
                         : "must not hold a sandbox's key: it signs for invented people only");
    return outcome(m);
}

Expected<void> read_log(json::Value value, const fs::path& folder, const fs::path& state,
                        Settings& settings) {
    settings.log_path = (state / "access-log.sqlite").string();
    settings.log_key_path = (state / "access-log.key").string();
    settings.log_origin = plain(settings.organisation) + "/kith/" + plain(settings.workstation);
    settings.log_signing_key_path = settings.log_key_path + ".sign";
    if (value.is_missing()) return {};
    Members m(value, "access_log", {"path", "key", "signing_key", "origin"});
    settings.log_path = resolved(m.text("path"), folder);
    settings.log_key_path = resolved(m.text("key"), folder);
    settings.log_signing_key_path = resolved(m.text_or("signing_key", m.text("key") + ".sign"), folder);
    settings.log_origin = m.text_or("origin", settings.log_origin);
    if (settings.log_origin.find_first_of(" +\n") != std::string::npos || settings.log_origin.empty())
        m.refuse("origin", "must be a name without spaces or plus signs");
    return outcome(m);
}

Expected<void> read_shelf(json::Value value, const fs::path& folder, const fs::path& state,
                          Settings& settings) {
    settings.shelf.path = (state / "shelf.sqlite").string();
    if (value.is_missing()) return {};
    Members m(value, "shelf", {"path", "keys", "key_file"});
    settings.shelf.path = resolved(m.text("path"), folder);
    const std::string keys = m.text_or("keys", "secret_service");
    if (keys != "secret_service" && keys != "passphrase")
        m.refuse("keys", "must be \"secret_service\" or \"passphrase\"");
    settings.shelf.key_file = resolved(m.text_or("key_file", ""), folder);
    if (keys == "passphrase") {
        settings.shelf.keys = ShelfPlace::Keys::passphrase;
        if (settings.shelf.key_file.empty())
            m.refuse("key_file", "must say where keys under a passphrase are kept");
    }
    return outcome(m);
}

Expected<void> read_review(json::Value value, const fs::path& folder, Settings& settings) {
    if (value.is_missing()) return {};
    Members m(value, "review", {"work", "staff"});
    settings.review_work_path = resolved(m.text("work"), folder);
    settings.review_staff_path = resolved(m.text("staff"), folder);
    return outcome(m);
}

/// P24: the state folder is for real work. A sandbox says where its own things are, and they are in its own
/// folder.
Expected<void> keep_sandbox_apart(json::Value file, const fs::path& folder, const Settings& settings) {
    if (!settings.is_sandbox) return {};
    if (file["access_log"].is_missing() || file["shelf"].is_missing())
        return base::fail(Fault::invalid_input, "a sandbox must say where its own access_log and shelf are");
    for (const auto& path :
         {settings.log_path, settings.log_key_path, settings.log_signing_key_path, settings.shelf.path})
        if (!fs::path(path).lexically_normal().string().starts_with(folder.lexically_normal().string()))
            return base::fail(
                Fault::invalid_input,
                "a sandbox must keep its access_log and shelf in its own folder, apart from real ones");
    return {};
}

}  // namespace

std::string resolved(const std::string& path, const fs::path& folder) {
    if (path.empty()) return {};
    return fs::path(path).is_absolute() ? path : (folder / path).lexically_normal().string();
}

Expected<void> read_trust(json::Value file, const fs::path& folder, Settings& settings) {
    const fs::path state = settings.is_sandbox ? folder : fs::path(state_folder());
    settings.rulebook_memory_path = (state / "rulebook-memory.json").string();
    if (auto read = read_authority(file["authority"], settings); !read) return read;
    if (auto read = read_log(file["access_log"], folder, state, settings); !read) return read;
    if (auto read = read_shelf(file["shelf"], folder, state, settings); !read) return read;
    if (auto read = read_review(file["review"], folder, settings); !read) return read;
    return keep_sandbox_apart(file, folder, settings);
}

}  // namespace kith::wire
