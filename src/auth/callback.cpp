#include "auth/oidc.h"
#include "base/text.h"
#include "crypto/hash.h"

#include <openssl/crypto.h>

#include <map>
#include <optional>

namespace kith::auth {
namespace {

using base::Error;
using base::Expected;
using base::Fault;
using Parameters = std::map<std::string, std::string, std::less<>>;

constexpr size_t kLongestTarget = 8u << 10;
constexpr size_t kMostParameters = 32;

Error refused(std::string_view why) {
    return base::fail(Fault::denied, std::string(why));
}

/// A provider's refusals, as RFC 6749 and OpenID Connect name them, in words of ours: its own are not
/// repeated.
Error in_plain_words(std::string_view code) {
    static const std::map<std::string_view, std::string_view> kWords = {
        {"access_denied", "the provider says that you stopped, or that you may not use Kith"},
        {"login_required", "the provider wants you to sign in there first"},
        {"consent_required", "the provider wants your agreement first"},
        {"interaction_required", "the provider wants something of you first"},
        {"account_selection_required", "the provider wants you to choose an account first"},
        {"unauthorized_client", "the provider does not know Kith by the name in the settings"},
        {"invalid_client", "the provider does not know Kith by the name in the settings"},
        {"invalid_scope", "the provider does not give what the settings ask of it"},
        {"unsupported_response_type", "the provider does not give codes"},
        {"invalid_request", "the provider did not understand what Kith asked"}};
    if (code == "server_error" || code == "temporarily_unavailable")
        return base::fail(Fault::unavailable, "the provider is in trouble just now");
    const auto found = kWords.find(code);
    return refused(found == kWords.end() ? "the provider refused, for a reason that Kith does not know"
                                         : found->second);
}

std::optional<std::string> decoded(std::string_view text) {
    std::string out;
    for (size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+') {
            out.push_back(' ');
        } else if (text[i] == '%') {
            const std::string byte = crypto::unhex(text.substr(i + 1, 2));
            if (byte.empty()) return {};
            out += byte;
            i += 2;
        } else {
            out.push_back(text[i]);
        }
    }
    return base::is_utf8(out) ? std::optional(out) : std::nullopt;
}

/// Empty when it is not a plain query, or names one thing twice.
std::optional<Parameters> parameters_of(std::string_view target) {
    const auto question = target.find('?');
    if (target.size() > kLongestTarget || question == std::string_view::npos) return {};
    Parameters found;
    for (const auto& pair : base::split(target.substr(question + 1), '&')) {
        if (pair.empty()) continue;
        const auto equals = pair.find('=');
        const auto name = decoded(std::string_view(pair).substr(0, equals));
        const auto value = decoded(equals == std::string::npos ? std::string_view{}
                                                               : std::string_view(pair).substr(equals + 1));
        if (!name || !value || found.size() == kMostParameters) return {};
        if (!found.emplace(*name, *value).second) return {};
    }
    return found;
}

bool are_equal(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace

Expected<base::Secret> read_callback(std::string_view target, const Provider& provider,
                                     const Discovery& discovery, const Asked& asked) {
    if (target.substr(0, target.find('?')) != kCallbackPath)
        return refused("what the browser brought is not an answer");
    const auto given = parameters_of(target);
    if (!given) return refused("what the browser brought cannot be read");
    const auto value = [&](std::string_view name) {
        const auto found = given->find(name);
        return found == given->end() ? std::string{} : found->second;
    };
    if (asked.state.empty() || !are_equal(value("state"), asked.state))
        return refused("what the browser brought is the answer to another question");
    if (discovery.names_itself_in_answers && !given->contains("iss"))
        return refused("the answer does not say which provider gave it, though yours always does");
    if (given->contains("iss") && value("iss") != provider.issuer)
        return refused("another provider gave the answer");
    if (given->contains("error")) return in_plain_words(value("error"));
    // What belongs to other, older ways of signing in must not come here.
    if (given->contains("id_token") || given->contains("access_token"))
        return refused("the answer holds what must never pass through a browser");
    if (value("code").empty()) return refused("the answer holds no code");
    return base::Secret(value("code"));
}

}  // namespace kith::auth
