#pragma once
#include "cli/verbs.h"

namespace kith::cli {

/// `kith approval list | give | refuse`: a second person's answer, on another workstation than the one that
/// asked. They sign in as the settings say; the answer stands in this workstation's access log before it goes
/// to the database. Ends with 0; 1 when the database cannot be reached; 2 for wrong usage or a question that
/// is not open; 4 when the sign-in fails or the database says no; 5 when the log cannot be written.
void add_approval(CLI::App& app, Runs& runs);

}  // namespace kith::cli
