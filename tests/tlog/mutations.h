#pragma once
#include "export_world.h"

#include <algorithm>
#include <cstdlib>
#include <random>

namespace kith::tlog_tests {

/// What came of so many single changes to a sound export.
struct Mutated {
    size_t tried = 0, found = 0;
    size_t in_entries = 0;  ///< changes to an entry's line
    size_t located = 0;     ///< of those, named at that entry
    std::string example;    ///< one that was not
};

/// One change of a line, or of lines among each other; none leaves the file as it was.
inline void spoil(std::vector<std::string>& lines, size_t at, unsigned kind, std::mt19937& random) {
    std::string& line = lines[at];
    const size_t place = random() % line.size();
    const auto position = static_cast<std::ptrdiff_t>(at);
    switch (kind) {
        case 0:
            line[place] = static_cast<char>(line[place] ^ (1 << random() % 8));
            break;
        case 1:
            line.erase(place, 1 + random() % 3);
            break;
        case 2:
            line.insert(place, 1 + random() % 3, static_cast<char>(random() % 256));
            break;
        case 3:
            line.resize(place);
            break;
        case 4:
            lines.erase(lines.begin() + position);
            break;
        case 5:
            lines.insert(lines.begin() + position, line);
            break;
        default:
            std::swap(line, lines[at + 1]);
            break;
    }
}

inline bool names(const tlog::ExportReport& report, std::uint64_t entry, std::uint64_t slack) {
    const auto& first = report.findings.front().entry;
    return first && *first <= entry + slack && *first + slack >= entry;
}

inline Mutated mutate(size_t times, unsigned seed) {
    std::mt19937 random(seed);
    const ExportWorld world(40, 8);
    const auto sound = lines_of(world.whole());
    Mutated out;
    while (out.tried < times) {
        auto lines = sound;
        const size_t at = random() % (lines.size() - 1);
        const unsigned kind = random() % 7;
        spoil(lines, at, kind, random);
        if (lines == sound) continue;
        ++out.tried;
        const auto report = world.check(joined(lines));
        out.found += !report.is_intact();
        if (!sound[at].starts_with("entry ") || report.is_intact()) continue;
        ++out.in_entries;
        const std::uint64_t entry = std::strtoull(sound[at].c_str() + 6, nullptr, 10);
        // A line that lost its end, or changed places, concerns its neighbour as much.
        const bool is_there = names(report, entry, kind == 0 ? 0 : 1);
        out.located += is_there;
        if (!is_there && out.example.empty())
            out.example = "kind " + std::to_string(kind) + " at entry " + std::to_string(entry) + ": " +
                          report.findings.front().sentence;
    }
    return out;
}

}  // namespace kith::tlog_tests
