#pragma once
#include "cli/verbs.h"

namespace kith::cli {

/// `kith log ship`: brings the workstation's access log to the partnership's database, once or until
/// interrupted; or makes the database ready. Ends with 0; 1 when it cannot be reached; 2 for wrong usage; 4
/// when it lets nobody in; 6 for a fork.
void add_log_ship(CLI::App& log, Runs& runs);

}  // namespace kith::cli
