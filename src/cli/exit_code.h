#pragma once
#include "base/expected.h"

namespace kith::cli {

/// What the program tells the shell; the README lists them.
enum ExitCode {
    kComplete = 0,
    kFailed = 1,  ///< something of ours or the machine's went wrong
    kWrongUsage = 2,
    kWithHoles = 3,  ///< answered, but the picture has holes
    kRefusedByPolicy = 4,
    kLogUnwritable = 5,  ///< the access log cannot be written: nothing was asked
    kUnusable = 6        ///< a message or file that cannot be used
};

/// Prints the sentence for an error to standard error and gives its exit code.
ExitCode report(const base::Error& error);

}  // namespace kith::cli
