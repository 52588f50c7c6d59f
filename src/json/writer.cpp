#include "json/writer.h"

#include "json/locate.h"

#include <charconv>
#include <cmath>

namespace kith::json {
namespace {

/// The two-character escapes of RFC 8259; 0 where there is none.
char short_escape(char c) {
    switch (c) {
        case '"':
        case '\\':
            return c;
        case '\b':
            return 'b';
        case '\f':
            return 'f';
        case '\n':
            return 'n';
        case '\r':
            return 'r';
        case '\t':
            return 't';
        default:
            return 0;
    }
}

void append_escaped(std::string& out, char c) {
    static constexpr char kHex[] = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    if (const char escape = short_escape(c)) {
        out += '\\';
        out += escape;
    } else if (byte < 0x20) {
        out += "\\u00";
        out += kHex[byte >> 4];
        out += kHex[byte & 15];
    } else {
        out += c;
    }
}

void append_quoted(std::string& out, std::string_view value) {
    out += '"';
    for (size_t at = 0; at < value.size();) {
        const size_t length = utf8_length(value, at);
        if (length == 1)
            append_escaped(out, value[at]);
        else if (length == 0)
            out += "\xEF\xBF\xBD";
        else
            out += value.substr(at, length);
        at += length == 0 ? 1 : length;
    }
    out += '"';
}

}  // namespace

void Writer::separate() {
    if (after_key_) {
        after_key_ = false;
        return;
    }
    if (levels_.empty()) return;
    if (!levels_.back().empty) out_ += ',';
    levels_.back().empty = false;
}

Writer& Writer::object() {
    separate();
    out_ += '{';
    levels_.push_back({'}', true});
    return *this;
}

Writer& Writer::array() {
    separate();
    out_ += '[';
    levels_.push_back({']', true});
    return *this;
}

Writer& Writer::end() {
    if (levels_.empty()) return *this;
    out_ += levels_.back().close;
    levels_.pop_back();
    return *this;
}

Writer& Writer::key(std::string_view name) {
    separate();
    append_quoted(out_, name);
    out_ += ':';
    after_key_ = true;
    return *this;
}

Writer& Writer::string(std::string_view value) {
    separate();
    append_quoted(out_, value);
    return *this;
}

Writer& Writer::number(std::int64_t value) {
    separate();
    out_ += std::to_string(value);
    return *this;
}

Writer& Writer::real(double value) {
    if (!std::isfinite(value)) return null();
    separate();
    char digits[32];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, value);
    out_.append(digits, end);
    return *this;
}

Writer& Writer::boolean(bool value) {
    separate();
    out_ += value ? "true" : "false";
    return *this;
}

Writer& Writer::null() {
    separate();
    out_ += "null";
    return *this;
}

Writer& Writer::raw(std::string_view json) {
    separate();
    out_ += json;
    return *this;
}

}  // namespace kith::json
