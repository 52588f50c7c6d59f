#pragma once
#include "cli/verbs.h"

namespace kith::cli {

/// `kith log list | who | verdict | sample | account | reconcile | report | retention | mine`: what an auditor
/// does with the workstation's access log, once they have signed in as the settings say. Each reading is an
/// entry of the log itself, once, before anything is shown. Whoever is no auditor is refused with exit 4,
/// which is logged as well, as is a sign-in that failed (exit 4, or 2 for a name that nobody knows);
/// `retention` and `mine` are for everybody and show nobody else's.
void add_log_reading(CLI::App& log, Runs& runs);

/// `kith sandbox log`: writes an access log to practise on, and the list of what was planted in it.
void add_sandbox_log(CLI::App& sandbox, Runs& runs);

}  // namespace kith::cli
