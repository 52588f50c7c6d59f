#include "auth/discovery.h"

#include "auth/listed.h"

#include <algorithm>

namespace kith::auth {
namespace {

using base::Error;
using base::Expected;
using base::Fault;

constexpr std::string_view kHttps = "https://";
constexpr size_t kLongestAddress = 2048;
constexpr json::Limits kLimits{
    .bytes = kLongestDiscovery, .depth = 8, .members = 512, .string_bytes = 8u << 10};

Error refused(std::string_view why) {
    return base::fail(Fault::denied, "the provider's description of itself is refused: " + std::string(why));
}

bool is_plain(std::string_view url) {
    return std::all_of(url.begin(), url.end(),
                       [](char c) { return c > ' ' && c < 0x7f && c != '\\' && c != '#'; });
}

Expected<std::string> endpoint(json::Value root, std::string_view name, const Provider& provider) {
    const std::string url(root[name].text());
    const std::string origin = origin_of(url);
    if (origin.empty()) return refused(std::string(name) + " is missing or is not an https address");
    const bool is_allowed = origin == origin_of(provider.issuer) ||
                            std::any_of(provider.other_origins.begin(), provider.other_origins.end(),
                                        [&](const std::string& other) { return origin == origin_of(other); });
    if (!is_allowed) return refused(std::string(name) + " is on another host than the provider's own");
    return url;
}

std::string without_last_slash(std::string text) {
    if (text.ends_with('/')) text.pop_back();
    return text;
}

}  // namespace

std::string origin_of(std::string_view url) {
    if (!url.starts_with(kHttps) || url.size() > kLongestAddress || !is_plain(url)) return {};
    const auto end = url.find_first_of("/?", kHttps.size());
    const std::string_view host = url.substr(kHttps.size(), end - kHttps.size());
    if (host.empty() || host.find('@') != std::string_view::npos) return {};
    return std::string(url.substr(0, end));
}

std::string path_of(std::string_view url) {
    const auto begin = url.find_first_of("/?", kHttps.size());
    if (begin == std::string_view::npos) return "/";
    return (url[begin] == '?' ? "/" : "") + std::string(url.substr(begin));
}

std::string discovery_path(const Provider& provider) {
    return without_last_slash(path_of(provider.issuer)) + "/.well-known/openid-configuration";
}

Expected<Discovery> read_discovery(std::string_view bytes, const Provider& provider) {
    const auto document = json::parse(bytes, kLimits);
    if (!document)
        return base::fail(Fault::corrupt, "the provider's description of itself is not strict JSON");
    const json::Value root = document->root();
    if (root["issuer"].text() != provider.issuer) return refused("it speaks for another provider");
    Discovery found;
    for (const auto& [name, place] :
         {std::pair{"authorization_endpoint", &found.authorization_endpoint},
          std::pair{"token_endpoint", &found.token_endpoint}, std::pair{"jwks_uri", &found.keys_endpoint}}) {
        auto url = endpoint(root, name, provider);
        if (!url) return url.error();
        *place = *url;
    }
    if (!lists(root["response_types_supported"], "code")) return refused("it does not give codes");
    const json::Value challenges = root["code_challenge_methods_supported"];
    if (!challenges.is_missing() && !lists(challenges, "S256"))
        return refused("it cannot tie a code to the program that asked for it (PKCE S256)");
    const json::Value algorithms = root["id_token_signing_alg_values_supported"];
    if (std::none_of(provider.algorithms.begin(), provider.algorithms.end(),
                     [&](const std::string& ours) { return lists(algorithms, ours); }))
        return refused("it signs with nothing that is allowed here");
    found.names_itself_in_answers =
        root["authorization_response_iss_parameter_supported"].boolean().value_or(false);
    return found;
}

}  // namespace kith::auth
