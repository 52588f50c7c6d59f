#include "json/locate.h"

namespace kith::json {
namespace {

using Byte = unsigned char;

bool is_continuation(std::string_view bytes, size_t at) {
    return at < bytes.size() && (static_cast<Byte>(bytes[at]) & 0xC0) == 0x80;
}

/// The range of the second byte that keeps out overlong forms, surrogates and points past U+10FFFF (RFC 3629
/// section 4).
bool second_byte_fits(Byte lead, Byte second) {
    if (lead == 0xE0) return second >= 0xA0;
    if (lead == 0xED) return second <= 0x9F;
    if (lead == 0xF0) return second >= 0x90;
    if (lead == 0xF4) return second <= 0x8F;
    return true;
}

size_t length_by_lead(Byte lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return 2;
    if (lead >= 0xE0 && lead <= 0xEF) return 3;
    if (lead >= 0xF0 && lead <= 0xF4) return 4;
    return 0;
}

}  // namespace

size_t utf8_length(std::string_view bytes, size_t at) {
    const Byte lead = static_cast<Byte>(bytes[at]);
    const size_t length = length_by_lead(lead);
    for (size_t i = 1; i < length; ++i)
        if (!is_continuation(bytes, at + i)) return 0;
    if (length > 1 && !second_byte_fits(lead, static_cast<Byte>(bytes[at + 1]))) return 0;
    return length;
}

size_t first_ill_formed(std::string_view bytes) {
    size_t at = 0;
    while (at < bytes.size()) {
        const size_t length = utf8_length(bytes, at);
        if (length == 0) return at;
        at += length;
    }
    return bytes.size();
}

size_t first_bad_in_string(std::string_view bytes) {
    bool inside = false;
    size_t opened = bytes.size();
    for (size_t at = 0; at < bytes.size(); ++at) {
        const Byte c = static_cast<Byte>(bytes[at]);
        if (inside && c < 0x20) return at;
        if (inside && c == '\\') {
            ++at;
        } else if (c == '"') {
            inside = !inside;
            opened = at;
        }
    }
    return inside ? opened : bytes.size();
}

}  // namespace kith::json
