#pragma once

namespace kith::wire {

/// Call once, first thing in a program that will hold details of people. From here on
/// - the system writes no core dump of it, and no other program of the same user may attach to it (C11, X7):
/// there is no
///   switch to have it otherwise;
/// - whatever C++, OpenSSL and libcurl give back to the heap is overwritten first, so that what is no longer
/// held is no
///   longer there (not under the sanitizers, which watch the heap themselves).
void keep_memory_quiet();

}  // namespace kith::wire
