#include "wire/settings.h"

#include "json/members.h"
#include "json/value.h"
#include "wire/trust_settings.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace kith::wire {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::Expected;
using base::Fault;
using json::Members;

constexpr std::uintmax_t kLargestFile = 4u << 20;

Expected<std::string> whole_file(const std::string& path, std::string_view what) {
    std::error_code unreadable;
    const auto size = fs::file_size(path, unreadable);
    if (unreadable) return base::fail(Fault::not_found, std::string(what) + " cannot be found or read");
    if (size > kLargestFile) return base::fail(Fault::too_large, std::string(what) + " is larger than 4 MiB");
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    if (!in) return base::fail(Fault::unavailable, std::string(what) + " cannot be read");
    return out.str();
}

Expected<policy::User> read_user(json::Value value, const std::string& where) {
    Members m(value, where, {"id", "name", "role", "agency", "person"});
    policy::User user{m.text("id"), m.text("name"), m.text("role"), m.text_or("agency", ""),
                      m.text_or("person", "")};
    if (m.error()) return *m.error();
    return user;
}

Expected<net::Endpoint> read_endpoint(Members& m, const fs::path& folder) {
    net::Endpoint endpoint;
    endpoint.base_url = m.text("base_url");
    if (!endpoint.base_url.starts_with("https://")) m.refuse("base_url", "must begin with https://");
    endpoint.ca_file = resolved(m.text("ca_file"), folder);
    endpoint.crl_file = resolved(m.text_or("crl_file", ""), folder);
    endpoint.client_cert_file = resolved(m.text_or("client_cert", ""), folder);
    endpoint.client_key_file = resolved(m.text_or("client_key", ""), folder);
    if (endpoint.client_cert_file.empty() != endpoint.client_key_file.empty())
        m.refuse("client_cert", "and client_key belong together: give both or neither");
    if (m.error()) return *m.error();
    return endpoint;
}

Expected<SourceEntry> read_source(json::Value value, const std::string& where, const fs::path& folder) {
    Members m(value, where,
              {"id", "kind", "base_url", "ca_file", "crl_file", "client_cert", "client_key", "client_id",
               "client_secret", "organisation", "record_types", "mapping", "deadline_ms", "coverage_note"});
    SourceEntry entry;
    entry.connector.id = record::SourceId(m.text("id"));
    entry.connector.kind = m.text("kind");
    entry.connector.client_id = m.text_or("client_id", "");
    entry.connector.client_secret = base::Secret(m.text_or("client_secret", ""));
    entry.connector.organisation = m.text_or("organisation", "");
    entry.connector.record_types = m.texts("record_types");
    entry.connector.coverage_note = m.text_or("coverage_note", "");
    entry.deadline = std::chrono::milliseconds(m.integer_or("deadline_ms", 0));
    if (entry.deadline.count() < 0) m.refuse("deadline_ms", "must not be negative");
    auto endpoint = read_endpoint(m, folder);
    if (!endpoint) return endpoint.error();
    entry.endpoint = *endpoint;
    entry.connector.base_url = entry.endpoint.base_url;
    if (const std::string mapping = m.text_or("mapping", ""); !mapping.empty()) {
        auto text = whole_file(resolved(mapping, folder), where + ".mapping");
        if (!text) return text.error();
        entry.connector.mapping_json = *text;
    }
    if (m.error()) return *m.error();
    return entry;
}

Expected<void> read_users(json::Value users, Settings& settings) {
    for (size_t i = 0; i < users.size(); ++i) {
        auto user = read_user(users[i], "users[" + std::to_string(i) + "]");
        if (!user) return user.error();
        if (settings.user(user->id)) return base::fail(Fault::invalid_input, "users: one id is given twice");
        settings.users.push_back(*user);
    }
    if (settings.users.empty())
        return base::fail(Fault::invalid_input, "users must name at least one person");
    return {};
}

Expected<void> read_sources(json::Value sources, const fs::path& folder, Settings& settings) {
    std::set<record::SourceId> seen;
    for (size_t i = 0; i < sources.size(); ++i) {
        auto entry = read_source(sources[i], "sources[" + std::to_string(i) + "]", folder);
        if (!entry) return entry.error();
        if (!seen.insert(entry->connector.id).second)
            return base::fail(Fault::invalid_input,
                              "sources: \"" + entry->connector.id.text() + "\" is given twice");
        settings.sources.push_back(std::move(*entry));
    }
    if (settings.sources.empty())
        return base::fail(Fault::invalid_input, "sources must name at least one source");
    return {};
}

Expected<Settings> from_document(const json::Document& document, const std::string& path) {
    const fs::path folder = fs::absolute(path).parent_path();
    Members m(document.root(), "",
              {"rulebook", "authority", "access_log", "shelf", "sign_in", "central", "review", "workstation",
               "organisation", "organisation_code", "sandbox", "deadline_ms", "users", "sources"});
    Settings settings;
    settings.path = path;
    settings.rulebook_path = resolved(m.text("rulebook"), folder);
    settings.workstation = m.text("workstation");
    settings.organisation = m.text("organisation");
    settings.organisation_code = m.text_or("organisation_code", "");
    settings.is_sandbox = m.boolean_or("sandbox", false);
    settings.deadline = std::chrono::milliseconds(m.integer_or("deadline_ms", 8000));
    if (settings.deadline.count() <= 0) m.refuse("deadline_ms", "must be more than nothing");
    const json::Value users = m.array("users"), sources = m.array("sources");
    for (const auto* section : {"authority", "access_log", "shelf", "sign_in", "central", "review"}) m.object(section);
    if (m.error()) return *m.error();
    if (auto read = read_trust(document.root(), folder, settings); !read) return read.error();
    auto sign_in = read_sign_in(document.root()["sign_in"], folder.string(), settings.is_sandbox,
                                settings.is_sandbox ? folder.string() : state_folder());
    if (!sign_in) return sign_in.error();
    settings.sign_in = std::move(*sign_in);
    if (settings.shelf.keys == ShelfPlace::Keys::passphrase && settings.sign_in.method == auth::Method::oidc)
        return base::fail(Fault::invalid_input,
                          "shelf.keys: with a provider nobody types a passphrase here; use \"secret_service\"");
    if (auto read = read_users(users, settings); !read) return read.error();
    if (auto read = read_sources(sources, folder, settings); !read) return read.error();
    return settings;
}

fs::path home() {
    const char* home = std::getenv("HOME");
    return home && *home ? fs::path(home) : fs::path(".");
}

/// An XDG base folder: the variable when it is set and absolute, as the specification asks, else the default.
fs::path base_folder(const char* variable, const char* otherwise) {
    const char* given = std::getenv(variable);
    if (given && fs::path(given).is_absolute()) return given;
    return home() / otherwise;
}

}  // namespace

const policy::User* Settings::user(std::string_view id) const {
    for (const auto& user : users)
        if (user.id == id) return &user;
    return nullptr;
}

Expected<Settings> read_settings(const std::string& path) {
    auto text = whole_file(path, "the settings file");
    if (!text) return text.error();
    auto document = json::parse(*text);
    if (!document)
        return base::fail(document.error().fault,
                          "the settings file is not JSON: " + document.error().detail);
    return from_document(*document, path);
}

std::string default_settings_path() {
    return (base_folder("XDG_CONFIG_HOME", ".config") / "kith" / "settings.json").string();
}

std::string state_folder() {
    return (base_folder("XDG_STATE_HOME", ".local/state") / "kith").string();
}

}  // namespace kith::wire
