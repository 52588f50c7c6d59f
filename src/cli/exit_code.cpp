#include "cli/exit_code.h"

#include "wording/wording.h"

#include <cstdio>

namespace kith::cli {
namespace {

ExitCode code_of(base::Fault fault) {
    switch (fault) {
        case base::Fault::log_unwritable:
            return kLogUnwritable;
        case base::Fault::invalid_input:
        case base::Fault::not_found:
            return kWrongUsage;
        case base::Fault::denied:
            return kRefusedByPolicy;
        case base::Fault::corrupt:
        case base::Fault::too_large:
            return kUnusable;
        default:
            return kFailed;
    }
}

}  // namespace

ExitCode report(const base::Error& error) {
    const std::string detail = error.detail.empty() ? std::string{} : " (" + error.detail + ")";
    std::fprintf(stderr, "kith: %s%s\n", wording::sentence(error).c_str(), detail.c_str());
    return code_of(error.fault);
}

}  // namespace kith::cli
