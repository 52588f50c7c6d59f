#include "link/fold.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>

namespace kith::link {

namespace {

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x80; });
}

/// ICU's transliterators are costly to make and not safe to share between threads, hence one a thread.
const icu::Transliterator* to_latin() {
    thread_local const std::unique_ptr<icu::Transliterator> made = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::Transliterator> made_now(icu::Transliterator::createInstance(
            "Any-Latin; NFKD; [:Nonspacing Mark:] Remove; Latin-ASCII", UTRANS_FORWARD, status));
        return U_SUCCESS(status) ? std::move(made_now) : nullptr;
    }();
    return made.get();
}

std::string latin(std::string_view text) {
    const auto* transliterator = to_latin();
    if (is_ascii(text) || transliterator == nullptr) return std::string(text);
    auto unicode =
        icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
    transliterator->transliterate(unicode);
    std::string out;
    unicode.toUTF8String(out);
    return out;
}

bool is_vowel(char c) {
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

char sound_of(char c) {
    switch (c) {
        case 'c':
        case 'q':
            return 'k';
        case 'z':
            return 's';
        case 'w':
            return 'v';
        case 'j':
            return 'y';
        default:
            return c;
    }
}

}  // namespace

std::string fold(std::string_view text) {
    std::string out;
    bool gap = false;
    for (const unsigned char c : latin(text)) {
        const char lower = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
        const bool counts = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9') || c >= 0x80;
        if (counts) {
            if (gap && !out.empty()) out += ' ';
            out += lower;
            gap = false;
        } else if (c != '\'' && c != '`') {
            gap = true;
        }
    }
    return out;
}

std::vector<std::string> folded_words(std::string_view text) {
    std::vector<std::string> words(1);
    for (const char c : fold(text)) {
        if (c != ' ')
            words.back() += c;
        else
            words.emplace_back();
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

std::string skeleton(std::string_view folded) {
    std::string out;
    for (size_t i = 0; i < folded.size(); ++i) {
        char c = folded[i];
        if (c == ' ') continue;
        if (c == 'p' && i + 1 < folded.size() && folded[i + 1] == 'h') {
            c = 'f';
            ++i;
        }
        const bool first = out.empty();
        if (!first && (is_vowel(c) || c == 'h' || c == 'y')) continue;
        c = first && is_vowel(c) ? c : sound_of(c);
        if (out.empty() || out.back() != c) out += c;
    }
    return out;
}

bool is_stand_in(std::string_view word) {
    static constexpr std::array<std::string_view, 18> kNone{
        "unborn", "baby", "babyof", "bump",    "twin",     "triplet", "infant", "newborn", "unknown",
        "ukn",    "unk",  "test",   "unnamed", "notknown", "male",    "female", "foetus",  "fetus"};
    return std::find(kNone.begin(), kNone.end(), word) != kNone.end();
}

std::string folded_postcode(std::string_view text) {
    std::string out;
    for (const char c : fold(text))
        if (c != ' ') out += c;
    return out.size() >= 5 && out.size() <= 8 ? out : std::string();
}

}  // namespace kith::link
