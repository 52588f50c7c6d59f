#pragma once
#include <algorithm>
#include <cctype>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Looks for planted texts in every byte of files and folders, however they may have been written: for proofs that nothing
/// readable is left behind. Plant markers of twelve letters or more that occur nowhere else.
namespace kith::support {

/// One way of writing a text down, by name.
struct Spelling {
    std::string name;
    std::string bytes;
};

namespace spelling {

inline std::string wide(std::string_view text, bool is_big_endian) {
    std::string out;
    for (const char c : text) {
        if (is_big_endian) out += '\0';
        out += c;
        if (!is_big_endian) out += '\0';
    }
    return out;
}

inline std::string cased(std::string text, int (*change)(int)) {
    for (char& c : text) c = static_cast<char>(change(static_cast<unsigned char>(c)));
    return text;
}

inline std::string in_hex(std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (const char c : text) {
        out += digits[static_cast<unsigned char>(c) >> 4];
        out += digits[static_cast<unsigned char>(c) & 15];
    }
    return out;
}

/// The part of a text's base64 that is the same whatever follows it, when `before` bytes stand before it in its group of three.
inline std::string in_base64(std::string_view text, size_t before) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const size_t skip = (3 - before) % 3;
    text.remove_prefix(std::min(skip, text.size()));
    std::string out;
    for (size_t i = 0; i + 3 <= text.size(); i += 3) {
        const std::uint32_t group = static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])) << 16 |
                                    static_cast<std::uint32_t>(static_cast<unsigned char>(text[i + 1])) << 8 |
                                    static_cast<unsigned char>(text[i + 2]);
        for (int shift = 18; shift >= 0; shift -= 6) out += digits[(group >> shift) & 63];
    }
    return out;
}

inline std::string in_url(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        if (std::isalnum(static_cast<unsigned char>(c))) {
            out += c;
            continue;
        }
        out += '%';
        out += digits[static_cast<unsigned char>(c) >> 4];
        out += digits[static_cast<unsigned char>(c) & 15];
    }
    return out;
}

}  // namespace spelling

/// The text as UTF-8, UTF-16 of both kinds, in capitals, in small letters, in base64 at each of its three places, in
/// hexadecimal, backwards and as in an address. Spellings that come out alike are given once.
inline std::vector<Spelling> spellings(const std::string& text) {
    using namespace spelling;
    std::vector<Spelling> all = {{"utf-8", text},
                                 {"utf-16le", wide(text, false)},
                                 {"utf-16be", wide(text, true)},
                                 {"upper", cased(text, std::toupper)},
                                 {"lower", cased(text, std::tolower)},
                                 {"base64", in_base64(text, 0)},
                                 {"base64+1", in_base64(text, 1)},
                                 {"base64+2", in_base64(text, 2)},
                                 {"hex", in_hex(text)},
                                 {"hex upper", cased(in_hex(text), std::toupper)},
                                 {"reversed", std::string(text.rbegin(), text.rend())},
                                 {"url", in_url(text)}};
    std::vector<Spelling> once;
    for (Spelling& one : all)
        if (std::ranges::find(once, one.bytes, &Spelling::bytes) == once.end()) once.push_back(std::move(one));
    return once;
}

/// Where a marker was found: file, marker, spelling, offset.
struct Sighting {
    std::string file, marker, spelling;
    std::uint64_t offset = 0;
    std::string words() const {
        return marker + " as " + spelling + " in " + file + " at byte " + std::to_string(offset);
    }
};

inline void scan_bytes(std::string_view bytes, std::uint64_t base, const std::string& file,
                       const std::vector<std::string>& markers, std::vector<Sighting>& found) {
    for (const std::string& marker : markers)
        for (const Spelling& spelling : spellings(marker)) {
            const size_t at = bytes.find(spelling.bytes);
            if (at != std::string_view::npos) found.push_back({file, marker, spelling.name, base + at});
        }
}

/// One file of any size (a core dump), in overlapping pieces. A file that cannot be read is a sighting of its own: a scan that
/// did not look proves nothing.
inline void scan_file(const std::string& path, const std::vector<std::string>& markers, std::vector<Sighting>& found) {
    constexpr size_t kPiece = size_t{8} << 20, kOverlap = 4096;
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        if (std::filesystem::exists(path)) found.push_back({path, "(unreadable)", "none", 0});
        return;
    }
    std::string window;
    std::uint64_t base = 0;
    for (;;) {
        const size_t kept = window.size();
        window.resize(kept + kPiece);
        file.read(window.data() + kept, static_cast<std::streamsize>(kPiece));
        window.resize(kept + static_cast<size_t>(file.gcount()));
        if (window.size() == kept) break;
        scan_bytes(window, base, path, markers, found);
        const size_t keep = std::min(kOverlap, window.size());
        base += window.size() - keep;
        window.erase(0, window.size() - keep);
    }
}

/// Every file below these folders, and these files, by content and by name. What is not there has nothing in it.
inline std::vector<Sighting> scan(const std::vector<std::string>& places, const std::vector<std::string>& markers) {
    namespace fs = std::filesystem;
    std::vector<Sighting> found;
    const auto look = [&](const fs::path& path) {
        scan_bytes(path.string(), 0, "the name of " + path.string(), markers, found);
        if (fs::is_regular_file(fs::symlink_status(path))) scan_file(path.string(), markers, found);
    };
    for (const std::string& place : places) {
        std::error_code gone;
        if (!fs::exists(place, gone)) continue;
        if (!fs::is_directory(place, gone)) {
            look(place);
            continue;
        }
        const auto options = fs::directory_options::skip_permission_denied;
        for (fs::recursive_directory_iterator at(place, options, gone), end; at != end; at.increment(gone)) look(at->path());
    }
    return found;
}

/// All sightings, one a line; empty when there is none.
inline std::string sightings(const std::vector<std::string>& places, const std::vector<std::string>& markers) {
    std::string lines;
    for (const Sighting& one : scan(places, markers)) lines += one.words() + '\n';
    return lines;
}

}  // namespace kith::support
