#pragma once
#include "cli/exit_code.h"
#include "cli/log_desk.h"

namespace kith::cli {

struct LogRetentionOptions {
    LogWho who;
    std::string since, json_file;
};
/// What is kept, why and until when; what was destroyed, by which rule (AU-14). An auditor is told of every
/// destruction that the log holds; anybody else of their own copies and their destruction.
ExitCode log_retention(const LogRetentionOptions& options);

}  // namespace kith::cli
