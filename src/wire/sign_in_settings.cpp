#include "wire/sign_in_settings.h"

#include "auth/discovery.h"
#include "json/members.h"

#include <algorithm>
#include <filesystem>

namespace kith::wire {
namespace {

namespace fs = std::filesystem;
using auth::Method;
using base::Expected;
using json::Members;

constexpr std::int64_t kMostHours = 24;

std::string resolved(const std::string& path, const std::string& folder) {
    if (path.empty()) return {};
    return fs::path(path).is_absolute() ? path : (fs::path(folder) / path).lexically_normal().string();
}

std::optional<Method> method_named(std::string_view name) {
    for (const Method method : {Method::named, Method::passphrase, Method::oidc})
        if (auth::name_of(method) == name) return method;
    return {};
}

/// What belongs to one method alone; elsewhere it would be read as if it did something.
void refuse_foreign_members(Members& m, Method method) {
    if (method != Method::oidc)
        for (const char* name : {"issuer", "client_id", "ca_file", "scopes", "algorithms", "other_origins",
                                 "claims", "agency", "roles"})
            if (m.has(name)) m.refuse(name, "belongs to the method \"oidc\"");
    if (method != Method::passphrase && m.has("profile"))
        m.refuse("profile", "belongs to the method \"passphrase\"");
}

void read_claims(Members& m, auth::ClaimMapping& mapping) {
    mapping.agency = m.text_or("agency", "");
    const json::Value section = m.object("claims");
    if (section.is_missing()) return;
    Members claims(section, m.place("claims"), {"user", "name", "person", "agency", "roles"});
    mapping.user = claims.text_or("user", mapping.user);
    mapping.name = claims.text_or("name", mapping.name);
    mapping.person = claims.text_or("person", mapping.person);
    mapping.agency_claim = claims.text_or("agency", "");
    mapping.roles = claims.text_or("roles", mapping.roles);
    if (claims.error()) m.refuse("claims", "may hold user, name, person, agency and roles, each a text");
}

void read_roles(Members& m, auth::ClaimMapping& mapping) {
    for (const json::Value value : m.array("roles")) {
        Members role(value, m.place("roles"), {"value", "role"});
        mapping.role_of.emplace_back(role.text("value"), role.text("role"));
        if (role.error()) m.refuse("roles", "must be a list of {\"value\", \"role\"}");
    }
    if (mapping.role_of.empty()) m.refuse("roles", "must say which of the provider's values is which role");
}

/// Only what the program can check, and never a shared secret or nothing at all.
void read_algorithms(Members& m, auth::Provider& provider) {
    const auto ours = provider.algorithms;
    if (!m.has("algorithms")) return;
    provider.algorithms = m.texts("algorithms");
    for (const auto& name : provider.algorithms)
        if (std::ranges::find(ours, name) == ours.end())
            m.refuse("algorithms", "may hold RS256, ES256, PS256 and EdDSA");
    if (provider.algorithms.empty()) m.refuse("algorithms", "must hold at least one");
}

void read_provider(Members& m, const std::string& folder, auth::Provider& provider) {
    provider.issuer = m.text("issuer");
    const bool is_plain =
        !auth::origin_of(provider.issuer).empty() && provider.issuer.find('?') == std::string::npos;
    if (!is_plain) m.refuse("issuer", "must be an https address without a query");
    provider.client_id = m.text("client_id");
    provider.ca_file = resolved(m.text("ca_file"), folder);
    if (m.has("scopes")) provider.scopes = m.texts("scopes");
    if (std::ranges::find(provider.scopes, "openid") == provider.scopes.end())
        m.refuse("scopes", "must hold \"openid\"");
    provider.other_origins = m.texts("other_origins");
    for (const auto& origin : provider.other_origins)
        if (auth::origin_of(origin) != origin)
            m.refuse("other_origins", "must be https addresses without a path");
    read_algorithms(m, provider);
    read_claims(m, provider.claims);
    read_roles(m, provider.claims);
}

}  // namespace

SignInSettings usual_sign_in(bool is_sandbox, const std::string& state_folder) {
    SignInSettings usual;
    usual.method = is_sandbox ? Method::named : Method::passphrase;
    if (!is_sandbox) usual.profile = (fs::path(state_folder) / "profile.json").string();
    return usual;
}

Expected<SignInSettings> read_sign_in(json::Value section, const std::string& folder, bool is_sandbox,
                                      const std::string& state_folder) {
    if (section.is_missing()) return usual_sign_in(is_sandbox, state_folder);
    Members m(section, "sign_in",
              {"method", "issuer", "client_id", "ca_file", "scopes", "algorithms", "other_origins", "claims",
               "agency", "roles", "profile", "longest_hours"});
    SignInSettings read;
    const auto method = method_named(m.text("method"));
    if (!method) m.refuse("method", "must be named, passphrase or oidc");
    read.method = method.value_or(Method::passphrase);
    if (read.method == Method::named && !is_sandbox)
        m.refuse("method", "\"named\" is for the sandbox's invented people alone");
    refuse_foreign_members(m, read.method);
    if (read.method == Method::oidc) read_provider(m, folder, read.provider);
    const std::string usual_profile = (fs::path(state_folder) / "profile.json").string();
    if (read.method == Method::passphrase)
        read.profile = resolved(m.text_or("profile", usual_profile), folder);
    const auto hours = m.integer_or("longest_hours", read.longest.count());
    if (hours < 1 || hours > kMostHours) m.refuse("longest_hours", "must be from 1 to 24");
    read.longest = std::chrono::hours(hours);
    if (m.error()) return *m.error();
    return read;
}

}  // namespace kith::wire
