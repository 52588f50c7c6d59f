#include "connectors/fhir/plain_text.h"

#include "base/text.h"

#include <charconv>
#include <cstdint>

namespace kith::fhir {
namespace {

constexpr size_t kLongestEntity = 12;

void append_utf8(std::string& out, std::uint32_t code) {
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0 | (code >> 6));
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        out += static_cast<char>(0xE0 | (code >> 12));
        out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | (code >> 18));
        out += static_cast<char>(0x80 | ((code >> 12) & 0x3F));
        out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    }
}

bool is_character(std::uint32_t code) {
    return code != 0 && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
}

/// "&#x41;" and "&#65;" without their "&#" and ";".
bool append_numbered(std::string& out, std::string_view number) {
    const bool is_hex = !number.empty() && (number[0] == 'x' || number[0] == 'X');
    if (is_hex) number.remove_prefix(1);
    std::uint32_t code = 0;
    const auto [end, error] =
        std::from_chars(number.data(), number.data() + number.size(), code, is_hex ? 16 : 10);
    if (error != std::errc{} || end != number.data() + number.size() || !is_character(code)) return false;
    append_utf8(out, code);
    return true;
}

bool append_entity(std::string& out, std::string_view name) {
    if (name.starts_with('#')) return append_numbered(out, name.substr(1));
    const char* plain = name == "amp"    ? "&"
                        : name == "lt"   ? "<"
                        : name == "gt"   ? ">"
                        : name == "quot" ? "\""
                        : name == "apos" ? "'"
                        : name == "nbsp" ? " "
                                         : nullptr;
    if (plain) out += plain;
    return plain != nullptr;
}

/// Where the element or comment that starts at `at` leaves off being invisible.
size_t end_of_markup(std::string_view text, size_t at) {
    const auto past = [&](std::string_view mark) {
        const size_t found = text.find(mark, at);
        return found == std::string_view::npos ? text.size() : found + mark.size();
    };
    const std::string head = base::lower_ascii(text.substr(at, 8));
    if (head.starts_with("<!--")) return past("-->");
    if (head.starts_with("<script")) return past("</script>");
    if (head.starts_with("<style")) return past("</style>");
    return past(">");
}

/// "<" begins markup only where a name, "/" or "!" follows and a ">" closes it; elsewhere it is a sign
/// ("GCS < 15").
bool is_markup(std::string_view text, size_t at, size_t last_close) {
    if (last_close == std::string_view::npos || at + 1 >= last_close) return false;
    const char c = text[at + 1];
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '/' || c == '!' || c == '?';
}

}  // namespace

std::string plain_text(std::string_view markup) {
    // Looked for once: looking ahead from every sign would let a hostile text make this slow.
    const size_t last_close = markup.rfind('>');
    std::string out;
    size_t at = 0;
    while (at < markup.size()) {
        const char c = markup[at];
        if (c == '<' && is_markup(markup, at, last_close)) {
            out += ' ';
            at = end_of_markup(markup, at);
            continue;
        }
        const auto ahead = markup.substr(at, kLongestEntity);
        const size_t semicolon = c == '&' ? ahead.find(';') : std::string_view::npos;
        if (semicolon != std::string_view::npos && append_entity(out, ahead.substr(1, semicolon - 1))) {
            at += semicolon + 1;
            continue;
        }
        out += c;
        ++at;
    }
    std::string single;
    for (const char c : base::printable(out)) {
        if (c == ' ' && (single.empty() || single.back() == ' ')) continue;
        single += c;
    }
    return std::string(base::trim(single));
}

std::string narrative(json::Value resource) {
    const auto status = resource["text"]["status"].text();
    if (status == "generated" || status == "empty") return {};
    return plain_text(resource["text"]["div"].text());
}

}  // namespace kith::fhir
