#pragma once
#include "cli/verbs.h"

namespace kith::cli {

/// `kith policy check | explain | matrix | diff | sign | import-dsa`: what a rulebook means, whether it
/// holds, and who vouches for it. None of them asks a source or needs the access log. They end with 0; 2 for
/// wrong usage; 4 for a rulebook that may not be used, or a question that is refused; 6 for a file that
/// cannot be used.
void add_policy(CLI::App& app, Runs& runs);

}  // namespace kith::cli
