#pragma once
#include <string>
#include <vector>

namespace kith::sandbox {

/// An enquiry worth trying in the sandbox.
struct ExampleAsk {
    std::string description;
    /// What follows "kith ask --settings DIR/settings.json": one argument each, not quoted.
    std::vector<std::string> arguments;
};

/// The fixture children, the one of the design pictures first. The same for every seed.
std::vector<ExampleAsk> example_asks();

/// The example as one line for a shell, with arguments quoted where they must be.
std::string command_line(const ExampleAsk& example, const std::string& settings_path);

}  // namespace kith::sandbox
