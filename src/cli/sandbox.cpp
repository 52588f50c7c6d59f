#include "connectors/sandbox/sandbox.h"

#include "cli/interrupt.h"
#include "cli/verbs.h"

#include <iostream>

namespace kith::cli {

ExitCode sandbox_serve(const SandboxOptions& options) {
    const Interrupt interrupt;
    auto sandbox = sandbox::Sandbox::start({.dir = options.dir,
                                            .seed = options.seed,
                                            .families = options.families,
                                            .faults_file = options.faults_file});
    if (!sandbox) return report(sandbox.error());
    std::cout << "ready " << (*sandbox)->settings_path() << std::endl;
    interrupt.wait();
    return kComplete;
}

}  // namespace kith::cli
