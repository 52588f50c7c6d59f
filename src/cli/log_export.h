#pragma once
#include "cli/verbs.h"

namespace kith::cli {

/// `kith log checkpoint | export`: the access log's signed head, and the log or a part of it as a file. An
/// export needs an auditor who has signed in, and is an entry itself, written before the first byte of it.
/// They end with 0; 2 for wrong usage; 4 for somebody who is no auditor or not who they say; 5 when the log
/// cannot be written; 6 when it is damaged.
void add_log_export(CLI::App& log, Runs& runs);

}  // namespace kith::cli
