#include "audit/access_log.h"
#include "base/text.h"
#include "cli/log.h"
#include "connectors/sandbox/log_folder.h"
#include "keys/system_entropy.h"
#include "wire/settings.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <iostream>
#include <memory>

namespace kith::cli {
namespace {

struct SandboxLogOptions {
    std::string dir, unexplained = "1%";
    sandbox::LogOrder order;
};

/// "1%" or "0.01".
base::Expected<double> share_of(std::string_view text) {
    const bool is_percent = text.ends_with('%');
    if (is_percent) text.remove_suffix(1);
    double share = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), share);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || share < 0 ||
        share > (is_percent ? 50 : 0.5))
        return base::fail(base::Fault::invalid_input, "a share must be written like 1%, and be half at most");
    return is_percent ? share / 100 : share;
}

base::Expected<sandbox::MadeLog> write_log(const wire::Settings& settings, const sandbox::LogOrder& order) {
    keys::SystemEntropy entropy;
    auto log = audit::AccessLog::open(
        {settings.log_path, settings.log_key_path, settings.log_signing_key_path, settings.log_origin},
        entropy);
    if (!log) return log.error();
    if ((*log)->size() > 0)
        return base::fail(
            base::Fault::invalid_input,
            "that folder holds an access log already: nothing is ever added to one by invention");
    return sandbox::make_log(order, [&](const ports::AuditEntry& entry) -> base::Expected<void> {
        auto receipt = (*log)->append(entry);
        if (!receipt) return receipt.error();
        return {};
    });
}

ExitCode sandbox_log(const SandboxLogOptions& options) {
    sandbox::LogOrder order = options.order;
    const auto share = share_of(options.unexplained);
    if (!share) return report(share.error());
    order.unexplained = *share;
    const auto path = sandbox::begin_log_folder(options.dir);
    if (!path) return report(path.error());
    const auto settings = wire::read_settings(*path);
    if (!settings) return report(settings.error());
    const auto made = write_log(*settings, order);
    if (!made) return report(made.error());
    if (auto written = sandbox::finish_log_folder(options.dir, *made); !written)
        return report(written.error());
    const auto unexplained = std::ranges::count_if(made->planted, &sandbox::Planted::is_unexplained);
    std::cout << made->entries << " entries, " << made->accesses << " accesses, " << unexplained
              << " of them unexplained\n"
              << "ready " << *path << std::endl;
    return kComplete;
}

}  // namespace

void add_sandbox_log(CLI::App& sandbox, Runs& runs) {
    const auto options = std::make_shared<SandboxLogOptions>();
    CLI::App* log = sandbox.add_subcommand(
        "log", "Write an access log to practise reviewing on, with misdeeds planted in it");
    log->add_option("--dir", options->dir, "folder for the log and its settings")->required();
    log->add_option("--entries", options->order.entries, "at least so many entries")
        ->check(CLI::Range(1, 10'000'000))
        ->capture_default_str();
    log->add_option("--unexplained", options->unexplained, "share of accesses that no work explains")
        ->capture_default_str();
    log->add_option("--of-each-rule", options->order.of_each_rule,
                    "misdeeds for each rule, and as many near misses")
        ->check(CLI::Range(0, 1000))
        ->capture_default_str();
    log->add_option("--seed", options->order.seed, "another seed, another log")->capture_default_str();
    runs.emplace_back(log, [options] { return sandbox_log(*options); });
}

}  // namespace kith::cli
