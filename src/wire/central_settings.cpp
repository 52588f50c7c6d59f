#include "wire/central_settings.h"

#include "json/members.h"
#include "store/private_file.h"

namespace kith::wire {
namespace {

namespace fs = std::filesystem;
using base::Expected;

constexpr size_t kLargestFile = 4u << 20;

std::string beside(const std::string& path, const fs::path& folder) {
    if (path.empty()) return {};
    return fs::path(path).is_absolute() ? path : (folder / path).lexically_normal().string();
}

}  // namespace

Expected<central::Place> read_central(json::Value section, const fs::path& folder,
                                      const std::string& workstation) {
    json::Members m(
        section, "central",
        {"host", "port", "database", "user", "ca_file", "client_cert", "client_key", "authority"});
    central::Place place;
    place.host = m.text("host");
    const std::int64_t port = m.integer_or("port", 5432);
    if (port < 1 || port > 65535) m.refuse("port", "must lie between 1 and 65535");
    place.port = static_cast<int>(port);
    place.database = m.text_or("database", "kith");
    place.user = m.text("user");
    place.ca_file = beside(m.text("ca_file"), folder);
    place.client_cert_file = beside(m.text("client_cert"), folder);
    place.client_key_file = beside(m.text("client_key"), folder);
    place.authority = m.text("authority");
    place.workstation = workstation;
    if (m.error()) return *m.error();
    return place;
}

Expected<std::optional<central::Place>> central_of(const Settings& settings) {
    auto text = store::read_file(settings.path, kLargestFile);
    if (!text) return text.error();
    auto document = json::parse(*text);
    if (!document) return document.error();
    const json::Value section = document->root()["central"];
    if (section.is_missing()) return std::optional<central::Place>{};
    auto place = read_central(section, fs::absolute(settings.path).parent_path(), settings.workstation);
    if (!place) return place.error();
    return std::optional(*place);
}

}  // namespace kith::wire
