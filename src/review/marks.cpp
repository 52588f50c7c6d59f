#include "review/marks.h"

#include "base/text.h"

namespace kith::review {
namespace {

/// ASCII punctuation and white space carry nothing; bytes above are parts of letters.
std::string letters_of(std::string_view text) {
    std::string out;
    for (const char c : base::upper_ascii(text)) {
        const bool is_ascii_sign =
            static_cast<unsigned char>(c) < 0x80 && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9');
        if (!is_ascii_sign) out += c;
    }
    return out;
}

}  // namespace

std::string family_mark(std::string_view family) {
    return letters_of(family);
}

std::string postcode_mark(std::string_view postcode) {
    return letters_of(postcode);
}

std::string school_mark(std::string_view school) {
    return letters_of(school);
}

}  // namespace kith::review
