#pragma once
#include "support/authority.h"

#include <optional>
#include <string>
#include <vector>

namespace kith::bench {

/// What everybody is given: the same addresses, authority and client certificate.
struct Question {
    std::vector<std::string> urls;
    std::string ca_file;
    support::Authority::Leaf client;
};

/// Seconds on the wall that `curl --parallel` takes, its start included; empty where curl is not installed.
std::optional<double> curl_parallel(const Question& question);

/// Seconds that aiohttp takes inside a Python that is already running; empty where it is not installed.
struct Asyncio {
    double fresh = 0;  ///< new connections
    double warm = 0;
};
std::optional<Asyncio> aiohttp(const Question& question);

}  // namespace kith::bench
