#pragma once
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace kith::support {

/// Everything that SQLite does to files while it lives, in order: what a disk would have been told. Made for
/// one thread.
class RecordingDisk {
public:
    RecordingDisk();
    RecordingDisk(const RecordingDisk&) = delete;
    RecordingDisk& operator=(const RecordingDisk&) = delete;
    ~RecordingDisk();

    /// From now on nothing is recorded.
    void stop();
    /// What the program under test was told to be safe by now.
    void acknowledge(std::uint64_t n);
    size_t size() const;
    /// Flushes so far.
    size_t syncs() const;

    /// How much of what was not yet flushed a power cut leaves.
    enum class Left { nothing, everything, some_sectors };
    struct AfterCut {
        std::map<std::string, std::string> files;  ///< by the ends of their names: "", "-wal"
        std::uint64_t acknowledged = 0;
    };
    /// The files as they stand when the power fails before event `at`: what was flushed, and of the rest so
    /// much, each sector of 512 bytes for itself and in any order.
    AfterCut cut(size_t at, Left left, std::mt19937& random, const std::string& path) const;
};

}  // namespace kith::support
