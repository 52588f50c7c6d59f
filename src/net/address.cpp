#include "net/address.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace kith::net {
namespace {

constexpr std::string_view kScheme = "https://";

base::Error refuse(const char* why) {
    return base::fail(base::Fault::invalid_input, why);
}

bool is_address_byte(char c) {
    return c > 0x20 && c < 0x7f && c != '#' && c != '\\';
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string percent_decoded(std::string_view text) {
    std::string out;
    for (size_t i = 0; i < text.size(); ++i) {
        const bool has_two_more = i + 2 < text.size();
        const int high = has_two_more ? hex_value(text[i + 1]) : -1;
        const int low = has_two_more ? hex_value(text[i + 2]) : -1;
        if (text[i] != '%' || high < 0 || low < 0) {
            out.push_back(text[i]);
            continue;
        }
        out.push_back(static_cast<char>(high * 16 + low));
        i += 2;
    }
    return out;
}

bool is_dots(std::string_view part) {
    return part == "." || part == "..";
}

// Servers differ in when they decode, so a segment is judged as it would be after decoding: "..%2Fadmin"
// climbs too.
bool may_climb(std::string_view segment) {
    std::string decoded = percent_decoded(segment);
    std::replace(decoded.begin(), decoded.end(), '\\', '/');
    const auto parts = base::split(decoded, '/');
    return std::any_of(parts.begin(), parts.end(), is_dots) ||
           std::any_of(decoded.begin(), decoded.end(), [](unsigned char c) { return c < 0x20; });
}

bool stays_below(std::string_view path) {
    if (path.find("//") != std::string_view::npos) return false;
    const auto segments = base::split(path, '/');
    return std::none_of(segments.begin(), segments.end(), may_climb);
}

bool is_base(std::string_view base_url) {
    if (!base_url.starts_with(kScheme)) return false;
    const auto rest = base_url.substr(kScheme.size());
    const auto host = rest.substr(0, rest.find('/'));
    return !host.empty() && rest.find_first_of("@?") == std::string_view::npos &&
           std::all_of(rest.begin(), rest.end(), is_address_byte);
}

bool is_token_byte(char c) {
    constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           kMarks.find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_token_byte);
}

bool ends_no_line(std::string_view value) {
    return std::none_of(value.begin(), value.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

bool belongs_to_transport(std::string_view name) {
    constexpr std::array kOurs = {"host",
                                  "content-length",
                                  "transfer-encoding",
                                  "connection",
                                  "expect",
                                  "upgrade",
                                  "accept-encoding",
                                  "te",
                                  "proxy-authorization"};
    const std::string lower = base::lower_ascii(name);
    return std::find(kOurs.begin(), kOurs.end(), lower) != kOurs.end();
}

}  // namespace

base::Expected<std::string> join_address(std::string_view base_url, std::string_view path) {
    if (!is_base(base_url)) return refuse("the base address is not a plain https address");
    if (!path.empty() && path.front() != '/') return refuse("the path does not start at the base address");
    if (!std::all_of(path.begin(), path.end(), is_address_byte))
        return refuse("the path holds a byte that it may not");
    if (!stays_below(path.substr(0, path.find('?')))) return refuse("the path leaves the base address");
    if (base_url.ends_with('/')) base_url.remove_suffix(1);
    return std::string(base_url).append(path);
}

base::Expected<void> check_request(const ports::HttpRequest& request) {
    if (!is_token(request.method)) return refuse("the method is not a word");
    for (const auto& [name, value] : request.headers) {
        if (!is_token(name) || !ends_no_line(value)) return refuse("a header holds a byte that it may not");
        if (belongs_to_transport(name)) return refuse("a header belongs to the transport");
    }
    return {};
}

}  // namespace kith::net
