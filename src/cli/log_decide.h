#pragma once
#include "cli/exit_code.h"
#include "cli/log_desk.h"

namespace kith::cli {

struct LogWhoOptions {
    LogWho who;
    std::uint64_t entry = 0;
};
ExitCode log_who(const LogWhoOptions& options);

struct LogVerdictOptions {
    LogWho who;
    std::uint64_t entry = 0;
    std::string verdict, words;  ///< words "-": from standard input
};
ExitCode log_verdict(const LogVerdictOptions& options);

struct LogSampleOptions {
    LogWho who;
    std::uint64_t seed = 0;
    size_t size = 20;
};
ExitCode log_sample(const LogSampleOptions& options);

struct LogAccountOptions {
    LogWho who;
    std::string nhs = "-";  ///< "-": from standard input
};
ExitCode log_account(const LogAccountOptions& options);

struct LogReconcileOptions {
    LogWho who;
    std::string file, source;
    int tolerance_seconds = 120;
};
ExitCode log_reconcile(const LogReconcileOptions& options);

struct LogReportOptions {
    LogWho who;
    std::string month;  ///< "2026-11"; empty: the current one
};
ExitCode log_report(const LogReportOptions& options);

struct LogMineOptions {
    LogWho who;
};
ExitCode log_mine(const LogMineOptions& options);

}  // namespace kith::cli
