#include "federate/oauth.h"

#include "federate/answers.h"
#include "json/value.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace kith::federate {
namespace {

using base::Fault;

std::string form_encoded(std::string_view text) {
    constexpr char kHex[] = "0123456789ABCDEF";
    std::string out;
    for (unsigned char c : text) {
        const bool is_plain = std::isalnum(c) || c == '-' || c == '.' || c == '_' || c == '~';
        if (is_plain) {
            out.push_back(static_cast<char>(c));
        } else {
            out += {'%', kHex[c >> 4], kHex[c & 15]};
        }
    }
    return out;
}

/// Real services send "expires_in" both as 599 and as "599".
std::chrono::seconds lifetime(json::Value given) {
    constexpr std::int64_t kUnsaid = 60, kLongest = 24 * 60 * 60;
    const std::string text = given.as_text();
    std::int64_t seconds = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (text.empty() || read.ec != std::errc{} || read.ptr != text.data() + text.size() || seconds < 0)
        seconds = kUnsaid;
    return std::chrono::seconds(std::min(seconds, kLongest));
}

/// A token goes into a header: nothing in it may end that header early.
bool is_fit_for_a_header(std::string_view token) {
    return !token.empty() &&
           std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

}  // namespace

ports::HttpRequest client_credentials_request(const SourceSettings& settings, std::string path,
                                              std::string_view scope) {
    ports::HttpRequest request;
    request.method = "POST";
    request.path = std::move(path);
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}};
    request.body = "grant_type=client_credentials&client_id=" + form_encoded(settings.client_id) +
                   "&client_secret=" + form_encoded(settings.client_secret.reveal());
    if (!scope.empty()) request.body += "&scope=" + form_encoded(scope);
    return request;
}

base::Expected<Token> read_bearer_token(const ports::HttpAnswer& answer) {
    if (answer.status != 200) {
        const bool is_down = state_of_status(answer.status) == record::LedgerState::unreachable;
        return base::fail(is_down ? Fault::unavailable : Fault::denied,
                          "no token: " + words_of_status(answer.status));
    }
    const auto document = json::parse(answer.body);
    if (!document) return base::fail(Fault::corrupt, "no token: the answer is not JSON");
    const json::Value token = document->root()["access_token"];
    if (!is_fit_for_a_header(token.text())) return base::fail(Fault::corrupt, "no token in the answer");
    return Token{base::Secret(std::string(token.text())), lifetime(document->root()["expires_in"])};
}

}  // namespace kith::federate
