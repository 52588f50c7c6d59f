#include "base/text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <utility>

namespace kith::base {
namespace {

/// What Windows-1252 means by 0x80..0x9F; 0 where it means nothing.
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/// Bytes of the well-formed UTF-8 character at `at` and its code point; length 0 if ill-formed.
struct Character {
    size_t length = 0;
    char32_t code = 0;
};

Character character_at(std::string_view text, size_t at) {
    const auto byte = [&](size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const std::uint8_t lead = byte(at);
    if (lead < 0x80) return {1, lead};
    const size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || at + length > text.size()) return {};
    char32_t code = lead & (0xFF >> (length + 1));
    for (size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0) != 0x80) return {};
        code = (code << 6) | (byte(at + i) & 0x3F);
    }
    const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    if (overlong || surrogate || code > 0x10FFFF) return {};
    return {length, code};
}

void append(std::string& out, char32_t code) {
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0 | (code >> 6));
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else {
        out += static_cast<char>(0xE0 | (code >> 12));
        out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    }
}

char32_t from_windows_1252(std::uint8_t byte) {
    if (byte >= 0x80 && byte <= 0x9F) {
        const char16_t code = kWindows1252[byte - 0x80];
        return code ? char32_t{code} : U'\uFFFD';
    }
    return byte;
}

bool is_line_break(char32_t code) {
    return code == '\n' || code == 0x2028 || code == 0x2029;
}

/// Control characters, zero-width joiners of disguise, direction overrides and isolates, byte order marks.
bool is_disguise(char32_t code) {
    return code < 0x20 || (code >= 0x7F && code <= 0x9F) || code == 0x200B || code == 0x200E ||
           code == 0x200F || (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) ||
           code == 0x061C || code == 0xFEFF;
}

size_t blank_at_front(std::string_view text) {
    if (text.empty()) return 0;
    if (text[0] == ' ' || (text[0] >= '\t' && text[0] <= '\r')) return 1;
    return text.starts_with("\xC2\xA0") ? 2 : 0;
}

size_t blank_at_back(std::string_view text) {
    if (text.empty()) return 0;
    const char last = text.back();
    if (last == ' ' || (last >= '\t' && last <= '\r')) return 1;
    return text.ends_with("\xC2\xA0") ? 2 : 0;
}

template <typename Change>
std::string changed(std::string_view text, Change change) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), change);
    return out;
}

}  // namespace

std::string_view trim(std::string_view text) {
    while (const size_t n = blank_at_front(text)) text.remove_prefix(n);
    while (const size_t n = blank_at_back(text)) text.remove_suffix(n);
    return text;
}

std::string lower_ascii(std::string_view text) {
    return changed(text, [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
}

std::string upper_ascii(std::string_view text) {
    return changed(text, [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    for (size_t from = 0;;) {
        const size_t to = text.find(separator, from);
        parts.emplace_back(text.substr(from, to - from));
        if (to == std::string_view::npos) return parts;
        from = to + 1;
    }
}

std::string join(const std::vector<std::string>& parts, std::string_view between) {
    std::string out;
    for (const auto& part : parts) {
        if (&part != &parts.front()) out += between;
        out += part;
    }
    return out;
}

bool contains_ignoring_case(std::string_view text, std::string_view part) {
    return lower_ascii(text).find(lower_ascii(part)) != std::string::npos;
}

bool is_utf8(std::string_view bytes) {
    for (size_t at = 0; at < bytes.size();) {
        const Character c = character_at(bytes, at);
        if (c.length == 0 || c.code == 0) return false;
        at += c.length;
    }
    return true;
}

std::string to_utf8(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size());
    for (size_t at = 0; at < bytes.size();) {
        const Character c = character_at(bytes, at);
        if (c.length == 0)
            append(out, from_windows_1252(static_cast<std::uint8_t>(bytes[at])));
        else
            out.append(bytes.substr(at, c.length));
        at += std::max<size_t>(c.length, 1);
    }
    return out;
}

std::string printable(std::string_view text, bool keep_lines) {
    std::string out;
    out.reserve(text.size());
    for (size_t at = 0; at < text.size();) {
        const Character c = character_at(text, at);
        if (c.length == 0)
            append(out, U'\uFFFD');
        else if (is_line_break(c.code))
            out += keep_lines ? '\n' : ' ';
        else if (c.code == '\t')
            out += ' ';
        else if (!is_disguise(c.code))
            out.append(text.substr(at, c.length));
        at += std::max<size_t>(c.length, 1);
    }
    return out;
}

size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), size_t{0});
    for (size_t i = 1; i <= a.size(); ++i) {
        size_t diagonal = std::exchange(row[0], i);
        for (size_t j = 1; j <= b.size(); ++j) {
            const size_t swap = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({swap, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row[b.size()];
}

std::string counted(size_t n, std::string_view one, std::string_view many) {
    return std::to_string(n) + " " + std::string(n == 1 ? one : many);
}

}  // namespace kith::base
