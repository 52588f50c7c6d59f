#pragma once
#include "cli/ask_options.h"
#include "cli/exit_code.h"

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace CLI {
class App;
}

/// One function a verb; each prints for a person and returns the exit code. main() only parses.
namespace kith::cli {

/// What runs when a subcommand was given. Verbs with subcommands of their own register each of those.
using Runs = std::vector<std::pair<const CLI::App*, std::function<ExitCode()>>>;

ExitCode ask(const AskOptions& options);

struct ReadOptions {
    std::string kind;
    std::string file;
    bool list_kinds = false;
};
ExitCode read(const ReadOptions& options);

struct PictureOptions {
    std::string json_file = "-";
    std::vector<std::string> replies;
};
ExitCode picture(const PictureOptions& options);

struct SandboxOptions {
    std::string dir;
    std::uint64_t seed = 1;
    int families = 60;
    std::string faults_file;
};
ExitCode sandbox_serve(const SandboxOptions& options);

}  // namespace kith::cli
