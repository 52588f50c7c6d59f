#include "cli/policy_verbs.h"
#include "policy/envelope.h"
#include "ports/clock.h"
#include "store/private_file.h"

#include <cstdio>

namespace kith::cli {

using base::Expected;
using base::Fault;

ExitCode refuse(const base::Error& error) {
    std::fprintf(stderr, "kith: %s\n", error.detail.c_str());
    switch (error.fault) {
        case Fault::denied:
            return kRefusedByPolicy;
        case Fault::corrupt:
        case Fault::too_large:
            return kUnusable;
        case Fault::invalid_input:
        case Fault::not_found:
            return kWrongUsage;
        default:
            return kFailed;
    }
}

Expected<std::string> bytes_of(const std::string& path, const std::string& what, size_t limit) {
    auto bytes = store::read_file(path, limit);
    if (bytes) return bytes;
    const Fault fault = bytes.error().fault;
    if (fault == Fault::too_large)
        return base::fail(fault, "The " + what + " is larger than " + std::to_string(limit >> 10) +
                                     " KiB and was not read.");
    return base::fail(fault == Fault::not_found ? fault : Fault::corrupt,
                      "The " + what + " cannot be read (" + bytes.error().detail + ").");
}

Expected<policy::Rulebook> rulebook_in(const std::string& path) {
    const auto bytes = bytes_of(path, "rulebook", policy::kLargestRulebook);
    if (!bytes) return bytes.error();
    auto rulebook = policy::read_rulebook(*bytes);
    if (!rulebook)
        return base::fail(Fault::corrupt, "The rulebook cannot be used: " + rulebook.error().detail + ".");
    return rulebook;
}

Expected<base::Instant> moment(const std::string& text) {
    if (text.empty()) return ports::SystemClock().now();
    const auto instant = base::parse_instant(text.size() == 10 ? text + "T12:00:00Z" : text);
    if (instant) return *instant;
    return base::fail(Fault::invalid_input,
                      "--at must be a day such as 2026-11-22, or a date and time with its zone.");
}

}  // namespace kith::cli
