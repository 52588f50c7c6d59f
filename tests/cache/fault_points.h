#pragma once
#include <string>

/// Faults at the system calls by which this process changes files: every write, flush, cut, link, rename and
/// removal counts as one point. The calls are replaced for the whole program that links fault_points.cpp,
/// SQLite's among them.
namespace kith::cache_tests {

enum class Fault {
    none,
    kill_before,  ///< the process ends as by kill -9, the call not made
    kill_after,   ///< the call made
    kill_torn,    ///< half of what was to be written written
    io_error,     ///< that call alone fails with EIO
    disk_full     ///< from that call on every one that needs room fails with ENOSPC
};

/// Counts points from now on, and lets the `at`-th (from 1) go wrong.
void arm(Fault fault, long at);
/// How many points there were since; nothing goes wrong any more.
long disarm();

/// How many flushes (fsync, fdatasync) this process has made since it began.
long flushes();

/// Tells the parent something past all of this.
void tell(int pipe, const std::string& words);

}  // namespace kith::cache_tests
