#pragma once

namespace kith::wire {

/// A program that links this file overwrites whatever it gives back to the heap first, be it by C++, OpenSSL,
/// libcurl or the toolkit, so that what is no longer held is no longer there (not under the sanitizers, which
/// watch the heap themselves).

/// Call once, first thing in a program that will hold details of people. From here on the system writes no
/// core dump of it, and no other program of the same user may attach to it (C11, X7): there is no switch to
/// have it otherwise.
void keep_memory_quiet();

/// Overwrites what calls that have returned have left on this thread's stack, half a mebibyte deep.
void wipe_stack_below();

/// Gives the pages of the heap that hold nothing back to the system.
void return_free_memory();

}  // namespace kith::wire
