#pragma once
#include "log_entry.h"
#include "recording_disk.h"

#include <filesystem>
#include <fstream>
#include <random>
#include <string>

namespace kith::audit_tests {

/// What came of so many power cuts while a log was written.
struct Cuts {
    size_t tried = 0, opened = 0, lost = 0, doubled = 0, unsound = 0;
    std::string example;
};

/// Writes a log on a recorded disk, large entries among them so that the journal is taken into the file more
/// than once, and then cuts the power at random moments. `folder` is empty and stays so but for the last cut.
inline Cuts cut_power(size_t times, unsigned seed, const std::string& folder) {
    namespace fs = std::filesystem;
    using Left = support::RecordingDisk::Left;
    const std::string path = folder + "/access.log", key = folder + "/token.key";
    const auto place = [&](const std::string& at) { return audit::AccessLog::Place{at, key, {}, {}, 0}; };
    support::SeededEntropy entropy(seed);
    support::RecordingDisk disk;
    {
        auto log = audit::AccessLog::open(place(path), entropy);
        for (int i = 0; log && i < 90; ++i) {
            auto e = entry();
            e.at += std::chrono::seconds{20} * i;
            const size_t bulk = i % 3 == 0 ? 150'000 : 10;
            e.facts_json =
                R"({"turn":)" + std::to_string(i) + R"(,"codes":")" + std::string(bulk, 'x') + "\"}";
            if ((*log)->append(e)) disk.acknowledge(static_cast<std::uint64_t>(i) + 1);
        }
    }  // closing takes the journal in: cuts fall there as well
    disk.stop();
    std::mt19937 random(seed);
    Cuts out;
    const std::string after = folder + "/after.log";
    for (; out.tried < times; ++out.tried) {
        const Left left = out.tried % 4 == 0   ? Left::nothing
                          : out.tried % 4 == 1 ? Left::everything
                                               : Left::some_sectors;
        const size_t at = 1 + random() % disk.size();
        const auto cut = disk.cut(at, left, random, path);
        for (const auto* end : {"", "-wal", "-shm", "-journal"}) fs::remove(after + end);
        for (const auto& [end, bytes] : cut.files) std::ofstream(after + end, std::ios::binary) << bytes;
        auto log = audit::AccessLog::open(place(after), entropy);
        if (!log) {
            if (out.example.empty()) out.example = "at " + std::to_string(at) + ": " + log.error().detail;
            continue;
        }
        ++out.opened;
        const auto size = (*log)->size();
        out.lost += size < cut.acknowledged;
        out.doubled += size > cut.acknowledged + 1;
        const auto checked = (*log)->verify({});
        const bool is_sound = checked && checked->trouble.empty() && (*log)->append(entry());
        out.unsound += !is_sound;
        if (!is_sound && out.example.empty() && checked)
            out.example = "at " + std::to_string(at) + ": " + checked->trouble;
    }
    return out;
}

}  // namespace kith::audit_tests
